import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileRefusal, RowRefusal } from '$lib/domain/posts/entry/file-import';
import { csvLine } from '$lib/server/platform/http/csv';
import { isDateFormat } from '$lib/server/ingest/imports/file/xlsx-cell-text';
import { workbook, zipped } from '../../fixtures/import/workbook';
import { bram, carla } from '../../domain/in-memory-incident';
import { ImportStage } from './import-stage';

const fixtures = join(import.meta.dirname, '../../fixtures/import');
let desk: ImportStage;
beforeAll(async () => {
	desk = await ImportStage.set();
});
afterAll(() => desk.strike());

interface Expected {
	/** What the preview says about the file. */
	mapping: Record<string, unknown>;
	problems?: string[];
	/** Text, moment, platform, handle, reach; in the file's order. */
	posts: [text: string, at: string | null, platform: string, handle: string | null, reach: number | null][];
	refused?: [row: number, why: RowRefusal][];
}

/** The README in that folder says what is awkward in each. */
const files: Record<string, Expected> = {
	'01-cover-and-title.xlsx': {
		mapping: { encoding: 'xlsx', separator: null, sheet: 'Berichten & bronnen', above: 3, header: true },
		posts: [
			['Veel rook boven Zuid, ramen dicht?', '2026-11-20T13:03:00.000Z', 'x', 'buurtzuid', 1234],
			['Grote brand bij afvalverwerker', '2026-11-20T13:03:30.000Z', 'news', 'ad.example', 250_000],
			['Wij zitten binnen & het stinkt <erg>', '2026-11-20T13:05:00.000Z', 'facebook', 'Jan', null]
		]
	},
	'02-days-from-1904.xlsx': {
		mapping: { sheet: 'Blad1', above: 0 },
		posts: [
			['Is het drinkwater veilig?', '2026-11-20T13:03:00.000Z', 'other', 'piet', null],
			['Wat is het warm', '2026-07-01T07:05:00.000Z', 'other', 'piet', null]
		]
	},
	'03-formulas.xlsx': {
		mapping: { sheet: 'Export' },
		problems: ['dateUnreadable', 'errorValues'],
		posts: [
			['Brand in Zuid', '2026-11-20T12:10:00.000Z', 'x', null, null],
			['=HYPERLINK("https://kwaad.example","klik")', '2026-11-20T12:11:00.000Z', 'x', null, null],
			["=cmd|' /C calc'!A0", '2026-11-20T12:12:00.000Z', 'x', null, null],
			['De datum hiernaast ging mis', null, 'x', null, null],
			['Regel een\nregel twee', '2026-11-20T12:14:00.000Z', 'x', null, null],
			['Vet en gewoon', '2026-11-20T12:15:00.000Z', 'x', null, null]
		],
		refused: [[8, 'noText']]
	},
	'04-utf16-tabs.csv': {
		mapping: { encoding: 'utf-16le', separator: '\t', sheet: null },
		posts: [
			['Één zin\nover twee regels', '2026-11-20T13:03:00.000Z', 'x', 'jan', 1024],
			['Kop\n\nEn €5 voor 😀', '2026-11-20T13:04:00.000Z', 'news', 'AD.nl', 250_000]
		]
	},
	'05-utf16-without-mark.txt': {
		mapping: { encoding: 'utf-16be', separator: ';' },
		posts: [
			['Brandlucht in de Vlietstraat', '2026-11-20T13:03:00.000Z', 'facebook', null, null],
			['Café dicht', '2026-11-20T13:04:00.000Z', 'facebook', null, null]
		]
	},
	'06-dutch-excel.csv': {
		mapping: { encoding: 'windows-1252', separator: ';', dateOrder: 'dayFirst' },
		posts: [
			['“Rook” – blijf binnen…', '2026-11-20T13:03:00.000Z', 'x', 'jan', 1234],
			['Eén; twee; "drie"', '2026-11-20T13:05:00.000Z', 'x', 'anne', null]
		],
		refused: [[4, 'moreCells']]
	},
	'07-numbers-cut-short.csv': {
		mapping: { separator: ';' },
		problems: ['idRounded'],
		posts: [
			['Eerste bericht van drie', '2026-11-20T13:03:00.000Z', 'other', null, null],
			['Tweede bericht van drie', '2026-11-20T13:04:00.000Z', 'other', null, null],
			['Derde bericht van drie', '2026-11-20T13:05:00.000Z', 'other', null, null]
		]
	},
	'08-broken-rows.csv': {
		mapping: { encoding: 'utf-8', separator: ',' },
		problems: ['dateUnreadable', 'dateMissing', 'brokenRows'],
		posts: [
			['Gewone regel', '2026-11-20T13:00:00.000Z', 'x', null, null],
			['Te weinig cellen', null, 'other', null, null],
			['Daarna gaat het goed', '2026-11-20T13:03:00.000Z', 'x', null, null],
			['Datum kan niet', null, 'x', null, null],
			['Nulen rechts\u202enaar links', '2026-11-20T13:05:00.000Z', 'x', null, null]
		],
		refused: [
			[5, 'moreCells'],
			[6, 'quote'],
			[10, 'noText']
		]
	},
	'09-month-first-winter-time.csv': {
		mapping: { dateOrder: 'monthFirst' },
		problems: ['hourTwice', 'hourSkipped'],
		posts: [
			['In het uur dat twee keer komt', '2026-10-25T00:30:00.000Z', 'other', 'ann', null],
			['Rook boven Zuid', '2026-11-20T13:03:00.000Z', 'other', 'bob', null],
			['In het uur dat niet bestaat', '2026-03-29T01:15:00.000Z', 'other', 'ann', null]
		]
	},
	'10-other-program.xlsx': {
		mapping: { sheet: "Blad '1'" },
		problems: ['dateUnreadable'],
		posts: [
			['Rook in Zuid', '2026-11-20T13:03:00.000Z', 'instagram', '=1+1', null],
			['Geen datum te lezen', null, 'instagram', 'sum', null],
			['Onderaan, na driehonderd lege rijen', '2026-11-20T13:04:00.000Z', 'tiktok', 'kees', null]
		]
	}
};

