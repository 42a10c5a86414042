import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { isKeptApart } from '$lib/domain/stories/apart';
import type { MaybeHint, PerhapsSame, StoryCard } from '$lib/domain/stories/card';
import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { PostId, FindingKind, StoryId } from '$lib/domain/core/ids';
import { colleaguesAt } from '$lib/desk/colleagues';
import { HelpStrip } from './help/help-strip.svelte';
import { FrozenProposals } from './story/frozen-proposals.svelte';
import { hintsLeft } from './story/hints';
import { Labelling } from './labels/labelling';
import { CardRefresh } from './list/card-refresh';
import type { SnoozedStories } from './list/snoozed-stories.svelte';
import { StreamLists, type View, type ViewSubject } from './list/stream-lists.svelte';
import { PostsAhead } from './story/posts-ahead';
import { Several } from './labels/several.svelte';

/** How many minutes `S` snoozes a story: when pressed once, and when pressed again. */
export const SNOOZE_MINUTES = [10, 30] as const;

/**
 * The state of the stream page: which story is selected and what is open. The lists and the refreshing of their cards
 * have their own files; decisions go through the desk.
 */
export class Stream {
	view: View = $state('waiting');
	#selectedId: StoryId | null = $state(null);
	/** Null when the selected story is no longer shown: keys must not act on a story that is not on screen. */
	readonly selected = $derived.by(() =>
		this.#selectedId !== null && this.walk.includes(this.#selectedId) ? this.#selectedId : null
	);
	/** Stories whose posts are shown in their row. */
	readonly #open = new SvelteSet<StoryId>();
	/** The selected story has its own column, so nothing opens in the rows. Set by the page. */
	hasStoryColumn = $state(false);
	/** That column covers the findings. */
	isEnlarged = $state(false);
	/** The picker of a kind of finding, or of all, is open for the selected story. */
	picking: FindingKind | 'any' | null = $state(null);
	/** The merge picker is open for the selected story. */
	merging = $state(false);
	/** The post whose answer form opens as soon as the post is shown. */
	answering: PostId | null = $state(null);
	/** The story for which a dialog asks whether the control room was informed. */
	confirmingHelp: StoryId | null = $state(null);
	/** The last action and its time on this device's clock: its undo button is shown for ten seconds. */
	lastAction: { readonly story: StoryId } | null = $state.raw(null);

	readonly lists: StreamLists;
	readonly strip: HelpStrip;
	readonly refreshing: CardRefresh;
	readonly labelling: Labelling;
	readonly several = new Several();
	/** Prefetches the posts of the next story while this one is read. */
	readonly ahead: PostsAhead;
	/** Set by the page: scrolls a story to the reading position (`rest`) or just into view (`sight`), and focuses it. */
	show: (id: StoryId, at: 'rest' | 'sight') => void = () => undefined;

	readonly list = $derived.by(() => this.lists.of(this.view));
	/** The rows of the list, without calls for help, which are in their strip only. */
	readonly listed = $derived.by(() => this.list.ids.filter((id) => !this.strip.has(id)));
	/** The number of handled rows above the first one that waits. */
	readonly lookedAbove = $derived.by(() => {
		if (this.view !== 'waiting') return 0;
		const firstWaiting = this.listed.findIndex(
			(id) => id === this.selected || this.waits(id) || this.lists.queue.handledMark(id) === null
		);
		return firstWaiting < 0 ? this.listed.length : firstWaiting;
	});
	/** The stories that `J` and `K` step through: calls for help first, then the list. */
	readonly walk = $derived.by(() => [...this.strip.ids, ...this.listed]);
	/** The stories on which a label key acts: all selected rows, else the one. */
	readonly targets = $derived.by((): readonly StoryId[] =>
		this.several.ids.length > 0 ? this.several.ids : this.selected === null ? [] : [this.selected]
	);
	readonly #frozen: FrozenProposals;
	/** The card of the selected story, with its proposals frozen. */
	readonly card = $derived.by(() =>
		this.#frozen.freeze(this.selected === null ? undefined : this.desk.store.cards.get(this.selected))
	);
	readonly #stop: () => void;

