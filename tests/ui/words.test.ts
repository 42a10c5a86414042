import { expect, test } from 'vitest';
import en from '../../messages/en.json';
import nl from '../../messages/nl.json';
import { wordsIn } from '$lib/i18n/both';
import { chooseLanguage } from '$lib/i18n/language';
import { loadMessages } from '$lib/i18n/load';
import type { MessageKey } from '$lib/i18n/messages';
import { momentAt } from '$lib/i18n/moments';
import { makeWords } from '$lib/i18n/words';
import { parsed } from '../../scripts/parsed-messages.mjs';

const fail = (fault: Error): never => {
	throw fault;
};
const dutch = wordsIn('nl', fail);
const english = wordsIn('en', fail);

test('a key that is not in nl.json does not compile', () => {
	// @ts-expect-error an unknown key
	const wrong: MessageKey = 'common.nonsense';
	// @ts-expect-error a section is no message
	const section: MessageKey = 'common';
	expect([wrong, section]).toHaveLength(2);
});

test('messages fill in, count and write numbers in their language', () => {
	expect(dutch.t('common.saveState.waiting', { count: 1 })).toBe('1 wacht op opslaan');
	expect(dutch.t('common.saveState.waiting', { count: 1842 })).toBe('1.842 wachten op opslaan');
	expect(english.t('common.saveState.waiting', { count: 1842 })).toBe('1,842 waiting to be saved');
});

test('what a build parsed beforehand reads the same, also where it cannot be filled in', () => {
	const beforehand = makeWords('nl', parsed(nl) as typeof nl, () => undefined);
	const faults: string[] = [];
	for (const count of [1, 1842])
		expect(beforehand.t('common.saveState.waiting', { count })).toBe(dutch.t('common.saveState.waiting', { count }));
	const marked = {
		...nl,
		common: { ...nl.common, close: "Na <b>{count, plural, one {# keer} other {# keer}}</b> '{'" }
	};
	const pieces = (messages: typeof nl) =>
		makeWords('nl', messages, (_, key) => faults.push(key)).pieces('common.close', { count: 2 });
	expect(pieces(parsed(marked) as typeof nl)).toEqual(pieces(marked));
	expect(faults).toEqual([]);
	expect(beforehand.t('common.saveState.waiting')).toContain('{count}');
});

test('marks stay apart for a component and fall away in plain text', () => {
	const words = makeWords(
		'nl',
		{ ...nl, common: { ...nl.common, close: '<b>Geen verbinding sinds {since}.</b> U kunt <em>door</em>werken.' } },
		fail
	);
	expect(words.pieces('common.close', { since: '14.03 uur' })).toEqual([
		{ text: 'Geen verbinding sinds 14.03 uur.', mark: 'b' },
		{ text: ' U kunt ' },
		{ text: 'door', mark: 'em' },
		{ text: 'werken.' }
	]);
	expect(words.t('common.close', { since: '14.03 uur' })).toBe('Geen verbinding sinds 14.03 uur. U kunt doorwerken.');
});

test('a value with markup in it stays text', () => {
	const words = makeWords('nl', { ...nl, common: { ...nl.common, close: '<b>{who}</b> kijkt' } }, fail);
	expect(words.pieces('common.close', { who: '<b>Reiger</b>' })[0]).toEqual({ text: '<b>Reiger</b>', mark: 'b' });
});

test('a missing value is reported, and the reader still gets the sentence', () => {
	const faults: string[] = [];
	const words = makeWords('nl', nl, (_, key) => faults.push(key));
	expect(words.t('common.ago')).toBe('{duration} geleden');
	expect(faults).toEqual(['common.ago']);
});

test('times are Dutch time, in winter and in summer, written as the language writes them', () => {
	expect(dutch.time('2026-11-20T13:03:00Z')).toBe('14.03 uur');
	expect(dutch.clock('2026-07-20T12:03:00Z')).toBe('14.03');
	expect(english.time('2026-11-20T13:03:00Z')).toBe('14:03');
	expect(dutch.time('2026-11-20T23:03:00Z')).toBe('00.03 uur');
	expect(dutch.exact('2026-11-20T13:03:12Z')).toBe('20 november 2026, 14.03.12 uur');
	expect(english.longDate('2026-11-20T13:03:12Z')).toBe('Friday 20 November 2026');
});

