import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translateWords, hasWordTranslation } from '$lib/domain/posts/word-translation';
import { languages, lines } from '$lib/domain/posts/translated-words';

const meanings = (text: string, language: (typeof languages)[number]): string[] =>
	translateWords(text, language).flatMap(({ meaning }) => (meaning ? [meaning.nl] : []));

describe('a word-by-word translation', () => {
	test.each([
		['tr', 'Binada yangın var, çıkamıyoruz, çocuklar var!', ['flat', 'brand', 'is er', 'kind', 'is er']],
		[
			'pl',
			'Gdzie jest straż pożarna? Dziecko nie oddycha',
			['waar', 'is er', 'brandweer', 'brand', 'kind', 'niet', 'ademen']
		],
		['ar', 'النار في البيت وأطفال على السطح', ['brand', 'huis', 'kind', 'dak']],
		['en', 'Is the bridge closed? There is smoke everywhere', ['brug', 'dicht', 'is er', 'rook']],
		['de', 'Das Wasser steigt, wo ist die Feuerwehr?', ['water', 'stijgt', 'waar', 'brandweer']],
		['uk', 'Зачиніть вікна, дим небезпечний', ['dicht', 'raam', 'rook', 'gevaar']]
	] as const)('says in Dutch what a post in %s is about', (language, text, dutch) => {
		expect(meanings(text, language)).toEqual(dutch);
	});

	test('keeps the order, groups unknown words, and also has English', () => {
		expect(translateWords('yangın hemşerilerim abiler çocuk', 'tr')).toEqual([
			{ text: 'yangın', meaning: { nl: 'brand', en: 'fire' } },
			{ text: 'hemşerilerim abiler', meaning: null },
			{ text: 'çocuk', meaning: { nl: 'kind', en: 'child' } }
		]);
	});

	test('exists for six languages, and leaves out web addresses and account names', () => {
		expect(['tr', 'pl', 'ar', 'en', 'de', 'uk', 'nl', 'fy', null].filter(hasWordTranslation)).toEqual([...languages]);
		expect(translateWords('@feuer #brand https://example.org/wasser', 'de')).toEqual([]);
	});

	test('has at least 150 forms of each language, and every line is complete', () => {
		const table = lines
			.trim()
			.split('\n')
			.map((line) => line.split('|'));
		for (const columns of table) {
			expect(columns, columns[0]).toHaveLength(2 + languages.length);
			expect(columns.slice(0, 2).every(Boolean)).toBe(true);
		}
		languages.forEach((_, at) => {
			const forms = table.flatMap((columns) => columns[2 + at]?.split(/\s+/).filter(Boolean) ?? []);
			expect(forms.length).toBeGreaterThanOrEqual(150);
		});
	});

	test('returns the words of any text, in order', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...languages), (text, language) => {
				let from = 0;
				for (const { text: words } of translateWords(text, language))
					for (const word of words.split(' ')) {
						const at = text.indexOf(word, from);
						expect(at).toBeGreaterThanOrEqual(from);
						from = at + word.length;
					}
			})
		);
	});
});
