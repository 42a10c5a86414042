import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedPlatform, readCount, readDate } from '$lib/server/ingest/file/cell-values';
import { Mapping } from '$lib/server/ingest/file/mapping';
import { preview } from '$lib/server/ingest/file/preview';
import { readRows, type ReadRow } from '$lib/server/ingest/file/read-rows';
import { FileRefused } from '$lib/server/ingest/file/refused';
import { RawPost } from '$lib/server/ingest/raw-post';

async function all<T>(of: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const one of of) found.push(one);
	return found;
}
const bytes = (text: string): Buffer => Buffer.from(text);
async function rowsOf(file: Uint8Array, change: Partial<Mapping> = {}): Promise<ReadRow[]> {
	const { mapping } = await preview(file);
	return all(readRows(file, { ...mapping, ...change }));
}
const postsOf = async (file: Uint8Array, change: Partial<Mapping> = {}): Promise<RawPost[]> =>
	(await rowsOf(file, change)).flatMap((row) => ('post' in row ? [row.post] : []));
const textsOf = async (file: Uint8Array): Promise<string[]> => (await postsOf(file)).map(({ text }) => text);
const lines = (...rows: string[]): Buffer => bytes(rows.join('\n'));

describe('a file with columns named as ours', () => {
	const file = lines(
		'id,date,time,text,title,url,author,handle,platform,reach,lang',
		'7,20-11-2026,14:03,"Rook, veel rook",Brand,https://a.example/7,Jan de Wit,@jan,x,1.234,nl'
	);
	test('becomes posts', async () => {
		expect(await postsOf(file)).toEqual([
			{
				externalId: '7',
				text: 'Brand\n\nRook, veel rook',
				publishedAt: '2026-11-20T13:03:00.000Z',
				author: { externalId: 'jan', handle: 'jan', name: 'Jan de Wit', followers: null },
				url: 'https://a.example/7',
				lang: 'nl',
				shares: null,
				replyTo: null,
				reach: 1_234,
				platform: 'x'
			}
		]);
	});
	test('is sure of them, and shows what they hold', async () => {
		const found = await preview(file);
		expect(found.columns.map(({ name, takenAs, sure }) => [name, takenAs, sure])).toEqual([
			['id', 'id', true],
			['date', 'date', true],
			['time', 'time', true],
			['text', 'text', true],
			['title', 'title', true],
			['url', 'url', true],
			['author', 'author', true],
			['handle', 'handle', true],
			['platform', 'source', true],
			['reach', 'reach', true],
			['lang', 'lang', true]
		]);
		expect(found).toMatchObject({ encoding: 'utf-8', separator: ',', rows: 1, problems: [] });
		expect(found.columns[3]?.samples).toEqual(['Rook, veel rook']);
		expect(() => Mapping.parse(found.mapping)).not.toThrow();
	});
});