test('times of the hour that clocks show twice say which of the two they are, and no other times do', () => {
	const both = ['2026-10-25T00:30:12Z', '2026-10-25T01:30:12Z'];
	expect(both.map(dutch.clock)).toEqual(['02.30 (zomertijd)', '02.30 (wintertijd)']);
	expect(both.map(dutch.time)).toEqual(['02.30 uur (zomertijd)', '02.30 uur (wintertijd)']);
	expect(both.map(english.clock)).toEqual(['02:30 (CEST)', '02:30 (CET)']);
	expect(both.map(dutch.exact)).toEqual([
		'25 oktober 2026, 02.30.12 uur (zomertijd)',
		'25 oktober 2026, 02.30.12 uur (wintertijd)'
	]);
	expect(both.map(dutch.clockField)).toEqual(['02:30', '02:30']);
	const day = Array.from({ length: 25 * 60 }, (_, at) => dutch.clock(Date.parse('2026-10-24T22:00Z') + at * 60_000));
	expect(new Set(day).size).toBe(25 * 60);
	expect(day.filter((time) => time.length > 5)).toHaveLength(120);
	const short = Array.from({ length: 23 * 60 }, (_, at) => dutch.clock(Date.parse('2026-03-28T23:00Z') + at * 60_000));
	expect(short.filter((time) => time.length > 5 || time.startsWith('02'))).toEqual([]);
	const ordinary = ['2026-10-24T00:30Z', '2026-10-24T01:30Z', '2026-10-18T00:30Z', '2026-10-25T02:30Z'];
	expect(ordinary.map(dutch.clock)).toEqual(['02.30', '03.30', '02.30', '03.30']);
});

test('a moment says the day only when it is not today', () => {
	const now = '2026-11-20T13:10:00Z';
	expect(dutch.moment('2026-11-20T13:03:00Z', now)).toBe('14.03 uur');
	expect(dutch.moment('2026-11-19T23:30:00Z', now)).toBe('00.30 uur');
	expect(dutch.moment('2026-11-19T22:30:00Z', now)).toBe('gisteren om 23.30 uur');
	expect(dutch.moment('2026-11-16T15:00:00Z', now)).toBe('16 november om 16.00 uur');
	expect(english.moment('2025-11-16T15:00:00Z', now)).toBe('16 November 2025 at 16:00');
});

test('where room is short a day is one word or two before the time', () => {
	const now = '2026-11-20T13:10:00Z';
	expect(dutch.dayPrefix('2026-11-19T23:30:00Z', now)).toBe('');
	expect(dutch.dayPrefix('2026-11-19T22:30:00Z', now)).toBe('gisteren ');
	expect(dutch.dayPrefix('2026-11-16T15:00:00Z', now)).toBe('16 nov ');
	expect(english.dayPrefix('2025-11-16T15:00:00Z', now)).toBe('16 November 2025 ');
});

test('yesterday is right on the day after the clock changed', () => {
	expect(dutch.dayPrefix('2026-03-28T22:30:00Z', '2026-03-29T21:30:00Z')).toBe('gisteren ');
	expect(dutch.moment('2026-10-24T21:30:00Z', '2026-10-25T22:30:00Z')).toBe('gisteren om 23.30 uur');
	expect(dutch.moment('2026-03-28T22:30:00Z', '2026-03-29T21:30:00Z')).toBe('gisteren om 23.30 uur');
});

test('durations are short and never negative', () => {
	const minute = 60_000;
	expect(dutch.duration(-5)).toBe('minder dan 1 min');
	expect(dutch.duration(9.9 * minute)).toBe('9 min');
	expect(dutch.duration(60 * minute)).toBe('1 uur');
	expect(dutch.duration(125 * minute)).toBe('2 uur 5 min');
	expect(english.duration(3 * 24 * 60 * minute)).toBe('3 days');
	expect(dutch.ago('2026-11-20T13:00:00Z', '2026-11-20T13:09:30Z')).toBe('9 min geleden');
	expect(dutch.ago('2026-11-20T13:30:00Z', '2026-11-20T13:06:00Z')).toBe('over 24 min');
});

test('numbers, shares and lists follow the language', () => {
	expect([dutch.number(1842), dutch.number(0.25), english.number(1842)]).toEqual(['1.842', '0,3', '1,842']);
	expect([dutch.percent(0.27), english.percent(0.27)]).toEqual(['27\u00a0%', '27%']);
	expect(dutch.list(['X', 'Bluesky', 'telefoon'])).toBe('X, Bluesky en telefoon');
});

test('the own choice goes before what the browser asks for, and Dutch is the last resort', () => {
	expect(chooseLanguage('en', 'nl')).toBe('en');
	expect(chooseLanguage('de', 'en-US,nl;q=0.8')).toBe('en');
	expect(chooseLanguage(undefined, 'de,nl;q=0.3,en;q=0.7')).toBe('en');
	expect(chooseLanguage(undefined, 'en;q=0,nl')).toBe('nl');
	expect(chooseLanguage(undefined, null)).toBe('nl');
});

test('each language is loaded by itself', async () => {
	expect(await loadMessages('nl')).toEqual(nl);
	expect(await loadMessages('en')).toEqual(en);
});

test('a day and a time mean what the Dutch clock shows, also around the nights on which it changes', () => {
	expect(momentAt('2026-11-20', '14:03')).toBe('2026-11-20T13:03:00.000Z');
	expect(momentAt('2026-07-01', '14:03')).toBe('2026-07-01T12:03:00.000Z');
	expect(momentAt('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z'); // comes twice: the first
	expect(momentAt('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z');
	expect(momentAt('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z'); // never comes: an hour on
	expect(momentAt('2026-02-31', '12:00')).toBe(null);
	expect(momentAt('', '')).toBe(null);
});
