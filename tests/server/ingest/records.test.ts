import * as m from '$lib/messages';
import { ColumnMapping } from '$lib/domain/posts/entry/file-import';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { FileRefused } from '$lib/server/ingest/imports/file/refused';
import { tableOf } from '$lib/server/ingest/imports/file/table';
import { bytes, lines, postsOf, rowsOf } from './file-rows';

const AT = '2026-11-20T13:03:00.000Z';
const briefly = async (file: Uint8Array) =>
	(await postsOf(file)).map(({ text, author, publishedAt }) => [text, author?.name, publishedAt]);
const refusalOf = (file: Uint8Array): Promise<string> =>
	preview(file).then(
		() => 'read',
		(error: unknown) => (error instanceof FileRefused ? error.code : String(error))
	);

function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
	const zip = new ZipFile();
	for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
	zip.end();
	return buffer(zip.outputStream);
}

const chat =
	'20-11-2026 14:02 - Berichten zijn end-to-end versleuteld.\n20-11-2026 14:03 - Marloes: Rook;\nveel rook, echt\n';
const telegram = {
	name: 'Buurt Zuid',
	type: 'private_group',
	messages: [
		{ id: 1, type: 'service', date: '2026-11-20T14:00:00', action: 'join' },
		{
			id: 2,
			type: 'message',
			date: '2026-11-20T14:03:00',
			date_unixtime: '1795179780',
			from: 'Marloes',
			text: ['Rook; ', { type: 'bold', text: 'veel rook, echt' }]
		}
	]
};
const tweet = {
	full_text: 'Rook',
	created_at: 'Fri Nov 20 13:03:00 +0000 2026',
	id_str: '7',
	user: { name: 'Marloes' }
};

describe('the content determines the type of a file, whatever its name', () => {
	test.each<[string, Uint8Array, string, unknown[][]]>([
		['a chat of WhatsApp', bytes(chat), 'chat', [['Rook;\nveel rook, echt', 'Marloes', AT]]],
		['JSON of Telegram', bytes(JSON.stringify(telegram, null, 1)), 'json', [['Rook; veel rook, echt', 'Marloes', AT]]],
		[
			'lines of JSON of Signal',
			lines(
				'{"date":"2026-11-20 14:03","sender":"Marloes","body":"Rook"}',
				'{"date":"2026-11-20 14:03","sender":"Joep","body":"Ja"}'
			),
			'json',
			[
				['Rook', 'Marloes', AT],
				['Ja', 'Joep', AT]
			]
		],
		[
			'a list in JSON',
			bytes(JSON.stringify([{ tekst: 'Rook', auteur: 'Marloes', datum: '20-11-2026 14:03' }])),
			'json',
			[['Rook', 'Marloes', AT]]
		],
		[
			'the archive of X',
			bytes(`window.YTD.tweets.part0 = ${JSON.stringify([{ tweet }])}`),
			'json',
			[['Rook', 'Marloes', AT]]
		],
		[
			'rows of cells in JSON',
			bytes(
				JSON.stringify([
					['datum', 'auteur', 'tekst'],
					['20-11-2026 14:03', 'Marloes', 'Rook; "echt", ja']
				])
			),
			'json',
			[['Rook; "echt", ja', 'Marloes', AT]]
		],
		[
			'one record',
			bytes(JSON.stringify({ text: 'Rook', author: 'Marloes', date: AT })),
			'json',
			[['Rook', 'Marloes', AT]]
		],
		[
			'a table with a chat in one of its cells',
			lines('datum;auteur;tekst', '20-11-2026 14:03;Marloes;"Rook', '[20-11-2026 14:03] Joep: ja"'),
			'utf-8',
			[['Rook\n[20-11-2026 14:03] Joep: ja', 'Marloes', AT]]
		],
		[
			'a table with tabs and moments',
			lines('20-11-2026 14:03\tMarloes\tHet gevolg: veel rook boven de hele stad'),
			'utf-8',
			[['Het gevolg: veel rook boven de hele stad', undefined, AT]]
		]
	])('%s', async (_, file, encoding, expected) => {
		expect((await preview(file)).encoding).toBe(encoding);
		expect(await briefly(file)).toEqual(expected);
	});
	test('a chat is from WhatsApp unless a person says otherwise', async () => {
		expect((await postsOf(bytes(chat)))[0]?.platform).toBe('whatsapp');
	});
	test('a ZIP file with one of them, also next to pictures', async () => {
		expect(
			await briefly(await zipOf({ 'WhatsApp-chat/_chat.txt': chat, 'IMG-1.jpg': 'x', '__MACOSX/._chat.txt': 'x' }))
		).toEqual([['Rook;\nveel rook, echt', 'Marloes', AT]]);
		expect(await refusalOf(await zipOf({ 'a.csv': 'tekst\nRook', 'b.csv': 'tekst\nRook' }))).toBe('packed');
		expect(await refusalOf(await zipOf({ 'a.jpg': 'x' }))).toBe('packed');
	});
	test.each([
		[
			'a mail',
			lines('Received: from a by b', 'Message-ID: <1@a>', 'From: Marloes <m@a.example>', 'Subject: Rook', '', 'Rook'),
			'mail'
		],
		[
			'a mail of Outlook',
			Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('__substg1.0_0037001F', 'utf16le')]),
			'mail'
		],
		[
			'a chat copied from Teams, which has no dates',
			lines('[14:03] Vries, Marloes de', '', 'Drie vragen; over water', '', '[14:05] Joep', '', 'Op Facebook ook'),
			'undatedChat'
		],
		['JSON that ends half-way', bytes('[{"text":"Rook"},{"te'), 'brokenRecords'],
		['lines of lists', lines('["Rook","Marloes"]', '["Ja","Joep"]'), 'empty'],
		['JSON without records', bytes('[{}]'), 'empty']
	])('%s is refused with its own message', async (_, file, code) => {
		expect(await refusalOf(file)).toBe(code);
	});
});

