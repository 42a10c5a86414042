import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import type { Imports } from '$lib/server/ingest/imports/imports';
import {
	RowsSeen,
	findRow,
	isSameVersion,
	otherIdsOf,
	ownIdOf,
	type StoredRow
} from '$lib/server/ingest/pipeline/row-identity';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { ImportStage } from './import-stage';

let desk: ImportStage;
let imports: Imports;
beforeAll(async () => {
	desk = await ImportStage.set();
	imports = desk.process();
});
afterAll(() => desk.strike());

interface FileRow {
	readonly id?: string;
	readonly author?: string;
	readonly date?: string;
	readonly text: string;
}
const AT = '20-11-2026 14:03';
const LATER = '20-11-2026 14:05';
const row = (text: string, author = 'marloes', date = AT, id = 'https://medium.example/artikel'): FileRow => ({
	id,
	author,
	date,
	text
});
const csv = (rows: readonly FileRow[]): string =>
	['url;auteur;datum;tekst', ...rows.map(({ id, author, date, text }) => [id, author, date, text].join(';'))].join(
		'\n'
	);

/** Imports documents one after the other into one source. @returns the counts of each, and the texts at the end */
async function importAll(documents: readonly (readonly FileRow[])[]) {
	const { log } = await desk.stage.open();
	const counts: string[] = [];
	let source: SourceId | null = null;
	for (const document of documents) {
		const done = await desk.bring(imports, log, csv(document), source);
		source = done.source;
		counts.push(`${String(done.stored)} new, ${String(done.known)} known, ${String(done.edited)} edited`);
	}
	return { counts, texts: await textsOf(log) };
}
const textsOf = async (log: IncidentId): Promise<string[]> =>
	(await desk.stage.sql<{ text: string }[]>`select text from post where incident_id = ${log} order by text`).map(
		({ text }) => text
	);

describe('rows of documents that share an address', () => {
	test.each<[string, readonly (readonly FileRow[])[], string[], string[]]>([
		[
			'three reactions of three people are three posts, and known the next time',
			[
				[row('a'), row('b', 'joep'), row('c', 'anne')],
				[row('a'), row('b', 'joep'), row('c', 'anne')]
			],
			['3 new, 0 known, 0 edited', '0 new, 3 known, 0 edited'],
			['a', 'b', 'c']
		],
		[
			'a growing document adds only what is new',
			[[row('a')], [row('b', 'marloes', LATER), row('a')], [row('c', 'joep'), row('b', 'marloes', LATER), row('a')]],
			['1 new, 0 known, 0 edited', '1 new, 1 known, 0 edited', '1 new, 2 known, 0 edited'],
			['a', 'b', 'c']
		],
		[
			'an overlapping export in another order adds only what is new',
			[
				[row('a'), row('b', 'joep')],
				[row('b', 'joep'), row('c', 'anne')],
				[row('c', 'anne'), row('a')]
			],
			['2 new, 0 known, 0 edited', '1 new, 1 known, 0 edited', '0 new, 2 known, 0 edited'],
			['a', 'b', 'c']
		],
		[
			'the same person at the same moment with another text is an edit, if it is the only one',
			[
				[row('a'), row('b', 'joep')],
				[row('a, verbeterd'), row('b', 'joep')]
			],
			['2 new, 0 known, 0 edited', '0 new, 1 known, 1 edited'],
			['a, verbeterd', 'b']
		],
		[
			'two texts of one person at one moment are two posts, never an edit of each other',
			[
				[row('a'), row('b')],
				[row('a'), row('b')]
			],
			['2 new, 0 known, 0 edited', '0 new, 2 known, 0 edited'],
			['a', 'b']
		],
		[
			'each row of an earlier document is known when it comes alone',
			[[row('a'), row('b'), row('c', 'joep')], [row('b')], [row('c', 'joep')], [row('a')]],
			['3 new, 0 known, 0 edited', '0 new, 1 known, 0 edited', '0 new, 1 known, 0 edited', '0 new, 1 known, 0 edited'],
			['a', 'b', 'c']
		],
		[
			'a row without a text takes no id from the next one',
			[[row(''), row('b')], [row('b')]],
			['1 new, 0 known, 0 edited', '0 new, 1 known, 0 edited'],
			['b']
		],
		[
			'another moment is another post',
			[[row('a')], [row('a', 'marloes', LATER)]],
			['1 new, 0 known, 0 edited', '1 new, 0 known, 0 edited'],
			['a', 'a']
		],
		[
			'without an author another text is never an edit',
			[[row('a', '')], [row('b', '')], [row('a', ''), row('b', '')]],
			['1 new, 0 known, 0 edited', '1 new, 0 known, 0 edited', '0 new, 2 known, 0 edited'],
			['a', 'b']
		],
		[
			'without a moment another text is never an edit',
			[[row('a', 'marloes', '')], [row('b', 'marloes', '')]],
			['1 new, 0 known, 0 edited', '1 new, 0 known, 0 edited'],
			['a', 'b']
		],
		[
			'rows of which nothing tells who wrote them count apart, and are known the next time',
			[
				[row('ja', ''), row('ja', '')],
				[row('ja', ''), row('ja', ''), row('ja', '')]
			],
			['2 new, 0 known, 0 edited', '1 new, 2 known, 0 edited'],
			['ja', 'ja', 'ja']
		],
		[
			'an id of its own with another text is an edit',
			[[row('a', 'marloes', AT, 'https://x.example/1')], [row('b', 'marloes', AT, 'https://x.example/1')]],
			['1 new, 0 known, 0 edited', '0 new, 0 known, 1 edited'],
			['b']
		],
		[
			'an id that another person has too is not an edit',
			[[row('a', 'marloes', AT, '7')], [row('b', 'joep', AT, '7')]],
			['1 new, 0 known, 0 edited', '1 new, 0 known, 0 edited'],
			['a', 'b']
		]
	])('%s', async (_, documents, counts, texts) => {
		expect(await importAll(documents)).toEqual({ counts, texts });
	});
});

