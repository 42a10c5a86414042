import { expect, test } from 'vitest';
import { refusalWords } from '$lib/desk/refusal-words';
import { refusals } from '$lib/domain/core/refusal';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';

test.each(languages)(
	'every refusal has a sentence in %s that can be filled in, with sentences of at most twenty words',
	(language) => {
		const faults: string[] = [];
		const words = wordsIn(language, ({ message }) => faults.push(message));
		for (const code of refusals) {
			const text = refusalWords(words, { code });
			expect(text, code).toMatch(/^\p{Lu}.*\.$/u);
			for (const sentence of text.split(/(?<=[.:])\s/))
				expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(20);
		}
		expect(faults).toEqual([]);
	}
);

test('the number of the next report is filled in', () => {
	expect(refusalWords(wordsIn('nl'), { code: 'report.number', details: { number: 7 } })).toContain('nummer 7.');
});
