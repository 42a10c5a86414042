import { subMinutes } from 'date-fns';
import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { figuresOf, type LiveFigures } from '$lib/domain/report/live-figures';
import { momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { incidentOpened } from '$lib/domain/incident/incident';
import { trendOf } from '$lib/domain/stories/trend';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import type { Reports } from '$lib/server/read/report/reports';

/** How long readers share the same figures; making them takes at most a fifth of a processor. */
const RECOUNT_PACE = { shortest: 2_500, rest: 5, longest: 10_000 };

/** The current figures, computed while somebody reads and never once per reader, by the same rules as the report. */
export class LiveFigureCache {
	readonly #figures = new LRUCache<IncidentId, SingleFlight<LiveFigures>>(whileUsed(15));

	constructor(
		readonly sql: Sql,
		readonly reports: Pick<Reports, 'draft'>
	) {}

	/**
	 * The previous figures where new ones cannot be made: their moment shows the age.
	 * @throws when there never were any
	 */
	figures(incident: IncidentId): Promise<LiveFigures> {
		const figures = this.#figures.get(incident) ?? new SingleFlight(() => this.#make(incident), RECOUNT_PACE);
		this.#figures.set(incident, figures);
		return figures.get();
	}

	async #make(incident: IncidentId): Promise<LiveFigures> {
		const made = momentOf(Date.now());
		const { report, moment } = await this.reports.draft(incident);
		const { now, before, earlier, comparable } = await postsOf(this.sql, incident, moment);
		return { moment, made, posts: { now, trend: trendOf(now, before, earlier, comparable) }, ...figuresOf(report) };
	}
}

/**
 * Posts of the last thirty minutes, of the thirty before, and whether there were earlier ones; the backlog is excluded.
 * `comparable`: the incident had started an hour ago.
 */
interface PostCounts {
	readonly now: number;
	readonly before: number;
	readonly earlier: number;
	readonly comparable: boolean;
}

async function postsOf(sql: Sql, incident: IncidentId, moment: Moment): Promise<PostCounts> {
	const [half, hour] = [subMinutes(moment, 30), subMinutes(moment, 60)];
	const [row] = await sql<PostCounts[]>`
		select count(*) filter (where at > ${half})::int as now, count(*) filter (where at <= ${half})::int as before,
			(exists (select from post where incident_id = ${incident} and at <= ${hour} and not backlog))::int as earlier,
			not exists (select from event where log_id = ${incident} and type = ${incidentOpened.type} and data->>'start' > ${hour.toISOString()}) as comparable
		from post where incident_id = ${incident} and at > ${hour} and at <= ${moment} and not backlog`;
	return row ?? { now: 0, before: 0, earlier: 0, comparable: false };
}
