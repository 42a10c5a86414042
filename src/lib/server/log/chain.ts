import { createHash, randomBytes } from 'node:crypto';
import { canonical } from '$lib/domain/core/checksum';
import type { EventOf } from '$lib/domain/core/event';
import type { TextPlace } from '$lib/domain/core/texts/fields';
import { wordPlaces } from '$lib/domain/event-words';
import { restDigest, wholeProof, type WordProof } from './word-proof';

/** The hash before the first event. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** SHA-256 of salt and canonical data: the salt keeps short data from being guessed once it is redacted. */
export const digestOf = (salt: Uint8Array, data: unknown): Buffer =>
	createHash('sha256').update(salt).update(canonical(data)).digest();

/**
 * What proves all of a line but the words that were masked: where words stand, and a digest of them, piece by piece, and
 * of the data without them.
 */
export interface Rest {
	readonly words: readonly TextPlace[];
	/** From which the salt of each piece comes; null once some are masked, or the line was redacted. */
	readonly salt: Buffer | null;
	/** Of a line of which words are masked. */
	readonly proof: WordProof | null;
	readonly digest: Buffer;
}

/** The rest of a line that is written now; null for one without words: masking never changes that. */
export function restOf(event: EventOf): Rest | null {
	const words = wordPlaces(event);
	if (words.length === 0) return null;
	const salt = randomBytes(16);
	const digest = restDigest(wholeProof(salt, words, event.data), words, event.data);
	if (digest === null) throw new Error(`The words of ${event.type} cannot be proved.`);
	return { words, salt, proof: null, digest };
}

/** What proves the words of these data; null where the line was redacted. */
export const proofOf = ({ proof, salt, words }: Omit<Rest, 'digest'>, data: unknown): WordProof | null =>
	proof ?? (salt && wholeProof(salt, words, data));

/**
 * Covers the previous hash, the number, moment, actor and type, the digest of the data, and that of the data without
 * words: a changed or missing line shows.
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
