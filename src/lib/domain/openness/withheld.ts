import { maskText } from '../posts/masking/mask-text';
import type { WooGround } from './grounds';

/** Words of one line that are withheld, on a ground. */
export interface WithheldWords {
	/** The whole line that they are in. */
	readonly line: string;
	readonly from: number;
	readonly to: number;
	readonly ground: WooGround;
}
/** Where withheld words are in another text. */
interface WithheldRange {
	readonly from: number;
	readonly to: number;
	readonly ground: WooGround;
}
interface Pattern {
	/** Its group is the withheld words. */
	readonly pattern: RegExp;
	readonly ground: WooGround;
}

/** Shorter words are withheld only within their whole line: alone they mean something else. */
const SHORTEST = 4;
/** A sentence of a longer passage, or its beginning in a text that was cut. */
const SHORTEST_PIECE = 12;

const escaped = (text: string): string =>
	text
		.split(/\s+/u)
		.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/['‘’"“”]/gu, '[\'‘’"“”]'))
		.join('\\s+');
/** Without punctuation around it: another form of the text may end a line without its full stop. */
const bare = (text: string): string => text.replace(/^[\s.,;:!?]+|[\s.,;:!?]+$/gu, '');
const whole = (group: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${group}(?![\\p{L}\\p{N}])`, 'dgiu');

/** How the words may be in another document: as they are, without personal details, or sentence by sentence. */
function formsOf(words: string): string[] {
	const sentences = words.split(/(?<=[.!?])\s+/u).filter(({ length }) => length >= SHORTEST_PIECE);
	return [...new Set([words, maskText(words), ...sentences, ...sentences.map((each) => maskText(each))].map(bare))];
}

/**
 * All withheld words of an incident, in whatever document they are: what is removed from one form of a text is removed
 * from all of them.
 */
export class Withheld {
	readonly #patterns: readonly Pattern[];
	readonly #beginnings: readonly { readonly words: string; readonly ground: WooGround }[];

	constructor(all: readonly WithheldWords[]) {
		const patterns = new Map<string, Pattern>();
		const beginnings = new Map<string, { words: string; ground: WooGround }>();
		for (const { line, from, to, ground } of all) {
			const words = line.slice(from, to);
			if (bare(words) === '') continue;
			const isShort = bare(words).length < SHORTEST;
			const found = isShort
				? [`${escaped(line.slice(0, from))}(${escaped(words)})${escaped(line.slice(to))}`]
				: formsOf(words).map((form) => `(${escaped(form)})`);
			for (const pattern of found)
				if (!patterns.has(pattern)) patterns.set(pattern, { pattern: whole(pattern), ground });
			if (!isShort)
				for (const form of formsOf(words))
					if (form.length > SHORTEST_PIECE && !beginnings.has(form)) beginnings.set(form, { words: form, ground });
		}
		this.#patterns = [...patterns.values()];
		this.#beginnings = [...beginnings.values()];
	}

	get isEmpty(): boolean {
		return this.#patterns.length === 0;
	}

	/** Where they are in this text, also where it was cut off within them. */
	rangesIn(text: string): WithheldRange[] {
		const found: WithheldRange[] = [];
		for (const { pattern, ground } of this.#patterns)
			for (const { indices } of text.matchAll(pattern)) {
				const [from, to] = indices?.[1] ?? [0, 0];
				if (to > from) found.push({ from, to, ground });
			}
		for (const { index } of text.matchAll(/\s*…/gu)) {
			const before = text.slice(0, index);
			for (const { words, ground } of this.#beginnings) {
				const start = beginningAt(before, words);
				if (start !== null) found.push({ from: start, to: index, ground });
			}
		}
		return withoutOverlap(found);
	}

	/** The text with the article instead of the words. */
	withoutThem(text: string, articleOf: (ground: WooGround) => string): string {
		let rest = '';
		let at = 0;
		for (const { from, to, ground } of this.rangesIn(text)) {
			rest += `${text.slice(at, from)}[${articleOf(ground)}]`;
			at = to;
		}
		return rest + text.slice(at);
	}
}

/** Where the words begin, in a text that was cut off within them; null when it does not end with their beginning. */
function beginningAt(before: string, words: string): number | null {
	for (let length = Math.min(words.length, before.length); length >= SHORTEST_PIECE; length -= 1)
		if (before.endsWith(words.slice(0, length))) return before.length - length;
	return null;
}

/** In the order of the text; those that overlap become one, on the ground of the first. */
function withoutOverlap(found: readonly WithheldRange[]): WithheldRange[] {
	const ranges: WithheldRange[] = [];
	for (const range of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
		const last = ranges.at(-1);
		if (last && range.from < last.to) ranges.splice(-1, 1, { ...last, to: Math.max(last.to, range.to) });
		else ranges.push(range);
	}
	return ranges;
}
