import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLetters } from '$lib/domain/core/plain-letters';
import { groupPattern, groupsIn, Group } from '$lib/domain/findings/groups';
import { neighbourhoodsText, readNeighbourhoods, MAX_NEIGHBOURHOODS } from '$lib/domain/installation/neighbourhoods';
import { namesPlace, placeFinder } from '$lib/domain/overview/place-figures';
import { runs } from '../long';

test('neighbourhoods are parsed one per line, with their other names in brackets', () => {
	expect(readNeighbourhoods('Noord\r\n\nCentrum (Markt, Havenweg)\n')).toEqual([
		{ name: 'Noord', names: [] },
		{ name: 'Centrum', names: ['Markt', 'Havenweg'] }
	]);
	expect(readNeighbourhoods(' \n')).toEqual([]);
});

test('an invalid list of neighbourhoods is rejected: a duplicate name, too many, an unclosed bracket', () => {
	expect(readNeighbourhoods('Zuid\nzuid')).toBeNull();
	expect(readNeighbourhoods('Zuid (Havenweg')).toBeNull();
	expect(readNeighbourhoods('(Havenweg)')).toBeNull();
	expect(readNeighbourhoods('Zuid\n***')).toBeNull();
	const many = Array.from({ length: MAX_NEIGHBOURHOODS + 1 }, (_, number) => `Wijk ${number}`);
	expect(readNeighbourhoods(many.slice(1).join('\n'))).toHaveLength(MAX_NEIGHBOURHOODS);
	expect(readNeighbourhoods(many.join('\n'))).toBeNull();
});

const names = fc.constantFrom('Zuid', 'Noord', 'Oost', 'West', 'Lage Kamp', 'Kringwaard');
const lists = fc.uniqueArray(
	fc.record({ name: names, names: fc.array(fc.constantFrom('Havenweg', 'Markt', '’t Zand'), { maxLength: 3 }) }),
	{ selector: ({ name }) => name, minLength: 1 }
);
test('a formatted list is parsed back to the same neighbourhoods', () => {
	fc.assert(
		fc.property(lists, (all) => {
			expect(readNeighbourhoods(neighbourhoodsText(all))).toEqual(all);
		})
	);
});

test('a text names a neighbourhood by whole words, in any case and with any accents; a hyphen is part of a word', () => {
	const zuid = { name: 'Zuid', names: ['Café-straat', 'Lage Kamp'] };
	for (const text of ['rook in ZUID!', '#zuid', 'Zuid', 'lage  kamp', 'de cafe-straat', 'Zuid- en Oost', 'zuid/oost'])
		expect(namesPlace(text, zuid), text).toBe(true);
	for (const text of ['Zuid-Holland', 'zuidelijk', 'Zuiderpark', 'Noord-Zuid', 'lage dijk, kamp', ''])
		expect(namesPlace(text, zuid), text).toBe(false);
});

const pieces = fc.constantFrom(
	...[
		'Zuid',
		'zuid',
		'Noord',
		'Lage',
		'Kamp',
		'lage kamp',
		'Haven',
		'weg',
		'Ωmega',
		'Ωmega plein',
		'’t Zand',
		't',
		'zand',
		'3'
	],
	...['school', 'kind', 'kinderen', 'opvang van kinderen', 'hond', '65-plusser', 'patiënt', 'boer', 'ouders']
);
const between = fc.constantFrom(' ', '-', ', ', '', '#', '.', '\u00ad', ' - ');
const texts = fc
	.array(fc.tuple(pieces, between), { maxLength: 12 })
	.map((parts) => parts.map(([piece, after]) => piece + after).join(''));

test('searching for many neighbourhoods at once finds the same as searching for each one', () => {
	const called = fc.array(pieces, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
	const places = fc.array(fc.record({ name: called, names: fc.array(called, { maxLength: 3 }) }), { maxLength: 5 });
	fc.assert(
		fc.property(places, texts, (all, text) => {
			const alone = [...all.keys()].filter((number) => all[number] && namesPlace(text, all[number]));
			expect(placeFinder(all)(plainLetters(text))).toEqual(alone);
		}),
		{ numRuns: runs(100, 500) }
	);
});

test('searching for groups at once finds the same as searching for each one', () => {
	fc.assert(
		fc.property(texts, (text) => {
			const letters = plainLetters(text);
			expect(groupsIn(letters)).toEqual(
				Group.options.filter((group) => new RegExp(groupPattern(group), 'u').test(letters))
			);
		})
	);
});
