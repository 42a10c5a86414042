import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingNumbers } from '$lib/server/out/official-text/differing-numbers';

const shown = (...texts: string[]): string[] =>
	differingNumbers(texts).map((difference) =>
		difference.map((each) => `${each.texts.join(' en ')}: ${each.shown}`).join(', ')
	);

test.each([
	[
		[
			'In De Waterlinie is nog plaats voor 120 mensen.',
			'Nog plaats voor 120 mensen (14.40 uur).',
			'Er is plaats voor 100 mensen.'
		],
		['1 en 2: 120 mensen, 3: 100 mensen']
	],
	[['Kook het water drie minuten.', 'Kook water 5 minuten.'], ['1: drie minuten, 2: 5 minuten']],
	[['De brand begon om 14.40 uur.', 'Brand sinds om 14.50 uur.'], ['1: 14.40 uur, 2: 14.50 uur']],
	[['Bel 0800 1351.', 'Vragen? Bel 0800-1315'], ['1: 0800 1351, 2: 0800-1315']],
	[['De opvang is aan de Sportlaan 8.', 'Opvang: Sportlaan 18'], ['1: 8, 2: 18']],
	[['Er zijn 1.200 meldingen.', 'Er zijn 1200 meldingen.'], []],
	[['Om 15.30 uur is er nieuws.', 'Nieuws om 15:30.'], []],
	[['Er is 1 dode.', 'Er zijn 2 doden.'], ['1: 1 dode, 2: 2 doden']],
	[['Er zijn drie gewonden gevallen.', 'Er zijn 4 gewonden.'], ['1: drie gewonden, 2: 4 gewonden']],
	[
		['Er zijn 3 doden en 12 gewonden.', 'Er zijn 12 doden en 3 gewonden.'],
		['1: 3 doden, 2: 12 doden', '1: 12 gewonden, 2: 3 gewonden']
	],
	[
		['60% van de woningen heeft weer stroom.', '90% van de woningen heeft weer stroom.'],
		['1: 60 procent, 2: 90 procent']
	],
	[['60 procent heeft stroom.', '90 procent heeft stroom.'], ['1: 60 procent, 2: 90 procent']],
	[['De opvang is open van 15.00-16.00 uur.', 'Open van 15.00-16.30 uur.'], ['1: 16.00 uur, 2: 16.30 uur']],
	[['Op 12 maart is er een bijeenkomst.', 'Op 13 maart is er een bijeenkomst.'], ['1: 12 maart, 2: 13 maart']],
	// One telephone number, one thousand.
	[['Bel (030) 286 00 00 voor vragen.', 'Bel 030-2860000 voor vragen.', 'Bel 030 286 00 00.'], []],
	[['1 200 bewoners moeten weg.', '1.200 bewoners moeten weg.', 'Er moeten 1200 bewoners weg.'], []],
	[['Bel 14 020.', 'Bel 14020.'], []],
	// What only one text mentions is no difference.
	[['Plaats voor 120 mensen.', 'De opvang is niet vol.'], []],
	[['Er waren 3 branden. Plaats voor 120 mensen.', 'Plaats voor 120 mensen.'], []],
	// The same number of another thing does not hide a difference.
	[['Er zijn 5 bussen en 5 woningen.', 'Er zijn 5 bussen en 7 woningen.'], ['1: 5 woningen, 2: 7 woningen']],
	[['Om 15.00 uur nieuws.', 'Nieuws op https://waterveen.example/2026/100'], []]
])('%j', (texts, expected) => {
	expect(shown(...texts)).toEqual(expected);
});

test('one number that differs is found in any of the texts, and none where all are the same', () => {
	const things = ['mensen', 'woningen', 'meter', 'minuten', 'bussen'];
	const sentences = fc.uniqueArray(fc.tuple(fc.constantFrom(...things), fc.integer({ min: 2, max: 99 })), {
		selector: ([thing]) => thing,
		minLength: 1
	});
	const words = (of: readonly (readonly [string, number])[]): string =>
		of.map(([thing, count]) => `Het gaat om ${count} ${thing}.`).join(' ');
	fc.assert(
		fc.property(sentences, fc.integer({ min: 2, max: 5 }), fc.nat(), fc.nat(), (amounts, count, at, which) => {
			const texts = Array.from({ length: count }, () => words(amounts));
			expect(differingNumbers(texts)).toEqual([]);
			const wrong = amounts.map(
				([thing, number], i) => [thing, i === which % amounts.length ? 10_000 + number : number] as const
			);
			const other = at % count;
			const [found, ...rest] = differingNumbers(texts.map((text, i) => (i === other ? words(wrong) : text)));
			expect(rest).toEqual([]);
			expect(found?.find(({ texts: [first], texts: all }) => first === other + 1 && all.length === 1)).toBeDefined();
		})
	);
});
