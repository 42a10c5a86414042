/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced whole in raw cells, never changed in place */
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { StoryList, type FetchPage } from './story-list.svelte';

/** The minimum time between two fetches, in milliseconds. */
const fetchInterval = 2_000;
/** The maximum number of stories while following; scrolling down loads more. */
const maxStories = 200;

/**
 * Stories with the newest on top. The list follows until the user selects, scrolls or points at something: then rows no
 * longer move and new stories are only counted.
 */
export class LiveStories {
	readonly list: StoryList;
	reading = $state(false);
	/** Stories that changed while the user read. */
	arrived: ReadonlySet<StoryId> = $state.raw(new Set());
	#fetchTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #newest = new Map<StoryId, string>();
	/** What arrived while the list was being fetched: the answer may be older. */
	#duringFetch: StoryCard[] = [];

	constructor(
		readonly store: IncidentStore,
		fetchPage: FetchPage
	) {
		this.list = new StoryList(store, fetchPage);
	}

	stop(): void {
		clearTimeout(this.#fetchTimer);
	}
	read(): void {
		this.reading = true;
	}
	/** Returns to the newest stories and follows again. */
	async follow(): Promise<void> {
		this.reading = false;
		this.arrived = new Set();
		await this.#load();
	}

	/**
	 * Takes changed stories; those with a new post move to the top or are counted. @param more the number of other changed
	 * stories, without a card: if there are any, the list is fetched
	 */
	take(cards: readonly StoryCard[], more: number): void {
		if (!this.list.fetched && !this.list.busy) return;
		if (more > 0 && !this.reading) this.#fetchSoon();
		const fresh = cards.filter(({ id, newestAt, mergedInto }) => {
			const newer = mergedInto === null && this.#newest.get(id) !== newestAt;
			this.#newest.set(id, newestAt);
			return newer;
		});
		if (this.list.busy) this.#duringFetch.push(...fresh);
		if (fresh.length === 0 || !this.list.fetched) return;
		if (this.reading) this.arrived = new Set([...this.arrived, ...fresh.map(({ id }) => id)]);
		else this.#moveToTop(fresh);
	}

	#fetchSoon(): void {
		this.#fetchTimer ??= setTimeout(() => {
			this.#fetchTimer = undefined;
			if (!this.reading) void this.#load();
		}, fetchInterval);
	}
	async #load(): Promise<void> {
		if (!this.list.busy) this.#duringFetch = [];
		if (!(await this.list.load())) return;
		const late = new Map(this.#duringFetch.map((card) => [card.id, card]));
		this.#duringFetch = [];
		this.#moveToTop([...late.values()]);
	}
	#moveToTop(fresh: readonly StoryCard[]): void {
		const ids = [...fresh].sort((a, b) => (a.newestAt < b.newestAt ? 1 : -1)).map(({ id }) => id);
		const moved = new Set(ids);
		this.list.order([...ids, ...this.list.ids.filter((id) => !moved.has(id))].slice(0, maxStories));
	}
}
