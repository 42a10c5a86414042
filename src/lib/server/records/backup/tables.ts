import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';

export interface BackedUpTable {
	readonly name: string;
	/** Without those that the database fills itself. */
	readonly columns: readonly string[];
}

/**
 * Tables that are not backed up, or must not come back: a session that ended after the back-up would be valid again, a
 * code could be used twice, a zip can be made again, the status of a source is valid for seconds only, and the
 * back-ups that were made of one database say nothing about another. Where commands came from is removed after 90 days,
 * and a copy would keep it. Posts and the queue are counted again as they come back.
 */
export const transient: readonly string[] = [
	'session',
	'oidc_session',
	'verification',
	'rate_limit',
	'report_bundle',
	'source_status',
	'backup_run',
	'command_origin',
	'post_count',
	'queue_change'
];

/** What a table refers to by a trigger instead of a foreign key. */
const byTrigger: Readonly<Record<string, readonly string[]>> = { post: ['source'] };

/** Every table that is backed up, each after those that it refers to. A new table is included by itself. */
export async function backedUpTables(sql: Sql | TransactionSql): Promise<BackedUpTable[]> {
	const rows = await sql<{ name: string; columns: string[]; refers: string[] }[]>`
		select c.relname as name,
			array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
			array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as refers
		from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`;
	const backedUp = rows.filter(({ name }) => !transient.includes(name));
	const waiting = new Map(
		backedUp.map((row) => [row.name, { ...row, refers: [...row.refers, ...(byTrigger[row.name] ?? [])] }])
	);
	const ordered: BackedUpTable[] = [];
	while (waiting.size > 0) {
		const ready = [...waiting.values()].filter(({ refers }) => !refers.some((name) => waiting.has(name)));
		if (ready.length === 0)
			throw new Error(`Tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}.`);
		for (const { name, columns } of ready) {
			ordered.push({ name, columns });
			waiting.delete(name);
		}
	}
	return ordered;
}

/**
 * The first backed-up table with a row in it, or null. An empty log does not count, and neither does the fingerprint of
 * the secret, which a first start stores.
 */
export async function firstTableWithRows(sql: Sql | TransactionSql): Promise<string | null> {
	for (const { name } of await backedUpTables(sql)) {
		if (name === 'secret_fingerprint') continue;
		const [row] =
			name === 'log'
				? await sql`select 1 from log where head_seq > 0 limit 1`
				: await sql`select 1 from ${sql(name)} limit 1`;
		if (row) return name;
	}
	return null;
}