test('every file has an expected result', async () => {
	const there = (await readdir(fixtures)).filter((name) => /^\d/.test(name));
	expect(there.sort()).toEqual(Object.keys(files));
	expect(there).toHaveLength(10);
});

test.each(Object.entries(files))(
	'%s is imported as it was meant',
	async (name, { mapping, problems = [], posts, refused = [] }) => {
		const imports = desk.process();
		const { log } = await desk.stage.open();
		const uploaded = await desk.take(imports, log, await readFile(join(fixtures, name)), name);
		expect(uploaded.preview.mapping).toMatchObject(mapping);
		expect(uploaded.preview.problems.map(({ code }) => code)).toEqual(problems);
		await desk.start(imports, log, uploaded.import.id, uploaded.preview);
		await imports.finished(uploaded.import.id);
		const rows = await desk.stage.sql<Record<string, unknown>[]>`
		select p.text, p.published_at, p.platform, a.handle, p.reach from post p
		left join author a on a.incident_id = p.incident_id and a.number = p.author where p.incident_id = ${log} order by p.id`;
		expect(
			rows.map(({ text, published_at: at, platform, handle, reach }) => [
				text,
				at instanceof Date ? at.toISOString() : null,
				platform,
				handle,
				reach
			])
		).toEqual(posts);
		expect(await imports.find(log, uploaded.import.id)).toMatchObject({
			state: 'done',
			rows: uploaded.import.rows,
			stored: posts.length,
			refused: refused.length,
			reasons: refused.map(([row, why]) => ({ row, why })),
			hasFile: refused.length > 0
		});
	}
);

test('the rows that gave no post are returned with their content, and nothing in them is a formula', async () => {
	const imports = desk.process();
	const { log } = await desk.stage.open();
	const { id } = await desk.bring(imports, log, Buffer.from('Tekst,Datum\nRook,20-11-2026\nTe veel,=NOW(),@sum\n'));
	const lines: string[] = [];
	const take = (row: { row: number; why: string } | null, cells: readonly string[]) =>
		lines.push(csvLine([...(row ? [row.row, row.why] : ['rij', 'reden']), ...cells]));
	await imports.refused(log, id, bram, take);
	expect(lines).toEqual(['rij;reden;Tekst;Datum\r\n', "3;moreCells;Te veel;'=NOW();'@sum\r\n"]);
	// Without the right to import, a person does not see a file's content; once it is discarded nobody does.
	lines.length = 0;
	await imports.refused(log, id, { ...carla, roles: ['spokesperson'] }, take);
	expect(lines).toEqual(['rij;reden\r\n', '3;moreCells\r\n']);
	await imports.stop(log, id, bram);
	lines.length = 0;
	await imports.refused(log, id, bram, take);
	expect(lines).toEqual(['rij;reden\r\n', '3;moreCells\r\n']);
});

test('another sheet is read when a person asks for it', async () => {
	const imports = desk.process();
	const { log } = await desk.stage.open();
	const two = await workbook({
		sheets: [
			{ name: 'een', rows: [['tekst'], ['van het eerste blad']] },
			{ name: 'twee', rows: [['tekst'], ['a'], ['b'], ['c']] }
		]
	});
	const { import: uploaded, preview } = await desk.take(imports, log, two);
	expect([preview.sheets, preview.mapping.sheet, preview.rows]).toEqual([['een', 'twee'], 'twee', 3]);
	const other = await imports.preview(log, uploaded.id, { sheet: 'een' });
	expect([other.mapping.sheet, other.rows]).toEqual(['een', 1]);
	await desk.start(imports, log, uploaded.id, other);
	await imports.finished(uploaded.id);
	expect(await imports.find(log, uploaded.id)).toMatchObject({ state: 'done', rows: 1, done: 1, stored: 1 });
});