describe('columns of exports', () => {
	const header =
		'Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Subregion,State,City,Language,Reach,Desktop Reach,Mobile Reach,Twitter Social Echo,Facebook Social Echo,Reddit Social Echo,Earned Traffic,National Viewership,AVE,Sentiment,Key Phrases,Input Name,Keywords,Document Tags,Engagement,Hashtags,Views,Estimated Views,Custom Categories';
	test('of Meltwater are known by name: hit sentence before opening text, sentiment left alone', async () => {
		const row = (values: Record<string, string>): string =>
			header
				.split(',')
				.map((name) => values[name] ?? '')
				.join(',');
		const file = lines(
			header,
			row({
				Date: '20-Nov-2026 02:03PM',
				Headline: 'Grote brand',
				URL: 'https://ad.example/1',
				'Opening Text': 'Opening',
				'Hit Sentence': 'Treffer',
				Source: 'AD.nl',
				Language: 'Dutch',
				Reach: '250000',
				Sentiment: 'Negative'
			}),
			row({ Date: '21-Nov-2026 02:03AM', 'Opening Text': 'Alleen opening', Source: 'Twitter', Influencer: 'jan', Language: 'nl' })
		);
		const found = await preview(file);
		const takenAs = new Map(found.columns.map(({ name, takenAs }) => [name, takenAs]));
		expect(['Date', 'Headline', 'URL', 'Source', 'Influencer', 'Language', 'Reach'].map((name) => takenAs.get(name))).toEqual([
			'date',
			'title',
			'url',
			'source',
			'author',
			'lang',
			'reach'
		]);
		expect(['Sentiment', 'Desktop Reach', 'Views', 'AVE', 'Engagement'].map((name) => takenAs.get(name))).toEqual([
			null,
			null,
			null,
			null,
			null
		]);
		const posts = await postsOf(file);
		expect(posts.map(({ text, platform, lang, reach, author }) => [text, platform, lang, reach, author?.name, author?.kind])).toEqual([
			['Grote brand\n\nTreffer', 'news', 'nl', 250_000, 'AD.nl', 'media'],
			['Alleen opening', 'x', 'nl', null, 'jan', undefined]
		]);
	});
	test('as found in a public description are all there', async () => {
		const real = new URL('../shared/data/fixtures/exports/meltwater-header.csv', `file://${process.cwd()}/`);
		let file: Buffer;
		try {
			file = readFileSync(real);
		} catch {
			file = bytes(header);
		}
		const found = await preview(file);
		expect(found.rows).toBe(0);
		expect(found.mapping.columns).toMatchObject({ date: [0], title: [1], url: [2], text: [4, 3], source: [5], reach: [12] });
	});
	test('in Dutch, with a semicolon and decimal commas', async () => {
		const file = lines(
			'Datum;Tijd;Bron;Auteur;Bericht;Bereik;Taal',
			'20 nov 2026;14.03 uur;Twitter;@Buurt_Zuid;"Veel rook; sluit ramen";1,2 mln;Nederlands',
			'1-7-2026;09:05;Facebook;;Warm;12.345,0;'
		);
		expect(
			(await postsOf(file)).map(({ publishedAt, platform, author, text, reach, lang }) => [
				publishedAt,
				platform,
				author?.handle,
				text,
				reach,
				lang
			])
		).toEqual([
			['2026-11-20T13:03:00.000Z', 'x', 'Buurt_Zuid', 'Veel rook; sluit ramen', 1_200_000, 'nl'],
			['2026-07-01T07:05:00.000Z', 'facebook', undefined, 'Warm', 12_345, null]
		]);
	});
	test('that nobody knows are taken by what they hold, not surely, for a person to look at', async () => {
		const file = lines('kol1,kol2,kol3', '20-11-2026 14:03,"Een lange zin over de brand in Zuid",https://a.example/1');
		const found = await preview(file);
		expect(found.columns.map(({ takenAs, sure }) => [takenAs, sure])).toEqual([
			['date', false],
			['text', false],
			['url', false]
		]);
		expect(await postsOf(file)).toHaveLength(1);
	});
	test('that say one thing and hold another are not sure', async () => {
		const found = await preview(lines('date,text', 'gisteren,een', 'morgen,twee'));
		expect(found.columns.map(({ takenAs, sure }) => [takenAs, sure])).toEqual([
			['date', false],
			['text', true]
		]);
	});
	test('are chosen once, and remembered for every file with the same columns', async () => {
		const [one, two] = [lines('a,b,c', 'x,Eerste bericht,9'), lines('A, b ,C', 'y,Tweede bericht,8')];
		expect((await preview(one)).columnSet).toBe((await preview(two)).columnSet);
		expect((await preview(lines('a,b', 'x,y'))).columnSet).not.toBe((await preview(one)).columnSet);
		const chosen: Partial<Mapping> = { columns: { text: [1], id: [2], handle: [0] }, platform: 'forum' };
		expect(
			(await postsOf(one, chosen)).map(({ text, externalId, author, platform }) => [text, externalId, author?.handle, platform])
		).toEqual([['Eerste bericht', '9', 'x', 'forum']]);
	});
	test('without names, are numbered and nothing is lost', async () => {
		const found = await preview(
			lines('20-11-2026 14:03,Eerste bericht over de brand in Zuid', '20-11-2026 14:04,Tweede bericht over de brand')
		);
		expect(found).toMatchObject({ rows: 2, mapping: { header: false } });
		expect(found.columns.map(({ name }) => name)).toEqual(['', '']);
	});
});

