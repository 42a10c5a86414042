import { describe, expect, test } from 'vitest';
import { readDate } from '$lib/domain/posts/moments/date-cell';
import { namedPlatform, readCount } from '$lib/server/ingest/imports/file/cell-values';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { lines, postsOf } from './file-rows';

describe('dates', () => {
	const dated = (...dates: string[]): Buffer => lines('date;text', ...dates.map((date, n) => `${date};bericht ${n}`));
	const momentsOf = async (file: Buffer): Promise<(string | null)[]> =>
		(await postsOf(file)).map(({ publishedAt }) => publishedAt);
	test('have the day or the month first throughout a column', async () => {
		expect(await momentsOf(dated('3-4-2026 12:00', '20-4-2026 12:00'))).toEqual([
			'2026-04-03T10:00:00.000Z',
			'2026-04-20T10:00:00.000Z'
		]);
		expect(await momentsOf(dated('3/4/2026 12:00 PM', '3/20/2026 12:00 PM'))).toEqual([
			'2026-03-04T11:00:00.000Z',
			'2026-03-20T11:00:00.000Z'
		]);
	});
	test('that could be either are read as Dutch, with a warning', async () => {
		const found = await preview(dated('3-4-2026', '5-6-2026'));
		expect(found.mapping.dateOrder).toBe('dayFirst');
		expect(found.problems).toEqual([
			{ code: 'dateOrder', rows: 0, first: null },
			{ code: 'dateWithoutTime', rows: 2, first: 2 }
		]);
		expect((await preview(dated('3-3-2026 9:00', '4-4-2026 9:00'))).problems).toEqual([]);
	});
	test('that contradict each other are reported with row and number', async () => {
		const found = await preview(dated('20-4-2026', '4-20-2026', 'gisteren'));
		expect(found.problems).toEqual([
			{ code: 'dateMixed', rows: 0, first: null },
			{
				code: 'dateUnreadable',
				rows: 2,
				first: 3,
				values: [
					{ row: 3, text: '4-20-2026' },
					{ row: 4, text: 'gisteren' }
				]
			},
			{ code: 'dateWithoutTime', rows: 1, first: 2 }
		]);
		expect(await momentsOf(dated('20-4-2026', '4-20-2026'))).toEqual(['2026-04-19T22:00:00.000Z', null]);
	});
	test('stored as day numbers are read', async () => {
		expect(await momentsOf(dated('46346,585416667', '46204.5'))).toEqual([
			'2026-11-20T13:03:00.000Z',
			'2026-07-01T10:00:00.000Z'
		]);
	});
	test('in the nights of the change of the clock are read, and reported as uncertain', async () => {
		const file = dated('25-10-2026 02:30', '25-10-2026 03:30', '29-03-2026 02:30', '29-03-2026 03:30');
		expect((await preview(file)).problems).toEqual([
			{ code: 'hourTwice', rows: 1, first: 2 },
			{ code: 'hourSkipped', rows: 1, first: 4 }
		]);
		expect(await momentsOf(file)).toEqual([
			'2026-10-25T00:30:00.000Z',
			'2026-10-25T02:30:00.000Z',
			'2026-03-29T01:30:00.000Z',
			'2026-03-29T01:30:00.000Z'
		]);
	});
	test('whose times end in UTC are read, also when the time has its own column', async () => {
		const file = dated('2026-11-20 14:03:00 UTC', '2026-10-25 02:30:00 UTC');
		expect((await preview(file)).problems).toEqual([]);
		expect(await momentsOf(file)).toEqual(['2026-11-20T14:03:00.000Z', '2026-10-25T02:30:00.000Z']);
		const apart = lines('date;time;text', '20-11-2026;14:03 UTC;een', '25-10-2026;02:30:00 UTC;twee');
		expect((await preview(apart)).problems).toEqual([]);
		expect(await momentsOf(apart)).toEqual(['2026-11-20T14:03:00.000Z', '2026-10-25T02:30:00.000Z']);
	});
	test('with a weekday show whether the day or the month comes first', async () => {
		expect(await momentsOf(dated('Sat 3/7/2026 14:03', 'Fri 11/20/2026 14:03'))).toEqual([
			'2026-03-07T13:03:00.000Z',
			'2026-11-20T13:03:00.000Z'
		]);
		expect((await preview(dated('za 7-3-2026 9:00', 'do 5-3-2026 9:00'))).problems).toEqual([
			{ code: 'dateOrder', rows: 0, first: null }
		]);
	});
	test('with the month first are uncertain on clock change nights too, when the time has its own column', async () => {
		const file = lines('date;time;text', '10/25/2026;2:30 AM;een', '3/29/2026;2:30 AM;twee', '3/29/2026;3:30 AM;drie');
		expect((await preview(file)).problems).toEqual([
			{ code: 'hourTwice', rows: 1, first: 2 },
			{ code: 'hourSkipped', rows: 1, first: 3 }
		]);
	});
	test.each([
		['20-11-2026', 'kwart over twee'],
		['20-11-2026', '25:61'],
		['20-11-2026', '14u'],
		['20-11-2026', '-'],
		['20 nov 2026', 'n.v.t.'],
		['46346', 'middag'],
		['20-11-2026', '14:03 14:05'],
		['20-11-2026', '????'],
		['20-11-2026', 'avond'],
		['31-2-2026', '14:03'],
		['ergens in november', '14:03'],
		['2026', '14:03'],
		['20-11-2026 25:03', '']
	])('that cannot be read with their time are unknown and shown, never midnight: %s %s', async (date, time) => {
		const file = lines('datum;tijd;tekst', '20-11-2026;14:03;een', `${date};${time};twee`);
		expect((await momentsOf(file))[1]).toBe(null);
		expect((await preview(file)).problems).toEqual([
			{
				code: 'dateUnreadable',
				rows: 1,
				first: 3,
				values: [{ row: 3, text: time === '' ? date : `${date} · ${time}` }]
			}
		]);
	});
	test('without a time are midnight, and reported; a second time of the same moment changes nothing', async () => {
		const file = lines(
			'datum;tijd;tekst',
			'20-11-2026;;een',
			'20-11-2026 14:03;14.03 uur;twee',
			'46346;;drie',
			'20-11-2026 00:00;;vier'
		);
		expect(await momentsOf(file)).toEqual([
			'2026-11-19T23:00:00.000Z',
			'2026-11-20T13:03:00.000Z',
			'2026-11-19T23:00:00.000Z',
			'2026-11-19T23:00:00.000Z'
		]);
		expect((await preview(file)).problems).toEqual([{ code: 'dateWithoutTime', rows: 2, first: 2 }]);
	});
	test('that are missing are unknown, and a file without any dates is reported', async () => {
		expect(await momentsOf(dated('', '20-4-2026'))).toEqual([null, '2026-04-19T22:00:00.000Z']);
		expect((await preview(lines('id,text', '1,een'))).problems).toEqual([{ code: 'noDate', rows: 0, first: null }]);
	});
	test('at the end of a long file count as much as the first ones', async () => {
		const file = dated(...Array.from({ length: 500 }, () => '3/4/2026'), '3/20/2026');
		expect((await preview(file)).mapping.dateOrder).toBe('monthFirst');
	});
});

