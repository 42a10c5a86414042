import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { StoryId } from '$lib/domain/core/ids';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { HelpStrip } from '$lib/desk/stream/help/help-strip.svelte';

/** The minimum time between two fetches of the visible cards, in milliseconds. */
const cardFetchInterval = 2_500;
/** The maximum number of cards in one answer of the server. */
const maxCardsPerAnswer = 50;

type StoreChange = Parameters<Parameters<Desk['store']['listen']>[0]>[0];

/** Fetches cards again: the visible ones when they changed, and all when earlier posts were forgotten or masked. */
export class CardRefresh {
	/** Stories whose card may still quote forgotten posts. */
	readonly #outdated = new Set<StoryId>();
	/** The stories whose rows are rendered, with the number of rows. */
	readonly #rendered = new Map<StoryId, number>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		readonly desk: Desk,
		readonly reads: IncidentReads,
		readonly strip: HelpStrip,
		/** Called when outdated cards were replaced. */
		readonly replaced: () => void
	) {}
	stop(): void {
		clearTimeout(this.#timer);
		this.#outdated.clear();
	}

	/** Call when a row is rendered. @returns a function to call when it is removed */
	trackRendered(id: StoryId): () => void {
		this.#rendered.set(id, (this.#rendered.get(id) ?? 0) + 1);
		return () => {
			const remainingRows = (this.#rendered.get(id) ?? 1) - 1;
			if (remainingRows > 0) this.#rendered.set(id, remainingRows);
			else this.#rendered.delete(id);
		};
	}

	/** Stories may have changed without a card: many posts, or no socket. */
	take({ more, events }: Pick<StoreChange, 'more' | 'events'>): void {
		if (more > 0) this.#scheduleFetch();
		if (!events.some(({ type }) => changesEarlierPosts.has(type))) return;
		// Every card, visible or not: forgotten texts must not remain in an open page.
		for (const id of this.desk.store.cards.keys()) this.#outdated.add(id);
		void this.#fetchOutdated();
	}
	/** Fetches the visible cards again, at a limited rate. */
	#scheduleFetch(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			void this.now();
		}, cardFetchInterval);
	}
	/** Fetches the visible cards again. */
	async now(): Promise<void> {
		const shown = [...new Set([...this.strip.ids, ...this.#rendered.keys()])].slice(0, maxCardsPerAnswer);
		await Promise.all([
			shown.length > 0 ? this.desk.store.read(() => this.reads.cards(shown)).catch(() => null) : null,
			this.strip.load().catch(() => undefined),
			this.#fetchOutdated()
		]);
	}

	/** After a failure it is tried again with the visible cards; when offline, after the reconnect. */
	async #fetchOutdated(): Promise<void> {
		try {
			await this.#replaceOutdated();
		} catch {
			const { status } = this.desk.connection;
			if (status !== 'offline' && status !== 'ended') this.#scheduleFetch();
		}
	}
	async #replaceOutdated(): Promise<void> {
		while (this.#outdated.size > 0) {
			const ids = [...this.#outdated].slice(0, maxCardsPerAnswer);
			const { stories } = await this.desk.store.read(() => this.reads.cards(ids));
			const found = new Set(stories.map(({ id }) => id));
			for (const id of ids) {
				this.#outdated.delete(id);
				if (!found.has(id)) this.desk.store.cards.delete(id);
			}
			this.replaced();
		}
	}
}