	constructor(
		readonly desk: Desk,
		readonly reads: IncidentReads,
		readonly later: SnoozedStories
	) {
		this.lists = new StreamLists(desk, reads, later);
		this.strip = new HelpStrip(desk, reads);
		this.ahead = new PostsAhead({
			posts: (story, limit) => reads.posts(story, null, limit),
			card: (story) => desk.store.cards.get(story),
			forgotten: () => desk.store.forgotten
		});
		this.labelling = new Labelling(desk, (answers) => void this.several.follow(answers));
		this.#frozen = new FrozenProposals((card) => this.perhapsSame(card) !== null);
		this.refreshing = new CardRefresh(desk, reads, this.strip, () => this.#frozen.release());
		const stopListening = desk.store.listen((change) => {
			this.lists.take(change, this.view);
			this.strip.take(change.stories);
			this.refreshing.take(change);
			this.#fillEmpty();
		});
		const releaseCards = desk.store.need((id) => id === this.selected || this.strip.has(id) || this.lists.has(id));
		this.#stop = () => {
			stopListening();
			releaseCards();
			this.lists.stop();
			this.refreshing.stop();
		};
	}
	stop(): void {
		this.#stop();
	}

	async showView(view: View, subject: ViewSubject): Promise<void> {
		this.view = view;
		this.several.clear();
		this.closeAll();
		await this.lists.load(view, subject);
		if (view !== 'live') this.selectFirst();
	}

	/** `N`: removes handled stories and inserts new ones; in other views it fetches the list again. */
	async loadNew(): Promise<void> {
		if (this.view === 'live') {
			this.#selectedId = null;
			await this.lists.live.follow();
			return;
		}
		if (this.view !== 'waiting') return this.list.load().then(() => undefined);
		this.closeAll();
		await this.#loadQueue();
	}
	/** Selects only if nothing was opened meanwhile, since that has the keyboard focus. */
	async #loadQueue(): Promise<void> {
		if ((await this.lists.queue.load()) && !this.#isAsking) this.select(this.selected ?? this.#firstWaiting());
	}

