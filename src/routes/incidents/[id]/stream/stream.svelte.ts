/* eslint-disable svelte/prefer-svelte-reactivity -- what stands in the page is bookkeeping that no screen reads */
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
import { hold, readableIn, type Held } from './story/held.svelte';
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
 * The content of the middle pane. `mine`: what this person labelled or snoozed; `evidence`: the stories of one finding;
 * `looks`: what waits and looks like something to the models; `alert`: the stories that an alert is about.
 */
export type View = 'waiting' | 'live' | 'mine' | 'search' | 'evidence' | 'looks' | 'alert';
/** What a view is about. */
export interface ViewSubject {
	readonly finding: FindingId | null;
	readonly looks: MaybeKind | null;
	readonly alert: AlertRuleId | null;
}

/** The least time between two fetches of the visible cards, in milliseconds, and the most cards in one answer. */
const sightEvery = 2_500;
const mostCards = 50;

const noStories: FetchPage = () => Promise.resolve({ stories: [], next: null, totals: null });

/** How many minutes `S` snoozes a story: pressed once, and again. */
export const putOff = [10, 30] as const;

/**
 * The stream page: which stories, which one is selected, what is open. It shows and selects; people's decisions go
 * through the desk.
 */
export class Stream {
	view: View = $state('waiting');
	#chosen: StoryId | null = $state(null);
	/** Null where the one that was selected has left the screen: no key may act on what is not shown. */
	readonly selected = $derived.by(() =>
		this.#chosen !== null && this.walk.includes(this.#chosen) ? this.#chosen : null
	);
	/** Stories whose posts are shown in their row. */
	readonly #open = new SvelteSet<StoryId>();
	/** There is a column for the selected story, so nothing opens in the rows. Set by the page. */
	hasStoryColumn = $state(false);
	/** That column takes the place of the findings. */
	isEnlarged = $state(false);
	/** The picker of a finding is open for the selected story. */
	picking: FindingKind | null = $state(null);
	/** The merge picker is open for the selected story. */
	merging = $state(false);
	/** The post whose answer opens as soon as it is shown. */
	answering: PostId | null = $state(null);
	/** The story about which the control room is to be informed: a dialog asks first. */
	asking: StoryId | null = $state(null);
	/** The last action, and when on this device's clock: its button is shown for ten seconds. */
	acted: { readonly story: StoryId; readonly at: number } | null = $state.raw(null);

	readonly queue: Queue;
	readonly live: LiveStories;
	/** The column at the end of the widest screens, beside any view. */
	readonly newest: LiveStories;
	readonly search: StoryList;
	readonly mine: StoryList;
	readonly evidence: StoryList;
	readonly looking: StoryList;
	readonly alerted: StoryList;
	readonly strip: HelpStrip;
	readonly labelling: Labelling;
	readonly several = new Several();
	/** Of the story that comes after the one that is read in its column. */
	readonly ahead: PostsAhead;
	/** Set by the page: scrolls a story into view, at rest where the eye is or just into sight, and focuses it. */
	show: (id: StoryId, at: 'rest' | 'sight') => void = () => undefined;

