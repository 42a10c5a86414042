import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { SavedSearchId } from '$lib/domain/core/ids';
import { searchesOf, type SearchCounts } from '$lib/domain/posts/search/saved-search';

/** The minimum time between two counts, in milliseconds: the server does not count more often. */
const countInterval = 10_000;

type Count = SearchCounts['counts'][number];

/** This person's saved searches in this incident, with the number of stories that each finds. */
export class SavedSearches {
	readonly all = $derived.by(() => searchesOf(this.desk.store.state, this.desk.person.id));
	#counts: readonly Count[] = $state.raw([]);
	#countedAt = -Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		readonly desk: Desk,
		readonly reads: Pick<IncidentReads, 'searchCounts'>
	) {}

	/** Null until counted. */
	countOf(id: SavedSearchId): Count | null {
		return this.#counts.find(({ search }) => search === id) ?? null;
	}
	/** Call when stories changed: counts again soon, at a limited rate. */
	changed(): void {
		if (this.all.length === 0) return;
		this.#timer ??= setTimeout(
			() => void this.#fetch(),
			Math.max(200, this.#countedAt + countInterval - performance.now())
		);
	}
	stop(): void {
		clearTimeout(this.#timer);
	}

	async #fetch(): Promise<void> {
		this.#countedAt = performance.now();
		const found = await this.reads.searchCounts().catch(() => null);
		this.#timer = undefined;
		if (found) this.#counts = found;
	}
}
