import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '$lib/server/platform/driver/sql';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { migrateDatabase } from '$lib/server/platform/database/database';
import { knownMigrations, migrate } from '$lib/server/platform/database/migrate';
import { ensureBuilt } from '../../built';
import { emptyDatabase, freshDatabase } from '../database';

/** The production build, killed as by a power cut while it makes its tables. */
beforeAll(ensureBuilt, 300_000);

const tags = knownMigrations().map(({ tag }) => tag);

/**
 * Where the migration is blocked, by a lock that the test holds, and the migrations that are kept when the program dies
 * there.
 */
const steps: readonly { at: string; hold: readonly string[]; release?: string; recordedTags: readonly string[] }[] = [
	{
		at: 'some of its statements have run',
		// Another transaction makes a table of the same name: the migration waits for its end.
		hold: ['create table passkey (id integer)'],
		release: 'drop table passkey',
		recordedTags: []
	},
	{
		at: 'all its statements have run, and it is not recorded',
		hold: ['lock table drizzle.__drizzle_migrations in share mode'],
		recordedTags: []
	},
	{
		at: 'it is recorded, and it commits',
		hold: ['select pg_advisory_xact_lock(4711)'],
		recordedTags: tags.slice(0, 1)
	}
];

describe('killed while it migrates, each migration is kept whole or not at all, and the next start goes on to the end', () => {
	test.each(steps)(
		'$at',
		async ({ hold, release, recordedTags }) => {
			const [database, whole] = [await emptyDatabase(), await freshDatabase()];
			const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-migrate-killed-'));
			try {
				const { sql, owner } = database;
				await migrate(owner, { only: new Set() });
				await letCommitsWait(sql);
				const env = {
					DATABASE_URL: Object.assign(new URL(owner), inject('postgres').program).href,
					DATABASE_URL_OWNER: owner,
					SECRET: 's'.repeat(32)
				};

				await sql.begin(async (tx) => {
					for (const statement of hold) await tx.unsafe(statement);
					const killed = spawn(process.execPath, ['build/server.js'], {
						env: { ...env, PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
						stdio: 'ignore'
					});
					await expect.poll(async () => (await migrationWaits(sql)).length, { timeout: 120_000 }).toBe(1);
					killed.kill('SIGKILL');
					await once(killed, 'exit');
					if (release) await tx.unsafe(release);
				});
				await expect.poll(async () => (await programIsGone(sql)).length).toBe(0);
				expect(await recorded(sql)).toEqual(recordedTags);
				const [table] = await sql<{ made: boolean }[]>`select to_regclass('passkey') is not null as made`;
				expect(table?.made).toBe(recordedTags.length > 0);

				// What the next start does first.
				await migrateDatabase(env.DATABASE_URL, owner);
				expect(await recorded(sql)).toEqual(tags);
				await sql`drop trigger wait_in_commit on drizzle.__drizzle_migrations`;
				await sql`drop function wait_in_commit`;
				expect(await shapeOf(sql)).toEqual(await shapeOf(whole.sql));
			} finally {
				await database.drop();
				await whole.drop();
				rmSync(dataDir, { recursive: true, force: true });
			}
		},
		200_000
	);
});

/** Lets a lock of the test block the commit of a migration: the trigger fires in it, and waits for the lock. */
const letCommitsWait = (sql: Sql) =>
	sql.unsafe(`
		create function wait_in_commit() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$;
		create constraint trigger wait_in_commit after insert on drizzle.__drizzle_migrations deferrable initially deferred
			for each row execute function wait_in_commit();`);

const migrationWaits = (sql: Sql) =>
	sql`select from pg_stat_activity where datname = current_database() and application_name = 'voelspriet migrate' and wait_event_type = 'Lock'`;
const programIsGone = (sql: Sql) =>
	sql`select from pg_stat_activity where datname = current_database() and application_name like 'voelspriet%'`;

/** The names of the migrations that the database has a record of, each as often as it has one. */
async function recorded(sql: Sql): Promise<string[]> {
	const rows = await sql<
		{ when: number }[]
	>`select created_at::float8 as when from drizzle.__drizzle_migrations order by id`;
	return rows.map(({ when }) => knownMigrations().find((known) => known.when === when)?.tag ?? String(when));
}

/** All that a schema consists of, as text: columns, constraints, indexes, views, functions, triggers and rights. */
async function shapeOf(sql: Sql): Promise<string[]> {
	const rows = await sql<{ part: string }[]>`
		with own as (select oid, nspname from pg_namespace where nspname in ('public', 'drizzle')),
			relation as (select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relacl from pg_class c join own n on n.oid = c.relnamespace)
		select concat_ws(' ', 'column', r.name, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as part
			from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
			left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum where r.relkind in ('r', 'v')
		union all select concat_ws(' ', 'constraint', r.name, c.conname, pg_get_constraintdef(c.oid), c.convalidated)
			from relation r join pg_constraint c on c.conrelid = r.oid
		union all select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid) from relation r join pg_index i on i.indrelid = r.oid
		union all select concat_ws(' ', 'view', r.name, pg_get_viewdef(r.oid)) from relation r where r.relkind = 'v'
		union all select concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid)) from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
		union all select concat_ws(' ', 'function', pg_get_functiondef(p.oid), p.proacl) from own n join pg_proc p on p.pronamespace = n.oid and p.prokind = 'f'
		union all select concat_ws(' ', 'rights', r.name, acl::text) from relation r, unnest(r.relacl) acl
		order by 1`;
	return rows.map(({ part }) => part);
}