	/** When no listed story waits, new ones are shown at once below the handled ones: no waiting row can move. */
	#fillEmpty(): void {
		const { list, fresh } = this.lists.queue;
		if (this.view !== 'waiting' || !list.fetched || list.busy || list.next !== null || fresh === 0) return;
		if (list.ids.length === 0) void this.#loadQueue();
		else if (list.ids.every((id) => this.lists.queue.handledMark(id) !== null || this.merged(id) !== null))
			void this.lists.queue.join();
	}

	/** After a reconnect, because frames were missed: fetches the visible cards again and keeps the order. */
	async refresh(): Promise<void> {
		await this.refreshing.now();
		if (!this.list.fetched || this.list.failed) await this.loadAgain();
		this.lists.queue.missed();
	}
	/** Fetches a list again that failed to load. */
	async loadAgain(): Promise<void> {
		await this.list.load();
		if (this.view !== 'live') this.selectFirst();
	}

	/**
	 * Selects one row, also when several were selected. Selecting counts as reading: Live stops moving.
	 * @param at `sight` for a click, so that the row does not move away from under the pointer
	 */
	select(id: StoryId | null, at: 'rest' | 'sight' = 'rest'): void {
		this.several.clear();
		this.#moveTo(id, at);
	}
	/** Extends the selection to this row. Calls for help are not included: they are settled one by one. */
	extendTo(id: StoryId, at: 'rest' | 'sight' = 'rest'): void {
		const from = this.selected;
		if (from === null || this.strip.has(from) || this.strip.has(id)) {
			this.select(id, at);
			return;
		}
		this.several.extend(this.listed, from, id, (row) => this.#canBeLabelled(row));
		this.#moveTo(id, at);
	}
	/** Extends the selection by the previous or next row. */
	extend(by: 1 | -1): void {
		const next = this.selected === null ? undefined : this.listed[this.listed.indexOf(this.selected) + by];
		if (next) this.extendTo(next);
	}
	#moveTo(id: StoryId | null, at: 'rest' | 'sight'): void {
		if (id !== this.selected) {
			this.picking = null;
			this.merging = false;
		}
		this.#selectedId = id;
		if (id === null) return;
		if (this.view === 'live') this.lists.live.read();
		this.desk.connection.setFocus({ story: id });
		this.show(id, at);
	}
	selectFirst(): void {
		if (this.selected !== null) return;
		const firstWaiting = this.#firstWaiting();
		this.#selectedId = firstWaiting;
		this.desk.connection.setFocus(firstWaiting === null ? null : { story: firstWaiting });
	}
	/** Selects the previous or next story, handled or not. */
	step(by: 1 | -1): void {
		const at = this.selected === null ? -1 : this.walk.indexOf(this.selected);
		const next = at < 0 ? this.#firstWaiting() : this.walk[at + by];
		if (next) this.select(next);
		if (by === 1 && at > this.walk.length - 10) void this.list.more();
	}
	/**
	 * Selects the next waiting story that no colleague has in focus: below, else from the top. If colleagues have all of
	 * them in focus, the next of those. Without a waiting story the selection stays.
	 */
	selectNext(): void {
		const at = this.selected === null ? -1 : this.walk.indexOf(this.selected);
		const waiting = [...this.walk.slice(at + 1), ...this.walk.slice(0, Math.max(0, at))].filter((id) => this.waits(id));
		const next = waiting.find((id) => colleaguesAt(this.desk, { story: id }).length === 0) ?? waiting[0];
		if (next) this.select(next);
		// A dismissed call has left the strip.
		else if (at < 0) this.select(this.#firstWaiting());
		if (at > this.walk.length - 10) void this.list.more();
	}

	/** Selects the next story if this one is still selected, even if it is no longer shown. */
	leave(id: StoryId): void {
		if (this.#selectedId === id) this.selectNext();
	}

	/** Whether nobody handled it since the list was fetched, and this person did not snooze it. */
	waits(id: StoryId): boolean {
		if (this.lists.queue.handledMark(id) || this.merged(id)) return false;
		return this.later.until(id, Date.parse(this.desk.clock.moment())) === null;
	}
	/** The story into which it was merged; null if it was not. */
	merged(id: StoryId): StoryId | null {
		return this.desk.store.mergedInto(id);
	}

	/** A story's card as shown: the proposals of the selected story are frozen. */
	cardOf(id: StoryId): StoryCard | undefined {
		return id === this.selected ? (this.card ?? undefined) : this.desk.store.cards.get(id);
	}
	/** Milliseconds until a key may merge the selected story with the proposed one; 0 if it may now. */
	get readableIn(): number {
		return this.card ? this.#frozen.readableIn : 0;
	}

	/** The earlier story that this one may duplicate, while it waits and nobody marked them as different. */
	perhapsSame({ id, perhapsSame }: StoryCard): PerhapsSame | null {
		if (!perhapsSame || this.lists.queue.handledMark(id) || this.merged(id) || this.merged(perhapsSame.story))
			return null;
		return isKeptApart(this.desk.store.state, id, perhapsSame.story) ? null : perhapsSame;
	}

	/** What the story looks like to the models; empty once somebody handled it. */
	hints(card: StoryCard): readonly MaybeHint[] {
		return this.lists.queue.handledMark(card.id) ? [] : hintsLeft(card, this.labelling.labels(card.id));
	}

	/** Whether its posts are shown in its row. */
	isOpen(id: StoryId): boolean {
		return !this.hasStoryColumn && this.#open.has(id);
	}
	enlarge(): void {
		this.isEnlarged = !this.isEnlarged;
	}
	/** Opens or closes the posts in the row; if the story has its own column, enlarges that instead. */
	toggleOpen(id: StoryId): void {
		if (this.hasStoryColumn) this.enlarge();
		else if (!this.#open.delete(id)) this.#open.add(id);
	}
	/** Opens its posts. */
	showPosts(id: StoryId): void {
		this.#open.add(id);
	}
	/** Whether a picker or a question is open. */
	get #isAsking(): boolean {
		return this.picking !== null || this.merging || this.confirmingHelp !== null;
	}
	/** @returns whether there was something to close */
	closeAll(): boolean {
		const any = this.#isAsking;
		this.picking = null;
		this.merging = false;
		this.confirmingHelp = null;
		return any;
	}
	/** Records the last action on a story, so that an undo button is shown beside it for a while. */
	recordAction(story: StoryId): void {
		this.lastAction = { story };
	}

	/** Handled and merged stories are one line in the queue and cannot be labelled there. */
	#canBeLabelled(id: StoryId): boolean {
		return this.merged(id) === null && (this.view !== 'waiting' || this.lists.queue.handledMark(id) === null);
	}
	#firstWaiting(): StoryId | null {
		return this.list.ids.find((id) => this.waits(id)) ?? this.list.ids[0] ?? null;
	}
}

export const [useStream, provideStream] = createContext<Stream>();
