/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced whole in raw cells, never changed in place */
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { StoryId } from '$lib/domain/core/ids';
import type { QueueTotals, StoryPage } from '$lib/domain/stories/card';

/** Fetches one page of a list; null is the first. */
export type FetchPage = (cursor: string | null) => Promise<Omit<StoryPage, 'seq'>>;

/**
 * Stories in the order in which they were fetched. Only fetching again changes that order: new ones are counted
 * elsewhere.
 */
export class StoryList {
	ids: readonly StoryId[] = $state.raw([]);
	/** The server's count when the list was fetched; null for a list without one. */
	totals: QueueTotals | null = $state.raw(null);
	busy = $state(false);
	/** The last attempt failed. */
	failed = $state(false);
	/** Whether it was ever fetched. */
	fetched = $state(false);
	/**
	 * The number of the last event when it was fetched: a list of waiting stories leaves out those looked at before it.
	 */
	seq = $state(0);
	/** The cursor of the next page; null when there is none. */
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

	/**
	 * Fetches it again, from the beginning. A later call replaces an earlier one that is in flight. @returns whether it
	 * was fetched
	 */
	async load(): Promise<boolean> {
		const turn = (this.#turn += 1);
		this.busy = true;
		const seq = this.store.cursor;
		try {
			const page = await this.store.read(() => this.fetchPage(null));
			if (turn !== this.#turn) return false;
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

	/**
	 * Fetches the beginning again and appends the stories that are missing; `seq` is unchanged, so that those looked at
	 * stay so. @returns whether it was fetched
	 */
	async join(): Promise<boolean> {
		const turn = (this.#turn += 1);
		this.busy = true;
		try {
			const page = await this.store.read(() => this.fetchPage(null));
			if (turn !== this.#turn) return false;
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

	/** Fetches the next page, when there is one. */
	async more(): Promise<void> {
		const { next } = this;
		if (next === null || this.busy) return;
		const turn = this.#turn;
		this.busy = true;
		try {
			const page = await this.store.read(() => this.fetchPage(next));
			if (turn !== this.#turn) return;
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
