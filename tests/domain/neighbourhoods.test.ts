import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLetters } from '$lib/domain/core/plain-letters';
import { groupPattern, groupsIn, Group } from '$lib/domain/findings/groups';
import {
	neighbourhoodsText,
	readNeighbourhoods,
	MOST_COLUMNS,
	MOST_ROWS
} from '$lib/domain/installation/neighbourhoods';
import { namesPlace, placeFinder } from '$lib/domain/overview/place-figures';

test('neighbourhoods are read as they are laid out, with their other names in brackets', () => {
	expect(readNeighbourhoods('- | Noord\nWest | Centrum (Markt, Havenweg)\n')).toEqual([
		{ name: 'Noord', column: 2, row: 1, names: [] },
		{ name: 'West', column: 1, row: 2, names: [] },
		{ name: 'Centrum', column: 2, row: 2, names: ['Markt', 'Havenweg'] }
	]);
	expect(readNeighbourhoods(' \n')).toEqual([]);
});

test('what is not a layout is not read: a name twice, too many columns or rows, a bracket that stays open', () => {
	expect(readNeighbourhoods('Zuid | zuid')).toBeNull();
	expect(readNeighbourhoods('Zuid (Havenweg')).toBeNull();
	expect(readNeighbourhoods('(Havenweg)')).toBeNull();
	expect(readNeighbourhoods('Zuid | ***')).toBeNull();
	expect(readNeighbourhoods(`${'-|'.repeat(MOST_COLUMNS)}Zuid`)).toBeNull();
	expect(readNeighbourhoods(`${'\n'.repeat(MOST_ROWS)}Zuid`)).toBeNull();
});

const names = fc.constantFrom('Zuid', 'Noord', 'Oost', 'West', 'Lage Kamp', 'Kringwaard');
const layouts = fc.uniqueArray(
	fc.record({
		name: names,
		column: fc.integer({ min: 1, max: MOST_COLUMNS }),
		row: fc.integer({ min: 1, max: MOST_ROWS }),
		names: fc.array(fc.constantFrom('Havenweg', 'Markt', '’t Zand'), { maxLength: 3 })
	}),
	{ selector: ({ name }) => name, minLength: 1 }
);
test('what was written is read as the same', () => {
	fc.assert(
		fc.property(layouts, (all) => {
			const apart = all.filter(
				(one, at) => all.findIndex(({ column, row }) => column === one.column && row === one.row) === at
			);
			const read = readNeighbourhoods(neighbourhoodsText(apart));
			expect(new Set(read)).toEqual(new Set(apart));
		})
	);
});

test('a text names a neighbourhood by whole words, whatever their case and accents; a hyphen belongs to a word', () => {
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

test('many neighbourhoods are found in a text as each of them by itself', () => {
	const called = fc.array(pieces, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
	const places = fc.array(fc.record({ name: called, names: fc.array(called, { maxLength: 3 }) }), { maxLength: 5 });
	fc.assert(
		fc.property(places, texts, (all, text) => {
			const alone = [...all.keys()].filter((number) => all[number] && namesPlace(text, all[number]));
			expect(placeFinder(all)(plainLetters(text))).toEqual(alone);
		}),
		{ numRuns: 500 }
	);
});

test('groups are found in a text as each of them by itself', () => {
	fc.assert(
		fc.property(texts, (text) => {
			const plain = plainLetters(text);
			expect(groupsIn(plain)).toEqual(
				Group.options.filter((group) => new RegExp(groupPattern(group), 'u').test(plain))
			);
		})
	);
});
