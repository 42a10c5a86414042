import { createHash } from 'node:crypto';

/** A Bloom filter: what is in the list is always found, and of other words one in some 90,000. */
interface PasswordFilter {
	/** The number of words in it. */
	readonly words: number;
	/** How many bits each word sets. */
	readonly hashes: number;
	readonly bits: Uint8Array;
}

const BITS_PER_WORD = 24;
const HASHES = 16;

/** The bit positions of a word: two halves of its SHA-256, combined (Kirsch and Mitzenmacher). */
function* bitPositions(word: string, hashes: number, size: number): Generator<number> {
	const digest = createHash('sha256').update(word).digest();
	const [first, step] = [digest.readUIntBE(0, 6), digest.readUIntBE(6, 6) | 1];
	for (let i = 0; i < hashes; i += 1) yield (first + i * (step >>> 0)) % size;
}

/** The same bits for the same words, in whatever order. */
export function makePasswordFilter(words: readonly string[]): PasswordFilter {
	const own = new Set(words);
	const bits = new Uint8Array(Math.ceil((own.size * BITS_PER_WORD) / 8));
	for (const word of own)
		for (const position of bitPositions(word, HASHES, bits.length * 8)) {
			const at = position >>> 3;
			bits[at] = (bits[at] ?? 0) | (1 << (position & 7));
		}
	return { words: own.size, hashes: HASHES, bits };
}

/** Whether the word is in the list, or, once in some 90,000, is not. */
export function isInFilter({ bits, hashes }: PasswordFilter, word: string): boolean {
	for (const position of bitPositions(word, hashes, bits.length * 8))
		if (((bits[position >>> 3] ?? 0) & (1 << (position & 7))) === 0) return false;
	return true;
}

/** As it is stored in a file: its numbers, and the bits in base64. */
export const writePasswordFilter = ({ words, hashes, bits }: PasswordFilter): string =>
	`${JSON.stringify({ words, hashes, bits: Buffer.from(bits).toString('base64') })}\n`;
export const readPasswordFilter = (stored: { words: number; hashes: number; bits: string }): PasswordFilter => ({
	...stored,
	bits: Buffer.from(stored.bits, 'base64')
});
