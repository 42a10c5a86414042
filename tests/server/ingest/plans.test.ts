import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { connectIngest } from '$lib/server/ingest/pipeline/ingest';
import { mergedOf } from '$lib/server/ingest/pipeline/batch';
import { hasHashed, storedVersions } from '$lib/server/ingest/pipeline/separate-known';
import { addToCounts } from '$lib/server/ingest/pipeline/store-batch';
import { minute, post, Stage } from '../stage';

let stage: Stage;
let ingest: Sql;
beforeAll(async () => {
	stage = await Stage.set();
	ingest = connectIngest(stage.database.url);
	// The statistics of the tests are those that a test makes.
	for (const table of ['post', 'story', 'story_count'])
		await stage.database.sql`alter table ${stage.database.sql(table)} set (autovacuum_enabled = false)`;
});
afterAll(async () => {
	await ingest.end({ timeout: 1 });
	await stage.strike();
});

/** Ids of made-up rows: the same number gives the same post, story and text. */
const id = (incident: IncidentId, number: number): string =>
	`${incident.slice(0, 24)}${String(number).padStart(12, '0')}`;

/** An incident with so many posts, each a story that somebody looked at; PostgreSQL has no statistics on them. */
async function filled(posts: number): Promise<{ log: IncidentId; source: SourceId }> {
	const { log, sources } = await stage.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	const { sql } = stage.database;
	const row = sql`(${log.slice(0, 24)} || lpad(n::text, 12, '0'))::uuid`;
	await sql`
		insert into story (incident_id, id, lead_id, lang, since, backlog, outcome, looked_posts, looked_platforms)
		select ${log}, ${row}, ${row}, 'nl', ${minute(0)}, false, 'looked', 1, '{x}' from generate_series(1, ${posts}::int) n`;
	await sql`
		insert into story_count (incident_id, story_id, posts, authors, platforms, sources, newest_at)
		select ${log}, ${row}, 9, 1, '{x}', '{}', ${minute(0)} from generate_series(1, ${posts}::int) n`;
	await sql`
		insert into post (incident_id, id, source_id, external_id, batch_id, story_id, platform, text, at, received_at, received_wall, backlog)
		select ${log}, ${row}, ${source}, n::text, ${row}, ${row}, 'x', 'Bericht ' || n, ${minute(0)}, ${minute(0)}, ${minute(0)}, false
		from generate_series(1, ${posts}::int) n`;
	return { log, source };
}

interface Node {
	'Node Type': string;
	'Actual Rows'?: number;
	'Actual Loops'?: number;
	'Rows Removed by Filter'?: number;
	'Rows Removed by Join Filter'?: number;
	'Relation Name'?: string;
	Plans?: Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const undone = new Error('undone');
/** Carries a statement out, takes it back, and says what it read of tables and how often it began to look. */
async function readBy(statement: (sql: Sql) => unknown): Promise<{ rows: number; looks: number; kinds: string[] }> {
	let nodes: Node[] = [];
	await ingest
		.begin(async (tx) => {
			const [row] = await tx<{ 'QUERY PLAN': { Plan: Node }[] }[]>`
				explain (analyze, format json, timing off) ${statement(tx as unknown as Sql) as never}`;
			nodes = (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan));
			throw undone;
		})
		.catch((error: unknown) => {
			if (error !== undone) throw error;
		});
	const tables = nodes.filter((node) => node['Relation Name'] !== undefined && node['Node Type'].includes('Scan'));
	const times = (node: Node, rows = 0): number => rows * (node['Actual Loops'] ?? 1);
	return {
		rows: tables.reduce(
			(sum, node) => sum + times(node, node['Actual Rows']) + times(node, node['Rows Removed by Filter']),
			0
		),
		looks: tables.reduce((sum, node) => sum + (node['Actual Loops'] ?? 0), 0),
		kinds: nodes.map((node) => node['Node Type'])
	};
}