describe('how a file is written', () => {
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
	test.each([',', ';', '\t', '|'] as const)('with %j between the cells, also where others stand in the text', async (separator) => {
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
	});
	test('with Excel’s first line that names the separator', async () => {
		const file = lines('sep=;', 'id;text', '1;een, twee, drie');
		expect(await preview(file)).toMatchObject({ separator: ';', rows: 1, columns: [{ name: 'id' }, { name: 'text' }] });
		expect((await rowsOf(file))[0]?.row).toBe(3);
	});
	test('with line breaks and quotes within a cell, each row numbered as a spreadsheet does', async () => {
		const file = lines('id,text', '1,"een\nregel ""twee"""', '', '2,drie');
		expect((await rowsOf(file)).map((row) => ['post' in row ? row.post.text : row.refused, row.row])).toEqual([
			['een\nregel "twee"', 2],
			['drie', 4]
		]);
	});
	test('with quotes that only belong to the text', async () => {
		expect(await textsOf(lines('id\ttext', '1\t"Brand" zegt de burgemeester', '2\tde "ramp" van Zuid'))).toEqual([
			'"Brand" zegt de burgemeester',
			'de "ramp" van Zuid'
		]);
	});
	test('in parts, as it comes over the line', async () => {
		const file = lines('id,text', ...Array.from({ length: 1_000 }, (_, n) => `${n},bericht é ${n}`));
		const { mapping } = await preview(file);
		const parts = Readable.from(Array.from({ length: Math.ceil(file.length / 7) }, (_, n) => file.subarray(n * 7, n * 7 + 7)));
		const read = await all(readRows(parts, mapping));
		expect(read.map((row) => 'post' in row && row.post.text)).toEqual(Array.from({ length: 1_000 }, (_, n) => `bericht é ${n}`));
	});
});

