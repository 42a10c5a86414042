import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { tableOf } from '$lib/server/ingest/imports/file/table';
import { dated, workbook, type Cell, type MadeWorkbook } from '../../fixtures/import/workbook';
import { all, postsOf } from './file-rows';

/* A cell of a workbook is read as people see it: what is shown, and the address behind it. */

type Sheet = Omit<MadeWorkbook['sheets'][number], 'name'>;
const made = (sheet: Sheet) => workbook({ sheets: [{ name: 'Blad', ...sheet }] });
const header = ['datum', 'auteur', 'tekst', 'link'];
const cells = async (sheet: Sheet) =>
	(await all((await tableOf(await made(sheet))).rows())).map((row) => ('cells' in row ? row.cells : row.refused));
const read = async (sheet: Sheet) =>
	(await postsOf(await made(sheet))).map((post) => [post.text, post.author?.name ?? null, post.url, post.publishedAt]);
const formula = (written: string, value: string, attributes = ''): Cell => ({
	xml: `<c @ t="str"><f${attributes}>${written.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}</f><v>${value}</v></c>`
});
const AT = '2026-11-20T13:03:00.000Z';
const date = dated('2026-11-20T14:03:00');

describe('merged cells', () => {
	const rows = [
		header,
		[date, 'Marloes', 'een', null],
		[null, null, 'twee', null],
		[null, null, 'drie', null],
		[date, 'Joep', 'vier', null]
	];
	test('count for each row that they reach', async () => {
		expect(await read({ rows, merged: ['A2:A4', 'B2:B3'] })).toEqual([
			['een', 'Marloes', null, AT],
			['twee', 'Marloes', null, AT],
			['drie', null, null, AT],
			['vier', 'Joep', null, AT]
		]);
	});
	test('with an address count with it', async () => {
		const found = await read({
			rows: [header, [date, 'Marloes', 'een', 'bekijk'], [date, 'Joep', 'twee', null]],
			merged: ['D2:D3'],
			links: { D2: 'https://www.facebook.com/1' }
		});
		expect(found.map(([, , url]) => url)).toEqual(['https://www.facebook.com/1', 'https://www.facebook.com/1']);
	});
	test('make no row of their own, in the table or among its names', async () => {
		expect(
			await read({
				rows: [header, [null, null, null, null], ...rows.slice(1, 2), [null]],
				merged: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'A3:A9', 'C3:C9']
			})
		).toEqual([['een', 'Marloes', null, AT]]);
	});
	test('of names in two lines are names', async () => {
		const names = [
			['datum', 'afzender', null, 'tekst'],
			[null, 'naam', 'account', null]
		];
		const found = await postsOf(
			await made({ rows: [...names, [date, 'Marloes', 'm', 'een']], merged: ['A1:A2', 'B1:C1', 'D1:D2'] })
		);
		expect(found.map(({ text, author }) => [text, author?.handle])).toEqual([['een', 'm']]);
	});
	test('that are wide are one cell', async () => {
		expect(
			await cells({
				rows: [
					['a', 'b', 'c'],
					['x', null, 'z'],
					['p', 'q', 'r']
				],
				merged: ['A2:B2']
			})
		).toEqual([
			['a', 'b', 'c'],
			['x', '', 'z'],
			['p', 'q', 'r']
		]);
	});
	test('never lose or move what other cells have, whatever a file says', async () => {
		const range = fc.record({
			column: fc.constantFrom('A', 'B', 'C', 'XFD'),
			from: fc.integer({ min: 1, max: 6 }),
			rows: fc.integer({ min: 0, max: 1_000_000 })
		});
		const cell = fc.option(fc.constantFrom('een', 'twee', 'drie'));
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
				fc.array(range, { maxLength: 5 }),
				async (rows, ranges) => {
					const merged = ranges.map(({ column, from, rows: more }) => `${column}${from}:${column}${from + more}`);
					const found = await all((await tableOf(await made({ rows: [['a', 'b', 'c'], ...rows], merged }))).rows());
					const filled = rows.flatMap((row, at) => (row.some((each) => each !== null) ? [at + 2] : []));
					expect(found.map(({ row }) => row)).toEqual([1, ...filled]);
					for (const each of found)
						if ('cells' in each && each.row > 1)
							for (const [at, own] of (rows[each.row - 2] ?? []).entries())
								if (own !== null) expect(each.cells[at]).toBe(own);
				}
			),
			{ numRuns: 40 }
		);
	});
});