/** A document is any list of rows; a store keeps them as the pipeline does. */
test('whatever is imported, no row is lost, and importing the same rows again adds nothing', () => {
	const rows = fc.array(
		fc.record({
			externalId: fc.constantFrom('u', 'v'),
			author: fc.constantFrom(null, 'a', 'b'),
			publishedAt: fc.constantFrom(null, '2026-11-20T13:03:00.000Z', '2026-11-20T13:05:00.000Z'),
			text: fc.constantFrom('x', 'y', 'z')
		}),
		{ maxLength: 8 }
	);
	fc.assert(
		fc.property(fc.array(rows, { minLength: 1, maxLength: 3 }), (documents) => {
			const stored = new Map<string, StoredRow>();
			const take = (document: (typeof documents)[number]): number => {
				const seen = new RowsSeen();
				let added = 0;
				for (const fileRow of document) {
					const author = fileRow.author && { externalId: fileRow.author, handle: '', name: '', followers: null };
					const raw = seen.take({ ...EMPTY, ...fileRow, author });
					const { externalId, before } = findRow(raw, (id) => stored.get(id));
					if (!before) added++;
					const published = fileRow.publishedAt === null ? null : new Date(fileRow.publishedAt);
					stored.set(externalId, { text: fileRow.text, author: fileRow.author, published, forgotten: false });
					expect([ownIdOf(raw), ...otherIdsOf(raw)]).toContain(externalId);
				}
				return added;
			};
			for (const document of documents) {
				take(document);
				// Every different row of this document is there with its own text.
				const texts = [...stored.values()].map(({ text, author, published }) =>
					JSON.stringify([text, author, published])
				);
				for (const { text, author, publishedAt } of document)
					expect(texts).toContain(JSON.stringify([text, author, publishedAt]));
				expect(take(document)).toBe(0);
			}
		})
	);
});
const EMPTY: RawPost = {
	externalId: '',
	text: '',
	publishedAt: null,
	author: null,
	url: null,
	lang: null,
	shares: null,
	replyTo: null,
	reach: null,
	platform: 'other'
};

describe('an item of a feed that alone has its id in the document', () => {
	const stored: StoredRow = {
		text: 'Brand (12 reacties)',
		author: 'krant.example',
		published: new Date('2026-11-20T13:00:00Z'),
		forgotten: false
	};
	const found = (row: RawPost['row'], more: Partial<RawPost> = {}, before = stored) =>
		findRow(
			{
				...EMPTY,
				externalId: '1',
				text: 'Brand (13 reacties)',
				author: { externalId: 'krant.example', handle: '', name: '', followers: null },
				publishedAt: '2026-11-20T14:00:00Z',
				...(row && { row }),
				...more
			},
			(id) => (id === '1' ? before : undefined)
		).before;
	const alone = { alone: true, repeat: 0 };
	test.each<[string, StoredRow | undefined, StoredRow | undefined]>([
		['with the same words at another moment is that post', found({ ...alone, sameBy: 'text' }), stored],
		[
			'with other words at another moment is a new one',
			found({ ...alone, sameBy: 'text' }, { text: 'Rook' }),
			undefined
		],
		['with the moment of its change is that post', found({ ...alone, sameBy: 'id' }, { text: 'Rook' }), stored],
		['of another author is a new one', found({ ...alone, sameBy: 'id' }, { author: null }), undefined],
		[
			'whose text was removed is that post',
			found({ ...alone, sameBy: 'text' }, { text: 'Rook' }, { ...stored, forgotten: true }),
			{ ...stored, forgotten: true }
		],
		['of a document with others of its id is a new one', found(alone), undefined]
	])('%s', (_, before, expected) => {
		expect(before).toEqual(expected);
	});
	test('is no new version when only counters changed, but rows of tables are', () => {
		const post = { ...EMPTY, text: 'Brand (13 reacties)' };
		expect(isSameVersion({ ...post, row: { ...alone, sameBy: 'text' } }, stored.text)).toBe(true);
		expect(isSameVersion({ ...post, row: alone }, stored.text)).toBe(false);
		expect(isSameVersion(post, stored.text)).toBe(false);
	});
});
