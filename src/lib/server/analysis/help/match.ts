import { memoize } from '../text/memoize';
import { fold } from '../text/words';

/**
 * Finds the phrases of lists in a text. They are indexed by their first word, so long lists cost no time.
 */

export interface HelpSignal {
	/** short, for the reason */
	readonly code: string;
	/** how much of a danger it is by itself, 1 the most; other signs are weighed in calls-for-help.ts */
	readonly weight: number;
	readonly phrases: readonly string[];
}

/**
 * Splits a text into phrases at `;`. In a phrase, `*` stands for any ending of a word, `a|b` for either word, `~` for up
 * to three other words.
 */
export const phrases = (text: string): string[] =>
	text
		.split(';')
		.map((phrase) => phrase.trim().replace(/\s+/g, ' '))
		.filter(Boolean);

interface Part {
	/** whole words, or with `*` beginnings */
	readonly words: ReadonlySet<string>;
	readonly beginnings: readonly string[];
	/** up to this many words may come before it */
	readonly gap: number;
}

interface Phrase {
	readonly signal: HelpSignal;
	readonly parts: readonly Part[];
}

export interface PhraseMatch {
	readonly signal: HelpSignal;
	/** the words that matched, first to last */
	readonly words: string;
	/** where they begin among the words */
	readonly at: number;
}

const MAX_GAP = 3;
const KEY_LENGTH = 2;
/** The number of words whose phrases are cached. */
const MAX_REMEMBERED_WORDS = 10_000;

/** Also folds what `fold` leaves: Turkish dotless i, Polish l, Arabic alef with hamza. */
function foldAll(text: string): string {
	const folded = fold(text);
	if (ALREADY_FOLDED.test(folded)) return folded;
	return folded
		.replace(/ı/g, 'i')
		.replace(/ł/g, 'l')
		.replace(/[أإآ]/g, 'ا')
		.replace(/[’‘`´]/g, "'")
		.replace(/ة/g, 'ه');
}

/** Matches texts without anything to fold. */
const ALREADY_FOLDED = /^[\0-_a-\x7F]*$/;

/** The end of a sentence: no phrase continues after it. */
const SENTENCE_END = '.';

/** The words of a text, with a stop at the end of each sentence. */
export function spoken(text: string): string[] {
	const folded = foldAll(text);
	const words = folded.match(ALREADY_FOLDED.test(folded) ? WORD_OR_STOP : ANY_WORD_OR_STOP) ?? [];
	return words.map((word) => (word === '!' || word === '?' ? SENTENCE_END : word));
}
const WORD_OR_STOP = /[a-z0-9]+(?:'[a-z]+)?|[.!?](?=\s|$)/g;
const ANY_WORD_OR_STOP = /[\p{L}\p{N}]+(?:'\p{L}+)?|[.!?](?=\s|$)/gu;

const NO_PHRASES: readonly Phrase[] = [];

export class Phrases {
	readonly #byBeginning = new Map<string, Phrase[]>();
	/** The phrases that this word may begin; none for nearly every word. */
	readonly #startingWith = memoize((word): readonly Phrase[] => {
		const starting =
			this.#byBeginning
				.get(word.slice(0, KEY_LENGTH))
				?.filter(({ parts: [first] }) => first !== undefined && matchesPart(first, word)) ?? NO_PHRASES;
		return starting.length === 0 ? NO_PHRASES : starting;
	}, MAX_REMEMBERED_WORDS);

	constructor(signals: readonly HelpSignal[]) {
		for (const signal of signals) for (const line of signal.phrases) this.#addPhrase(signal, line);
	}

	/** Finds every phrase in the words, each signal as often as it occurs. */
	in(words: readonly string[]): PhraseMatch[] {
		const found: PhraseMatch[] = [];
		for (let at = 0; at < words.length; at++) {
			for (const phrase of this.#startingWith(words[at] ?? '')) {
				const end = matches(phrase.parts, words, at);
				if (end > at) found.push({ signal: phrase.signal, words: words.slice(at, end).join(' '), at });
			}
		}
		return found;
	}

	#addPhrase(signal: HelpSignal, line: string): void {
		const parts: Part[] = [];
		let gap = 0;
		for (const part of line.split(/\s+/)) {
			if (part === '~') {
				gap = MAX_GAP;
				continue;
			}
			const choices = part.split('|').map(foldAll);
			parts.push({
				words: new Set(choices.filter((choice) => !choice.endsWith('*'))),
				beginnings: choices.filter((choice) => choice.endsWith('*')).map((choice) => choice.slice(0, -1)),
				gap
			});
			gap = 0;
		}
		const first = parts[0];
		if (!first) return;
		const phrase = { signal, parts };
		for (const key of new Set([...first.words, ...first.beginnings].map((word) => word.slice(0, KEY_LENGTH)))) {
			const list = this.#byBeginning.get(key);
			if (list) list.push(phrase);
			else this.#byBeginning.set(key, [phrase]);
		}
	}
}

const matchesPart = (part: Part, word: string): boolean =>
	part.words.has(word) || part.beginnings.some((beginning) => word.startsWith(beginning));

/** The end of the phrase that begins at this word, or -1. Takes the nearest word that matches. */
function matches(parts: readonly Part[], words: readonly string[], start: number): number {
	let at = start + 1;
	for (let index = 1; index < parts.length; index++) {
		const part = parts[index];
		if (!part) return -1;
		let skipped = 0;
		while (at < words.length && !matchesPart(part, words[at] ?? '')) {
			if (words[at] === SENTENCE_END || ++skipped > part.gap) return -1;
			at++;
		}
		if (at >= words.length) return -1;
		at++;
	}
	return at;
}
