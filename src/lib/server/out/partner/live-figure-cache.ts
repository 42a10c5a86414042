import { LRUCache } from 'lru-cache';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { figuresOf, type LiveFigures } from '$lib/domain/report/live-figures';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import type { Reports } from '$lib/server/read/report/reports';

/** How long readers share the same figures; making them takes at most a fifth of a processor. */
const RECOUNT_PACE = { minFresh: 2_500, restFactor: 5, maxRest: 10_000 };

/** The current figures, computed while somebody reads and never once per reader, by the same rules as the report. */
export class LiveFigureCache {
	readonly #figures = new LRUCache<IncidentId, SingleFlight<LiveFigures>>(whileUsed(15));

	constructor(readonly reports: Pick<Reports, 'draft'>) {}

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
		const { report } = await this.reports.draft(incident);
		return { ...figuresOf(report), made };
	}
}