const ASKED = 300;
const POSTS = 6_000;

test('ingest reads rows by key only, and the database is configured so', async () => {
	for (const setting of ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) {
		const [row] = await ingest`select current_setting(${setting}) as value`;
		expect([setting, row?.['value']]).toEqual([setting, 'off']);
	}
	const [mode] = await ingest`show plan_cache_mode`;
	expect(mode?.['plan_cache_mode']).toBe('force_custom_plan');
});

describe.each(['without any statistics', 'in a second incident that the statistics do not know'])('%s', (which) => {
	let log: IncidentId;
	let source: SourceId;
	beforeAll(async () => {
		if (which !== 'without any statistics') {
			await filled(POSTS);
			await stage.database.sql`analyze post, story, story_count`;
		}
		({ log, source } = await filled(POSTS));
	});
	const numbers = Array.from({ length: ASKED }, (_, i) => i * 20 + 1);

	test('known posts are looked up, and the rest of the incident is not read', async () => {
		const posts = [...numbers, ...numbers.map((n) => n + POSTS)].map((n) => post('', { externalId: String(n) }));
		const read = await readBy((sql) => storedVersions(sql, [{ source, posts }]));
		expect(read.kinds).not.toContain('Seq Scan');
		expect(read.kinds).not.toContain('Hash Join');
		expect(read.rows).toBe(ASKED);
		expect(await storedVersions(ingest, [{ source, posts }])).toHaveLength(ASKED);
	});

	test('whether any post was reduced to a hash is known without reading the others', async () => {
		const read = await readBy(
			(sql) => sql`select from post where incident_id = ${log} and (forgotten or masked) limit 1`
		);
		expect(read.rows).toBe(0);
		expect(await hasHashed(ingest, log)).toBe(false);
	});

	test('of the growing stories, those that were labelled are looked up by key', async () => {
		const grown = (n: number) =>
			[
				id(log, n),
				{ posts: 1, authors: 1, reach: null, platforms: new Set(['x']), sources: new Set<string>(), newest: minute(1) }
			] as const;
		const read = await readBy((sql) => addToCounts(sql, log, numbers.map(grown), minute(1)));
		expect(read.kinds).not.toContain('Seq Scan');
		expect(read.rows).toBe(ASKED);
		await addToCounts(ingest, log, [grown(1)], minute(1));
		const back = await stage.database.sql`
			select story_id from story_count where incident_id = ${log} and back_at is not null`;
		expect(back).toEqual([{ story_id: id(log, 1) }]);
	});

	test('of the stories that posts join, those that were merged are looked up by key', async () => {
		const [from, into] = [id(log, 1), id(log, 2)];
		await stage.database.sql`update story set merged_into = ${into} where incident_id = ${log} and id = ${from}`;
		const ids = numbers.map((n) => id(log, n));
		const read = await readBy((sql) => mergedOf(sql, log, ids));
		expect(read.kinds).not.toContain('Seq Scan');
		expect(read.rows).toBeLessThanOrEqual(2 * ASKED);
		expect(await mergedOf(ingest, log, ids)).toEqual([{ id: from, target: into }]);
	});
});

test('a source with the same id in another incident does not make its posts known here', async () => {
	const first = await filled(3);
	const { log, sources } = await stage.open('x');
	const [own] = sources;
	if (!own) throw new Error('no source');
	const { sql } = stage.database;
	await sql`alter table post disable trigger all`;
	await sql`update post set source_id = ${own} where incident_id = ${first.log}`;
	await sql`alter table post enable trigger all`;
	const counts = await stage.ingest.ingest(log, own, [post('Nieuw hier', { externalId: '1' })]);
	expect(counts).toMatchObject({ stored: 1, known: 0, edited: 0 });
	expect(await stage.ingest.ingest(log, own, [post('Nieuw hier', { externalId: '1' })])).toMatchObject({ known: 1 });
});
