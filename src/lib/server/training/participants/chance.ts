import { createHash } from 'node:crypto';

/**
 * A number from 0 up to 1 that is always the same for this seed and name: what a computer colleague does with one story
 * never depends on what came before it.
 */
export const chance = (seed: number, name: string): number =>
	createHash('sha256')
		.update(JSON.stringify([seed, name]))
		.digest()
		.readUInt32BE() /
	2 ** 32;
