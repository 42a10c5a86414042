import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { readRows } from '$lib/server/ingest/imports/file/read-rows';
import { workbook, type Cell, type MadeWorkbook } from '../../fixtures/import/workbook';
import { all, bytes, lines, postsOf, rowsOf, textsOf } from './file-rows';

type Sheet = Partial<MadeWorkbook['sheets'][number]>;
const sheet = (rows: Cell[][], more: Sheet = {}): Promise<Buffer> =>
	workbook({ sheets: [{ name: 'Blad1', rows, ...more }] });
const problemsOf = async (file: Uint8Array) => (await preview(file)).problems.map(({ code, rows }) => [code, rows]);
const refusedIn = async (file: Uint8Array) =>
	(await rowsOf(file)).flatMap((row) => ('refused' in row ? [[row.row, row.refused]] : []));

describe('hidden rows', () => {
	const rows = [['datum', 'tekst'], ...['een', 'twee', 'drie'].map((text) => ['20-11-2026 14:03', text])];
	test.each([
		['by hand', ' hidden="1"', true],
		['by a filter of another program', ' spans="1:2" hidden="true"', true],
		['in a collapsed group', ' outlineLevel="1" hidden="1"', true],
		['without height', ' ht="0" customHeight="1"', true],
		['not hidden', ' hidden="0" ht="15.75"', false],
		['a group that is open', ' outlineLevel="1"', false]
	])('%s', async (_, attributes, isHidden) => {
		const file = await sheet(rows, { rowAttributes: { 3: attributes } });
		expect(await problemsOf(file)).toEqual(isHidden ? [['hiddenRows', 1]] : []);
		expect(await textsOf(file)).toEqual(isHidden ? ['een', 'drie'] : ['een', 'twee', 'drie']);
		expect(await refusedIn(file)).toEqual(isHidden ? [[3, 'hidden']] : []);
		expect(await postsOf(file, { withHidden: true })).toHaveLength(3);
	});
});

test.each([
	['Totaal;2;;', true],
	['TOTAAL:;;1.234;', true],
	['Totaal: 2;;;', true],
	['Eindtotaal;2;3;4', true],
	['Subtotaal;;;12', true],
	['Grand total;;;1,234', true],
	['Total;;=SUM(C2:C9);', true],
	['Totaal aantal berichten;2;;', true],
	['Aantal: 2;;;', true],
	['Gemiddelde;12,5;;', true],
	[';Totaal;12;', true],
	['Totaal;;;', false],
	['Aantal gewonden: 3;;;', false],
	['Totaal onverwacht;;;3', false],
	['Totaal;20-11-2026 14:05;;', false],
	['Totaal gestoord zijn jullie;20-11-2026 14:05;jan;1', false],
	['Totale chaos in Zuid;;;12', false],
	['Totaal;20-11-2026 14:05;jan;12', false],
	['Aantal doden?;;jan;', false],
	['112;20-11-2026 14:05;;', false]
])('%j in the last row is a row of totals: %s', async (row, isTotal) => {
	const file = lines('tekst;datum;auteur;bereik', 'Brand in Zuid;20-11-2026 14:03;jan;10', row);
	expect((await refusedIn(file)).some(([, why]) => why === 'total')).toBe(isTotal);
	expect((await problemsOf(file)).some(([code]) => code === 'totals')).toBe(isTotal);
	expect((await problemsOf(file)).some(([code]) => code === 'dateUnreadable')).toBe(false);
	expect((await preview(file)).rows).toBe(2);
});

