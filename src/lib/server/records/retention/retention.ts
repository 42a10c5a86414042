import { millisecondsInHour } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { retentionTerm, type RetentionTerm } from '$lib/domain/installation/installation';
import { INSTALLATION, momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { isBeingMasked, isMaskingDue, startMasking } from '$lib/domain/incident/masking';
import { daysToRetain, forgetDeleted, isRetentionOver, setRetention } from '$lib/domain/incident/retention';
import { SYSTEM } from '$lib/domain/core/role';
import type { CommandStep } from '$lib/domain/core/command';
import type { Incident } from '$lib/domain/incident/incident';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';
import { systemCommandId } from '$lib/server/log/execute/system-command';
import type { Masking } from './masking';

/** How often terms are checked, in milliseconds: they are in days, not hours. */
const CHECK_INTERVAL_MS = millisecondsInHour;

/**
 * Applies the retention term of closed incidents: when it has passed and nothing holds them, posts that were deleted at
 * their source are deleted here too, and all others are masked. By wall time, as system commands whose ids come from the
 * incident and the moment it was closed, so that several processes do it only once.
 */
export class Retention {
	readonly #round = new SingleFlight(() => this.#checkAll());
	#timer: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly executor: Executor,
		readonly masking: Pick<Masking, 'run' | 'stop'>,
		readonly now: () => number = Date.now
	) {}

	start(): void {
		this.#timer = setInterval(() => void this.check(), CHECK_INTERVAL_MS);
		this.#timer.unref();
		void this.check();
	}

	/** Checks every closed incident once; parallel calls share one check. */
	check(): Promise<void> {
		return this.#round.get();
	}

	/** Waits for the check in flight; masking ends after its batch, and goes on at the next start. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.masking.stop();
		clearInterval(this.#timer);
		await this.#round.idle();
	}

	/** How many posts of an incident were deleted at their source and still exist here. */
	async waiting(incident: IncidentId): Promise<number> {
		const [row] = await this.sql<{ count: number }[]>`
			select count(*)::int as count from post where incident_id = ${incident} and versions > 1 and deleted and not forgotten`;
		return row?.count ?? 0;
	}

	/** For how many days closed incidents stay complete, with the week of warning. */
	get days(): number {
		return daysToRetain(this.term.days);
	}
	get term(): RetentionTerm {
		return retentionTerm(this.logs.installation);
	}

	async #checkAll(): Promise<void> {
		const wallNow = momentOf(this.now());
		const { installation } = this.logs.installation;
		// The first check of a version that masks all posts: what is closed already is masked after a warning too.
		if (installation?.retentionSince === null)
			await this.#send(INSTALLATION, setRetention({ days: this.term.days }), 'masking');
		for (const id of this.logs.incidents()) {
			const incident = this.logs.state(id)?.incident;
			if (this.#stopped) return;
			if (!incident) continue;
			await this.#apply(id, incident, wallNow).catch((error: unknown) => {
				logger.warn(
					{ action: 'retention', object: `incident/${id}`, result: 'failed', err: error },
					'what is over its term could not be forgotten'
				);
			});
		}
	}

	async #apply(id: IncidentId, incident: Readonly<Incident>, wallNow: Moment): Promise<void> {
		const { closed } = incident;
		if (closed && isRetentionOver(incident, this.term, wallNow) && (await this.waiting(id)) > 0)
			await this.#send(id, forgetDeleted({}), closed.wallAt);
		if (closed && isMaskingDue(incident, this.term, wallNow))
			await this.#send(id, startMasking({ again: null }), closed.wallAt);
		const current = this.logs.state(id)?.incident;
		if (current && isBeingMasked(current)) await this.masking.run(id);
	}

	async #send(incident: IncidentId, command: CommandStep, window: string): Promise<void> {
		const id = systemCommandId(incident, command.type, window);
		try {
			await this.executor.execute(incident, { id, ...command }, SYSTEM, null);
		} catch (error) {
			// Somebody reopened or held it meanwhile: the next check decides.
			if (!(error instanceof Refusal)) throw error;
		}
	}
}
