import type { Sql } from 'postgres';

/** The class of the advisory locks by which one process at a time runs a connection or an exercise. */
const LOCK_CLASS = 7_310_021;

/**
 * What this process alone does. The locks belong to one session of the database: when the process dies, so do they, and another takes over.
 * `sql` must be a pool of one connection that nobody else uses.
 */
export class Locks {
	readonly #held = new Set<string>();
	#session: number | null = null;

	constructor(readonly sql: Sql) {}

	/** Takes what is free; returns those that are ours now. @throws when the database cannot be reached */
	async take(keys: readonly string[]): Promise<string[]> {
		const wanted = keys.filter((key) => !this.#held.has(key));
		if (wanted.length === 0) return [];
		const rows = await this.sql<{ key: string; taken: boolean; session: number }[]>`
			select key, pg_try_advisory_lock(${LOCK_CLASS}, hashtext(key)) as taken, pg_backend_pid() as session from unnest(${wanted}::text[]) as k(key)`;
		const taken = rows.filter((row) => row.taken).map(({ key }) => key);
		this.#session = rows[0]?.session ?? null;
		for (const key of taken) this.#held.add(key);
		return taken;
	}

	/** Whether this process has it. */
	has(key: string): boolean {
		return this.#held.has(key);
	}

	async give(key: string): Promise<void> {
		if (this.#held.delete(key)) await this.sql`select pg_advisory_unlock(${LOCK_CLASS}, hashtext(${key}))`;
	}

	/** Whether the session that holds our locks still lives. When not, all of them are lost: another process may run what we run. */
	async alive(): Promise<boolean> {
		if (this.#held.size === 0) return true;
		const session = await this.sql<{ session: number }[]>`select pg_backend_pid() as session`.then(
			([row]) => row?.session ?? null,
			() => null
		);
		if (session !== null && session === this.#session) return true;
		this.#held.clear();
		return false;
	}
}