describe('column names on two lines', () => {
	const fieldsOf = async (file: Uint8Array) =>
		Object.fromEntries(
			(await preview(file)).columns.flatMap(({ name, takenAs }) => (takenAs === null ? [] : [[takenAs, name]]))
		);
	const row = '20-11-2026 14:03;Brand in Zuid;jan;@jan;1.234';
	const found = { publishedAt: '2026-11-20T13:03:00.000Z', text: 'Brand in Zuid', reach: 1_234 };
	test.each([
		['groups above', ['Bericht;;Auteur;;', 'Datum;Tekst;Naam;Account;Volgers'], row],
		['what has no group on the upper line', ['Datum;Tekst;Auteur;;', ';;Naam;Account;Volgers'], row],
		['what has no group on the lower line', [';;Auteur;;', 'Datum;Tekst;Naam;Account;Volgers'], row],
		['English', ['Post;;Author;;', 'Date;Text;Name;Handle;Followers'], row],
		['a title above', ['Export van vandaag', '', 'Bericht;;Auteur;;', 'Datum;Tekst;Naam;Account;Volgers'], row],
		['repeated in both lines', ['Datum;Tekst;Auteur;;', 'Datum;Tekst;Naam;Account;Volgers'], row],
		['words in brackets below', ['Datum;Tekst;Auteur;Account;Volgers', '(dag eerst);(volledig);(naam);;'], row],
		['one line', ['Datum;Tekst;Auteur;Account;Volgers'], row],
		['the last column unnamed below', ['Datum;Tekst;Auteur;;Bereik', ';;Naam;Account;'], row]
	])('%s', async (_, header, data) => {
		const file = lines(...header, data, data.replace('Zuid', 'Noord'));
		expect(await postsOf(file)).toMatchObject([
			{ ...found, author: { name: 'jan', handle: 'jan' } },
			{ author: { handle: 'jan' } }
		]);
		expect(await refusedIn(file)).toEqual([]);
		expect((await preview(file)).rows).toBe(2);
	});
	test('in a workbook with column names on two lines', async () => {
		const file = await sheet([
			['Bericht', null, 'Auteur'],
			['Datum', 'Tekst', 'Naam', 'Volgers'],
			['20-11-2026 14:03', 'Brand in Zuid', 'jan', 1_234]
		]);
		expect(await postsOf(file)).toMatchObject([found]);
	});
	test('the group above says whose address it is', async () => {
		const file = lines(
			'Bericht;;;Auteur;;',
			'Datum;Tekst;URL;Naam;URL;Aangemaakt op',
			'20-11-2026 14:03;Brand in Zuid;https://x.example/1;jan;https://x.example/jan;1-1-2020 09:00'
		);
		expect(await fieldsOf(file)).toEqual({
			date: 'Bericht Datum',
			text: 'Bericht Tekst',
			url: 'Bericht URL',
			author: 'Auteur Naam'
		});
	});
	test.each([
		['a period is not a line of groups', ['Periode;november'], 'Datum'],
		['a row of data below is not a second line', [], 'Datum']
	])('%s', async (_, above, name) => {
		const file = lines(...above, 'Datum;Tekst;Auteur;', '20-11-2026 14:03;Naam;jan;Volgers');
		expect((await preview(file)).columns[0]?.name).toBe(name);
		expect(await textsOf(file)).toEqual(['Naam']);
	});
});

