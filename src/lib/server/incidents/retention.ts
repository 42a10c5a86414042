import { millisecondsInHour } from 'date-fns/constants';
import type { Sql } from 'postgres';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { usualRetention } from '$lib/domain/installation/installation';
import { momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { forgetDeleted, isRetentionOver } from '$lib/domain/incident/retention';
import { SYSTEM } from '$lib/domain/core/role';
import type { Executor } from '../execute/execute';
import type { Logs } from '../log/tail';
import { log as note } from '../operations/logger';
import { systemCommandId } from '../execute/system-command';

/** How often terms are checked, in milliseconds: they are in days, not hours. */
const CHECK_EVERY = millisecondsInHour;

/**
 * Applies the retention term of closed incidents: when it has passed and nothing holds them, posts that were deleted at
 * their source are deleted here too. By wall time, as a system command whose id comes from the incident and the moment
 * it was closed, so that several processes do it only once.
 */
export class Retention {
	readonly #round = new SingleFlight(() => this.#checkAll());
	#timer: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly executor: Executor,
		readonly now: () => number = Date.now
	) {}

	start(): void {
		this.#timer = setInterval(() => void this.check(), CHECK_EVERY);
		this.#timer.unref();
		void this.check();
	}

	/** Checks every closed incident once; parallel calls share one check. */
	check(): Promise<void> {
		return this.#round.get();
	}

	/** Waits for the check in flight. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		await this.#round.idle();
	}

	/** How many posts of an incident were deleted at their source and still exist here. */
	async waiting(incident: IncidentId): Promise<number> {
		const [row] = await this.sql<{ count: number }[]>`
			select count(*)::int as count from post where incident_id = ${incident} and versions > 1 and deleted and not forgotten`;
		return row?.count ?? 0;
	}

	/** For how many days closed incidents stay complete. */
	get days(): number {
		return this.logs.installation.installation?.retentionDays ?? usualRetention;
	}

	async #checkAll(): Promise<void> {
		const wallNow = momentOf(this.now());
		for (const id of this.logs.incidents()) {
			const incident = this.logs.state(id)?.incident;
			if (this.#stopped) return;
			if (!incident?.closed || !isRetentionOver(incident, this.days, wallNow)) continue;
			await this.#forget(id, incident.closed.wallAt).catch((error: unknown) => {
				note.warn(
					{ action: 'retention', object: `incident/${id}`, result: 'failed', err: error },
					'what is over its term could not be forgotten'
				);
			});
		}
	}

	async #forget(incident: IncidentId, closed: Moment): Promise<void> {
		if ((await this.waiting(incident)) === 0) return;
		const id = systemCommandId(incident, forgetDeleted.type, closed);
		try {
			await this.executor.execute(incident, { id, type: forgetDeleted.type, input: {} }, SYSTEM, null);
		} catch (error) {
			// Somebody reopened or held it meanwhile: the next check decides.
			if (!(error instanceof Refusal)) throw error;
		}
	}
}