describe('values', () => {
	test.each([
		['1234', 1_234],
		['1.234', 1_234],
		['1,234', 1_234],
		['1 234 567', 1_234_567],
		['1.234.567', 1_234_567],
		['1,234,567', 1_234_567],
		['1.234,50', 1_235],
		['1,234.50', 1_235],
		['12,5', 13],
		['0', 0],
		['12K', 12_000],
		['1,2 mln', 1_200_000],
		['1.5M', 1_500_000],
		['3 duizend', 3_000],
		['-5', null],
		['', null],
		['veel', null],
		['1-2', null],
		['=1+1', null]
	])('a count: %s', (cell, number) => {
		expect(readCount(cell)).toBe(number);
	});
	test.each([
		['Twitter', 'x'],
		['X (Twitter)', 'x'],
		['Facebook Public', 'facebook'],
		['Online News', 'news'],
		['Nieuws', 'news'],
		['Telefoon', 'phone'],
		['Bluesky', 'bluesky'],
		['AD.nl', null],
		['Xenos', null]
	])('a platform: %s', (cell, platform) => {
		expect(namedPlatform(cell)).toBe(platform);
	});
	test('a year or a number is not a date', () => {
		expect(['2026', '123', '99999999', '1.5'].map((cell) => readDate(cell, {}))).toEqual([null, null, null, null]);
	});
});