describe('cells with a link', () => {
	const url = 'https://ad.example/1?a=1&b=2';
	const when = '20-11-2026 14:03';
	const formula = (text: string, value: string | null): Cell => ({
		xml: `<c @ t="str"><f>${text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}</f>${value === null ? '' : `<v>${value}</v>`}</c>`
	});
	const link: Cell = formula(`HYPERLINK("${url}","Open")`, 'Open');
	const made: [string, () => Promise<Buffer>][] = [
		[
			'formula with its value',
			() =>
				sheet([
					['datum', 'tekst', 'url'],
					[when, 'Brand', link]
				])
		],
		[
			'formula without value',
			() =>
				sheet([
					['datum', 'tekst', 'url'],
					[when, 'Brand', formula(`HYPERLINK("${url}")`, null)]
				])
		],
		[
			'relationship',
			() =>
				sheet(
					[
						['datum', 'tekst', 'url'],
						[when, 'Brand', 'Bekijk']
					],
					{ links: { C2: url } }
				)
		],
		[
			'relationship of a range',
			() =>
				sheet(
					[
						['datum', 'tekst', 'url'],
						[when, 'Brand', 'Bekijk']
					],
					{ links: { 'C2:C9': url } }
				)
		],
		[
			'rows without references',
			() =>
				sheet(
					[
						['datum', 'tekst', 'url'],
						[when, 'Brand', 'Bekijk']
					],
					{ bare: true, links: { C2: url } }
				)
		],
		[
			'behind the text',
			() =>
				sheet(
					[
						['datum', 'tekst'],
						[when, 'Brand']
					],
					{ links: { B2: url } }
				)
		],
		[
			'behind the date',
			() =>
				sheet(
					[
						['datum', 'tekst'],
						[when, 'Brand']
					],
					{ links: { A2: url } }
				)
		],
		[
			'in a column without a known name',
			() =>
				sheet(
					[
						['datum', 'tekst', 'Ga naar'],
						[when, 'Brand', 'Open']
					],
					{ links: { C2: url } }
				)
		],
		[
			'CSV, semicolon',
			() => Promise.resolve(lines('datum;tekst;url', `${when};Brand;"=HYPERLINK(""${url}"";""Open"")"`))
		],
		['CSV, comma', () => Promise.resolve(lines('datum,tekst,url', `${when},Brand,"=hyperlink(""${url}"", ""Open"")"`))],
		['CSV, address only', () => Promise.resolve(lines('datum;tekst;url', `${when};Brand;"=HYPERLINK(""${url}"")"`))],
		['CSV, title', () => Promise.resolve(lines('datum;titel', `${when};"=HYPERLINK(""${url}"";""Brand"")"`))]
	];
	test.each(made)('%s', async (_, file) => {
		expect(await postsOf(await file())).toMatchObject([{ text: 'Brand', url }]);
	});
	test.each(['mailto:jan@ad.example', 'javascript:alert(1)', 'file:///etc/passwd'])(
		'%s is not used as an address',
		async (other) => {
			const file = await sheet(
				[
					['datum', 'tekst', 'url'],
					[when, 'Brand', 'Open']
				],
				{ links: { C2: other } }
			);
			expect(await postsOf(file)).toMatchObject([{ text: 'Brand', url: null }]);
		}
	);
	test('a link behind the author is not the address of the post; a link behind the text stays with the text', async () => {
		const file = await sheet(
			[
				['datum', 'tekst', 'auteur', 'url'],
				[when, 'Lees dit', 'jan', 'https://x.example/9']
			],
			{
				links: { B2: url, C2: 'https://x.example/jan' }
			}
		);
		expect(await postsOf(file)).toMatchObject([{ text: `Lees dit ${url}`, url: 'https://x.example/9' }]);
	});
});

test.each([
	['three rows of one article', ['a;1;een', 'a;2;twee', 'a;3;drie'], 3],
	['the same row again is one post', ['a;1;een', 'a;1;een'], 0],
	['two articles with two each', ['a;1;een', 'a;2;twee', 'b;3;drie', 'b;4;vier'], 4],
	['each its own', ['a;1;een', 'b;2;twee'], 0],
	['another author only', ['a;1;een;jan', 'a;1;een;piet'], 2],
	['empty ones', [';1;een', ';2;twee'], 0]
])('an address shared by several rows is reported: %s', async (_, rows, count) => {
	const data = rows.map((row) => row.replace(/^(\w)/, 'https://ad.example/$1').replace(/;(\d)/, ';20-11-2026 14:0$1'));
	const file = lines('Webadres;datum;tekst;auteur', ...data);
	expect(await problemsOf(file)).toEqual(count === 0 ? [] : [['sameUrl', count]]);
});

