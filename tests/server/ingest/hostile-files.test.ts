import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { FileThread } from '$lib/server/ingest/imports/file/file-thread';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { FileRefused } from '$lib/server/ingest/imports/file/refused';
import { htmlToText } from '$lib/server/ingest/pipeline/html-text';
import { readFeedDocument } from '$lib/server/ingest/protocols/feed/feed-document';
import { contentOf } from '$lib/server/ingest/protocols/feed/feed-items';
import { readers } from '$lib/server/ingest/protocols/readers';
import { jsonOf } from '$lib/server/ingest/protocols/reading/json';
import { alertsIn, elementsOf, messageOf } from '$lib/server/ingest/protocols/warnings/cap-message';
import { boundedParser, MarkupTooLarge } from '$lib/server/platform/operations/bounded-markup';
import { importsFrom } from '../../project-files';
import { workbook } from '../../fixtures/import/workbook';
import { expectLinear } from '../../growth';

/*
 * Whole documents that are made to be slow. Each reader is tried in depth, breadth, attributes, entities and names: its
 * time grows with the size of a document and no faster.
 */

type Shape = (count: number) => string;
const repeat =
	(unit: string, first = '', last = ''): Shape =>
	(count) =>
		first + unit.repeat(count) + last;
const numbered =
	(unit: string, first = '', last = ''): Shape =>
	(count) =>
		first + Array.from({ length: count }, (_, at) => unit.replaceAll('#', String(at))).join('') + last;

const markup: Readonly<Record<string, Shape>> = {
	'elements that never close': repeat('<a>'),
	'elements within each other': (count) => '<a>'.repeat(count) + '</a>'.repeat(count),
	'elements beside each other': repeat('<a/>', '<r>', '</r>'),
	'elements of different names': numbered('<a#></a#>', '<r>', '</r>'),
	'closings without an opening': repeat('</a>', '<r>'),
	'attributes of one element': numbered(' a#="1"', '<r', '/>'),
	'an attribute that comes again': repeat(' a="1"', '<r', '/>'),
	'an attribute that never ends': repeat('a', '<r a="'),
	entities: repeat('&amp;', '<r>', '</r>'),
	'entities by number': repeat('&#38;', '<r>', '</r>'),
	'a long name': repeat('a', '<', '/>'),
	'a comment that never ends': repeat('- ', '<r><!--'),
	'character data that never ends': repeat(']', '<r><![CDATA['),
	instructions: repeat('<?a?>', '<r>', '</r>'),
	openings: repeat('<'),
	'a long text': repeat('a ', '<r>', '</r>'),
	'messages that are escaped again and again': (count) => {
		let text = '';
		for (let level = 0; level < Math.min(60, count / 100); level++)
			text = `<alert>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`;
		return `<r>${text.padEnd(count)}</r>`;
	}
};
const json: Readonly<Record<string, Shape>> = {
	'lists within each other': (count) => '['.repeat(count) + ']'.repeat(count),
	'lists that never close': repeat('[{"a":'),
	'objects within each other': (count) => '{"a":'.repeat(count) + '1' + '}'.repeat(count),
	'many values': repeat('1,', '[', '1]'),
	'many records': numbered('{"id":"#","text":"a"},', '[', '{"id":"a"}]'),
	'many names': numbered('"a#":1,', '[{', '"b":1}]'),
	'one name again': repeat('"a":1,', '[{', '"a":1}]'),
	'a long text': repeat('a ', '[{"text":"', '"}]'),
	'escaped characters': repeat('\\u0041', '[{"text":"', '"}]'),
	'lines of records': numbered('{"id":"#","text":"a"}\n')
};
const tables: Readonly<Record<string, Shape>> = {
	'a quote that never closes': repeat('abc def\n', 'id,tekst\n1,"'),
	'a quote in each row': repeat('1,"abc\n', 'id,tekst\n'),
	'quotes at the start of rows': repeat('"ab\n', 'id,tekst\n'),
	'pairs of quotes': repeat('""\n', 'id,tekst\n'),
	'quotes only': repeat('"', 'id,tekst\n'),
	'cells only': repeat(',', 'id,tekst\n'),
	'a long line': repeat('a', 'id,tekst\n1,'),
	'empty lines': repeat('\n', 'id,tekst\n1,a'),
	'returns only': repeat('\r', 'id,tekst\n1,a'),
	'a chat': repeat('20-11-2026 14:03 - A: x\n'),
	'a chat of one message': repeat('heeft \n', '20-11-2026 14:03 - A: x\n'),
	'a chat with a long line': repeat('\ufeff', '20-11-2026 14:03 - A: x\n20-11-2026,', 'x'),
	'a page': repeat('<a>', '<table>')
};

async function ended(work: Promise<unknown>): Promise<void> {
	await work.catch((error: unknown) => {
		if (!(error instanceof Error)) throw error;
	});
}
const parts = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', '[Content_Types].xml'];
const documents = {
	csv: [tables, (text: string) => () => ended(preview(Buffer.from(text)))],
	json: [json, (text: string) => () => ended(preview(Buffer.from(text)))],
	html: [markup, (text: string) => () => htmlToText(text, 'https://a.example/')]
} as const satisfies Record<string, readonly [Readonly<Record<string, Shape>>, (text: string) => () => unknown]>;

