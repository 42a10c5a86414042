import type { Sql } from 'postgres';
import { figuresOf, type LiveFigures } from '$lib/domain/live-figures';
import { momentOf, type IncidentId, type Moment } from '$lib/domain/ids';
import { trendOf } from '$lib/domain/trend';
import type { Reports } from '../report/reports';

/** So long are figures good for all who look, in milliseconds; longer where making them takes long, so that it costs a fifth of a processor at most. */
const FRESH = 2_500;
const REST = 5;

/** The figures of this moment, made while somebody looks and never once per reader, by the same rules as the report. */
export class Live {
	readonly #held = new Map<IncidentId, { until: number; figures: Promise<LiveFigures>; last: LiveFigures | null }>();

	constructor(
		readonly sql: Sql,
		readonly reports: Pick<Reports, 'draft'>
	) {}

	/** The last ones where new ones cannot be made: their moment says how old they are. @throws when there never were any */
	async figures(incident: IncidentId): Promise<LiveFigures> {
		const held = this.#held.get(incident);
		if (held && performance.now() < held.until) return held.figures;
		const began = performance.now();
		const last = held?.last ?? null;
		const figures = this.#make(incident).catch((error: unknown) => {
			if (last) return last;
			throw error;
		});
		const kept = { until: Infinity, figures, last };
		this.#held.set(incident, kept);
		try {
			kept.last = await figures;
		} finally {
			kept.until = Math.max(began + FRESH, performance.now() + (performance.now() - began) * REST);
		}
		return figures;
	}

	async #make(incident: IncidentId): Promise<LiveFigures> {
		const made = momentOf(Date.now());
		const { report, moment } = await this.reports.draft(incident);
		const { now, before, earlier } = await this.#posts(incident, moment);
		return { moment, made, posts: { now, trend: trendOf(now, before, earlier) }, ...figuresOf(report) };
	}

	/** Those of the last thirty minutes, of the thirty before, and whether there were any earlier; what is older than the incident is none of them. */
	async #posts(incident: IncidentId, moment: Moment): Promise<{ now: number; before: number; earlier: number }> {
		const at = Date.parse(moment);
		const [half, hour] = [new Date(at - 30 * 60_000), new Date(at - 60 * 60_000)];
		const [row] = await this.sql<{ now: number; before: number; earlier: number }[]>`
			select count(*) filter (where at > ${half})::int as now, count(*) filter (where at <= ${half})::int as before,
				(exists (select from post where incident_id = ${incident} and at <= ${hour} and not backlog))::int as earlier
			from post where incident_id = ${incident} and at > ${hour} and at <= ${moment} and not backlog`;
		return row ?? { now: 0, before: 0, earlier: 0 };
	}
}
