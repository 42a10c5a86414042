import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOf } from '$lib/server/ingest/imports/file/table';
import { csvOf, plainCell } from '$lib/server/platform/http/csv';
import { workbook } from '../../fixtures/import/workbook';
import { all, bytes } from './file-rows';

/* A table that this program wrote, also after a spreadsheet saved it as a workbook, is read back as it was. */

const names = ['naam', 'tekst', 'telefoon', 'bereik'];

async function readBack(file: Buffer): Promise<(readonly string[])[]> {
	const rows = await all((await tableOf(file)).rows());
	return rows.map((row) => ('cells' in row ? row.cells : [row.refused]));
}
/** What a spreadsheet shows in the cells of the CSV, where each cell is taken as text. */
const shownCells = (csv: string): string[][] =>
	csv
		.slice(1, -2)
		.split('\r\n')
		.map((row) =>
			Array.from(row.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g), ([, quoted, unquoted]) =>
				quoted === undefined ? (unquoted ?? '') : quoted.replaceAll('""', '"')
			)
		);

test.each([
	['a formula', '=1+1'],
	['a phone number abroad', '+31612345678'],
	['a dash', '- niet doen'],
	['a handle', '@gemeente'],
	['full width', '＝HYPERLINK("x")'],
	['full width plus', '＋31'],
	['full width minus', '－1'],
	['full width at', '＠SUM(1)'],
	['small width', '﹦1﹢1'],
	['spaces before it', ' \u00a0=1'],
	['a tab before it', '\t=1'],
	['a line break before it', '\n=1'],
	['an apostrophe before it', "'=1"],
	['apostrophes before it', "'''@x"],
	['an apostrophe', "'s avonds"],
	['only an apostrophe', "'"],
	['a phone number', '0612345678'],
	['a power of ten', '1E5'],
	['a date', '1-2'],
	['a long number', '1859523456789010123'],
	['a decimal comma', '1,5'],
	['quotation marks and separators', '"a";"b",c|d'],
	['a quotation mark within', 'vijf " zes'],
	['lines', 'een\ntwee\n\nvier'],
	['emoji and Arabic', '🔥 مرحبا بكم']
])('%s is read back as it was', async (_, text) => {
	const rows = [names, [text, 'Er is brand; veel rook', text, '12'], ['Joep', text, '0', text]];
	const csv = csvOf(rows);
	expect(await readBack(bytes(csv))).toEqual(rows);
	expect(await readBack(await workbook({ sheets: [{ name: 'Blad 1', rows: shownCells(csv) }] }))).toEqual(rows);
});

test('no cell begins a formula, and any text is read back unchanged', async () => {
	const sign = fc.constantFrom(
		...Array.from(`=+-@＝＋－＠﹢﹣﹦﹫'" ;,|\t\n0E1-ab`),
		'\r\n',
		'\u2028',
		'é',
		'🔥',
		'\u0301'
	);
	const cell = fc.oneof(
		fc.array(sign, { maxLength: 12 }).map((signs) => signs.join('')),
		fc.string({ unit: 'binary', maxLength: 8 })
	);
	const { failed, seed, counterexamplePath } = await fc.check(
		fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), async (pairs) => {
			const rows = pairs.map(([first, second]) => ['Joep', first, second, 'Er is brand']);
			const csv = csvOf([names, ...rows]);
			for (const shown of shownCells(csv).flat()) {
				const isFormula = /^(?:[\s\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n])/.test(shown);
				if (isFormula || /(?![\n\t])\p{Cc}|[\ufffe\uffff]/u.test(shown)) throw new Error('a cell is not neutral');
			}
			const expected = rows.map((cells) =>
				cells.map((text) =>
					text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, '')
				)
			);
			const read = await readBack(bytes(csv));
			if (JSON.stringify(read.slice(1)) !== JSON.stringify(expected)) throw new Error('a cell is read differently');
		}),
		{ numRuns: 150 }
	);
	// Without the example itself, which a terminal may not be able to show.
	expect({ failed, seed, counterexamplePath }).toMatchObject({ failed: false });
});

test('numbers have the decimal sign that fits the separator, and are not text', () => {
	expect(csvOf([[1.5, -2, '1,5']])).toBe('\ufeff1,5;-2;"1,5"\r\n');
	expect(csvOf([[1.5, -2, '1,5']], ',')).toBe('\ufeff1.5,-2,"1,5"\r\n');
});

test.each(["'s avonds", "'t Gooi", "'quoted'", "'", "''", 'a', ''])('an apostrophe in the text stays: %j', (text) => {
	expect(plainCell(text)).toBe(text);
});
