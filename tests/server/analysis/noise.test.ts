import { describe, expect, test } from 'vitest';
import { CARD_TEXT } from '$lib/domain/stories/card';
import { tasks } from '$lib/server/analysis/hints/models/tasks';
import weights from '$lib/server/analysis/hints/models/weights.json';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import { alarmIn } from '$lib/server/analysis/hints/proposals/alarms';
import { mayBeNoise, noiseChance } from '$lib/server/analysis/hints/proposals/noise';
import { models } from '$lib/server/analysis/hints/proposals/shipped';
import { SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';
import { alarming, noise, otherVoices } from './alarming';
import { filesIn, textOf } from '../../project-files';

const says = (text: string, more: Partial<Utterance> = {}): Utterance => ({
	text,
	author: 'private',
	platform: 'x',
	...more
});
const everyAlarm = Object.values(alarming).flat();

/** A text as people also write it. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
	'as it is': (text) => text,
	'in capitals': (text) => text.toUpperCase(),
	'in small letters': (text) => text.toLowerCase(),
	'without marks': (text) => text.replace(/[^\p{L}\p{N} ]/gu, ' '),
	shouted: (text) => `${text}!!!!`,
	'with pictures': (text) => `😅 ${text} 🎉`,
	'as hashtags': (text) => text.replace(/(?<=^| )(?=\p{L}{5})/gu, '#'),
	'as one hashtag each two words': (text) => text.replace(/(\p{L}+) (\p{L}+)/gu, '#$1_$2'),
	'with hidden characters': (text) => text.replace(/(?<=\p{L}\p{L})(?=\p{L}\p{L})/gu, '\u200B'),
	'in long letters': (text) => text.replace(/([aeiou])(?=[^aeiou]*$)/, '$1$1$1$1'),
	'with digits for letters': (text) =>
		text.replace(/(?<=\p{L})[eo](?=\p{L})/gu, (letter) => (letter === 'e' ? '3' : '0')),
	'split by marks': (text) => text.replace(/(?<![\p{L}\p{N}])(\p{L}{2})(?=\p{L}{2})/gu, '$1||'),
	'in part bold': (text) => text.replace(/(?<![\p{L}\p{N}])(\p{L}{2})(\p{L}+)/gu, '**$1**$2'),
	'with letters of another script': (text) => text.replaceAll('e', 'е').replaceAll('a', 'а').replaceAll('o', 'о'),
	'in an advertisement': (text) => `Te koop: kinderfiets, 40 euro. ${text}. Lekker weekend allemaal`,
	'behind an advertisement': (text) => `Korting op alle terrasstoelen dit weekend, kom gezellig langs! ${text}`
};

describe('what is never noise', () => {
	test('there are at least sixty sentences of each danger in all', () => {
		expect(everyAlarm.length).toBeGreaterThanOrEqual(75);
		for (const texts of Object.values(alarming)) expect(texts.length).toBeGreaterThanOrEqual(12);
	});
	test.each(Object.entries(spellings))('an alarm, %s', (_, spelt) => {
		const missed = everyAlarm.map(spelt).filter((text) => alarmIn(text) === null || mayBeNoise(says(text)));
		expect(missed).toEqual([]);
	});
	test('a note, an authority, or another language, by the text alone', () => {
		expect(otherVoices.filter((text) => mayBeNoise(says(text)))).toEqual([]);
	});
	test('the three posts that were called noise after twenty labels', () => {
		for (const text of [
			'HELP ER LOOPT EEN MAN MET EEN WAPEN OP HET STATIONSPLEIN',
			'DRINK NIET UIT DE KRAAN!!! HET IS NIET GOED',
			'21.10 mw is 1.200 euro kwijt aan iemand die zich uitgaf voor de bank, wil weten wat nu'
		])
			expect(mayBeNoise(says(text))).toBe(false);
	});

	const [noisy = ''] = noise;
	test.each(['phone', 'press', 'street', 'partner', 'news', null] as const)('anything on %s', (platform) => {
		expect(mayBeNoise(says(noisy))).toBe(true);
		expect(mayBeNoise(says(noisy, { platform }))).toBe(false);
		expect(mayBeNoise(says(noisy, { platforms: ['x', 'mastodon'] }))).toBe(true);
		if (platform) expect(mayBeNoise(says(noisy, { platforms: ['x', platform] })), 'in its story').toBe(false);
	});
	test.each(['organisation', 'media', 'officeHolder'] as const)('anything by an author that is %s', (author) => {
		expect(mayBeNoise(says(noisy, { author }))).toBe(false);
	});
	test('a text of which only the beginning is on the card', () => {
		expect(mayBeNoise(says(`${noisy}. ${'Mooie fiets. '.repeat(60)}`.slice(0, CARD_TEXT)))).toBe(false);
	});
	test.each([
		['may be a call for help', `${noisy}. Mijn moeder ligt op de grond en reageert niet`],
		['is short and names a person', 'Te koop van Henk: kinderfiets'],
		['is short and names a place', 'Te koop in groningen: kinderfiets']
	])('a text that %s', (_, text) => {
		expect(mayBeNoise(says(text))).toBe(false);
	});
});

test('noise is still recognised: the words that guard it are in none of these', () => {
	expect(noise.filter((text) => !mayBeNoise(says(text)))).toEqual([]);
});

test('no chance calls an alarm noise, and nothing that looks like a finding', () => {
	const nothing = { need: -5, rumour: -5, behaviour: -5, meaning: -5 };
	const [noisy = ''] = noise;
	expect(noiseChance(-5, nothing, says(noisy))).toBeGreaterThan(0.99);
	expect(noiseChance(-2, nothing, says(noisy))).toBeNull();
	for (const kind of ['need', 'rumour', 'behaviour', 'meaning'] as const)
		expect(noiseChance(-5, { ...nothing, [kind]: 0.1 }, says(noisy))).toBeNull();
	for (const text of everyAlarm) expect(noiseChance(-50, nothing, says(text))).toBeNull();
});

test('what people called noise teaches the incident that, and still no alarm becomes noise', () => {
	const index = new SuggestionIndex(models);
	noise.forEach((text, at) => {
		index.label(`noise ${at}`, says(text), { links: [], relevant: false });
	});
	everyAlarm.slice(0, 20).forEach((text, at) => {
		index.label(`put aside by mistake ${at}`, says(text), { links: [], relevant: false });
	});
	index.label('other', says('Is de school morgen open?'), { links: [], relevant: true });
	index.label('another', says('Waar is de opvang?'), { links: [], relevant: true });
	const looksLikeNoise = (text: string): boolean =>
		index.maybe(index.consider(says(text))).some(({ kind }) => kind === 'notRelevant');
	expect(noise.filter(looksLikeNoise).length).toBeGreaterThanOrEqual(12);
	expect(everyAlarm.filter(looksLikeNoise)).toEqual([]);
});

describe('one decision', () => {
	test('the chance that a text is relevant does not leave the index', () => {
		const { scores, noise } = new SuggestionIndex(models).consider(says('Is de school morgen open?'));
		expect(Object.keys(scores)).toEqual(tasks.filter((task) => task !== 'relevant'));
		expect(noise).toBeNull();
	});
	test('no other file of the program reads an answer of the models', () => {
		const reading = filesIn('src', /\.(?:ts|svelte)$/, 900).filter((path) =>
			/models\/(?:incident-models|models)'|\.\/(?:incident-models|models)'|extends SuggestionIndex/.test(textOf(path))
		);
		const hints = 'src/lib/server/analysis/hints';
		expect(reading.toSorted()).toEqual([
			`${hints}/models/incident-models.ts`,
			`${hints}/proposals/maybe.ts`,
			`${hints}/proposals/shipped.ts`,
			`${hints}/proposals/suggestions.ts`
		]);
		// For the reasons of a hint alone.
		expect(textOf(`${hints}/proposals/maybe.ts`)).not.toContain('models.scores');
	});
	test('the stored models are those that are used', () => {
		expect(Object.keys(weights.tasks)).toEqual([...tasks]);
		expect(Object.keys(weights).sort()).toEqual(['tasks', 'traits', 'version']);
	});
});
