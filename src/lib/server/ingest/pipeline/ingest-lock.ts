import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import { isAdvisoryLock } from '$lib/server/database/advisory-lock';
import { mayBeCommitted } from '$lib/server/database/failure';
import { NotAnswered } from './delivery';

/** The class of the advisory locks that make ingest of one incident serial across processes. */
const LOCK_CLASS = 7_310_020;
/** How often a lock is given back again: somebody at the database may cancel any statement. */
const TRIES = 5;
/** How long a session may take to end, in milliseconds. */
const ENDING = 1_000;

/**
 * Does work under an incident's ingest lock, which is kept from one transaction to the next: between two batches no other
 * process stores one. `tx` is always within a transaction; `commit` ends it and begins the next. `session` is the
 * database's number for the session that holds the lock.
 */
export const underIngestLock = <Result>(
	sql: Sql,
	incident: IncidentId,
	work: (tx: TransactionSql, session: number) => Promise<Result>
) =>
	sql.begin(async (tx) => {
		const [row] = await tx<{ session: number }[]>`
			select pg_backend_pid() as session, pg_advisory_lock(${LOCK_CLASS}, hashtext(${incident}))`;
		try {
			return await work(tx, row?.session ?? 0);
		} finally {
			await release(tx, incident);
		}
	});

/** Keeps the lock. Of what was not committed nothing stays. @throws NotAnswered when it may be committed all the same */
export async function commit(tx: TransactionSql): Promise<void> {
	try {
		await tx`commit and chain`;
	} catch (error) {
		if (!mayBeCommitted(error)) throw error;
		throw new NotAnswered('the database did not say whether it stored the posts', { cause: error });
	}
}

/** The same without what was done since. */
export const rollback = (tx: TransactionSql) => tx`rollback and chain`;

/** Whether another process waits for the lock. */
export async function isWanted(tx: TransactionSql, incident: IncidentId): Promise<boolean> {
	const rows = await tx`select from pg_locks where not granted and ${isLockOf(tx, incident)} limit 1`;
	return rows.length > 0;
}

/**
 * Ends the sessions that hold it, and what they did not commit: for one that took over from a process that is frozen.
 * @param own sessions of this process, which stay
 * @returns whether they are gone: what they committed can be read then, and they commit nothing more
 */
export async function endHolders(sql: Sql, incident: IncidentId, own: Iterable<number>): Promise<boolean> {
	const holders = await sql<{ pid: number | null; ended: boolean | null }[]>`
		select pid, pg_terminate_backend(pid, ${ENDING}) as ended from pg_locks
		where granted and pid <> all(${[...own]}::int[]) and ${isLockOf(sql, incident)}`;
	if (holders.every(({ ended }) => ended)) return true;
	// It is also false of one that ended by itself in between.
	const left = await sql`
		select from pg_locks where granted and pid = any(${holders.map(({ pid }) => pid)}::int[]) and ${isLockOf(sql, incident)}`;
	return left.length === 0;
}

const isLockOf = (sql: Sql | TransactionSql, incident: IncidentId) => isAdvisoryLock(sql, LOCK_CLASS, incident);

/** The lock outlives its transaction, not its session: where it cannot be given back, that ends. */
async function release(tx: TransactionSql, incident: IncidentId): Promise<void> {
	for (let tries = 0; tries < TRIES; tries += 1) {
		if (await isDone(rollback(tx), tx`select pg_advisory_unlock(${LOCK_CLASS}, hashtext(${incident}))`)) return;
	}
	await isDone(rollback(tx), tx`select pg_terminate_backend(pg_backend_pid())`);
}

/** False when one was cancelled, or the connection is gone and the lock with it. */
async function isDone(...statements: readonly PromiseLike<unknown>[]): Promise<boolean> {
	try {
		for (const statement of statements) await statement;
		return true;
	} catch {
		return false;
	}
}
