import { scoreOf, type Sparse } from './hints/models/logistic';
import stored from './language-letters.json';

/**
 * How much the letters of a text look like Dutch: each run of three of them weighs for Dutch or against it, by a logistic
 * regression on open sentences of five languages (`npm run train`).
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

/** Rows of weights, a power of two. Runs of letters are hashed to them: six thousand occur in the sentences. */
export const ROWS = 1 << 13;

const SPACE = 32;
const marks = /\p{M}/gu;
const notLetters = /[^a-zßøłı]+/g;
const ascii = /^[\0-\x7F]*$/;

/** Lower case without accents, its words between single spaces; one of them before and behind. */
function plain(text: string): string {
	const lower = text.toLowerCase();
	const letters = ascii.test(lower) ? lower : lower.normalize('NFD').replace(marks, '');
	return ` ${letters.replace(notLetters, ' ').trim()} `;
}

/** Its runs of three letters, by their rows; what all of them weigh does not grow with the length of the text. */
export function lettersOf(text: string): Sparse {
	const letters = plain(text);
	const rows = new Int32Array(Math.max(0, letters.length - 2));
	let [one, two] = [SPACE, letters.charCodeAt(1)];
	for (let at = 0; at < rows.length; at++) {
		const three = letters.charCodeAt(at + 2);
		rows[at] = rowOf(one, two, three);
		[one, two] = [two, three];
	}
	return { rows, weights: new Float32Array(rows.length).fill(1 / Math.sqrt(Math.max(1, rows.length))) };
}

/** FNV-1a, finished as in MurmurHash3 so that neighbours spread. */
function rowOf(one: number, two: number, three: number): number {
	let value = Math.imul(0x811c9dc5 ^ one, 0x01000193);
	value = Math.imul(value ^ two, 0x01000193);
	value = Math.imul(value ^ three, 0x01000193);
	value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
	return (value ^ (value >>> 13)) & (ROWS - 1);
}

const shipped = weightsFrom(stored);

/** The logarithm of the odds that a text is Dutch, against English, German, Turkish and Polish. */
export const dutchByLetters = (text: string): number => scoreOf(shipped, lettersOf(text));

function weightsFrom({ weights, unit, bias }: LetterWeights): { of: Float64Array; bias: number } {
	const bytes = Int8Array.from(atob(weights), (sign) => sign.charCodeAt(0));
	return { of: Float64Array.from(bytes, (byte) => (byte * unit) / 1e6), bias: bias / 1e3 };
}
