import { randomBytes } from 'node:crypto';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { inject } from 'vitest';
import { connect, type ConnectOptions } from '$lib/server/platform/database/connect';

export interface FreshDatabase {
	/** As the owner, who may also change rows that the program's role cannot. */
	sql: Sql;
	/** For a second connection, or for a program that opens its connections itself: as the program's role. */
	url: string;
	/** The address for code that creates and changes tables. */
	owner: string;
	/** Closes `sql` and removes the database, also when others are still connected to it. */
	drop(): Promise<void>;
}

/**
 * A new database with every table and no rows, on a real PostgreSQL. One per test file:
 *
 * ```ts
 * const database = await freshDatabase();
 * afterAll(() => database.drop());
 * test('…', async () => { await database.sql`select …`; });
 * ```
 *
 * The server is one embedded PostgreSQL for the whole run (or the one in TEST_DATABASE_URL, which must allow
 * `create database`), and the database is a copy of one that was migrated once: some 30 ms. A statement is cancelled
 * after 15 s and waiting for a lock after 10 s, so that a deadlock fails a test instead of hanging it; pass `options`
 * to choose otherwise.
 */
export async function freshDatabase(options: ConnectOptions = {}): Promise<FreshDatabase> {
	const { server, program, template } = inject('postgres');
	const name = `t_${randomBytes(8).toString('hex')}`;
	await onServer(server, async (sql) => {
		// Copying a database locks the original: this waits for others who copy at this moment.
		await sql`select pg_advisory_lock(hashtext(${template}))`;
		await sql`create database ${sql(name)} template ${sql(template)}`;
	});
	const owner = Object.assign(new URL(server), { pathname: `/${name}` }).href;
	const sql = connect(owner, { statementTimeout: 15_000, lockTimeout: 10_000, name: 'test', ...options });
	return {
		sql,
		url: Object.assign(new URL(owner), program).href,
		owner,
		async drop() {
			await sql.end({ timeout: 1 });
			await onServer(server, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
		}
	};
}

/** A database without a single table, as on an empty machine; one role does everything there. */
export async function emptyDatabase(): Promise<FreshDatabase> {
	const { server } = inject('postgres');
	const name = `t_${randomBytes(8).toString('hex')}`;
	await onServer(server, (sql) => sql`create database ${sql(name)}`);
	const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
	const sql = connect(url, { statementTimeout: 15_000, lockTimeout: 10_000, name: 'test' });
	return {
		sql,
		url,
		owner: url,
		async drop() {
			await sql.end({ timeout: 1 });
			await onServer(server, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
		}
	};
}

/**
 * How many sessions wait for a lock that this transaction holds, directly or behind each other. Other waits of a running
 * program are not counted.
 */
export async function sessionsBlockedBy(transaction: Sql | TransactionSql): Promise<number> {
	const [row] = await transaction<{ count: number }[]>`
		with recursive waiting as (select distinct pid from pg_locks where not granted),
			blocked as (
				select pid from waiting where pg_backend_pid() = any(pg_blocking_pids(pid))
				union select waiting.pid from waiting join blocked on blocked.pid = any(pg_blocking_pids(waiting.pid))
			)
		select count(*)::int from blocked`;
	return row?.count ?? 0;
}

async function onServer(url: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
	const sql = connect(url, { max: 1, statementTimeout: 30_000, name: 'test set-up' });
	try {
		await work(sql);
	} finally {
		await sql.end({ timeout: 1 });
	}
}
