import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import { connect, CONNECTIONS } from '$lib/server/platform/database/connect';
import { log } from '$lib/server/platform/operations/logger';

/** The class of the advisory locks by which one process at a time runs a connection or an exercise. */
const LOCK_CLASS = 7_310_021;
/** A process silent for this long, in milliseconds, loses its locks: another takes over within ten seconds. */
const LEASE_TIME = 6_000;

/**
 * Locks for work that only one process may do. They belong to one database session: when the process dies they are
 * released, and another process takes over. PostgreSQL does not notice when the machine or the network fails; therefore
 * the process sends heartbeats, and without them both sides release the locks: this process a little before PostgreSQL.
 */
export class Leases {
	readonly #lockedKeys = new Set<string>();
	#session: number | null = null;
	#sql: Sql;
	#timer: NodeJS.Timeout | undefined;

	/** @param name the session's name in the database's own lists */
	constructor(
		readonly url: string,
		readonly name: string,
		readonly lease: number = LEASE_TIME
	) {
		this.#sql = this.#connect();
	}

	/** Takes those of the locks that are free. @returns their keys @throws when the database cannot be reached */
	async take(keys: readonly string[]): Promise<string[]> {
		const wanted = keys.filter((key) => !this.#lockedKeys.has(key));
		if (wanted.length === 0) return [];
		this.#timer ??= setInterval(() => void this.beat(), this.lease / 3).unref();
		const rows = await this.#sql<{ key: string; taken: boolean; session: number }[]>`
			select key, pg_try_advisory_lock(${LOCK_CLASS}, hashtext(key)) as taken, pg_backend_pid() as session from unnest(${wanted}::text[]) as k(key)`;
		this.#updateSession(rows[0]?.session ?? null);
		const acquired = rows.filter((row) => row.taken).map(({ key }) => key);
		for (const key of acquired) this.#lockedKeys.add(key);
		return acquired;
	}

	/** Whether this process holds the lock, as far as is known since the last beat. */
	has(key: string): boolean {
		return this.#lockedKeys.has(key);
	}

	async release(key: string): Promise<void> {
		if (this.#lockedKeys.delete(key)) await this.#sql`select pg_advisory_unlock(${LOCK_CLASS}, hashtext(${key}))`;
	}

	/** Checks that our session answers: if not, all locks are lost, and another process may take over the work. */
	async beat(): Promise<void> {
		if (!this.#timer) return;
		const sql = this.#sql;
		const answer = sql<{ session: number }[]>`select pg_backend_pid() as session`.then(
			([row]) => row?.session ?? null,
			() => null
		);
		const session = await Promise.race([answer, this.#timeout()]);
		if (this.#sql === sql) this.#updateSession(session === 'late' ? null : session);
		if (session !== 'late' || this.#sql !== sql) return;
		// Queries that wait on the old connection fail now instead of after fifteen minutes.
		this.#sql = this.#connect();
		await sql.end({ timeout: 0 });
	}

	async end(): Promise<void> {
		clearInterval(this.#timer);
		this.#timer = undefined;
		this.#lockedKeys.clear();
		await this.#sql.end({ timeout: 0.5 });
	}

	/** When the session has changed or is gone, the locks of the previous session are lost. */
	#updateSession(session: number | null): void {
		if (session !== this.#session && this.#lockedKeys.size > 0) {
			this.#lockedKeys.clear();
			log.warn(
				{ action: 'locks.hold', object: this.name, result: 'lost' },
				'locks were lost: another process may take over their work'
			);
		}
		this.#session = session;
	}

	/** An answer that arrived while this process was blocked is still read before the timeout counts. */
	async #timeout(): Promise<'late'> {
		await setTimeout(this.lease / 2, undefined, { ref: false });
		await setImmediate(undefined, { ref: false });
		return 'late';
	}

	#connect(): Sql {
		return connect(this.url, { max: CONNECTIONS.locks, name: this.name, lease: this.lease });
	}
}
