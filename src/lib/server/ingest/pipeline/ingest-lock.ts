import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId } from '$lib/domain/core/ids';
import { mayBeCommitted } from '$lib/server/platform/database/failure';
import { NotAnswered } from './delivery';

/** The class of the advisory locks that make ingest of one incident serial across processes. */
const LOCK_CLASS = 7_310_020;
/** The number of attempts to release the lock: an administrator of the database may cancel any statement. */
const MAX_RELEASE_TRIES = 5;

/**
 * Does work under an incident's ingest lock. The lock is kept from one transaction to the next, so that no other process
 * stores a batch in between. `tx` is always within a transaction; `commit` ends it and begins the next.
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

/** Commits and keeps the lock. @throws NotAnswered when it failed but may be committed */
export async function commit(tx: TransactionSql): Promise<void> {
	try {
		await tx`commit and chain`;
	} catch (error) {
		if (!mayBeCommitted(error)) throw error;
		throw new NotAnswered('it is not known whether the database stored the posts', { cause: error });
	}
}

/** Rolls back and keeps the lock. */
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

/** Releases the lock. The lock belongs to the session: if it cannot be released, ends the session. */
async function release(tx: TransactionSql, incident: IncidentId): Promise<void> {
	for (let tries = 0; tries < MAX_RELEASE_TRIES; tries += 1) {
		if (await succeeds(rollback(tx), tx`select pg_advisory_unlock(${LOCK_CLASS}, hashtext(${incident}))`)) return;
	}
	await succeeds(rollback(tx), tx`select pg_terminate_backend(pg_backend_pid())`);
}

/** False when a statement was cancelled, or when the connection is lost, which also releases the lock. */
async function succeeds(...statements: readonly PromiseLike<unknown>[]): Promise<boolean> {
	try {
		for (const statement of statements) await statement;
		return true;
	} catch {
		return false;
	}
}
