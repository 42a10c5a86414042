import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { Coalescer } from '$lib/concurrency/coalescer';
import { IncidentId } from '$lib/domain/core/ids';
import { log as note } from '$lib/server/platform/operations/logger';

/** The channel on which every process is notified that a log grew: `log-id number`, once for each log that did. */
export const CHANNEL = 'voelspriet_log';

/** How long stopping waits for what is still to be sent, in milliseconds. */
const PATIENCE = 1_000;

/**
 * How long after one was sent the next may be, in milliseconds: each wakes every process, and costs the database as much
 * as a commit.
 */
const REST = 2;

/** Logs that grew, each with its newest number that is committed. */
type Grown = ReadonlyMap<IncidentId, number>;

/**
 * Tells the other processes which logs grew, after the commit and outside its transaction: PostgreSQL lets one
 * transaction with a NOTIFY through at a time, until its commit is on the disk, so a wake-up within each would make all
 * writers wait for each other. The first is sent at once; what grows while one is under way, and in the rest after it, goes
 * together in the next.
 *
 * Nothing depends on it but how soon others know: what is never sent, because the database is away or this process dies
 * before, they find at their next poll. So nothing is sent a second time either.
 */
export class WakeUps {
	#grown = new Map<IncidentId, number>();
	#isStopped = false;
	readonly #sending = new Coalescer(() => this.#send());

	/**
	 * @param notify in a statement of its own; called with at least one log, and never before the rest after its last call
	 *   is over
	 */
	constructor(
		readonly notify: (grown: Grown) => Promise<unknown>,
		readonly rest: () => Promise<unknown> = () => pause(REST)
	) {}

	/** Notes what was committed; never throws, and nobody waits for it. */
	grew(log: IncidentId, seq: number): void {
		if (this.#isStopped) return;
		this.#grown.set(log, Math.max(seq, this.#grown.get(log) ?? 0));
		void this.#sending.run();
	}

	/** Sends what waits, as far as the database answers, and nothing more after it. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((done) => (timer = setTimeout(done, PATIENCE)));
		await Promise.race([this.#sending.idle(), late]);
		clearTimeout(timer);
	}

	async #send(): Promise<void> {
		const grown = this.#grown;
		this.#grown = new Map();
		try {
			await this.notify(grown);
		} catch (error) {
			note.warn(
				{ action: 'wake', result: 'failed', error: String(error) },
				'other processes were not told of new lines; they find them within a second'
			);
		}
		await this.rest();
	}
}

/** All of them in one statement, which is a transaction of its own: each comes as a notification. */
export const notifyOf =
	(sql: Sql) =>
	(grown: Grown): Promise<unknown> =>
		sql`
			select pg_notify(${CHANNEL}, payload)
			from unnest(${[...grown].map(([log, seq]) => `${log} ${seq}`)}::text[]) payload`;

/** @throws when it is none of ours: any client of the database may send one */
export function grownIn(payload: string): { log: IncidentId; seq: number } {
	const [log, seq] = payload.split(' ');
	return { log: IncidentId.parse(log), seq: z.coerce.number().int().parse(seq) };
}
