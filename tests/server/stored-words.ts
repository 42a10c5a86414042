import type { Sql } from '$lib/server/platform/driver/sql';

/** Every row of every table as text, by table; with the words of the search index and the statistics of the columns. */
async function dump(sql: Sql): Promise<Map<string, string>> {
	const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
	const entries = await Promise.all(
		tables.map(async ({ name }): Promise<[string, string]> => {
			const rows = await sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(name)} t`;
			return [name, rows.map(({ row }) => row).join('\n')];
		})
	);
	const index = await sql<{ word: string }[]>`select word from ts_stat('select words from post')`;
	const statistics = await sql<
		{ values: string }[]
	>`select coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '') || coalesce(most_common_elems::text, '') as values from pg_stats where schemaname = 'public'`;
	return new Map([
		...entries,
		['index', index.map(({ word }) => word).join('\n')],
		['statistics', statistics.map(({ values }) => values).join('\n')]
	]);
}

/** Which of these are stored anywhere in the database, and where; the words of the search index are stems. */
export async function storedWords(sql: Sql, canaries: Record<string, string>): Promise<Record<string, string[]>> {
	const tables = [...(await dump(sql))].map(([table, rows]): [string, string] => [table, rows.toLowerCase()]);
	const entries = Object.entries(canaries).map(([name, canary]): [string, string[]] => [
		name,
		tables.flatMap(([table, rows]) => (rows.includes(canary.toLowerCase().slice(0, 9)) ? [table] : [])).sort()
	]);
	return Object.fromEntries(entries.filter(([, where]) => where.length > 0));
}