describe('what is not read at all gets its own message, and nothing of it is kept', () => {
	const sheet = { sheets: [{ name: 'Blad1', rows: [['tekst'], ['a']] }] };
	const ole = (...names: string[]) =>
		Buffer.concat([
			Buffer.from('d0cf11e0a1b11ae1', 'hex'),
			Buffer.alloc(512),
			...names.map((name) => Buffer.from(name, 'utf16le'))
		]);
	/** Changes bytes of the list of contents: the field at this offset of each entry's record. */
	const patched = (zip: Buffer, at: number, change: (value: number) => number): Buffer => {
		const bytes = Buffer.from(zip);
		for (let entry = bytes.indexOf('PK\u0001\u0002'); entry !== -1; entry = bytes.indexOf('PK\u0001\u0002', entry + 4))
			bytes.writeUInt32LE(change(bytes.readUInt32LE(entry + at)) >>> 0, entry + at);
		return bytes;
	};
	const cases: [name: string, code: FileRefusal, make: () => Promise<Buffer> | Buffer][] = [
		['an old spreadsheet (.xls)', 'oldSpreadsheet', () => ole('Workbook')],
		['a workbook behind a password', 'encrypted', () => ole('EncryptionInfo', 'EncryptedPackage')],
		['a workbook with macros', 'macros', () => workbook({ ...sheet, parts: { 'xl/vbaProject.bin': 'x' } })],
		[
			'one that only calls itself so',
			'macros',
			() =>
				workbook({
					...sheet,
					parts: {
						'[Content_Types].xml':
							'<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
					}
				})
		],
		['a binary workbook (.xlsb)', 'oldSpreadsheet', () => workbook({ ...sheet, parts: { 'xl/workbook.bin': 'x' } })],
		[
			'a spreadsheet of LibreOffice (.ods)',
			'openDocument',
			() =>
				zipped(
					new Map([
						['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
						['content.xml', '<x/>']
					])
				)
		],
		[
			'a text document that was renamed',
			'packed',
			() =>
				zipped(
					new Map([
						['[Content_Types].xml', '<Types/>'],
						['word/document.xml', '<x/>']
					])
				)
		],
		[
			'two CSV files that were packed',
			'packed',
			() =>
				zipped(
					new Map([
						['a.csv', 'text\na'],
						['b.csv', 'text\nb']
					])
				)
		],
		['a picture', 'notText', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])],
		['a web page called .xls', 'html', () => Buffer.from('<html><table><tr><td>tekst')],
		['an empty file', 'empty', () => Buffer.alloc(0)],
		['a workbook without a row', 'empty', () => workbook({ sheets: [{ name: 'Blad1', rows: [] }] })],
		[
			'a bomb: 40 MB in 40 KB',
			'tooPacked',
			() => workbook({ ...sheet, parts: { 'xl/media/nul.bin': Buffer.alloc(40 * 1024 ** 2) } })
		],
		[
			'one that says it unpacks to 3 GB',
			'tooPacked',
			async () => patched(await workbook(sheet), 24, () => 0x3000_0000)
		],
		[
			'entries that share their bytes',
			'tooPacked',
			async () => patched(await workbook(sheet), 20, (size) => size + 5_000)
		],
		[
			'ten thousand entries',
			'tooPacked',
			() => zipped(new Map(Array.from({ length: 5_100 }, (_, i) => [`${i}.xml`, ''])))
		],
		[
			'an entry that is longer than it says',
			'damaged',
			async () => patched(await workbook(sheet), 24, (size) => size - 5)
		],
		['encrypted entries', 'encrypted', async () => patched(await workbook(sheet), 8, (flags) => flags | 1)],
		['a name that leads out of its folder', 'damaged', () => zippedAs('../../etc/passwd')],
		['a name from the root', 'damaged', () => zippedAs('/etc/passwd')],
		[
			'a DOCTYPE with entities',
			'damaged',
			() =>
				workbook({
					...sheet,
					parts: { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>' }
				})
		],
		['one that was cut off', 'damaged', async () => (await workbook(sheet)).subarray(0, 900)],
		['only the first letters of a ZIP file', 'damaged', () => Buffer.from('PK\u0003\u0004xlsx')]
	];
	/** A writer refuses such a name, so it is patched in afterwards. */
	async function zippedAs(name: string): Promise<Buffer> {
		const stand = 'x'.repeat(name.length);
		const zip = await workbook({ ...sheet, parts: { [stand]: 'kwaad' } });
		return Buffer.from(zip.toString('latin1').replaceAll(stand, name), 'latin1');
	}
	test.each(cases)('%s: %s', async (_, code, make) => {
		const imports = desk.process({}, { maxFileBytes: 8 * 1024 * 1024 });
		const { log } = await desk.stage.open();
		const before = await readdir(desk.folder);
		await expect(desk.take(imports, log, await make())).rejects.toMatchObject({ name: 'FileRefused', code });
		expect(await readdir(desk.folder)).toEqual(before);
		expect(await imports.list(log)).toEqual([]);
	});
});

test.each([
	['dd\\-mm\\-yyyy\\ hh:mm', true],
	['[$-413]d mmmm yyyy', true],
	['[h]:mm:ss', true],
	['#,##0.00', false],
	['0 "dagen"', false],
	['[Red]-0.00', false],
	['General', false]
])('the date format %s is recognised: %s', (code, is) => expect(isDateFormat(code)).toBe(is));
