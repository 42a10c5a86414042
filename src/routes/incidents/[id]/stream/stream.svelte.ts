/* eslint-disable svelte/prefer-svelte-reactivity -- the plain maps and sets here are bookkeeping that no screen reads */
import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import { isKeptApart } from '$lib/domain/stories/apart';
import type { MachineHint, MaybeHint, MaybeKind, PerhapsSame, StoryCard, Suggestion } from '$lib/domain/stories/card';
import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { AlertRuleId, PostId, FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { colleaguesAt } from '$lib/desk/colleagues';
import { HelpStrip } from './help/help-strip.svelte';
import { freeze, readableIn, type Frozen } from './story/held.svelte';
import { hintsLeft } from './story/hints';
import { isSameProposal, Labelling } from './labels/labelling';
import type { Later } from './list/later.svelte';
import { LiveStories } from './list/live-stories.svelte';
import { mineOf } from './labels/mine';
import { PostsAhead } from './story/posts-ahead';
import { Queue } from './list/queue.svelte';
import { Several } from './labels/several.svelte';
import { StoryList, type FetchPage } from './list/story-list.svelte';

/**
 * The content of the middle pane. `mine`: stories that this person labelled or snoozed; `evidence`: the stories of one
 * finding; `looks`: waiting stories that look like one kind to the models; `alert`: the stories of an alert.
 */
export type View = 'waiting' | 'live' | 'mine' | 'search' | 'evidence' | 'looks' | 'alert';
/** What the views `evidence`, `looks` and `alert` show. */
export interface ViewSubject {
	readonly finding: FindingId | null;
	readonly looks: MaybeKind | null;
	readonly alert: AlertRuleId | null;
}

/** The minimum time between two fetches of the visible cards, in milliseconds. */
const cardFetchInterval = 2_500;
/** The most cards that the server sends in one answer. */
const maxCardsPerAnswer = 50;

const noStories: FetchPage = () => Promise.resolve({ stories: [], next: null, totals: null });

/** How many minutes `S` snoozes a story: when pressed once, and when pressed again. */
export const SNOOZE_MINUTES = [10, 30] as const;

/**
 * The state of the stream page: which stories are listed, which one is selected, what is open. Decisions go through the
 * desk.
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
	/** The picker of a finding is open for the selected story. */
	picking: FindingKind | null = $state(null);
	/** The merge picker is open for the selected story. */
	merging = $state(false);
	/** The post whose answer form opens as soon as the post is shown. */
	answering: PostId | null = $state(null);
	/** The story for which a dialog asks whether the control room was informed. */
	confirmingHelp: StoryId | null = $state(null);
	/** The last action and its time on this device's clock: its undo button is shown for ten seconds. */
	lastAction: { readonly story: StoryId } | null = $state.raw(null);

	readonly queue: Queue;
	readonly live: LiveStories;
	/** The column at the end of the widest screens, shown beside every view. */
	readonly newest: LiveStories;
	readonly search: StoryList;
	readonly mine: StoryList;
	readonly evidence: StoryList;
	readonly looking: StoryList;
	readonly alerted: StoryList;
	readonly strip: HelpStrip;
	readonly labelling: Labelling;
	readonly several = new Several();
	/** Prefetches the posts of the next story while this one is read. */
	readonly ahead: PostsAhead;
	/** Set by the page: scrolls a story to the reading position (`rest`) or just into view (`sight`), and focuses it. */
	show: (id: StoryId, at: 'rest' | 'sight') => void = () => undefined;

	readonly list = $derived.by(() => this.#listOf(this.view));
	/** The rows of the list, without calls for help, which are in their strip only. */
	readonly listed = $derived.by(() => this.list.ids.filter((id) => !this.strip.has(id)));
	/** The number of handled rows above the first one that waits. */
	readonly lookedAbove = $derived.by(() => {
		if (this.view !== 'waiting') return 0;
		const first = this.listed.findIndex(
			(id) => id === this.selected || this.waits(id) || this.queue.handledMark(id) === null
		);
		return first < 0 ? this.listed.length : first;
	});
	/** The stories that `J` and `K` step through: calls for help first, then the list. */
	readonly walk = $derived.by(() => [...this.strip.ids, ...this.listed]);
	/** The stories on which a label key acts: all selected rows, else the one. */
	readonly targets = $derived.by((): readonly StoryId[] =>
		this.several.ids.length > 0 ? this.several.ids : this.selected === null ? [] : [this.selected]
	);
	/** The card of the selected story, with its proposals frozen. */
	readonly card = $derived.by(() => this.#freezeCard());
	/** The frozen proposals; not reactive state, since they follow from the selection and the cards. */
	#frozen: {
		readonly story: StoryId;
		readonly proposal: Frozen<Suggestion>;
		readonly same: Frozen<PerhapsSame>;
	} | null = null;
	/** Counts how often a newer proposal was requested, or replaced one that quotes forgotten posts. */
	#renewals = $state(0);

	/** Stories whose card may still quote forgotten posts. */
	readonly #outdated = new Set<StoryId>();
	/** The stories whose rows are rendered, with the number of rows. */
	readonly #rendered = new Map<StoryId, number>();
	#fetchTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #stop: () => void;

	constructor(
		readonly desk: Desk,
		readonly reads: IncidentReads,
		readonly later: Later
	) {
		this.queue = new Queue(desk, reads.waiting);
		this.live = new LiveStories(desk.store, reads.newest);
		this.newest = new LiveStories(desk.store, reads.newest);
		this.search = new StoryList(
			desk.store,
			reads.found({ words: '', source: null, finding: null, lang: null, from: null, to: null })
		);
		this.mine = new StoryList(desk.store, mineOf(desk, later, reads));
		this.evidence = new StoryList(desk.store, noStories);
		this.looking = new StoryList(desk.store, noStories);
		this.alerted = new StoryList(desk.store, noStories);
		this.strip = new HelpStrip(desk, reads);
		this.ahead = new PostsAhead({
			posts: (story, limit) => reads.posts(story, null, limit),
			card: (story) => desk.store.cards.get(story),
			forgotten: () => desk.store.forgotten
		});
		this.labelling = new Labelling(desk, (answers) => void this.several.follow(answers));
		const stopListening = desk.store.listen((change) => {
			this.queue.take(change);
			this.live.take(change.stories, this.view === 'live' ? change.more : 0);
			this.newest.take(change.stories, change.more);
			this.strip.take(change.stories);
			if (change.more > 0) this.#fetchRenderedSoon();
			if (change.events.some(({ type }) => changesEarlierPosts.has(type))) this.#markAllOutdated();
			this.#fillEmpty();
		});
		const releaseCards = desk.store.need((id) => this.#shows(id));
		this.#stop = () => {
			stopListening();
			releaseCards();
			this.live.stop();
			this.newest.stop();
			clearTimeout(this.#fetchTimer);
			this.#outdated.clear();
		};
	}
	stop(): void {
		this.#stop();
	}

	/** @param finding for the view `evidence` @param looks for the view `looks` */
	async showView(view: View, { finding, looks, alert }: ViewSubject): Promise<void> {
		this.view = view;
		this.several.clear();
		this.closeAll();
		if (view === 'evidence' && finding) {
			this.evidence.fetchPage = this.reads.evidence(finding);
			await this.evidence.load();
		} else if (view === 'alert' && alert) {
			const { stories = [] } = this.desk.store.state.alerts.get(alert) ?? {};
			this.alerted.fetchPage = stories.length > 0 ? () => this.reads.cards(stories) : noStories;
			await this.alerted.load();
		} else if (view === 'looks' && looks) {
			this.looking.fetchPage = this.reads.looks(looks);
			await this.looking.load();
		} else if (view === 'live') await this.live.follow();
		else if (view === 'mine') await this.mine.load();
		else if (view === 'waiting' && !this.queue.list.fetched) await this.queue.load();
		if (view !== 'live') this.selectFirst();
	}

	/** `N`: removes handled stories and inserts new ones; in other views it fetches the list again. */
	async loadNew(): Promise<void> {
		if (this.view === 'live') {
			this.#selectedId = null;
			await this.live.follow();
			return;
		}
		if (this.view !== 'waiting') return this.list.load().then(() => undefined);
		this.closeAll();
		await this.#loadQueue();
	}
	/** Selects only if nothing was opened meanwhile, since that has the keyboard focus. */
	async #loadQueue(): Promise<void> {
		if ((await this.queue.load()) && !this.#isAsking) this.select(this.selected ?? this.#firstWaiting());
	}

	/** When no listed story waits, new ones are shown at once below the handled ones: no waiting row can move. */
	#fillEmpty(): void {
		const { list, fresh } = this.queue;
		if (this.view !== 'waiting' || !list.fetched || list.busy || list.next !== null || fresh === 0) return;
		if (list.ids.length === 0) void this.#loadQueue();
		else if (list.ids.every((id) => this.queue.handledMark(id) !== null || this.merged(id) !== null))
			void this.queue.join();
	}

	/** Call when a row is rendered. @returns a function to call when it is removed */
	inSight(id: StoryId): () => void {
		this.#rendered.set(id, (this.#rendered.get(id) ?? 0) + 1);
		return () => {
			const left = (this.#rendered.get(id) ?? 1) - 1;
			if (left > 0) this.#rendered.set(id, left);
			else this.#rendered.delete(id);
		};
	}
	/** Stories changed without a card (many posts, or no socket): fetches the visible ones, at a limited rate. */
	#fetchRenderedSoon(): void {
		this.#fetchTimer ??= setTimeout(() => {
			this.#fetchTimer = undefined;
			void this.#fetchRendered();
		}, cardFetchInterval);
	}
	/** Fetches every card again, visible or not: forgotten texts must not remain in an open page. */
	#markAllOutdated(): void {
		for (const id of this.desk.store.cards.keys()) this.#outdated.add(id);
		void this.#fetchOutdated();
	}
	/** After a failure it is tried again with the visible cards; when offline, after the reconnect. */
	async #fetchOutdated(): Promise<void> {
		try {
			await this.#replaceOutdated();
		} catch {
			const { status } = this.desk.connection;
			if (status !== 'offline' && status !== 'ended') this.#fetchRenderedSoon();
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
			this.#releaseFrozen();
		}
	}
	/** The frozen proposals may quote forgotten posts too: replaces them by those of the new card. */
	#releaseFrozen(): void {
		if (!this.#frozen) return;
		const { story, proposal, same } = this.#frozen;
		this.#frozen = { story, proposal: { ...proposal, shown: null }, same: { ...same, shown: null } };
		this.#renewals += 1;
	}
	async #fetchRendered(): Promise<void> {
		const shown = [...new Set([...this.strip.ids, ...this.#rendered.keys()])].slice(0, maxCardsPerAnswer);
		await Promise.all([
			shown.length > 0 ? this.desk.store.read(() => this.reads.cards(shown)).catch(() => null) : null,
			this.strip.load().catch(() => undefined),
			this.#fetchOutdated()
		]);
	}

	/** After a reconnect, because frames were missed: fetches the visible cards again and keeps the order. */
	async refresh(): Promise<void> {
		await this.#fetchRendered();
		if (!this.list.fetched || this.list.failed) await this.loadAgain();
		this.queue.missed();
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
		if (this.view === 'live') this.live.read();
		this.desk.connection.setFocus({ story: id });
		this.show(id, at);
	}
	selectFirst(): void {
		if (this.selected !== null) return;
		const first = this.#firstWaiting();
		this.#selectedId = first;
		this.desk.connection.setFocus(first === null ? null : { story: first });
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
		if (this.queue.handledMark(id) || this.merged(id)) return false;
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
	#freezeCard(): StoryCard | null {
		void this.#renewals;
		const card = this.selected === null ? undefined : this.desk.store.cards.get(this.selected);
		if (!card) {
			this.#frozen = null;
			return null;
		}
		const { id, suggestion, perhapsSame } = card;
		const before = this.#frozen?.story === id ? this.#frozen : null;
		const now = performance.now();
		// Leave out what a person has labelled meanwhile.
		const keptProposal = before && this.labelling.left(id, before.proposal.shown) ? before.proposal.shown : null;
		const keptSame = before && this.perhapsSame({ ...card, perhapsSame: before.same.shown });
		this.#frozen = {
			story: id,
			proposal: freeze(before && { ...before.proposal, shown: keptProposal }, suggestion, isSameProposal, now),
			same: freeze(
				before && { ...before.same, shown: keptSame },
				perhapsSame,
				(one, other) => one.story === other.story,
				now
			)
		};
		return { ...card, suggestion: this.#frozen.proposal.shown, perhapsSame: this.#frozen.same.shown };
	}
	/** Milliseconds until a key may accept the proposal for the selected story; 0 if it may now. */
	readableIn(what: 'proposal' | 'same'): number {
		return this.card && this.#frozen ? readableIn(this.#frozen[what], performance.now()) : 0;
	}
	/** Whether there is a newer, different proposal for the selected story. */
	get hasNewer(): boolean {
		return this.card !== null && this.labelling.left(this.card.id, this.#frozen?.proposal.newer ?? null) !== null;
	}
	showNewer(): void {
		if (this.#frozen) this.#frozen = { ...this.#frozen, proposal: { ...this.#frozen.proposal, shown: null } };
		this.#renewals += 1;
	}

	/** The earlier story that this one may duplicate, while it waits and nobody marked them as different. */
	perhapsSame({ id, perhapsSame }: StoryCard): PerhapsSame | null {
		if (!perhapsSame || this.queue.handledMark(id) || this.merged(id) || this.merged(perhapsSame.story)) return null;
		return isKeptApart(this.desk.store.state, id, perhapsSame.story) ? null : perhapsSame;
	}

	/** What the story looks like to the models; empty once somebody handled it. */
	hints(card: StoryCard): readonly MaybeHint[] {
		const { id, suggestion } = card;
		if (this.queue.handledMark(id)) return [];
		return hintsLeft(card, this.labelling.labels(id), this.labelling.left(id, suggestion));
	}

	/** Why it may be a call for help, until somebody labelled that or handled the story. */
	weakCall({ id, weakHelp }: StoryCard): MachineHint | null {
		return this.queue.handledMark(id) || this.labelling.labels(id).help ? null : weakHelp;
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

	#listOf(view: View): StoryList {
		if (view === 'live') return this.live.list;
		if (view === 'mine') return this.mine;
		if (view === 'search') return this.search;
		if (view === 'looks') return this.looking;
		if (view === 'alert') return this.alerted;
		return view === 'evidence' ? this.evidence : this.queue.list;
	}
	/** Handled and merged stories are one line in the queue and cannot be labelled there. */
	#canBeLabelled(id: StoryId): boolean {
		return this.merged(id) === null && (this.view !== 'waiting' || this.queue.handledMark(id) === null);
	}
	#firstWaiting(): StoryId | null {
		return this.list.ids.find((id) => this.waits(id)) ?? this.list.ids[0] ?? null;
	}
	#shows(id: StoryId): boolean {
		const lists = [
			this.queue.list,
			this.live.list,
			this.newest.list,
			this.mine,
			this.search,
			this.evidence,
			this.looking,
			this.alerted
		];
		return id === this.selected || this.strip.has(id) || lists.some((list) => list.has(id));
	}
}

export const [useStream, provideStream] = createContext<Stream>();
