import type { Sql } from '$lib/server/platform/driver/sql';

/**
 * Checks by a pool's own connection whether rows can be added to these tables. It reads privileges instead of writing a
 * row: a write that is rolled back would take the locks that people's work waits for.
 * @returns what prevents writing, in one line; null when nothing does
 * @throws when the database cannot be reached
 */
export async function writeProblem(sql: Sql, tables: readonly string[]): Promise<string | null> {
	const [row] = await sql<{ readonly: boolean; closed: string[] }[]>`
		select current_setting('transaction_read_only') = 'on' as readonly,
			array(select t from unnest(${[...tables]}::text[]) t where not has_table_privilege(t, 'insert')) as closed`;
	if (row?.readonly) return 'the database can only be read';
	return row && row.closed.length > 0 ? `no right to write to ${row.closed.join(', ')}` : null;
}
