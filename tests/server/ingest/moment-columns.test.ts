import { describe, expect, test } from 'vitest';
import { readDate } from '$lib/domain/posts/moments/date-cell';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { lines, postsOf, rowsOf } from './file-rows';

/* The cells of a column say whether it has dates, times or both; its name only helps to choose between columns. */

const AT = ['2026-11-20T13:03:00.000Z', '2026-11-21T08:15:00.000Z'];
const momentsOf = async (file: Buffer) => (await postsOf(file)).map(({ publishedAt }) => publishedAt);
const DAYS = ['20-11-2026', '21-11-2026'];
const TIMES = ['14:03', '09:15'];
const BOTH = DAYS.map((day, at) => `${day} ${TIMES[at] ?? ''}`);
/** A table with such columns besides the words. */
const table = (columns: Readonly<Record<string, readonly string[]>>): Buffer =>
	lines(
		[...Object.keys(columns), 'Bericht', 'Naam'].join(';'),
		...[0, 1].map((row) => [...Object.values(columns).map((cells) => cells[row]), `rook ${row}`, 'Joep'].join(';'))
	);

/** Names that say nothing: a column is the date only where nearly all its cells are. */
const UNKNOWN = ['kolom 7', 'Moment', '', 'TIME (UTC+1)'];

describe('a column with dates and times is the date, whatever its name', () => {
	test.each(
		[
			...['Tijdstip', 'Tijd', 'Time', 'Timestamp', 'Zeit', 'Uhrzeit', 'Zeitstempel', 'Heure', 'Uur', 'Hora', 'Ora'],
			...['Post Time', 'Publicatietijd', 'Tijd bericht', 'Sent time', 'Datum', ...UNKNOWN]
		].map((name) => [name])
	)('%s', async (name) => {
		expect(await momentsOf(table({ [name]: BOTH }))).toEqual(AT);
		expect(await momentsOf(table({ [name]: ['2026-11-20T14:03:00+01:00', '1795248900'] }))).toEqual(AT);
		const noisy = lines(`${name};Bericht;Naam`, `${BOTH[0] ?? ''};rook;a`, 'morgen;rook;b', '31-11-2026;rook;c');
		const isRead = (await momentsOf(noisy))[0] === AT[0];
		const isReported = (await preview(noisy)).problems.some(({ code }) => code === 'noDate');
		expect([isRead, isReported]).toEqual(UNKNOWN.includes(name) ? [false, true] : [true, false]);
	});
});

describe('columns are combined by what they have', () => {
	test.each<[string, Record<string, readonly string[]>]>([
		['a day and a time', { Datum: DAYS, Tijd: TIMES }],
		['a day named as a time, a time named as a day', { Tijd: DAYS, Datum: TIMES }],
		['a day named as a time only', { Time: DAYS, 'Post time': TIMES }],
		['two columns named as times', { Tijd: TIMES, Tijdstip: BOTH }],
		['two columns named as times, the other way around', { Tijdstip: BOTH, Tijd: TIMES }],
		['two columns of times', { Datum: DAYS, Tijd: TIMES, 'Tijd bericht': ['15:00', '16:00'] }],
		['a day, and a moment named as a time', { Datum: DAYS, Tijdstip: BOTH }],
		['a day, and the whole moment', { Date: DAYS, Timestamp: BOTH }],
		['a moment, and a time of nothing', { Datum: BOTH, Uur: ['ochtend', 'avond'] }],
		['a time without a known name beside the day', { Datum: DAYS, Klok: TIMES }],
		['a time of day in English', { Date: ['11/20/2026', '11/21/2026'], Time: ['2:03 PM', '9:15 AM'] }],
		['a time with dots', { Fecha: DAYS, Hora: ['14.03', '09.15'] }]
	])('%s', async (_, columns) => {
		expect(await momentsOf(table(columns))).toEqual(AT);
	});
	test('a time that is the length of a video is no time of a post', async () => {
		const found = await preview(table({ Datum: DAYS, Duration: ['03:12', '10:00'] }));
		expect(found.mapping.columns).toMatchObject({ date: [0] });
		expect(found.mapping.columns.time).toBeUndefined();
	});
	test('times without any day are no moment, and the file is reported as one without dates', async () => {
		const file = table({ Datum: TIMES });
		expect(await momentsOf(file)).toEqual([null, null]);
		expect((await preview(file)).problems.map(({ code }) => code)).toContain('noDate');
	});
	test('days alone, named as times, are days', async () => {
		const file = table({ Time: DAYS });
		expect((await preview(file)).mapping.columns).toMatchObject({ date: [0] });
		expect((await preview(file)).problems.map(({ code }) => code)).toContain('dateWithoutTime');
	});
});

test.each<[{ date?: number[]; time?: number[] }]>([
	[{ time: [1] }],
	[{ date: [0], time: [1] }],
	[{ date: [1], time: [0] }],
	[{ date: [2], time: [0] }],
	[{ date: [2], time: [1] }],
	[{ date: [1], time: [2] }]
])('an earlier choice of columns (%j) loses no moment', async (chosen) => {
	const file = table({ Datum: DAYS, Tijdstip: BOTH, Tijd: TIMES });
	expect(await momentsOf(file)).toEqual(AT);
	const reread = await postsOf(file, { columns: { text: [3], ...chosen } });
	expect(reread.map(({ publishedAt }) => publishedAt)).toEqual(AT);
});

test('a moment of another day than the date beside it is not taken for its time', () => {
	expect(readDate('20-11-2026', {}, '23-11-2026 14:03')).toBe(null);
	expect(readDate('20-11-2026', {}, '20-11-2026 14:03')?.at).toBe(Date.parse(AT[0] ?? ''));
});

describe('rows without a moment of their own are counted and shown, before and with the result', () => {
	const soon = new Date(Date.now() + 3_600_000).toISOString();
	test.each<[string, 'dateUnreadable' | 'dateMissing' | 'dateFuture']>([
		['morgen', 'dateUnreadable'],
		['31-11-2026', 'dateUnreadable'],
		['2 u', 'dateUnreadable'],
		['20-11-2026 25:03', 'dateUnreadable'],
		['????', 'dateUnreadable'],
		['2026', 'dateUnreadable'],
		['', 'dateMissing'],
		['  ', 'dateMissing'],
		['#NAAM?', 'dateUnreadable'],
		['14-12-2099 10:00', 'dateFuture'],
		['31-12-2099', 'dateFuture'],
		[soon, 'dateFuture'],
		['4102444800', 'dateFuture']
	])('%s', async (date, code) => {
		const file = lines('Datum;Bericht', `${BOTH[0] ?? ''};een`, ...Array.from({ length: 7 }, () => `${date};twee`));
		const [first, ...others] = await rowsOf(file);
		expect(first).toMatchObject({ undated: null });
		expect(others.map((row) => 'post' in row && row.undated)).toEqual(others.map(() => code));
		const found = (await preview(file)).problems.find((problem) => problem.code === code);
		expect(found).toMatchObject({ rows: 7, first: 3 });
		expect(found?.values?.[0]).toEqual({ row: 3, text: code === 'dateMissing' ? 'twee' : date });
	});
	test('at most five rows are shown, and a row without words is not one of them', async () => {
		const file = lines(
			'Datum;Tijd;Bericht',
			...DAYS.map((day) => `${day};14:03;een`),
			...';;zonder\n'.repeat(9).split('\n'),
			';;'
		);
		const { problems } = await preview(file);
		expect(problems.map(({ code, rows, values }) => [code, rows, values?.length])).toEqual([['dateMissing', 9, 5]]);
	});
});
