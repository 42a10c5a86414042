import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { readRows } from '$lib/server/ingest/imports/file/read-rows';
import { FileRefused } from '$lib/server/ingest/imports/file/refused';
import { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { all, bytes, lines, postsOf, rowsOf, textsOf } from './file-rows';

describe('how a file may be written', () => {
	const text = ['datum;tekst', '20-11-2026;Café “Zuid” – 5 €', '21-11-2026;Ja'].join('\r\n');
	const windows = Buffer.from(
		Array.from(text, (letter) => ({ '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 })[letter] ?? letter.charCodeAt(0))
	);
	const wide = (mark: string): Buffer => Buffer.from(mark + text.replaceAll(';', '\t'), 'utf16le');
	test.each<[string, Buffer, string, string]>([
		['UTF-8', bytes(text), 'utf-8', ';'],
		['UTF-8 with a byte order mark', bytes(`\ufeff${text}`), 'utf-8', ';'],
		['Windows-1252', windows, 'windows-1252', ';'],
		['UTF-16 with tabs, marked', wide('\ufeff'), 'utf-16le', '\t'],
		['UTF-16 with tabs, unmarked', wide(''), 'utf-16le', '\t'],
		['UTF-16, big end first', wide('\ufeff').swap16(), 'utf-16be', '\t']
	])('%s', async (_, file, encoding, separator) => {
		expect(await preview(file)).toMatchObject({
			encoding,
			separator,
			rows: 2,
			columns: [
				{ name: 'datum', takenAs: 'date' },
				{ name: 'tekst', takenAs: 'text' }
			]
		});
		expect(await textsOf(file)).toEqual(['Café “Zuid” – 5 €', 'Ja']);
	});
	test.each([',', ';', '\t', '|'] as const)(
		'with %j as separator, also when the text contains other separators',
		async (separator) => {
			const file = bytes(
				[
					['id', 'text', 'reach'],
					['1', '"a, b; c | d, e; f"', '2'],
					['3', '"g\th, i; j"', '4']
				]
					.map((row) => row.join(separator))
					.join('\n')
			);
			expect((await preview(file)).separator).toBe(separator);
			expect(await textsOf(file)).toEqual(['a, b; c | d, e; f', 'g h, i; j']);
		}
	);
	test('with the first line of Excel that names the separator', async () => {
		const file = lines('sep=;', 'id;text', '1;een, twee, drie');
		expect(await preview(file)).toMatchObject({ separator: ';', rows: 1, columns: [{ name: 'id' }, { name: 'text' }] });
		expect((await rowsOf(file))[0]?.row).toBe(3);
	});
	test('with line breaks and quotes within a cell, and rows numbered as in a spreadsheet', async () => {
		const file = lines('id,text', '1,"een\nregel ""twee"""', '', '2,drie');
		expect((await rowsOf(file)).map((row) => ['post' in row ? row.post.text : row.refused, row.row])).toEqual([
			['een\nregel "twee"', 2],
			['drie', 4]
		]);
	});
	test('with quotes that are part of the text', async () => {
		expect(await textsOf(lines('id\ttext', '1\t"Brand" zegt de burgemeester', '2\tde "ramp" van Zuid'))).toEqual([
			'"Brand" zegt de burgemeester',
			'de "ramp" van Zuid'
		]);
	});
	test('in parts, as it is uploaded', async () => {
		const file = lines('id,text', ...Array.from({ length: 1_000 }, (_, n) => `${n},bericht é ${n}`));
		const { mapping } = await preview(file);
		const parts = Readable.from(
			Array.from({ length: Math.ceil(file.length / 7) }, (_, n) => file.subarray(n * 7, n * 7 + 7))
		);
		const read = await all(readRows(parts, mapping));
		expect(read.map((row) => 'post' in row && row.post.text)).toEqual(
			Array.from({ length: 1_000 }, (_, n) => `bericht é ${n}`)
		);
	});
});

describe('the identity of the post in a row', () => {
	test('is its id, otherwise its address, otherwise its content: reading a file twice gives the same posts', async () => {
		const file = lines(
			'id,url,date,author,text',
			'5,https://a.example/5,,,een',
			',https://a.example/6,,,twee',
			',,20-11-2026,jan,drie',
			',,20-11-2026,piet,drie',
			',,20-11-2026,jan,drie'
		);
		const ids = (await postsOf(file)).map(({ externalId }) => externalId);
		expect(ids.slice(0, 2)).toEqual(['5', 'https://a.example/6']);
		expect(ids[2]).toMatch(/^sha256:[0-9a-f]{64}$/);
		expect(ids[3]).not.toBe(ids[2]);
		expect(ids[4]).toBe(ids[2]);
		expect((await postsOf(file)).map(({ externalId }) => externalId)).toEqual(ids);
	});
});

describe('a file that is refused', () => {
	const refusal = async (file: Uint8Array): Promise<string> => {
		try {
			await preview(file);
			return 'read';
		} catch (error) {
			if (error instanceof FileRefused) return error.code;
			throw error;
		}
	};
	test.each<[string, Uint8Array, string]>([
		['nothing', Buffer.alloc(0), 'empty'],
		['only blanks', bytes('\ufeff \n\n'), 'empty'],
		['a spreadsheet, whatever it is called', Buffer.from('PK\x03\x04rest'), 'damaged'],
		['an old or an encrypted spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'oldSpreadsheet'],
		['a PDF', bytes('%PDF-1.7\n'), 'notText'],
		['something compressed', gzipSync('id,text\n1,een'), 'notText'],
		['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'notText'],
		['a program', Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7) % 32)), 'notText'],
		['a web page that calls itself a spreadsheet', bytes('<html><table><tr><td>x</td></tr></table></html>'), 'html'],
		['501 columns', bytes(Array.from({ length: 501 }, (_, n) => `k${n}`).join(',')), 'tooManyColumns'],
		['over 100 MB', Buffer.alloc(100 * 1024 * 1024 + 1, 'a'), 'tooLarge']
	])('%s', async (_, file, code) => {
		expect(await refusal(file)).toBe(code);
	});
	test('over 100 MB, in parts, as soon as that is known', async () => {
		const endless = async function* () {
			for (;;) yield await Promise.resolve(Buffer.alloc(1024 * 1024, 'a'));
		};
		const { mapping } = await preview(bytes('id,text\n1,een'));
		await expect(all(readRows(endless(), mapping))).rejects.toMatchObject({ code: 'tooLarge' });
	});
	test('a file with 500 columns is read', async () => {
		expect(await refusal(bytes(Array.from({ length: 500 }, (_, n) => `k${n}`).join(',')))).toBe('read');
	});
});

describe('a bad row is refused with its number and the reason, and the other rows are read', () => {
	const outcome = async (file: Buffer): Promise<unknown[]> =>
		(await rowsOf(file)).map((row) => [row.row, 'post' in row ? row.post.text : row.refused]);
	test('a quote that is never closed', async () => {
		expect(await outcome(lines('id,text', '1,een', '2,"open', '3,drie', '4,vier'))).toEqual([
			[2, 'een'],
			[3, 'quote'],
			[4, 'drie'],
			[5, 'vier']
		]);
		expect((await preview(lines('id,text', '1,"open', '2,twee'))).problems).toContainEqual({
			code: 'brokenRows',
			rows: 1,
			first: 2
		});
	});
	test('a quote that is never closed in a file of many megabytes', async () => {
		const read = await rowsOf(
			lines(
				'id,text',
				'1,"open',
				Array.from({ length: 50_000 }, (_, n) => `${n},bericht nummer ${n} van velen`).join('\n')
			)
		);
		expect(read).toHaveLength(50_001);
		expect(read[0]).toEqual({ row: 2, refused: 'quote', cells: [] });
	});
	test('a cell of over a megabyte', async () => {
		expect(await outcome(lines('id,text', `1,${'x'.repeat(1024 * 1024 + 1)}`, '2,twee'))).toEqual([
			[2, 'tooLong'],
			[3, 'twee']
		]);
	});
	test('more than 500 cells', async () => {
		expect(await outcome(lines('id,text', `1,een${','.repeat(600)}`, '2,twee'))).toEqual([
			[2, 'tooManyCells'],
			[3, 'twee']
		]);
	});
	test('no text', async () => {
		expect(await outcome(lines('id,date,text', '1,20-11-2026,', '2,,\u200b', ' , , ', '3,,drie'))).toEqual([
			[2, 'noText'],
			[3, 'noText'],
			[5, 'drie']
		]);
	});
	test('fewer or more cells than column names are not a mistake', async () => {
		expect(await outcome(lines('id,text,url', '1,een', '2,twee,,,,'))).toEqual([
			[2, 'een'],
			[3, 'twee']
		]);
	});
	test('invalid bytes are kept as replacement characters, and counted', async () => {
		const file = Buffer.concat([bytes('id,text\n1,één brånd '), Buffer.from([0xff]), bytes('\n2,crème')]);
		expect((await preview(file)).problems).toContainEqual({ code: 'brokenLetters', rows: 1, first: 2 });
		expect(await textsOf(file)).toEqual(['één brånd \ufffd', 'crème']);
	});
});

test('markup, formulas, control characters in cells become harmless text, and direction marks stay', async () => {
	const file = lines(
		'id,text,author,url',
		'1,"<script>alert(1)</script>",=cmd|x,javascript:alert(1)',
		'2,a\0b\u202ec,+31,https://b.example@evil.example/'
	);
	expect((await postsOf(file)).map(({ text, author, url }) => [text, author?.handle, url])).toEqual([
		['<script>alert(1)</script>', '=cmd|x', null],
		['ab\u202ec', '+31', 'https://evil.example/']
	]);
});
test('any bytes at all are read or refused with a code, and every post is complete', async () => {
	const cell = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 12 }),
		fc.constantFrom('date', 'text', '"', '""', '20-11-2026', 'https://a.example', '1.234', '\n', '\r', '\0')
	);
	const table = fc
		.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 })
		.map((rows) => bytes(rows.map((row) => row.join(',')).join('\n')));
	await fc.assert(
		fc.asyncProperty(fc.oneof(table, fc.uint8Array({ maxLength: 300 })), async (file) => {
			try {
				for (const post of await postsOf(file)) RawPost.parse(post);
			} catch (error) {
				expect(error).toBeInstanceOf(FileRefused);
			}
		}),
		{ numRuns: 200 }
	);
});
