import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { ReadState } from '$lib/domain/core/state';
import { incidentClosed } from '$lib/domain/incident/incident';
import { logRedacted } from '$lib/domain/incident/redaction';
import type { ReadLogs } from '$lib/server/log/tail';
import { whileUsed } from '$lib/server/operations/while-used';
import { momentAt, type ReadingContext } from '$lib/server/queries/reading-context';
import { Stories } from '$lib/server/queries/stories/stories';
import type { Reports } from '$lib/server/report/reports';
import { foldedUpTo, storeStoryVersions } from './story-versions';

/** A closed incident as it was at a moment on its clock. */
export interface PastMoment {
	readonly incident: IncidentId;
	readonly moment: Moment;
	/** The number of the last event by then. */
	readonly place: number;
	/** The wall's moment of that event. */
	readonly wall: Moment;
	readonly state: ReadState;
}

/** Reads closed incidents as they were: the same queries as for a live one, on the tables as they stood. */
export class LookBack {
	/** A screen asks several things of one moment. */
	readonly #moments = new LRUCache<string, PastMoment>({ ...whileUsed(5), max: 50 });
	/** One at a time in this process: each holds the posts and lines of its incident in memory. */
	readonly #folding = new KeyedQueue<'fold'>();
	/** How often moments were dropped: what was read before that is not kept. */
	#dropped = 0;

	/** @param folding its statements may take long, and wait for another process that folds */
	constructor(
		readonly sql: Sql,
		readonly folding: Sql,
		readonly logs: ReadLogs,
		readonly reports: Pick<Reports, 'placeAt' | 'stateAt'>
	) {}

	/** Versions that were made with a line that was removed since are made again. @returns to stop */
	follow(): () => void {
		return this.logs.listen({
			lines: (log, lines) => {
				if (lines.some(({ type }) => type === logRedacted.type)) void this.#forget(log);
			},
			reloaded: () => this.#drop()
		});
	}

	/** @throws Refusal `incident.notClosed` */
	async at(incident: IncidentId, asked: Moment): Promise<PastMoment> {
		const closed = this.logs.state(incident)?.incident?.closed;
		if (!closed) throw new Refusal('incident.notClosed');
		const moment = asked < closed.at ? asked : closed.at;
		const key = `${incident} ${closed.wallAt} ${moment}`;
		const held = this.#moments.get(key);
		if (held) return held;
		const dropped = this.#dropped;
		const end = await this.#end(incident);
		await this.#folded(incident, end);
		const place = Math.min(end, await this.reports.placeAt(incident, moment));
		const [line] = await this.sql<
			{ at: Date }[]
		>`select at from event where log_id = ${incident} and seq = ${Math.max(1, place)}`;
		const past = {
			...{ incident, moment, place, wall: line ? momentAt(line.at) : momentOf(Date.now()) },
			state: await this.reports.stateAt(incident, place)
		};
		if (dropped === this.#dropped) this.#moments.set(key, past);
		return past;
	}

	/** Reads at such a moment; nothing that came later is in the answer. */
	async read<T>(
		{ incident, moment, place, state }: PastMoment,
		read: (stories: Stories, reading: ReadingContext) => Promise<T>
	): Promise<T> {
		const { answer } = await this.sql.begin('isolation level repeatable read read only', async (tx) => {
			// Planned for this incident, with room to sort all its stories in memory.
			await tx`
				select set_config('search_path', 'past, public', true), set_config('past.place', ${String(place)}, true),
					set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true)`;
			// A service of its own: what others keep in memory is of today. Proposals of the machine were not recorded.
			return { answer: await read(new Stories(tx), { sql: tx, incident, state, now: moment }) };
		});
		return answer;
	}

	/** The number with which it was closed. */
	async #end(incident: IncidentId): Promise<number> {
		const [row] = await this.sql<{ seq: number | null }[]>`
			select max(seq) as seq from event where log_id = ${incident} and type = ${incidentClosed.type}`;
		return row?.seq ?? this.logs.seq(incident);
	}
	async #folded(incident: IncidentId, end: number): Promise<void> {
		if ((await foldedUpTo(this.sql, incident)) >= end) return;
		await this.#folding.run('fold', () => storeStoryVersions(this.folding, incident, end));
	}
	#drop(): void {
		this.#dropped += 1;
		this.#moments.clear();
	}
	async #forget(incident: IncidentId): Promise<void> {
		this.#drop();
		await this.#folding.run('fold', () => this.sql`delete from past.folded where incident_id = ${incident}`);
	}
}
