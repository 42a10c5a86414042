import { plainLetters } from '$lib/domain/core/plain-letters';

/*
 * Source of the rule: a search for a text between quotation marks finds each public post that contains its words in
 * that order. Readers found the people behind quoted posts that way in most of the papers they tried: Ayers et al.,
 * "Don't quote me: reverse identification of research participants in social media studies", npj Digital Medicine 1:30
 * (2018).
 */

/**
 * A run of this many words is long enough to find the post. The number is ours: many people use the same shorter runs.
 */
export const FINDABLE_FROM = 5;

/** The words as a search engine compares them: without capitals, accents, invisible characters and punctuation. */
export const searchedWords = (text: string): string[] => plainLetters(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * The longest runs of a quote's words that are literally in the post; no run is part of another. A longer run is in
 * fewer posts than its parts.
 */
export function literalRuns(quote: string, post: string): string[][] {
	const [quoteWords, posted] = [searchedWords(quote), searchedWords(post)];
	const runs: string[][] = [];
	let reached = 0;
	for (let from = 0; from < quoteWords.length; from += 1) {
		let longest = 0;
		for (let at = 0; at < posted.length; at += 1) {
			let length = 0;
			while (from + length < quoteWords.length && quoteWords[from + length] === posted[at + length]) length += 1;
			longest = Math.max(longest, length);
		}
		if (longest >= FINDABLE_FROM && from + longest > reached) {
			runs.push(quoteWords.slice(from, from + longest));
			reached = from + longest;
		}
	}
	return runs;
}

/** Whether a text has these words in this order. */
export function hasRun(text: string, run: readonly string[]): boolean {
	const words = searchedWords(text);
	return words.some((_, at) => run.every((word, i) => words[at + i] === word));
}