describe('lines of JSON of which some are broken', () => {
	const good = (text: string): string => JSON.stringify({ id: text, created_at: AT, text, author: { username: 'u' } });
	const [one, two] = [good('een'), good('twee')];
	test.each<[string, string[], string[], number[]]>([
		['the last is cut off', [one, two, '{"id":"3","created_at":"2026-11-2'], ['een', 'twee'], [3]],
		['the first is broken', ['{"kapot": ', one, two], ['een', 'twee'], [1]],
		['one between is broken', [one, '{"kapot": ', two], ['een', 'twee'], [2]],
		['one is only a brace', [one, '{', two], ['een', 'twee'], [2]],
		['one is words', [one, 'Error: time-out', two], ['een', 'twee'], [2]],
		['one is half of a line', [one, 'een"}', two], ['een', 'twee'], [2]],
		['two in a row on a line', [one, `${two}${two}`, two], ['een', 'twee'], [2]],
		['two of three are broken', ['{"a":', one, '{"b":'], ['een'], [1, 3]],
		['one of two', [one, '{"id":"2","created_at":"2026-11-29T23:4'], ['een'], [2]],
		['after empty lines', ['', one, '', '{"a":', '', two], ['een', 'twee'], [4]],
		['with returns', [`${one}\r`, '{"a":\r', `${two}\r`], ['een', 'twee'], [2]],
		['a list that was cut off', ['[', `${one},`, `${two},`, '{"id":"3","te'], ['een', 'twee'], [4]],
		['a list that begins with its first record', [`[${one},`, `${two},`, '{"id'], ['een', 'twee'], [3]],
		['the first is the end of another', ['een"}', one, two], ['een', 'twee'], [1]],
		['the first and the last are broken', ['aofa": 1}', one, '{"wa'], ['een'], [1, 3]],
		['none is broken', [one, two], ['een', 'twee'], []]
	])('keep the others: %s', async (_, written, texts, broken) => {
		const file = lines(...written);
		const rows = await rowsOf(file);
		expect(rows.flatMap((row) => ('post' in row ? [row.post.text] : []))).toEqual(texts);
		const refused = rows.flatMap((row) => ('refused' in row ? [row] : []));
		expect(refused.map(({ row, refused: why }) => [row, why])).toEqual(broken.map((line) => [line, 'brokenLine']));
		const found = await preview(file);
		expect(found.rows).toBe(texts.length + broken.length);
		expect(found.problems.find(({ code }) => code === 'brokenRows')?.first).toBe(broken[0]);
		expect(() => ColumnMapping.parse(found.mapping)).not.toThrow();
	});
	test('the rows that are named are lines of the file', async () => {
		const file = lines(
			one,
			'',
			JSON.stringify({ id: '3', created_at: 'morgen', text: 'drie', author: { username: 'u' } })
		);
		expect((await preview(file)).problems.map(({ code, first }) => [code, first])).toEqual([['dateUnreadable', 3]]);
	});
	test.each([
		['no line is whole', lines('{"a":', '{"b":')],
		['one value on many lines', bytes(JSON.stringify([{ text: 'een', a: {} }, { text: 'twee' }], null, 1).slice(0, -9))]
	])('are refused as JSON when %s', async (_, file) => {
		expect(await refusalOf(file)).toBe('brokenRecords');
	});
	test('no refusal of JSON advises a spreadsheet program', () => {
		for (const words of [m.ingest.file.refused.brokenRecords, m.ingest.file.row.brokenLine])
			expect(JSON.stringify(words)).not.toMatch(/excel|xlsx/i);
	});
});

describe('other work gets a turn while a large file is read', () => {
	const record = (i: number): string => JSON.stringify({ ...tweet, id_str: String(i) });
	const many = (make: (i: number) => string): string[] => Array.from({ length: 20_000 }, (_, i) => make(i));
	test.each([
		['a chat', many((i) => `20-11-2026 14:03 - Marloes: Rook ${i}`).join('\n')],
		['a message of many lines', `20-11-2026 14:03 - Marloes: Rook\n${'rook\n'.repeat(40_000)}`],
		['JSON', `[${many(record).join(',')}]`],
		['lines of JSON', many(record).join('\n')]
	])('%s', async (_, text) => {
		const file = bytes(text);
		let turns = 0;
		let isRead = false;
		const turn = (): void => {
			turns += 1;
			if (!isRead) setImmediate(turn);
		};
		setImmediate(turn);
		for await (const row of (await tableOf(file)).rows()) expect('cells' in row).toBe(true);
		isRead = true;
		expect(turns).toBeGreaterThan(5);
	});
});