describe('the address behind a cell', () => {
	const linked = async (cell: Cell, links?: Record<string, string>) =>
		(
			await read({
				rows: [
					['id', 'tekst', 'link', 'adres'],
					['7', 'Rook', cell, 'https://omroep.example/']
				],
				...(links && { links })
			})
		)[0]?.[2];
	const POST = 'https://omroep.example/7';
	test.each<[string, Cell, Record<string, string>?]>([
		['of a link', 'bekijk', { C2: POST }],
		['of a link of several cells', 'bekijk', { 'C2:C9': POST }],
		['of a link that is shown cut off', 'https://omroep.ex…', { C2: POST }],
		['of a link that is shown cut off with dots', 'https://omroep.ex...', { C2: POST }],
		['of a formula', formula('HYPERLINK("https://omroep.example/7","bekijk")', 'bekijk')],
		['of a formula with semicolons', formula('HYPERLINK("https://omroep.example/7";"bekijk")', 'bekijk')],
		['of a formula with the words of another cell', formula('HYPERLINK("https://omroep.example/7",B2)', 'Rook')],
		['of a formula with a part of another cell', formula('HYPERLINK("https://omroep.example/"&A2,"bekijk")', 'bekijk')],
		[
			'of a formula with the address in other cells',
			formula('HYPERLINK("https://omroep.example/" & $A$2 & "", "bekijk")', 'bekijk')
		],
		[
			'of formatted text',
			{ xml: '<c @ t="inlineStr"><is><r><t>be</t></r><r><rPr><b/></rPr><t>kijk</t></r></is></c>' },
			{ C2: POST }
		]
	])('%s', async (_, cell, links) => {
		expect(await linked(cell, links)).toBe(POST);
	});
	test('of a formula that other cells share', async () => {
		const share = ' t="shared" si="0"';
		const found = await read({
			rows: [
				['id', 'tekst', 'link'],
				['7', 'een', formula('HYPERLINK("https://omroep.example/"&A2,"A2")', 'A2', `${share} ref="C2:C4"`)],
				['8', 'twee', formula('', 'A3', share)],
				['9', 'drie', formula('', 'A4', share)]
			]
		});
		expect(found.map(([, , url]) => url)).toEqual([7, 8, 9].map((id) => `https://omroep.example/${id}`));
	});
	test.each<[string, Cell, Record<string, string>?]>([
		['that is shown itself wins from a stale link', 'https://omroep.example/7', { C2: 'https://omroep.example/6' }],
		[
			'is not calculated from a function',
			formula('HYPERLINK(CONCAT("https://x.example/",A2),"b")', 'https://omroep.example/7')
		],
		['is not taken from another row', formula('HYPERLINK(D1,"b")', 'https://omroep.example/7')]
	])('%s', async (_, cell, links) => {
		expect(await linked(cell, links)).toBe('https://omroep.example/7');
	});
});

describe('what a cell shows', () => {
	test.each<[string, Cell, string]>([
		['a number with zeros before it', { xml: '<c @ s="5"><v>1234</v></c>' }, '00001234'],
		['a longer number in that format', { xml: '<c @ s="5"><v>123456789</v></c>' }, '123456789'],
		['a fraction in that format', { xml: '<c @ s="5"><v>1.5</v></c>' }, '1.5'],
		['a number with a unit', { xml: '<c @ s="4"><v>12</v></c>' }, '12'],
		['a date in a format of its own', dated('2026-11-20T14:03:00'), '2026-11-20 14:03:00'],
		['a date', dated('2026-11-20T00:00:00', 2), '2026-11-20'],
		['true', { xml: '<c @ t="b"><v>1</v></c>' }, 'TRUE'],
		['false', { xml: '<c @ t="b"><v>0</v></c>' }, 'FALSE'],
		[
			'formatted text',
			{ xml: '<c @ t="inlineStr"><is><r><t xml:space="preserve">Veel </t></r><r><t>rook</t></r></is></c>' },
			'Veel rook'
		],
		[
			'text with the reading of its signs',
			{ xml: '<c @ t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>' },
			'東京'
		],
		['the saved value of a formula', formula('A1&"x"', 'Rook'), 'Rook'],
		['the saved number of a shared formula', { xml: '<c @><f t="shared" si="3"/><v>12</v></c>' }, '12'],
		['a moment as ISO 8601', { xml: '<c @ t="d"><v>2026-11-20T14:03:00</v></c>' }, '2026-11-20 14:03:00']
	])('%s', async (_, cell, shown) => {
		expect((await cells({ rows: [['a'], [cell]] }))[1]).toEqual([shown]);
	});
	test('below the rows is read with any prefix, and a sheet without it too', async () => {
		const sheet = {
			rows: [header, [date, 'Marloes', 'een', 'bekijk'], [null, 'Joep', 'twee', null]],
			merged: ['A2:A3'],
			links: { D2: 'https://x.example/1' }
		};
		const file = await workbook({ sheets: [{ name: 'Blad', ...sheet }], prefix: 'x:' });
		expect((await postsOf(file)).map(({ publishedAt }) => publishedAt)).toEqual([AT, AT]);
		expect((await preview(await made({ rows: sheet.rows }))).rows).toBe(2);
	});
});
