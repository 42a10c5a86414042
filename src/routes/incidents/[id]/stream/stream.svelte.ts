/* eslint-disable svelte/prefer-svelte-reactivity -- what stands in the page is bookkeeping that no screen reads */
import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { MaybeKind } from '$lib/domain/stories/card';
import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { PostId, FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { colleaguesAt } from '$lib/desk/colleagues';
import { HelpStrip } from './help-strip.svelte';
import { Labelling } from './labelling';
import type { Later } from './later.svelte';
import { LiveStories } from './live-stories.svelte';
import { mineOf } from './mine';
import { Queue } from './queue.svelte';
import { StoryList } from './story-list.svelte';

/**
 * The content of the middle pane. `mine`: what this person labelled or snoozed; `evidence`: the stories of one finding;
 * `looks`: what waits and looks like something to the models.
 */
export type View = 'waiting' | 'live' | 'mine' | 'search' | 'evidence' | 'looks';
/** What a view is about. */
export interface ViewSubject {
	readonly finding: FindingId | null;
	readonly looks: MaybeKind | null;
}

/** The least time between two fetches of the visible cards, in milliseconds, and the most cards in one answer. */
const sightEvery = 2_500;
const mostCards = 50;

/** How many minutes `S` snoozes a story: pressed once, and again. */
export const putOff = [10, 30] as const;

/**
 * The stream page: which stories, which one is selected, what is open. It shows and selects; people's decisions go
 * through the desk.
 */
export class Stream {
	view: View = $state('waiting');
	selected: StoryId | null = $state(null);
	/** Stories whose posts are shown. */
	readonly open = new SvelteSet<StoryId>();
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
	readonly search: StoryList;
	readonly mine: StoryList;
	readonly evidence: StoryList;
	readonly looking: StoryList;
	readonly strip: HelpStrip;
	readonly labelling: Labelling;
	/** Set by the page: scrolls a story into view and focuses it. */
	show: (id: StoryId) => void = () => undefined;

	readonly list = $derived.by(() => this.#listOf(this.view));
	/** The stories that `J` and `K` step through: calls for help first, then the list. */
	readonly walk = $derived.by(() => [...this.strip.ids, ...this.list.ids.filter((id) => !this.strip.has(id))]);
	readonly card = $derived.by(() =>
		this.selected === null ? null : (this.desk.store.cards.get(this.selected) ?? null)
	);

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
		this.search = new StoryList(
			desk.store,
			reads.found({ words: '', source: null, finding: null, lang: null, from: null, to: null })
		);
		this.mine = new StoryList(desk.store, mineOf(desk, later, reads));
		this.evidence = new StoryList(desk.store, () => Promise.resolve({ stories: [], next: null, totals: null }));
		this.looking = new StoryList(desk.store, () => Promise.resolve({ stories: [], next: null, totals: null }));
		this.strip = new HelpStrip(desk, reads);
		this.labelling = new Labelling(desk);
		const stopListening = desk.store.listen((happening) => {
			this.queue.take(happening);
			this.live.take(happening.stories, this.view === 'live' ? happening.more : 0);
			this.strip.take(happening.stories);
			if (happening.more > 0) this.#fetchSightSoon();
			this.#fillEmpty();
		});
		const letGo = desk.store.need((id) => this.#shows(id));
		this.#stop = () => {
			stopListening();
			letGo();
			this.live.stop();
			clearTimeout(this.#soon);
		};
	}
	stop(): void {
		this.#stop();
	}

	/** @param finding for the view `evidence` @param looks for the view `looks` */
	async turnTo(view: View, { finding, looks }: ViewSubject): Promise<void> {
		this.view = view;
		this.closeAll();
		if (view === 'evidence' && finding) {
			this.evidence.fetchPage = this.reads.evidence(finding);
			await this.evidence.load();
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
			this.selected = null;
			await this.live.follow();
			return;
		}
		if (this.view !== 'waiting') return this.list.load().then(() => undefined);
		const kept = this.selected;
		if (await this.queue.load()) {
			this.closeAll();
			this.select(kept !== null && this.walk.includes(kept) ? kept : this.#firstWaiting());
		}
	}

	/** Where nothing waits nothing can jump: new ones are shown at once, below those that were looked at. */
	#fillEmpty(): void {
		const { list, fresh } = this.queue;
		if (this.view !== 'waiting' || !list.fetched || list.busy || list.next !== null || fresh === 0) return;
		if (list.ids.length === 0) void this.loadNew();
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
	async #fetchSight(): Promise<void> {
		const shown = [...new Set([...this.strip.ids, ...this.#inSight.keys()])].slice(0, mostCards);
		const [cards] = await Promise.all([
			shown.length > 0 ? this.reads.cards(shown).catch(() => null) : null,
			this.strip.load().catch(() => undefined)
		]);
		if (cards) this.desk.store.takeCards(cards.stories);
	}

	/** After a reconnect, for the frames that were missed. The order stays, only the visible cards are fetched again. */
	async refresh(): Promise<void> {
		await this.#fetchSight();
		if (!this.list.fetched || this.list.failed) await this.list.load();
		this.queue.missed();
	}

	/** Selecting counts as reading: Live stops moving. */
	select(id: StoryId | null): void {
		if (id !== this.selected) {
			this.picking = null;
			this.merging = false;
		}
		this.selected = id;
		if (id === null) return;
		if (this.view === 'live') this.live.read();
		this.desk.connection.setFocus({ story: id });
		this.show(id);
	}
	selectFirst(): void {
		if (this.selected !== null && this.walk.includes(this.selected)) return;
		this.selected = this.#firstWaiting();
		this.desk.connection.setFocus(this.selected === null ? null : { story: this.selected });
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
		if (at > this.walk.length - 10) void this.list.more();
	}

	/** Nobody has handled it since the list was fetched, and this person did not snooze it. */
	waits(id: StoryId): boolean {
		if (this.queue.handledMark(id) || this.merged(id)) return false;
		return this.later.until(id, Date.parse(this.desk.clock.moment())) === null;
	}
	/** The story that it was merged into. */
	merged(id: StoryId): StoryId | null {
		return this.desk.store.merged.get(id) ?? this.desk.store.cards.get(id)?.mergedInto ?? null;
	}

	toggleOpen(id: StoryId): void {
		if (!this.open.delete(id)) this.open.add(id);
	}
	/** @returns whether there was something to close */
	closeAll(): boolean {
		const any = this.picking !== null || this.merging || this.asking !== null;
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
		return view === 'evidence' ? this.evidence : this.queue.list;
	}
	#firstWaiting(): StoryId | null {
		return this.list.ids.find((id) => this.waits(id)) ?? this.list.ids[0] ?? null;
	}
	#shows(id: StoryId): boolean {
		const lists = [this.queue.list, this.live.list, this.mine, this.search, this.evidence, this.looking];
		return id === this.selected || this.strip.has(id) || lists.some((list) => list.has(id));
	}
}

export const [useStream, provideStream] = createContext<Stream>();
