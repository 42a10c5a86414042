import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { Coalescer } from '$lib/concurrency/coalescer';
import { IncidentId } from '$lib/domain/core/ids';
import { log as logger } from '$lib/server/platform/operations/logger';

/** The channel on which every process is notified that a log grew: `log-id number`, once for each log that did. */
export const CHANNEL = 'voelspriet_log';

/** How long `stop` waits for pending notifications, in milliseconds. */
const STOP_TIMEOUT_MS = 1_000;

/**
 * The minimum time between two notifications, in milliseconds: each wakes every process, and costs the database as much
 * as a commit.
 */
const NOTIFY_INTERVAL_MS = 2;

/** Logs that grew, each with its newest committed sequence number. */
type Grown = ReadonlyMap<IncidentId, number>;

/**
 * Notifies the other processes which logs grew, after the commit and outside its transaction: PostgreSQL commits only one
 * transaction with a NOTIFY at a time, so a NOTIFY in each would make all writers wait for each other. The first
 * notification is sent at once; logs that grow while it is sent, and during the pause after it, go together in the next.
 *
 * It only affects how soon other processes know. A notification that is lost, because the database is unreachable or this
 * process dies, is not sent again: the others find the lines at their next poll.
 */
export class WakeUps {
	#grown = new Map<IncidentId, number>();
	#isStopped = false;
	readonly #sending = new Coalescer(() => this.#send());

	/**
	 * @param notify sends the notifications in one statement; called with at least one log, and never before the pause
	 *   after its last call is over
	 * @param pauseAfterSending the pause
	 */
	constructor(
		readonly notify: (grown: Grown) => Promise<unknown>,
		readonly pauseAfterSending: () => Promise<unknown> = () => pause(NOTIFY_INTERVAL_MS)
	) {}

	/** Records that lines were committed; never throws and does not wait. */
	grew(log: IncidentId, seq: number): void {
		if (this.#isStopped) return;
		this.#grown.set(log, Math.max(seq, this.#grown.get(log) ?? 0));
		void this.#sending.run();
	}

	/** Sends pending notifications, if the database answers in time, and accepts no more. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		let timer: NodeJS.Timeout | undefined;
		const timeout = new Promise<void>((done) => (timer = setTimeout(done, STOP_TIMEOUT_MS)));
		await Promise.race([this.#sending.idle(), timeout]);
		clearTimeout(timer);
	}

	async #send(): Promise<void> {
		const grown = this.#grown;
		this.#grown = new Map();
		try {
			await this.notify(grown);
		} catch (error) {
			logger.warn(
				{ action: 'wake', result: 'failed', error: String(error) },
				'other processes were not told of new lines; they find them within a second'
			);
		}
		await this.pauseAfterSending();
	}
}

/** Sends one notification per log, all in one statement, which is a transaction of its own. */
export const notifyOf =
	(sql: Sql) =>
	(grown: Grown): Promise<unknown> =>
		sql`
			select pg_notify(${CHANNEL}, payload)
			from unnest(${[...grown].map(([log, seq]) => `${log} ${seq}`)}::text[]) payload`;

/** Parses a notification. @throws when it is not one of ours: any client of the database can send one */
export function grownIn(payload: string): { log: IncidentId; seq: number } {
	const [log, seq] = payload.split(' ');
	return { log: IncidentId.parse(log), seq: z.coerce.number().int().parse(seq) };
}
