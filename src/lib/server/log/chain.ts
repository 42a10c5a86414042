import { createHash } from 'node:crypto';
import { canonical } from '$lib/domain/core/checksum';

/** The hash before the first event. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** SHA-256 of salt and canonical data: the salt keeps short data from being guessed once it is redacted. */
export const digestOf = (salt: Uint8Array, data: unknown): Buffer =>
	createHash('sha256').update(salt).update(canonical(data)).digest();

/**
 * Covers the previous hash, the number, moment, actor and type, and the digest of the data: a changed or missing line
 * shows.
 */
export const hashOf = (
	before: Uint8Array,
	line: { seq: number; at: Date; actor: string; type: string },
	digest: Uint8Array
): Buffer =>
	createHash('sha256')
		.update(before)
		.update(canonical([line.seq, line.at.toISOString(), line.actor, line.type]))
		.update(digest)
		.digest();
