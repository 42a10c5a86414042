import { beforeEach, describe, expect, test } from 'vitest';
import type { LabelLink, Labels } from '$lib/server/analysis/hints/models/labels';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import { models } from '$lib/server/analysis/hints/proposals/shipped';
import { SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';

const water: LabelLink = { kind: 'rumour', finding: 'drinking water' };
const shelter: LabelLink = { kind: 'need', finding: 'where is the shelter' };
const none: Labels = { links: [], relevant: true };
const linked = (...links: LabelLink[]): Labels => ({ ...none, links });

const says = (text: string, author: Utterance['author'] = 'private'): Utterance => ({ text, author, platform: 'x' });

const POISONED = 'Het kraanwater is vergiftigd door het bluswater, niet drinken';
const PIPES = 'bluswater in de waterleiding, drink niks uit de kraan het is vergiftigd';
const SHELTER = 'Waar kunnen we heen voor opvang met de kinderen?';
const OTHER = [
	'De trein naar Utrecht rijdt niet',
	'Veel rook boven de wijk',
	'Politie sluit de Havenweg af',
	'Sterkte voor alle bewoners',
	'Het stinkt naar rubber'
];

let index: SuggestionIndex;
beforeEach(() => {
	index = new SuggestionIndex(models);
	index.label('1', says(POISONED), linked(water));
	index.label('2', says(PIPES), linked(water));
	index.label('3', says(SHELTER), linked(shelter));
	OTHER.forEach((text, at) => index.label(`other ${at}`, says(text), none));
});
const likeliest = (text: string, kind: LabelLink['kind']): string | undefined =>
	index.likely(index.consider(says(text)), 3).find((likely) => likely.kind === kind)?.finding;

describe('the picker', () => {
	test('begins with the most similar finding, also when the matching word is inside a compound', () => {
		expect(likeliest('zit er echt bluswater in de drinkwaterleiding', 'rumour')).toBe(water.finding);
		expect(likeliest('opvang voor kinderen, waar is dat', 'need')).toBe(shelter.finding);
	});
	test('knows a finding by its own words before any story has it', () => {
		index.finding('rumour', 'asbestos', 'Er is asbest vrijgekomen');
		expect(likeliest('komt er asbest vrij?', 'rumour')).toBe('asbestos');
		index.finding('rumour', 'asbestos', null);
		expect(likeliest('komt er asbest vrij?', 'rumour')).toBeUndefined();
	});
	test('follows a changed label, and forgets one that was undone', () => {
		index.label('1', says(POISONED), linked({ ...water, finding: 'tap water' }));
		index.label('2', says(PIPES), null);
		expect(index.size).toBe(7);
		expect(likeliest(POISONED, 'rumour')).toBe('tap water');
	});
});

describe('what a text looks like', () => {
	const NOISE = 'Te koop: kinderfiets, 40 euro, gratis bezorgd';
	const looks = (utterance: Utterance) => index.maybe(index.consider(utterance));

	test('is said before any label exists, with method, version, score and reason', () => {
		index = new SuggestionIndex(models);
		const [hint] = looks(says('Weet iemand waar we heen kunnen voor opvang?'));
		expect(hint).toMatchObject({ kind: 'need', method: 'models.linear', version: 3 });
		expect(hint?.score).toBeGreaterThan(0.5);
		expect(hint?.reason).toMatch(/^looks: .*asks/);
	});
	test('is only “not relevant” for noise', () => {
		expect(looks(says(NOISE)).map(({ kind }) => kind)).toEqual(['notRelevant']);
	});
	test.each(['organisation', 'media', 'officeHolder'] as const)('is not said for an author that is %s', (author) => {
		expect(looks(says(NOISE, author))).toEqual([]);
		expect(looks(says('Weet iemand waar we heen kunnen voor opvang?', author))).toEqual([]);
	});
	test.each(['news', 'partner'] as const)('is not said on %s', (platform) => {
		expect(looks({ ...says('Weet iemand waar we heen kunnen voor opvang?'), platform })).toEqual([]);
	});
	test.each(['phone', 'press', 'street', 'partner', 'news'] as const)('is never noise on %s', (platform) => {
		expect(looks({ ...says(NOISE), platform })).toEqual([]);
	});
});
