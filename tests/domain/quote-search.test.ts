import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FINDABLE_FROM, hasRun, literalRuns, searchedWords } from '$lib/domain/posts/search/quote-search';

const post = 'Ik durf mijn kind niet op te halen, en ik durf het er óók niet te laten!';

describe('the words of a quote that occur literally in the post', () => {
	test.each([
		['the whole of it', post, ['ik durf mijn kind niet op te halen en ik durf het er ook niet te laten']],
		['without its capitals, accents and commas', 'EN ik durf het er ook niet', ['en ik durf het er ook niet']],
		[
			'two runs of one quote',
			'ik durf mijn kind niet … het er ook niet te laten',
			['ik durf mijn kind niet', 'het er ook niet te laten']
		],
		['words of our own', 'Een ouder durft het kind niet te halen', []],
		['four words are said by many', 'ik durf mijn kind', []]
	])('%s', (_, quote, runs) => {
		expect(literalRuns(quote, post).map((run) => run.join(' '))).toEqual(runs);
	});

	test('every run is long enough and in the post, and no longer run is missed', () => {
		const words = fc
			.array(fc.constantFrom('ik', 'niet'), { minLength: 6, maxLength: 24, size: 'max' })
			.map((all) => all.join(' '));
		let found = 0;
		fc.assert(
			fc.property(words, words, (quote, posted) => {
				const runs = literalRuns(quote, posted);
				found += runs.length;
				for (const run of runs)
					expect(run.length >= FINDABLE_FROM && hasRun(posted, run) && hasRun(quote, run)).toBe(true);
				const quoteWords = searchedWords(quote);
				for (let from = 0; from + FINDABLE_FROM <= quoteWords.length; from += 1) {
					const short = quoteWords.slice(from, from + FINDABLE_FROM);
					if (hasRun(posted, short)) expect(runs.some((run) => hasRun(run.join(' '), short))).toBe(true);
				}
			})
		);
		expect(found).toBeGreaterThan(30);
	});
});
