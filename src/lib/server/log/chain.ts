import { createHash } from 'node:crypto';
import { canonical } from '$lib/domain/core/checksum';
import type { EventOf } from '$lib/domain/core/event';
import type { TextLocation } from '$lib/domain/core/texts/fields';
import { wordLocations } from '$lib/domain/event-words';
import { completeDigest, completeProof, type WordProof } from './word-proof';

/** The hash before the first event. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** The first 64 bits of a hash, as text: enough to tell whether two copies of a log have the same line. */
export const shortHash = (hash: Buffer): string => hash.toString('hex', 0, 8);

/** SHA-256 of salt and canonical data: the salt keeps short data from being guessed once it is masked. */
export const digestOf = (salt: Uint8Array, data: unknown): Buffer =>
	createHash('sha256').update(salt).update(canonical(data)).digest();

/**
 * Proves a line except its masked words: the positions of its words, and a digest of each word and of the data without
 * words.
 */
export interface Rest {
	readonly words: readonly TextLocation[];
	/** Set for a line with masked words. Otherwise the salt of each word is derived from that of the line. */
	readonly proof: WordProof | null;
	readonly digest: Buffer;
}

/** The rest of a new line; null for a line without words, which masking never changes. */
export function restOf(salt: Uint8Array, event: EventOf): Rest | null {
	const words = wordLocations(event);
	if (words.length === 0) return null;
	return { words, proof: null, digest: completeDigest(salt, words, event.data) };
}

/** The proof of the words of these data; null when the line is blank. */
export const proofOf = (
	{ proof, words }: Omit<Rest, 'digest'>,
	salt: Uint8Array | null,
	data: unknown
): WordProof | null => proof ?? (salt && completeProof(salt, words, data));

/**
 * Covers the previous hash, the sequence number, time, actor and type, the digest of the data, and that of the data
 * without words, so that a changed or missing line is detected.
 */
export const hashOf = (
	before: Uint8Array,
	line: { seq: number; at: Date; actor: string; type: string },
	digest: Uint8Array,
	rest: Pick<Rest, 'digest'> | null
): Buffer =>
	createHash('sha256')
		.update(before)
		.update(canonical([line.seq, line.at.toISOString(), line.actor, line.type]))
		.update(digest)
		.update(rest?.digest ?? '')
		.digest();
