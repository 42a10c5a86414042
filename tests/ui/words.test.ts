import * as m from '$lib/messages';
import { expect, test } from 'vitest';
import { plural, select, type Message, type Text } from '$lib/messages/message';
import { momentAt } from '$lib/i18n/moments';
import { wordsIn } from '$lib/i18n/words';

const fail = (fault: Error): never => {
	throw fault;
};
const dutch = wordsIn('nl', fail);
const english = wordsIn('en', fail);

test('messages fill in values, plurals and numbers in their language', () => {
	expect(dutch.t(m.common.saveState.waiting, { count: 1 })).toBe('1 wacht op opslaan');
	expect(dutch.t(m.common.saveState.waiting, { count: 1842 })).toBe('1.842 wachten op opslaan');
	expect(english.t(m.common.saveState.waiting, { count: 1842 })).toBe('1,842 waiting to be saved');
});

const message = (nl: Text): Message => ({ nl, en: '' });

test('a plural form is chosen by an exact number, else by the language; a select form by its word', () => {
	const posts = message(plural('count', { 0: 'geen bericht', one: '{count} bericht', other: '{count} berichten' }));
	expect([0, 1, 2, 1842].map((count) => dutch.t(posts, { count }))).toEqual([
		'geen bericht',
		'1 bericht',
		'2 berichten',
		'1.842 berichten'
	]);
	const who = message(
		select('who', { police: plural('count', { one: 'de agent', other: 'de agenten' }), other: 'iemand' })
	);
	expect(['police', 'mayor'].map((each) => dutch.t(who, { who: each, count: 1 }))).toEqual(['de agent', 'iemand']);
});

test('markup is kept separate for a component and dropped in plain text', () => {
	const text = message('<b>Geen verbinding sinds {since}.</b> U kunt <em>door</em>werken.');
	expect(dutch.pieces(text, { since: '14.03 uur' })).toEqual([
		{ text: 'Geen verbinding sinds 14.03 uur.', mark: 'b' },
		{ text: ' U kunt ' },
		{ text: 'door', mark: 'em' },
		{ text: 'werken.' }
	]);
	expect(dutch.t(text, { since: '14.03 uur' })).toBe('Geen verbinding sinds 14.03 uur. U kunt doorwerken.');
});

test('a value with markup or a placeholder in it stays plain text', () => {
	const text = message('<b>{who}</b> kijkt');
	for (const who of ['<b>Reiger</b>', '{who}', '$&'])
		expect(dutch.pieces(text, { who })).toEqual([{ text: who, mark: 'b' }, { text: ' kijkt' }]);
});

test('a missing value is reported, and the reader still gets the sentence', () => {
	const faults: string[] = [];
	const words = wordsIn('nl', (fault) => faults.push(fault.message));
	expect(words.t(message('{duration} geleden'))).toBe('{duration} geleden');
	expect(words.t(message(plural('count', { one: 'één', other: 'veel' })))).toBe('veel');
	expect(faults).toHaveLength(2);
});

test('times are Dutch time, in winter and in summer, in the notation of the language', () => {
	expect(dutch.time('2026-11-20T13:03:00Z')).toBe('14.03 uur');
	expect(dutch.clock('2026-07-20T12:03:00Z')).toBe('14.03');
	expect(english.time('2026-11-20T13:03:00Z')).toBe('14:03');
	expect(dutch.time('2026-11-20T23:03:00Z')).toBe('00.03 uur');
	expect(dutch.exact('2026-11-20T13:03:12Z')).toBe('20 november 2026, 14.03.12 uur');
	expect(english.longDate('2026-11-20T13:03:12Z')).toBe('Friday 20 November 2026');
});

test('times in the repeated hour say which of the two they are, and no other times do', () => {
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

test('a time includes the day only when it is not today', () => {
	const now = '2026-11-20T13:10:00Z';
	expect(dutch.moment('2026-11-20T13:03:00Z', now)).toBe('14.03 uur');
	expect(dutch.moment('2026-11-19T23:30:00Z', now)).toBe('00.30 uur');
	expect(dutch.moment('2026-11-19T22:30:00Z', now)).toBe('gisteren om 23.30 uur');
	expect(dutch.moment('2026-11-16T15:00:00Z', now)).toBe('16 november om 16.00 uur');
	expect(english.moment('2025-11-16T15:00:00Z', now)).toBe('16 November 2025 at 16:00');
});

test('in the short form the day is one or two words before the time', () => {
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

test('a day and a time mean what the Dutch clock shows, also around the nights of a clock change', () => {
	expect(momentAt('2026-11-20', '14:03')).toBe('2026-11-20T13:03:00.000Z');
	expect(momentAt('2026-07-01', '14:03')).toBe('2026-07-01T12:03:00.000Z');
	expect(momentAt('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z'); // comes twice: the first
	expect(momentAt('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z');
	expect(momentAt('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z'); // never comes: an hour on
	expect(momentAt('2026-02-31', '12:00')).toBe(null);
	expect(momentAt('', '')).toBe(null);
});