describe('dates', () => {
	const dated = (...dates: string[]): Buffer => lines('date;text', ...dates.map((date, n) => `${date};bericht ${n}`));
	const momentsOf = async (file: Buffer): Promise<(string | null)[]> => (await postsOf(file)).map(({ publishedAt }) => publishedAt);
	test('day or month first is for the whole column to say', async () => {
		expect(await momentsOf(dated('3-4-2026 12:00', '20-4-2026 12:00'))).toEqual(['2026-04-03T10:00:00.000Z', '2026-04-20T10:00:00.000Z']);
		expect(await momentsOf(dated('3/4/2026 12:00 PM', '3/20/2026 12:00 PM'))).toEqual([
			'2026-03-04T11:00:00.000Z',
			'2026-03-20T11:00:00.000Z'
		]);
	});
	test('that could be either are taken as Dutch, and it says so', async () => {
		const found = await preview(dated('3-4-2026', '5-6-2026'));
		expect(found.mapping.dateOrder).toBe('dayFirst');
		expect(found.problems).toEqual([{ code: 'dateOrder', rows: 0, first: null }]);
		expect((await preview(dated('3-3-2026', '2026-04-05'))).problems).toEqual([]);
	});
	test('that contradict each other are named, row and number', async () => {
		const found = await preview(dated('20-4-2026', '4-20-2026', 'gisteren'));
		expect(found.problems).toEqual([
			{ code: 'dateMixed', rows: 0, first: null },
			{ code: 'dateUnreadable', rows: 2, first: 3 }
		]);
		expect((await rowsOf(dated('20-4-2026', '4-20-2026'))).map((row) => ('post' in row ? 'post' : row.refused))).toEqual([
			'post',
			'noDate'
		]);
	});
	test('stored as the number of a day are moments too', async () => {
		expect(await momentsOf(dated('46346,585416667', '46204.5'))).toEqual(['2026-11-20T13:03:00.000Z', '2026-07-01T10:00:00.000Z']);
	});
	test('in the nights of the change of the clock are read, and counted as in doubt', async () => {
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
	test('that are not there are unknown, and a file without any says so', async () => {
		expect(await momentsOf(dated('', '20-4-2026'))).toEqual([null, '2026-04-19T22:00:00.000Z']);
		expect((await preview(lines('id,text', '1,een'))).problems).toEqual([{ code: 'noDate', rows: 0, first: null }]);
	});
	test('far down a long file count as much as the first', async () => {
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
	])('a number of people: %s', (cell, number) => {
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
	test('a year or a number is no date', () => {
		expect(['2026', '123', '99999999', '1.5'].map((cell) => readDate(cell, 'dayFirst'))).toEqual([null, null, null, null]);
	});
});

describe('which post a row is', () => {
	test('its id says, else its address, else what it holds: reading a file twice gives the same posts', async () => {
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

describe('what is no file that we read', () => {
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
	test('over 100 MB, in parts, is given up as soon as it is known', async () => {
		const endless = async function* () {
			for (;;) yield await Promise.resolve(Buffer.alloc(1024 * 1024, 'a'));
		};
		const { mapping } = await preview(bytes('id,text\n1,een'));
		await expect(all(readRows(endless(), mapping))).rejects.toMatchObject({ code: 'tooLarge' });
	});
	test('500 columns are read', async () => {
		expect(await refusal(bytes(Array.from({ length: 500 }, (_, n) => `k${n}`).join(',')))).toBe('read');
	});
});

describe('a bad row is refused with its number and why, and the others are read', () => {
	const outcome = async (file: Buffer): Promise<unknown[]> =>
		(await rowsOf(file)).map((row) => [row.row, 'post' in row ? row.post.text : row.refused]);
	test('a quote that is never closed', async () => {
		expect(await outcome(lines('id,text', '1,een', '2,"open', '3,drie', '4,vier'))).toEqual([
			[2, 'een'],
			[3, 'quote'],
			[4, 'drie'],
			[5, 'vier']
		]);
		expect((await preview(lines('id,text', '1,"open', '2,twee'))).problems).toContainEqual({ code: 'brokenRows', rows: 1, first: 2 });
	});
	test('a quote that is never closed in a file of many megabytes', async () => {
		const read = await rowsOf(
			lines('id,text', '1,"open', Array.from({ length: 50_000 }, (_, n) => `${n},bericht nummer ${n} van velen`).join('\n'))
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
	test('fewer or more cells than names are no mistake', async () => {
		expect(await outcome(lines('id,text,url', '1,een', '2,twee,,,,'))).toEqual([
			[2, 'een'],
			[3, 'twee']
		]);
	});
	test('broken letters are kept as such, and counted', async () => {
		const file = Buffer.concat([bytes('id,text\n1,één brånd '), Buffer.from([0xff]), bytes('\n2,crème')]);
		expect((await preview(file)).problems).toContainEqual({ code: 'brokenLetters', rows: 1, first: 2 });
		expect(await textsOf(file)).toEqual(['één brånd \ufffd', 'crème']);
	});
});

test('markup, formulas, control characters and bidi in cells become harmless text', async () => {
	const file = lines(
		'id,text,author,url',
		'1,"<script>alert(1)</script>",=cmd|x,javascript:alert(1)',
		'2,a\0b\u202ec,+31,https://b.example@evil.example/'
	);
	expect((await postsOf(file)).map(({ text, author, url }) => [text, author?.handle, url])).toEqual([
		['<script>alert(1)</script>', '=cmd|x', null],
		['abc', '+31', 'https://evil.example/']
	]);
});
test('any bytes at all are read or refused with a code, and every post is whole', async () => {
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
