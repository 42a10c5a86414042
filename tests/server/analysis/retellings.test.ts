import { beforeAll, describe, expect, test } from 'vitest';
import { featuresOf } from '$lib/server/analysis/hints/proposals/features';
import { Retellings } from '$lib/server/analysis/hints/proposals/retellings';
import { retellingFigures } from '../../evaluate/retellings';
import { incidentsIn, LIBRARY } from '../../evaluate/incidents';
import type { Figure } from '../../evaluate/figures';

/** Something else, so that the words of a story are rare. */
const others = [
	'De trein naar Utrecht rijdt vandaag niet door een storing',
	'Veel rook boven de wijk, ramen dicht houden',
	'Gaan de scholen morgen dicht of niet?',
	'Politie sluit de Havenweg af voor al het verkeer',
	'Sterkte voor alle bewoners van de flat',
	'Wanneer komt de burgemeester met nieuws?'
];
/** The story that a text perhaps tells again, after another. */
function retoldStory(first: string, then: string): string | null {
	const retellings = new Retellings();
	for (const [at, text] of [...others, first].entries()) retellings.addStory(`${at}`, featuresOf(text));
	return retellings.of('9', featuresOf(then))[0]?.story ?? null;
}
const FIRST = `${others.length}`;
const hall = 'Wie vanavond niet naar huis kan: sporthal De Treffer is open, er is koffie en soep';
const retold = 'Sporthal De Treffer is vanavond open met soep en koffie voor wie niet naar huis kan';

describe('perhaps the same story', () => {
	test.each([
		[hall, retold],
		['Bij de brand zijn 3 agenten gewond geraakt door vallend puin', 'Vallend puin raakte agenten: gewond bij de brand']
	])('%s', (first, then) => {
		expect(retoldStory(first, then)).toBe(FIRST);
	});

	test.each([
		['a question', hall, 'Is sporthal De Treffer vanavond open met soep en koffie voor wie niet naar huis kan?'],
		['a denial', hall, 'Onzin dat sporthal De Treffer vanavond open is met soep en koffie voor wie niet naar huis kan'],
		[
			'one word denied',
			'De keeper van SC Hooglo is geblesseerd en mist zaterdag de derby',
			'De keeper van SC Hooglo is niet geblesseerd en speelt zaterdag de derby'
		],
		[
			'another figure',
			'Bij de brand zijn 3 agenten gewond geraakt door vallend puin',
			'Door vallend puin zijn bij de brand 5 agenten gewond geraakt'
		],
		[
			'another place',
			'In Utrecht is een fietser gewond geraakt door vallend glas van een flat',
			'In Zwolle is een fietser gewond geraakt door vallend glas van een flat'
		],
		['a few words in common', 'Rommelmarkt in het dorp, kramen te huur', 'Rommelmarkt op het plein, veel kramen']
	])('%s keeps them apart', (_, first, then) => {
		expect(retoldStory(first, then)).toBeNull();
	});

	test('a later story is never proposed to an earlier one, nor a story to itself', () => {
		const retellings = new Retellings();
		for (const [at, text] of [...others, hall, retold].entries()) retellings.addStory(`${at}`, featuresOf(text));
		expect(retellings.of(FIRST, featuresOf(hall))).toEqual([]);
		expect(retellings.of('7', featuresOf(retold)).map(({ story }) => story)).toEqual([FIRST]);
	});

	test('the newest two thousand are remembered', () => {
		const retellings = new Retellings();
		const id = (at: number) => String(at).padStart(4, '0');
		retellings.addStory(id(0), featuresOf(hall));
		for (let at = 1; at <= 2000; at++) retellings.addStory(id(at), featuresOf(others[at % others.length] ?? ''));
		expect(retellings.of('9999', featuresOf(hall))).toEqual([]);
	});
});

describe('over the exercises', () => {
	let figures: readonly Figure[];
	beforeAll(() => {
		figures = retellingFigures(incidentsIn(LIBRARY));
	});
	const value = (name: string): number => figures.find(({ figure }) => figure === name)?.value ?? 0;

	test('most proposals are the same story, in each of the exercises', () => {
		expect(value('retelling.precision')).toBeGreaterThanOrEqual(0.87);
		for (const { figure, value } of figures)
			if (figure.startsWith('retelling.precision')) expect(value, figure).toBeGreaterThanOrEqual(0.8);
	});
	test('two out of five retellings are found', () => {
		expect(value('retelling.recall')).toBeGreaterThanOrEqual(0.4);
	});
});