/** Those that poll a document; the answers of the other protocols are lines of JSON, cleaned by `normalise`. */
const feed = (text: string) => () =>
	ended(readFeedDocument(Buffer.from(text), undefined).then(({ parsed }) => contentOf(parsed, 'https://a.example/')));
const cap = (text: string) => () => {
	const root = elementsOf(text);
	return root && alertsIn(root).map(messageOf);
};
const answers = (text: string) => () => jsonOf(text);
const protocols: Readonly<
	Record<keyof typeof readers, readonly [Readonly<Record<string, Shape>>, (text: string) => () => unknown]>
> = {
	feed: [markup, feed],
	cap: [markup, cap],
	nlAlert: [json, answers],
	mastodon: [json, answers],
	bluesky: [json, answers],
	x: [json, answers]
};
test('each protocol has its documents', () =>
	expect(Object.keys(protocols).sort()).toEqual(Object.keys(readers).sort()));

const cases = Object.entries({ ...documents, ...protocols }).flatMap(([reader, [shapes, work]]) =>
	Object.entries(shapes).map(([about, shape]) => [reader, about, shape, work] as const)
);
describe('a document of others', () => {
	test.each(cases)(
		'%s: %s',
		(reader, about, shape, work) =>
			expectLinear((count) => work(shape(count)), `${reader}: ${about}`, 20_000, reader === 'feed' ? 1_000 : 150),
		120_000
	);

	test.each(Object.entries(markup))(
		'a workbook: %s',
		async (about, shape) => {
			for (const part of parts) {
				const made = new Map<number, Buffer>();
				for (const count of [1_250, 5_000, 20_000, 80_000])
					made.set(
						count,
						await workbook({ sheets: [{ name: 'a', rows: [['id'], ['1']] }], parts: { [part]: shape(count) } })
					);
				const use = (count: number) => () => ended(preview(made.get(count) ?? Buffer.from('')));
				await expectLinear(use, `${part}: ${about}`, 20_000, 150);
			}
		},
		120_000
	);
});

test('all markup is read by the parser with bounds', () => {
	const users = importsFrom(/^/, 5_000)
		.filter(({ to }) => to === 'htmlparser2')
		.map(({ from }) => from);
	expect(users).toEqual(['lib/server/platform/operations/bounded-markup.ts']);
});

test.each([
	['deep', '<a>'.repeat(11)],
	['many', '<a/>'.repeat(101)],
	['attributes', `<a ${Array.from({ length: 1_001 }, (_, at) => `b${at}=""`).join(' ')}/>`]
])('a document that is too %s ends at once, within its bounds it does not', (_, text) => {
	const read = (xml: string, seen: string[] = []): string[] => {
		boundedParser({ onopentagname: (name) => seen.push(name) }, { depth: 10, elements: 100 }, { xmlMode: true }).end(
			xml
		);
		return seen;
	};
	expect(() => read(`${text}<after/>`)).toThrow(MarkupTooLarge);
	expect(read(`<a><a/></a>`.repeat(50))).toHaveLength(100);
});

describe('a file in its thread', () => {
	async function reading(bytes: Uint8Array, use: (file: FileThread) => Promise<void>, timeout?: number): Promise<void> {
		const folder = await mkdtemp(join(tmpdir(), 'voelspriet-file-'));
		const path = join(folder, 'file');
		await writeFile(path, bytes);
		const file = new FileThread(path, bytes.length, timeout);
		try {
			await use(file);
		} finally {
			await file.stop();
			await rm(folder, { recursive: true });
		}
	}
	const table = (rows: number): Buffer =>
		Buffer.from(`datum,tekst\n${'2026-11-20 14:03,Rook bij de haven\n'.repeat(rows)}`);

	test('the program goes on while it is read, and gets every row once', async () => {
		await reading(table(150_000), async (file) => {
			// The thread has started.
			const { mapping } = await file.preview({});
			const delay = monitorEventLoopDelay({ resolution: 1 });
			delay.enable();
			const began = performance.now();
			await file.preview({});
			const took = performance.now() - began;
			delay.disable();
			// In the program itself, reading yields every few milliseconds but takes as long as the file does.
			expect(delay.max / 1e6).toBeLessThan(took / 2);
			let rows = 0;
			for await (const row of file.rows(mapping)) if (row.row === ++rows + 1 && rows === 1_000) break;
			expect(rows).toBe(1_000);
		});
	}, 120_000);

	test('a file that takes too long is refused, and the thread ends', async () => {
		await reading(
			table(400_000),
			async (file) => {
				await expect(file.preview({})).rejects.toEqual(new FileRefused('tooSlow'));
			},
			1
		);
	}, 120_000);

	test('a refusal keeps its reason', async () => {
		await reading(Buffer.from('<html>'), (file) => expect(file.preview({})).rejects.toEqual(new FileRefused('html')));
	}, 120_000);
});

test('a small file that unpacks to much is refused before it is unpacked', async () => {
	const zip = new ZipFile();
	zip.addBuffer(Buffer.alloc(64 * 1024 ** 2, 'a,b\n'), 'export.csv', { compress: true });
	zip.end();
	await expect(preview(await buffer(zip.outputStream))).rejects.toEqual(new FileRefused('tooPacked'));
});
