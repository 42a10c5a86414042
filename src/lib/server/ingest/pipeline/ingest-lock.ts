import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import { mayBeCommitted } from '$lib/server/platform/database/failure';
import { NotAnswered } from './delivery';

/** The class of the advisory locks that make ingest of one incident serial across processes. */
const LOCK_CLASS = 7_310_020;
/** How often a lock is given back again: somebody at the database may cancel any statement. */
const MAX_RELEASE_TRIES = 5;

/**
 * Does work under an incident's ingest lock, which is kept from one transaction to the next: between two batches no other
 * process stores one. `tx` is always within a transaction; `commit` ends it and begins the next.
 */
export const underIngestLock = <Result>(
	sql: Sql,
	incident: IncidentId,
	work: (tx: TransactionSql) => Promise<Result>
) =>
	sql.begin(async (tx) => {
		await tx`select pg_advisory_lock(${LOCK_CLASS}, hashtext(${incident}))`;
		try {
			return await work(tx);
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
	const rows = await tx`
		select from pg_locks
		where not granted and locktype = 'advisory' and classid = ${LOCK_CLASS}::oid and objsubid = 2
			and objid = (hashtext(${incident})::bigint & 4294967295)::oid
			and database = (select oid from pg_database where datname = current_database())
		limit 1`;
	return rows.length > 0;
}

/** The lock outlives its transaction, not its session: where it cannot be given back, that ends. */
async function release(tx: TransactionSql, incident: IncidentId): Promise<void> {
	for (let tries = 0; tries < MAX_RELEASE_TRIES; tries += 1) {
		if (await succeeds(rollback(tx), tx`select pg_advisory_unlock(${LOCK_CLASS}, hashtext(${incident}))`)) return;
	}
	await succeeds(rollback(tx), tx`select pg_terminate_backend(pg_backend_pid())`);
}

/** False when one was cancelled, or the connection is gone and the lock with it. */
async function succeeds(...statements: readonly PromiseLike<unknown>[]): Promise<boolean> {
	try {
		for (const statement of statements) await statement;
		return true;
	} catch {
		return false;
	}
}
