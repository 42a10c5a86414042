/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced whole in raw cells, never changed in place */
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { StoryId } from '$lib/domain/core/ids';
import type { QueueTotals, StoryPage } from '$lib/domain/stories/card';

/** Fetches one page of a list; null is the first. */
export type FetchPage = (cursor: string | null) => Promise<Omit<StoryPage, 'seq'>>;

/**
 * Stories in the order in which they were fetched. Only fetching again changes the order.
 */
export class StoryList {
	ids: readonly StoryId[] = $state.raw([]);
	/** The server's counts when the list was fetched; null for a list without counts. */
	totals: QueueTotals | null = $state.raw(null);
	busy = $state(false);
	/** The last attempt failed. */
	failed = $state(false);
	/** Whether it was ever fetched. */
	fetched = $state(false);
	/**
	 * The number of the last event when the list was fetched: stories that were handled before it are not listed as waiting.
	 */
	seq = $state(0);
	/** The cursor of the next page; null when there is none. */
	next: string | null = $state(null);
	#idSet: ReadonlySet<StoryId> = new Set();
	#requestId = 0;

	constructor(
		readonly store: IncidentStore,
		public fetchPage: FetchPage
	) {}

	has(id: StoryId): boolean {
		return this.#idSet.has(id);
	}

	/**
	 * Fetches the list from the beginning. A later call cancels an earlier one that is in flight. @returns whether it was
	 * fetched
	 */
	async load(): Promise<boolean> {
		const requestId = (this.#requestId += 1);
		this.busy = true;
		const seq = this.store.cursor;
		try {
			const page = await this.store.read(() => this.fetchPage(null));
			if (requestId !== this.#requestId) return false;
			this.seq = seq;
			this.totals = page.totals;
			this.next = page.next;
			this.order(page.stories.map(({ id }) => id));
			this.failed = false;
			this.fetched = true;
			return true;
		} catch {
			if (requestId === this.#requestId) this.failed = true;
			return false;
		} finally {
			if (requestId === this.#requestId) this.busy = false;
		}
	}

	/**
	 * Fetches the first page again and appends stories that are missing; `seq` is unchanged, so that handled stories stay
	 * marked. @returns whether it was fetched
	 */
	async join(): Promise<boolean> {
		const requestId = (this.#requestId += 1);
		this.busy = true;
		try {
			const page = await this.store.read(() => this.fetchPage(null));
			if (requestId !== this.#requestId) return false;
			this.totals = page.totals;
			this.next = page.next;
			this.order([...this.ids, ...page.stories.map(({ id }) => id).filter((id) => !this.has(id))]);
			return true;
		} catch {
			return false; // No harm: new stories are still counted, and `N` fetches them.
		} finally {
			if (requestId === this.#requestId) this.busy = false;
		}
	}

	/** Fetches the next page, if there is one. */
	async more(): Promise<void> {
		const { next } = this;
		if (next === null || this.busy) return;
		const requestId = this.#requestId;
		this.busy = true;
		try {
			const page = await this.store.read(() => this.fetchPage(next));
			if (requestId !== this.#requestId) return;
			this.next = page.next;
			this.order([...this.ids, ...page.stories.map(({ id }) => id).filter((id) => !this.has(id))]);
			this.failed = false;
		} catch {
			if (requestId === this.#requestId) this.failed = true;
		} finally {
			if (requestId === this.#requestId) this.busy = false;
		}
	}

	/** Replaces the list by these stories, in this order. */
	order(ids: readonly StoryId[]): void {
		this.ids = ids;
		this.#idSet = new Set(ids);
	}
}
