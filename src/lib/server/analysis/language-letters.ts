import { scoreOf, type Sparse } from './hints/models/logistic';
import stored from './language-letters.json';

/**
 * Scores how much the letters of a text look like Dutch: each run of three letters counts for or against Dutch, by a
 * logistic regression on open sentences of five languages (`npm run train`).
 */

/** The weights as they are stored: whole numbers only, so that they are the same everywhere, byte for byte. */
export interface LetterWeights {
	/** one signed byte for each row, base64; times `unit` it is the weight */
	readonly weights: string;
	/** in millionths */
	readonly unit: number;
	/** in thousandths */
	readonly bias: number;
}

/** The number of weights, a power of two. Runs of letters are hashed to them; six thousand occur in the sentences. */
export const ROWS = 1 << 13;

const SPACE = 32;
const COMBINING_MARKS = /\p{M}/gu;
const NOT_LETTERS = /[^a-zßøłı]+/g;
const ASCII = /^[\0-\x7F]*$/;

/** Lower case without accents, with single spaces between words and one at the start and the end. */
function plainLetters(text: string): string {
	const lower = text.toLowerCase();
	const letters = ASCII.test(lower) ? lower : lower.normalize('NFD').replace(COMBINING_MARKS, '');
	return ` ${letters.replace(NOT_LETTERS, ' ').trim()} `;
}

/** The rows of its runs of three letters; their total weight does not grow with the length of the text. */
export function lettersOf(text: string): Sparse {
	const letters = plainLetters(text);
	const rows = new Int32Array(Math.max(0, letters.length - 2));
	let [first, second] = [SPACE, letters.charCodeAt(1)];
	for (let at = 0; at < rows.length; at++) {
		const third = letters.charCodeAt(at + 2);
		rows[at] = rowOf(first, second, third);
		[first, second] = [second, third];
	}
	return { rows, weights: new Float32Array(rows.length).fill(1 / Math.sqrt(Math.max(1, rows.length))) };
}

/** FNV-1a with the finaliser of MurmurHash3, so that similar runs get different rows. */
function rowOf(first: number, second: number, third: number): number {
	let value = Math.imul(0x811c9dc5 ^ first, 0x01000193);
	value = Math.imul(value ^ second, 0x01000193);
	value = Math.imul(value ^ third, 0x01000193);
	value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
	return (value ^ (value >>> 13)) & (ROWS - 1);
}

const LETTER_WEIGHTS = weightsFrom(stored);

/** The logarithm of the odds that a text is Dutch, against English, German, Turkish and Polish. */
export const dutchByLetters = (text: string): number => scoreOf(LETTER_WEIGHTS, lettersOf(text));

function weightsFrom({ weights, unit, bias }: LetterWeights): { of: Float64Array; bias: number } {
	const bytes = Int8Array.from(atob(weights), (character) => character.charCodeAt(0));
	return { of: Float64Array.from(bytes, (byte) => (byte * unit) / 1e6), bias: bias / 1e3 };
}
