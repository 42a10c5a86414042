/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced whole in raw cells, never changed in place */
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { StoryId } from '$lib/domain/core/ids';
import type { QueueTotals, StoryPage } from '$lib/domain/stories/card';

/** Fetches one page of a list; null is its beginning. */
export type FetchPage = (cursor: string | null) => Promise<StoryPage>;

/** Stories in the order in which they were fetched. Nothing changes that order but fetching anew: what comes in meanwhile is counted elsewhere. */
export class StoryList {
	ids: readonly StoryId[] = $state.raw([]);
	/** As the server counted when the list was fetched; null for a list that has none. */
	totals: QueueTotals | null = $state.raw(null);
	busy = $state(false);
	/** The last attempt came to nothing. */
	failed = $state(false);
	/** Whether it was ever fetched. */
	fetched = $state(false);
	/** The number of the last event when it was fetched: what was looked at before stands in no list of what waits. */
	seq = $state(0);
	/** Where the next page begins; null when there is none. */
	next: string | null = $state(null);
	#held: ReadonlySet<StoryId> = new Set();
	#turn = 0;

	constructor(
		readonly store: IncidentStore,
		public fetchPage: FetchPage
	) {}

	has(id: StoryId): boolean {
		return this.#held.has(id);
	}

	/** Fetches it anew, from the beginning. A later call wins over an earlier one that is still under way. @returns whether it came */
	async load(): Promise<boolean> {
		const turn = (this.#turn += 1);
		this.busy = true;
		const seq = this.store.cursor;
		try {
			const page = await this.fetchPage(null);
			if (turn !== this.#turn) return false;
			this.store.takeCards(page.stories);
			this.seq = seq;
			this.totals = page.totals;
			this.next = page.next;
			this.order(page.stories.map(({ id }) => id));
			this.failed = false;
			this.fetched = true;
			return true;
		} catch {
			if (turn === this.#turn) this.failed = true;
			return false;
		} finally {
			if (turn === this.#turn) this.busy = false;
		}
	}

	/** Fetches the beginning anew and puts below what is not held yet; `seq` stays, so that what was looked at stays so. @returns whether it came */
	async join(): Promise<boolean> {
		const turn = (this.#turn += 1);
		this.busy = true;
		try {
			const page = await this.fetchPage(null);
			if (turn !== this.#turn) return false;
			this.store.takeCards(page.stories);
			this.totals = page.totals;
			this.next = page.next;
			this.order([...this.ids, ...page.stories.map(({ id }) => id).filter((id) => !this.has(id))]);
			return true;
		} catch {
			return false; // Nothing is lost: they are counted, and `N` fetches them.
		} finally {
			if (turn === this.#turn) this.busy = false;
		}
	}

	/** Fetches what comes below, when there is more. */
	async more(): Promise<void> {
		const { next } = this;
		if (next === null || this.busy) return;
		const turn = this.#turn;
		this.busy = true;
		try {
			const page = await this.fetchPage(next);
			if (turn !== this.#turn) return;
			this.store.takeCards(page.stories);
			this.next = page.next;
			this.order([...this.ids, ...page.stories.map(({ id }) => id).filter((id) => !this.has(id))]);
			this.failed = false;
		} catch {
			if (turn === this.#turn) this.failed = true;
		} finally {
			if (turn === this.#turn) this.busy = false;
		}
	}

	/** Puts these in the list, in this order. */
	order(ids: readonly StoryId[]): void {
		this.ids = ids;
		this.#held = new Set(ids);
	}
}
