import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';

/** The tables that the program's role may only add to and read, so that a fault in the program cannot change them. */
const APPEND_ONLY = ['event', 'command', 'signed_head', 'report_version'] as const;
/** The functions that mask lines: they require the event that orders it. */
const REDACTION_FUNCTIONS = [
	'mask_lines(uuid, integer, boolean, integer[], text[], text[])',
	'settle_redaction(uuid, integer)'
] as const;
/** The tables that masking cleans (`VACUUM`, `ANALYZE`): since PostgreSQL 17 that is a right of its own. */
const VACUUMED = ['event', 'command', 'post', 'post_version', 'author', 'story'] as const;

/**
 * Grants the program's role the rights that it needs, and revokes all others: only the owner changes tables, and lines of
 * a log can only be added and read. Writes nothing when the rights are correct.
 * @param sql a session of the owner
 * @param role who the program connects as
 */
export async function separateRoles(sql: Sql, role: string): Promise<void> {
	const [session] = await sql<{ owner: boolean | null; database: string | null; version: number | null }[]>`
		select current_user = ${role} as owner, current_database() as database, current_setting('server_version_num')::int / 10000 as version`;
	if (!session || session.owner === true || (await isGranted(sql, role))) return;
	const { database, version } = session;
	await sql.begin(async (tx) => {
		const to = tx(role);
		await tx`revoke create on schema public from public, ${to}`;
		await tx`revoke all on database ${tx(database ?? '')} from public`;
		await tx`grant connect on database ${tx(database ?? '')} to ${to}`;
		await tx`grant usage on schema public, drizzle to ${to}`;
		await tx`grant select on all tables in schema drizzle to ${to}`;
		await tx`grant select, insert, update, delete on all tables in schema public to ${to}`;
		await tx`revoke update, delete, truncate, references, trigger on ${tx(APPEND_ONLY)} from ${to}, public`;
		await tx`grant usage on all sequences in schema public to ${to}`;
		for (const signature of REDACTION_FUNCTIONS) await tx`grant execute on function ${tx.unsafe(signature)} to ${to}`;
		if ((version ?? 0) >= 17) for (const table of VACUUMED) await tx`grant maintain on ${tx(table)} to ${to}`;
	});
}

/** Whether the role has exactly the right rights; false after a migration that creates a table. */
async function isGranted(sql: Sql, role: string): Promise<boolean> {
	const [row] = await sql<{ granted: boolean | null }[]>`
		select bool_and(has_table_privilege(${role}, c.oid, 'select') and has_table_privilege(${role}, c.oid, 'insert')
				and (c.relname = any(${[...APPEND_ONLY]})) <> has_table_privilege(${role}, c.oid, 'update')
				and (c.relname = any(${[...APPEND_ONLY]})) <> has_table_privilege(${role}, c.oid, 'delete'))
			and not has_schema_privilege(${role}, 'public', 'create')
			and not has_database_privilege(${role}, current_database(), 'temporary')
			and has_table_privilege(${role}, 'drizzle.__drizzle_migrations', 'select')
			and bool_and(c.relname <> all(${[...APPEND_ONLY]}) or not has_table_privilege(${role}, c.oid, 'truncate'))
			as granted
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'public' and c.relkind = 'r'`;
	const functions = await sql<{ open: boolean | null }[]>`
		select has_function_privilege(${role}, 'public.' || d, 'execute') as open from unnest(${[...REDACTION_FUNCTIONS]}::text[]) d`;
	return row?.granted === true && functions.every(({ open }) => open);
}

/**
 * The rights of this connection's role on lines of the logs besides adding and reading them; `owner` when it owns the
 * tables or can become their owner. Empty when owner and program are separated.
 */
export async function excessRights(sql: Sql | TransactionSql): Promise<readonly string[]> {
	const [row] = await sql<{ rights: string[] }[]>`
		select array(select r from unnest(array['update', 'delete', 'truncate', 'trigger']) r
				where exists (select from unnest(${[...APPEND_ONLY]}::text[]) t where has_table_privilege('public.' || t, r)))
			|| case when has_schema_privilege('public', 'create') then array['create'] else '{}' end
			|| case when exists (select from pg_class c where c.oid in ('public.event'::regclass, 'public.command'::regclass)
				and pg_has_role(c.relowner, 'member')) then array['owner'] else '{}' end
			|| case when exists (select from pg_roles where rolname = current_user and (rolsuper or rolcreaterole or rolreplication or rolbypassrls))
				then array['superuser'] else '{}' end as rights`;
	return row?.rights ?? ['unknown'];
}
