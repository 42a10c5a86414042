/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced whole in raw cells, never changed in place */
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { StoryList, type FetchPage } from './story-list.svelte';

/** The least time between two fetches of stories without cards, in milliseconds. */
const pause = 2_000;
/** The most stories in Live while it follows; scrolling down loads more. */
const most = 200;

/**
 * The newest on top. It follows as long as nobody reads: once the user selects, scrolls or points at something, nothing
 * moves any more, and new stories are counted.
 */
export class LiveStories {
	readonly list: StoryList;
	reading = $state(false);
	/** Stories that changed while the user read. */
	arrived: ReadonlySet<StoryId> = $state.raw(new Set());
	#soon: ReturnType<typeof setTimeout> | undefined;
	readonly #newest = new Map<StoryId, string>();

	constructor(
		readonly store: IncidentStore,
		fetchPage: FetchPage
	) {
		this.list = new StoryList(store, fetchPage);
	}

	stop(): void {
		clearTimeout(this.#soon);
	}
	read(): void {
		this.reading = true;
	}
	/** Back to the newest. */
	async follow(): Promise<void> {
		this.reading = false;
		this.arrived = new Set();
		await this.list.load();
	}

	/**
	 * Stories that changed; those with a new post count. @param more stories changed besides, without a card: then the
	 * list is fetched
	 */
	take(cards: readonly StoryCard[], more: number): void {
		if (!this.list.fetched) return;
		if (more > 0 && !this.reading) this.#fetchSoon();
		const fresh = cards.filter(({ id, newestAt, mergedInto }) => {
			const newer = mergedInto === null && this.#newest.get(id) !== newestAt;
			this.#newest.set(id, newestAt);
			return newer;
		});
		if (fresh.length === 0) return;
		if (this.reading) this.arrived = new Set([...this.arrived, ...fresh.map(({ id }) => id)]);
		else this.#rise(fresh);
	}

	#fetchSoon(): void {
		this.#soon ??= setTimeout(() => {
			this.#soon = undefined;
			if (!this.reading) void this.list.load();
		}, pause);
	}
	#rise(fresh: readonly StoryCard[]): void {
		const up = [...fresh].sort((a, b) => (a.newestAt < b.newestAt ? 1 : -1)).map(({ id }) => id);
		const risen = new Set(up);
		this.list.order([...up, ...this.list.ids.filter((id) => !risen.has(id))].slice(0, most));
	}
}