	readonly list = $derived.by(() => this.#listOf(this.view));
	/** The rows of the list: calls for help are in their strip only. */
	readonly listed = $derived.by(() => this.list.ids.filter((id) => !this.strip.has(id)));
	/** How many rows at the top were looked at, up to the first one that waits. */
	readonly lookedAbove = $derived.by(() => {
		if (this.view !== 'waiting') return 0;
		const first = this.listed.findIndex(
			(id) => id === this.selected || this.waits(id) || this.queue.handledMark(id) === null
		);
		return first < 0 ? this.listed.length : first;
	});
	/** The stories that `J` and `K` step through: calls for help first, then the list. */
	readonly walk = $derived.by(() => [...this.strip.ids, ...this.listed]);
	/** What a label key acts on: the rows that are selected together, else the one. */
	readonly targets = $derived.by((): readonly StoryId[] =>
		this.several.ids.length > 0 ? this.several.ids : this.selected === null ? [] : [this.selected]
	);
	/** The card of the selected story. What the machine proposes stands still in it. */
	readonly card = $derived.by(() => this.#heldCard());
	/** What stands still: no state, as it follows from the selection and the cards alone. */
	#held: { readonly story: StoryId; readonly proposal: Held<Suggestion>; readonly same: Held<PerhapsSame> } | null =
		null;
	/** How often the newer proposal was asked for, or took the place of one that quotes what was forgotten. */
	#renewed = $state(0);

	/** Stories of which the card may still have such words. */
	readonly #outdated = new Set<StoryId>();
	/** Rows that are rendered now. */
	readonly #inSight = new Map<StoryId, number>();
	#soon: ReturnType<typeof setTimeout> | undefined;
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
		const stopListening = desk.store.listen((happening) => {
			this.queue.take(happening);
			this.live.take(happening.stories, this.view === 'live' ? happening.more : 0);
			this.newest.take(happening.stories, happening.more);
			this.strip.take(happening.stories);
			if (happening.more > 0) this.#fetchSightSoon();
			if (happening.events.some(({ type }) => changesEarlierPosts.has(type))) this.#forgetWords();
			this.#fillEmpty();
		});
		const letGo = desk.store.need((id) => this.#shows(id));
		this.#stop = () => {
			stopListening();
			letGo();
			this.live.stop();
			this.newest.stop();
			clearTimeout(this.#soon);
			this.#outdated.clear();
		};
	}
	stop(): void {
		this.#stop();
	}

	/** @param finding for the view `evidence` @param looks for the view `looks` */
	async turnTo(view: View, { finding, looks, alert }: ViewSubject): Promise<void> {
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

	/** `N`: removes those that were looked at and inserts the new ones; in other views it returns to the newest. */
	async loadNew(): Promise<void> {
		if (this.view === 'live') {
			this.#chosen = null;
			await this.live.follow();
			return;
		}
		if (this.view !== 'waiting') return this.list.load().then(() => undefined);
		this.closeAll();
		await this.#loadQueue();
	}
	/** What a person opened meanwhile stays open: the letters they type are for it, not for the page. */
	async #loadQueue(): Promise<void> {
		if ((await this.queue.load()) && !this.#asksSomething) this.select(this.selected ?? this.#firstWaiting());
	}

	/** Where nothing waits nothing can jump: new ones are shown at once, below those that were looked at. */
	#fillEmpty(): void {
		const { list, fresh } = this.queue;
		if (this.view !== 'waiting' || !list.fetched || list.busy || list.next !== null || fresh === 0) return;
		if (list.ids.length === 0) void this.#loadQueue();
		else if (list.ids.every((id) => this.queue.handledMark(id) !== null || this.merged(id) !== null))
			void this.queue.join();
	}

	/** A row was rendered. @returns a function to call when it is removed */
	inSight(id: StoryId): () => void {
		this.#inSight.set(id, (this.#inSight.get(id) ?? 0) + 1);
		return () => {
			const left = (this.#inSight.get(id) ?? 1) - 1;
			if (left > 0) this.#inSight.set(id, left);
			else this.#inSight.delete(id);
		};
	}
	/** Stories changed without a card (a flood, or no socket): the visible ones are fetched, at a limited rate. */
	#fetchSightSoon(): void {
		this.#soon ??= setTimeout(() => {
			this.#soon = undefined;
			void this.#fetchSight();
		}, sightEvery);
	}
	/** Every card is fetched again, also out of sight: words that must be forgotten stay in no open page. */
	#forgetWords(): void {
		for (const id of this.desk.store.cards.keys()) this.#outdated.add(id);
		void this.#fetchOutdated();
	}
	/** What fails is tried again with the visible ones, and where there is no connection when it is back. */
	async #fetchOutdated(): Promise<void> {
		try {
			await this.#replaceOutdated();
		} catch {
			const { status } = this.desk.connection;
			if (status !== 'offline' && status !== 'ended') this.#fetchSightSoon();
		}
	}
	async #replaceOutdated(): Promise<void> {
		while (this.#outdated.size > 0) {
			const ids = [...this.#outdated].slice(0, mostCards);
			const { stories } = await this.desk.store.read(() => this.reads.cards(ids));
			const found = new Set(stories.map(({ id }) => id));
			for (const id of ids) {
				this.#outdated.delete(id);
				if (!found.has(id)) this.desk.store.cards.delete(id);
			}
			this.#releaseHeld();
		}
	}
	/** What stands still beside the selected story quotes posts too: what its new card proposes appears instead. */
	#releaseHeld(): void {
		if (!this.#held) return;
		const { story, proposal, same } = this.#held;
		this.#held = { story, proposal: { ...proposal, shown: null }, same: { ...same, shown: null } };
		this.#renewed += 1;
	}
	async #fetchSight(): Promise<void> {
		const shown = [...new Set([...this.strip.ids, ...this.#inSight.keys()])].slice(0, mostCards);
		await Promise.all([
			shown.length > 0 ? this.desk.store.read(() => this.reads.cards(shown)).catch(() => null) : null,
			this.strip.load().catch(() => undefined),
			this.#fetchOutdated()
		]);
	}

	/** After a reconnect, for the frames that were missed. The order stays, only the visible cards are fetched again. */
	async refresh(): Promise<void> {
		await this.#fetchSight();
		if (!this.list.fetched || this.list.failed) await this.loadAgain();
		this.queue.missed();
	}
	/** A list that did not come is fetched again. */
	async loadAgain(): Promise<void> {
		await this.list.load();
		if (this.view !== 'live') this.selectFirst();
	}

	/**
	 * Selecting counts as reading: Live stops moving. One row is selected then, also when there were several.
	 * @param at `sight` for a press: what a person points at does not move away from under the pointer
	 */
	select(id: StoryId | null, at: 'rest' | 'sight' = 'rest'): void {
		this.several.clear();
		this.#goTo(id, at);
	}
	/** Selects all rows up to this one as well. Calls for help are settled one by one, above the list. */
	extendTo(id: StoryId, at: 'rest' | 'sight' = 'rest'): void {
		const from = this.selected;
		if (from === null || this.strip.has(from) || this.strip.has(id)) {
			this.select(id, at);
			return;
		}
		this.several.extend(this.listed, from, id, (row) => this.#canBeLabelled(row));
		this.#goTo(id, at);
	}
	/** Selects the row before or after the selected one as well. */
	extend(by: 1 | -1): void {
		const next = this.selected === null ? undefined : this.listed[this.listed.indexOf(this.selected) + by];
		if (next) this.extendTo(next);
	}
	#goTo(id: StoryId | null, at: 'rest' | 'sight'): void {
		if (id !== this.selected) {
			this.picking = null;
			this.merging = false;
		}
		this.#chosen = id;
		if (id === null) return;
		if (this.view === 'live') this.live.read();
		this.desk.connection.setFocus({ story: id });
		this.show(id, at);
	}
	selectFirst(): void {
		if (this.selected !== null) return;
		const first = this.#firstWaiting();
		this.#chosen = first;
		this.desk.connection.setFocus(first === null ? null : { story: first });
	}
	/** The story before or after the selected one, looked at or not. */
	step(by: 1 | -1): void {
		const at = this.selected === null ? -1 : this.walk.indexOf(this.selected);
		const next = at < 0 ? this.#firstWaiting() : this.walk[at + by];
		if (next) this.select(next);
		if (by === 1 && at > this.walk.length - 10) void this.list.more();
	}
	/**
	 * The next one that still waits and that no colleague has in focus: below, else from the top. Where colleagues have
	 * all of them in focus, the next of those; the selected one when there is none.
	 */
	selectNext(): void {
		const at = this.selected === null ? -1 : this.walk.indexOf(this.selected);
		const waiting = [...this.walk.slice(at + 1), ...this.walk.slice(0, Math.max(0, at))].filter((id) => this.waits(id));
		const next = waiting.find((id) => colleaguesAt(this.desk, { story: id }).length === 0) ?? waiting[0];
		if (next) this.select(next);
		// A call that is none has left the strip.
		else if (at < 0) this.select(this.#firstWaiting());
		if (at > this.walk.length - 10) void this.list.more();
	}

	/** Goes on where this story is still the selected one, also where it has left the screen. */
	leave(id: StoryId): void {
		if (this.#chosen === id) this.selectNext();
	}

	/** Nobody has handled it since the list was fetched, and this person did not snooze it. */
	waits(id: StoryId): boolean {
		if (this.queue.handledMark(id) || this.merged(id)) return false;
		return this.later.until(id, Date.parse(this.desk.clock.moment())) === null;
	}
	/** The story that it was merged into. */
	merged(id: StoryId): StoryId | null {
		return this.desk.store.state.mergedStories.get(id)?.into ?? this.desk.store.cards.get(id)?.mergedInto ?? null;
	}

	/** A story as it is shown: what the machine proposes for the selected one stands still. */
	cardOf(id: StoryId): StoryCard | undefined {
		return id === this.selected ? (this.card ?? undefined) : this.desk.store.cards.get(id);
	}
	#heldCard(): StoryCard | null {
		void this.#renewed;
		const card = this.selected === null ? undefined : this.desk.store.cards.get(this.selected);
		if (!card) {
			this.#held = null;
			return null;
		}
		const { id, suggestion, perhapsSame } = card;
		const before = this.#held?.story === id ? this.#held : null;
		const now = performance.now();
		// What a person has labelled already stands there no more.
		const stood = before && this.labelling.left(id, before.proposal.shown) ? before.proposal.shown : null;
		const stoodSame = before && this.perhapsSame({ ...card, perhapsSame: before.same.shown });
		this.#held = {
			story: id,
			proposal: hold(before && { ...before.proposal, shown: stood }, suggestion, isSameProposal, now),
			same: hold(
				before && { ...before.same, shown: stoodSame },
				perhapsSame,
				(one, other) => one.story === other.story,
				now
			)
		};
		return { ...card, suggestion: this.#held.proposal.shown, perhapsSame: this.#held.same.shown };
	}
	/** Milliseconds until a key may take what the machine proposes for the selected story; 0 when it may. */
	readableIn(what: 'proposal' | 'same'): number {
		return this.card && this.#held ? readableIn(this.#held[what], performance.now()) : 0;
	}
	/** The machine proposes something else by now for the selected story. */
	get hasNewer(): boolean {
		return this.card !== null && this.labelling.left(this.card.id, this.#held?.proposal.newer ?? null) !== null;
	}
	showNewer(): void {
		if (this.#held) this.#held = { ...this.#held, proposal: { ...this.#held.proposal, shown: null } };
		this.#renewed += 1;
	}

	/** The earlier story that this one perhaps tells again, as long as it waits and nobody said that they are two. */
	perhapsSame({ id, perhapsSame }: StoryCard): PerhapsSame | null {
		if (!perhapsSame || this.queue.handledMark(id) || this.merged(id) || this.merged(perhapsSame.story)) return null;
		return isKeptApart(this.desk.store.state, id, perhapsSame.story) ? null : perhapsSame;
	}

	/** What the story still looks like to the models: nothing where somebody handled it. */
	hints(card: StoryCard): readonly MaybeHint[] {
		const { id, suggestion } = card;
		if (this.queue.handledMark(id)) return [];
		return hintsLeft(card, this.labelling.labels(id), this.labelling.left(id, suggestion));
	}

	/** Why it may be a call for help, as long as nobody said whether it is and nobody handled it. */
	weakCall({ id, weakHelp }: StoryCard): MachineHint | null {
		return this.queue.handledMark(id) || this.labelling.labels(id).help ? null : weakHelp;
	}

	/** Its posts are shown in its row. */
	isOpen(id: StoryId): boolean {
		return !this.hasStoryColumn && this.#open.has(id);
	}
	enlarge(): void {
		this.isEnlarged = !this.isEnlarged;
	}
	/** Where a column shows the posts already, that column grows instead. */
	toggleOpen(id: StoryId): void {
		if (this.hasStoryColumn) this.enlarge();
		else if (!this.#open.delete(id)) this.#open.add(id);
	}
	/** Sees to it that its posts are shown. */
	showPosts(id: StoryId): void {
		this.#open.add(id);
	}
	/** A picker or a question is open. */
	get #asksSomething(): boolean {
		return this.picking !== null || this.merging || this.asking !== null;
	}
	/** @returns whether there was something to close */
	closeAll(): boolean {
		const any = this.#asksSomething;
		this.picking = null;
		this.merging = false;
		this.asking = null;
		return any;
	}
	/** An action on a story succeeded, and can be undone beside it for a while. */
	did(story: StoryId): void {
		this.acted = { story, at: Date.now() };
	}

	#listOf(view: View): StoryList {
		if (view === 'live') return this.live.list;
		if (view === 'mine') return this.mine;
		if (view === 'search') return this.search;
		if (view === 'looks') return this.looking;
		if (view === 'alert') return this.alerted;
		return view === 'evidence' ? this.evidence : this.queue.list;
	}
	/** What was done already is one quiet line in the queue. */
	#canBeLabelled(id: StoryId): boolean {
		return this.merged(id) === null && (this.view !== 'waiting' || this.queue.handledMark(id) === null);
	}
	#firstWaiting(): StoryId | null {
		return this.list.ids.find((id) => this.waits(id)) ?? this.list.ids[0] ?? null;
	}
	#shows(id: StoryId): boolean {
		const lists = [
			...[this.queue.list, this.live.list, this.newest.list, this.mine, this.search],
			...[this.evidence, this.looking, this.alerted]
		];
		return id === this.selected || this.strip.has(id) || lists.some((list) => list.has(id));
	}
}

export const [useStream, provideStream] = createContext<Stream>();
