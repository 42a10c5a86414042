import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { z } from 'zod';
import { Code } from '../core/text';

/** The public half of a key that signs the heads of the logs: Ed25519 (RFC 8032), 32 bytes as hexadecimal digits. */
export const PublicKey = Code(/^[0-9a-f]{64}$/);
export type PublicKey = z.infer<typeof PublicKey>;

/**
 * By what people recognise a key: the first 128 bits of its SHA-256 in groups of four digits. Short enough to compare
 * by eye, and too long to make another key for.
 */
export const fingerprintOf = (key: PublicKey): string =>
	(
		bytesToHex(sha256(hexToBytes(key)))
			.slice(0, 32)
			.match(/.{4}/g) ?? []
	).join(' ');
