import { beforeEach, describe, expect, test } from 'vitest';
import type { LabelLink, Labels } from '$lib/server/analysis/hints/models/labels';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import { models, weighing } from '$lib/server/analysis/hints/proposals/shipped';
import { mayBeNoise } from '$lib/server/analysis/hints/proposals/maybe';
import { SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';

const water: LabelLink = { kind: 'rumour', finding: 'drinking water', stance: 'supports' };
const shelter: LabelLink = { kind: 'need', finding: 'where is the shelter', stance: null };
const none: Labels = { links: [], emotion: null, attitude: null, relevant: true };
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
	index = new SuggestionIndex(models, weighing);
	index.label('1', says(POISONED), linked(water));
	index.label('2', says(PIPES), linked(water));
	index.label('3', says(SHELTER), linked(shelter));
	OTHER.forEach((text, at) => index.label(`other ${at}`, says(text), none));
});
const suggest = (utterance: Utterance) => index.suggest(index.consider(utterance));
const likeliest = (text: string, kind: LabelLink['kind']): string | undefined =>
	index.likely(index.consider(says(text)), 3).find((likely) => likely.kind === kind)?.finding;

describe('a proposal', () => {
	test('is how people labelled the most similar stories, with the number of those stories', () => {
		expect(suggest(says('Drink niks, het kraanwater is vergiftigd door bluswater'))).toMatchObject({
			labels: { links: [{ kind: 'rumour', finding: water.finding }], relevant: true },
			story: '1',
			alike: 2,
			method: 'suggestions.nearest',
			version: 3,
			reason: 'alike: 2'
		});
	});

	test('never has an emotion or an attitude, because those are right too seldom', () => {
		index.label('4', says('Het kraanwater is echt vergiftigd door het bluswater'), {
			...linked(water),
			emotion: 'fear',
			attitude: 'negative'
		});
		expect(suggest(says('Drink niks, het kraanwater is vergiftigd door bluswater'))?.labels).toMatchObject({
			emotion: null,
			attitude: null
		});
	});

	test('is empty when no similar story has labels', () => {
		expect(suggest(says('De burgemeester spreekt vanavond in het stadhuis'))).toBeNull();
		expect(suggest(says(''))).toBeNull();
		index = new SuggestionIndex(models, weighing);
		expect(suggest(says(POISONED))).toBeNull();
	});

	test('is “not relevant” only after people judged some stories so', () => {
		const noise = says('Te koop: kinderfiets, nette staat, 40 euro, gratis bezorgd dit weekend');
		expect(suggest(noise)).toBeNull();
		for (const [at, text] of ['Lekker taart bakken dit weekend', 'Korting op alle fietsen', 'Doelpunt! 2-0'].entries())
			index.label(`noise ${at}`, says(text), { ...none, relevant: false });
		expect(suggest(noise)?.labels).toEqual({ ...none, relevant: false });
	});
});

describe('the stance', () => {
	const stance = (text: string, author: Utterance['author'] = 'private') =>
		index
			.suggest(index.consider(says(text, author)), { links: 0, noise: 1 })
			?.labels.links.find(({ kind }) => kind === 'rumour')?.stance ?? null;

	test.each([
		'Het kraanwater is niet vergiftigd door bluswater',
		'Onzin dat het kraanwater vergiftigd is door bluswater',
		'Het klopt niet dat het kraanwater vergiftigd is door bluswater',
		'Er zit geen bluswater in het kraanwater, niet vergiftigd',
		'Kraanwater met bluswater vergiftigd? Nee hoor, het is veilig'
	])('is never support where the text denies: %s', (text) => {
		expect(stance(text)).not.toBe('supports');
	});
	test.each([
		'Volgens het waterbedrijf is het kraanwater vergiftigd door bluswater',
		'Waterbedrijf: kraanwater niet vergiftigd door bluswater'
	])('is none when the text passes on an authority: %s', (text) => {
		expect(stance(text)).toBeNull();
	});
	test.each(['organisation', 'media', 'officeHolder'] as const)('is none for an author that is %s', (author) => {
		expect(stance('drinkwater vergiftigd met bluswater', author)).toBeNull();
	});
	test('is not support when the author asks', () => {
		expect(stance('Is het kraanwater vergiftigd door bluswater?')).not.toBe('supports');
	});
});

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

	test('is proposed before any label exists, with method, version, score and reason', () => {
		index = new SuggestionIndex(models, weighing);
		const [hint] = looks(says('Weet iemand waar we heen kunnen voor opvang?'));
		expect(hint).toMatchObject({ kind: 'need', method: 'models.linear', version: 2 });
		expect(hint?.score).toBeGreaterThan(0.5);
		expect(hint?.reason).toMatch(/^looks: .*asks/);
	});
	test('is only “not relevant” for noise', () => {
		expect(looks(says(NOISE)).map(({ kind }) => kind)).toEqual(['notRelevant']);
	});
	test.each(['organisation', 'media', 'officeHolder'] as const)(
		'is not proposed for an author that is %s',
		(author) => {
			expect(looks(says(NOISE, author))).toEqual([]);
			expect(looks(says('Weet iemand waar we heen kunnen voor opvang?', author))).toEqual([]);
		}
	);
	test.each(['news', 'partner'] as const)('is not proposed on %s', (platform) => {
		expect(looks({ ...says('Weet iemand waar we heen kunnen voor opvang?'), platform })).toEqual([]);
	});
	test.each(['phone', 'press', 'street', 'partner', 'news'] as const)('is never noise on %s', (platform) => {
		expect(looks({ ...says(NOISE), platform })).toEqual([]);
	});
	test.each([
		['in another language', 'For sale: children’s bike, 40 euro, free delivery, pick up today'],
		['that may be a call for help', `${NOISE}. Mijn moeder ligt op de grond en reageert niet`],
		['that is short and names a person', 'Te koop van Henk: kinderfiets'],
		['that is short and names a place', 'Te koop in groningen: kinderfiets']
	])('is never noise for a text %s', (_, text) => {
		expect(mayBeNoise(says(NOISE))).toBe(true);
		expect(mayBeNoise(says(text))).toBe(false);
	});
});