describe('a person chooses', () => {
	test.each([
		[
			'the separator',
			'datum;tekst, en meer\n20-11-2026 14:03;Brand, rook',
			{ separator: ',' as const },
			['datum;tekst', 'en meer']
		],
		[
			'the encoding',
			Buffer.from('datum;café\n20-11-2026 14:03;é', 'latin1'),
			{ encoding: 'iso-8859-15' as const },
			['datum', 'café']
		],
		['no row with names', 'naam;tekst\njan;Brand', { header: 0 }, ['', '']],
		['a later row', 'datum;tekst\nmoment;woorden\n20-11-2026 14:03;Brand', { header: 2 }, ['moment', 'woorden']],
		['an earlier row', 'x;y\ndatum;tekst\n20-11-2026 14:03;Brand', { header: 1 }, ['x', 'y']],
		['a row that is not there', 'datum;tekst', { header: 99 }, ['datum', 'tekst']]
	])('%s', async (_, content, choice, names) => {
		const file = typeof content === 'string' ? bytes(content) : content;
		const found = await preview(file, choice);
		expect(found.columns.map(({ name }) => name)).toEqual(names);
		expect(await all(readRows(file, found.mapping))).toHaveLength(found.rows);
	});
	test('from the first rows as they are in the file', async () => {
		expect((await preview(lines('Export', '', 'datum;tekst', '20-11-2026 14:03;Brand'))).firstRows).toEqual([
			{ row: 1, text: 'Export' },
			{ row: 3, text: 'datum · tekst' },
			{ row: 4, text: '20-11-2026 14:03 · Brand' }
		]);
	});
});

describe('line ends that change within a file', () => {
	const rows = [
		'datum;auteur;tekst',
		...['een', 'twee', 'drie', 'vier'].map((text) => `20-11-2026 14:03;Marloes;${text}`)
	];
	const ends = ['\r\n', '\n', '\r'];
	/** Each way to end the five lines, by three kinds of line ends: 243. */
	const combinations = Array.from({ length: 3 ** rows.length }, (_, number) =>
		rows.map((_row, at) => ends[Math.floor(number / 3 ** at) % 3] ?? '')
	);
	const joinedBy = (chosen: readonly string[], own: readonly string[] = rows): Buffer =>
		bytes(own.map((row, at) => row + (chosen[at] ?? '')).join(''));

	test('read as every spreadsheet does', async () => {
		expect(combinations).toHaveLength(243);
		for (const chosen of combinations)
			expect(await textsOf(joinedBy(chosen)), JSON.stringify(chosen)).toEqual(['een', 'twee', 'drie', 'vier']);
	});
	test('a cell in quotes keeps its own', async () => {
		const own = [
			'datum;auteur;tekst',
			'20-11-2026 14:03;Marloes;"een\rtwee\r\ndrie\nvier"',
			'20-11-2026 14:05;Joep;vijf'
		];
		for (const end of ends)
			expect(await textsOf(joinedBy([end, end, end], own))).toEqual(['een\ntwee\ndrie\nvier', 'vijf']);
	});
	test('a quote that is never closed spoils one row, whatever ends it', async () => {
		const own = ['datum;auteur;tekst', '20-11-2026 14:03;Marloes;"een', '20-11-2026 14:05;Joep;twee'];
		for (const end of ends) {
			const file = joinedBy([end, end, end], own);
			expect([await textsOf(file), await refusedIn(file)], JSON.stringify(end)).toEqual([['twee'], [[2, 'quote']]]);
		}
	});
	test('also at the edge of what is read at once', async () => {
		const long = 'x'.repeat(65_536 - rows.slice(0, 1).join('').length - 2 - '20-11-2026 14:03;Marloes;'.length - 1);
		const file = bytes(`${rows[0] ?? ''}\r\n20-11-2026 14:03;Marloes;${long}\r\n20-11-2026 14:05;Joep;twee\n`);
		expect((await textsOf(file)).map((text) => text.slice(0, 4))).toEqual(['xxxx', 'twee']);
	});
});

const MIXED = '../shared/data/cases/34-mixed-line-ends';
test.skipIf(!existsSync(MIXED))('the failing inputs with mixed line ends give four posts each', async () => {
	const files = readdirSync(MIXED).filter((name) => name.endsWith('.csv'));
	expect(files).toHaveLength(5);
	for (const name of files) expect(await textsOf(readFileSync(`${MIXED}/${name}`)), name).toHaveLength(4);
});
