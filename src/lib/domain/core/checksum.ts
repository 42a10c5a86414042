import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Sha256 } from './ids';

/** SHA-256 of the text in UTF-8: synchronous and equal in browser and server (`crypto.subtle` is asynchronous). */
export const checksumOf = (text: string): Sha256 => Sha256.parse(bytesToHex(sha256(utf8ToBytes(text))));

/**
 * JSON with sorted keys, so that equal values give equal text: jsonb does not keep the key order. Omits `undefined`.
 */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
	if (value !== null && typeof value === 'object') {
		const pairs = Object.entries(value)
			.filter(([, item]) => item !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1));
		return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
	}
	return JSON.stringify(value);
}
