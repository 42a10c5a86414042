/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced whole in raw cells, never changed in place */
import type { Desk } from '$lib/desk/desk.svelte';
import { storyIn } from '$lib/desk/outbox/own-commands';
import type { StoreChange } from '$lib/desk/sync/incident-store.svelte';
import type { CommandType } from '$lib/domain/commands';
import type { StoryId } from '$lib/domain/core/ids';
import type { QueueTotals, StoryCard } from '$lib/domain/stories/card';
import type { LookedAt, storyLookedAt } from '$lib/domain/stories/story';
import { StoryList, type FetchPage } from './story-list.svelte';

/**
 * The stories that nobody has looked at. Rows never move by themselves: new stories are counted, and inserted when the
 * user asks for it.
 */
export class Queue {
	readonly list: StoryList;
	/** Stories that started to wait since the list was fetched. */
	#fresh: ReadonlySet<StoryId> = $state.raw(new Set());
	/** Frames left out cards since then, so only the server's count is complete. */
	#hasMissedFrames = $state(false);
	/** Stories that were looked at since then, by anybody. */
	#lookedAt: ReadonlySet<StoryId> = $state.raw(new Set());
	/** What changed while the list was being fetched: the answer may be older. */
	#duringFetch: StoreChange[] = [];

	/** The number of stories that started to wait since then. */
	readonly fresh = $derived.by(() => this.#countFresh());
	/**
	 * The number of waiting stories, including new ones, without those that this person handled in a command that is not
	 * saved yet. Null until the server has counted.
	 */
	readonly waiting = $derived.by(() => this.#countWaiting());
	/** Since when the oldest one waits. */
	readonly oldest = $derived.by(() => this.#totals()?.oldest ?? null);

	constructor(
		readonly desk: Desk,
		fetchPage: FetchPage
	) {
		this.list = new StoryList(desk.store, fetchPage);
	}

	/** Removes handled stories and inserts new ones. @returns whether the list was fetched */
	async load(): Promise<boolean> {
		if (!this.list.busy) this.#duringFetch = [];
		if (!(await this.list.load())) return false;
		this.#fresh = new Set();
		this.#lookedAt = new Set();
		this.#hasMissedFrames = false;
		this.#takeAgain();
		return true;
	}

	/**
	 * Appends new stories; the rest stays unchanged. A listed story that waits again is not moved until the user reloads.
	 */
	async join(): Promise<void> {
		if (![...this.#fresh].some((id) => !this.list.has(id))) return;
		if (!this.list.busy) this.#duringFetch = [];
		if (!(await this.list.join())) return;
		this.#fresh = new Set([...this.#fresh].filter((id) => this.list.has(id) && this.handledMark(id) !== null));
		this.#takeAgain();
	}
	#takeAgain(): void {
		const changes = this.#duringFetch;
		this.#duringFetch = [];
		for (const change of changes) this.take(change);
	}

	/** Call when frames were missed: from now on the server's count is used. */
	missed(): void {
		this.#hasMissedFrames = true;
	}
	take(change: StoreChange): void {
		if (this.list.busy) this.#duringFetch.push(change);
		if (!this.list.fetched) return;
		const { events, stories, more } = change;
		if (more > 0) this.#hasMissedFrames = true;
		const lookedAtIds = events.flatMap(({ type, data }) => (type === LOOKED_AT_EVENT ? (storyIn(data) ?? []) : []));
		if (lookedAtIds.length > 0) this.#lookedAt = new Set([...this.#lookedAt, ...lookedAtIds]);
		const waiting = stories.filter((card) => this.#hasArrived(card)).map(({ id }) => id);
		const arrived = waiting.filter((id) => !this.#fresh.has(id));
		// One that was looked at and waits again in the same change stays.
		const removed = [...lookedAtIds, ...stories.filter((card) => !card.waiting).map(({ id }) => id)].filter(
			(id) => this.#fresh.has(id) && !waiting.includes(id)
		);
		if (arrived.length + removed.length === 0) return;
		this.#fresh = new Set([...this.#fresh, ...arrived].filter((id) => !removed.includes(id)));
	}

	/** How a story of this list was handled since the list was fetched; null while it waits. */
	handledMark(id: StoryId): Readonly<LookedAt> | null {
		const mark = this.desk.store.state.labels.get(id)?.looked;
		return mark && mark.seq > this.list.seq ? mark : null;
	}

	#totals(): QueueTotals | null {
		return this.desk.store.figures?.queue ?? this.list.totals;
	}
	#countWaiting(): number | null {
		const totals = this.#totals();
		if (!totals) return null;
		const mine = this.desk.waiting.filter(({ type }) => type === LOOK_COMMAND).length;
		return Math.max(0, totals.waiting - mine);
	}
	/** Counted by id; if cards were left out, derived from the server's count. */
	#countFresh(): number {
		const { figures } = this.desk.store;
		const { totals } = this.list;
		if (!this.#hasMissedFrames || !figures || !totals) return this.#fresh.size;
		const handled = [...this.#lookedAt].filter((id) => this.handledMark(id) !== null);
		return Math.max(this.#fresh.size, figures.queue.waiting - Math.max(0, totals.waiting - handled.length));
	}

	/** Whether it waits and is not in the list, or is listed as handled and waits again. Calls for help do not count. */
	#hasArrived({ id, waiting, help, helpState }: StoryCard): boolean {
		const inStrip = helpState === 'pinned' || (help !== null && helpState === null);
		if (!waiting || this.desk.store.mergedInto(id) !== null || inStrip) return false;
		return !this.list.has(id) || this.handledMark(id) !== null;
	}
}

const LOOK_COMMAND: CommandType = 'story.markLookedAt';
const LOOKED_AT_EVENT: typeof storyLookedAt.type = 'story.lookedAt';
