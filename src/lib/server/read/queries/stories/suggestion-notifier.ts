import type { IncidentId, StoryId } from '$lib/domain/core/ids';

type SuggestionListener = (incident: IncidentId, stories: readonly StoryId[]) => void;

/** Notifies listeners, some time after labels changed, of the shown stories whose proposal changed. */
export class SuggestionNotifier {
	readonly #listeners = new Set<SuggestionListener>();
	readonly #timers = new Map<IncidentId, NodeJS.Timeout>();

	/**
	 * @param delay in milliseconds
	 * @param review updates the proposals of an incident and returns the stories whose proposal changed; never rejects
	 */
	constructor(
		readonly delay: number,
		readonly review: (incident: IncidentId) => Promise<readonly StoryId[]>
	) {}

	listen(listener: SuggestionListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Reviews an incident after the delay; calls during the delay share that review. */
	reviewSoon(incident: IncidentId): void {
		if (this.#timers.has(incident)) return;
		const timer = setTimeout(() => {
			this.#timers.delete(incident);
			void this.#notify(incident);
		}, this.delay);
		this.#timers.set(incident, timer);
	}
	cancel(incident: IncidentId): void {
		clearTimeout(this.#timers.get(incident));
		this.#timers.delete(incident);
	}

	async #notify(incident: IncidentId): Promise<void> {
		const changed = await this.review(incident);
		if (changed.length > 0) for (const listener of this.#listeners) listener(incident, changed);
	}
}
