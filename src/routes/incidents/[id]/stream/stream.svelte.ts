/* eslint-disable svelte/prefer-svelte-reactivity -- what stands in the page is bookkeeping that no screen reads */
import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { colleaguesAt } from '$lib/desk/colleagues';
import { HelpStrip } from './help-strip.svelte';
import { Labelling } from './labelling';
import type { Later } from './later.svelte';
import { Live } from './live.svelte';
import { mineOf } from './mine';
import { Queue } from './queue.svelte';
import { StoryList } from './story-list.svelte';

/** What the middle shows. `mine`: what this person labelled or put off; `evidence`: the stories of one finding. */
export type View = 'waiting' | 'live' | 'mine' | 'search' | 'evidence';

/** The least time between two fetches of the cards in sight, in milliseconds, and the most that one answer holds. */
const sightEvery = 2_500;
const mostCards = 50;

/** How many minutes `S` puts a story off: pressed once, and again. */
export const putOff = [10, 30] as const;

/** The stream page: which stories, which one is selected, what is open. It shows and selects; what people decide goes through the desk. */
export class Stream {
	view: View = $state('waiting');
	selected: StoryId | null = $state(null);
	/** Stories whose posts are shown. */
	readonly open = new SvelteSet<StoryId>();
	/** A finding is being chosen for the selected story. */
	picking: FindingKind | null = $state(null);
	/** The selected story is about to be put into another. */
	merging = $state(false);
	/** The control room is about to be told of this story: it asks first. */
	asking: StoryId | null = $state(null);
	/** What was done last, and when on this device's clock: its button stays ten seconds. */
	acted: { readonly story: StoryId; readonly at: number } | null = $state.raw(null);

	readonly queue: Queue;
	readonly live: Live;
	readonly search: StoryList;
	readonly mine: StoryList;
	readonly evidence: StoryList;
	readonly strip: HelpStrip;
	readonly labelling: Labelling;
	/** Set by the page: brings a story into sight and gives it the focus. */
	show: (id: StoryId) => void = () => undefined;

	readonly list = $derived.by(() => this.#listOf(this.view));
	/** What `J` and `K` go through: calls for help first, then the list. */
	readonly walk = $derived.by(() => [...this.strip.ids, ...this.list.ids.filter((id) => !this.strip.has(id))]);
	readonly card = $derived.by(() =>
		this.selected === null ? null : (this.desk.store.cards.get(this.selected) ?? null)
	);

	/** Rows that stand in the page now. */
	readonly #inSight = new Map<StoryId, number>();
	#soon: ReturnType<typeof setTimeout> | undefined;
	readonly #stop: () => void;

	constructor(
		readonly desk: Desk,
		readonly reads: IncidentReads,
		readonly later: Later
	) {
		this.queue = new Queue(desk, reads.waiting);
		this.live = new Live(desk.store, reads.newest);
		this.search = new StoryList(
			desk.store,
			reads.found({ words: '', source: null, finding: null, lang: null, from: null, to: null })
		);
		this.mine = new StoryList(desk.store, mineOf(desk, later, reads));
		this.evidence = new StoryList(desk.store, () => Promise.resolve({ stories: [], next: null, totals: null }));
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

	/** @param finding for the view `evidence` */
	async turnTo(view: View, finding: FindingId | null = null): Promise<void> {
		this.view = view;
		this.closeAll();
		if (view === 'evidence' && finding) {
			this.evidence.fetchPage = this.reads.evidence(finding);
			await this.evidence.load();
		} else if (view === 'live') await this.live.follow();
		else if (view === 'mine') await this.mine.load();
		else if (view === 'waiting' && !this.queue.list.fetched) await this.queue.load();
		if (view !== 'live') this.selectFirst();
	}

	/** `N`: clears what was looked at and files the new; elsewhere it leads back to the newest. */
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

	/** Where nothing waits there is nothing that could jump: what comes is shown by itself, below what was looked at. */
	#fillEmpty(): void {
		const { list, fresh } = this.queue;
		if (this.view !== 'waiting' || !list.fetched || list.busy || list.next !== null || fresh === 0) return;
		if (list.ids.length === 0) void this.loadNew();
		else if (list.ids.every((id) => this.queue.dealt(id) !== null || this.merged(id) !== null)) void this.queue.join();
	}

	/** A row came into the page. @returns tells that it left */
	inSight(id: StoryId): () => void {
		this.#inSight.set(id, (this.#inSight.get(id) ?? 0) + 1);
		return () => {
			const left = (this.#inSight.get(id) ?? 1) - 1;
			if (left > 0) this.#inSight.set(id, left);
			else this.#inSight.delete(id);
		};
	}
	/** Stories changed of which no card came (a flood, or no socket): those in sight are fetched, at most once in a while. */
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

	/** After a break: what was missed came in no frame. The order stays, only the cards in sight are fetched anew. */
	async refresh(): Promise<void> {
		await this.#fetchSight();
		if (!this.list.fetched || this.list.failed) await this.list.load();
		this.queue.missed();
	}

	/** Selecting reads: Live stops moving. */
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
	 * The next one that still waits and that no colleague looks at: below, else from the top. Where colleagues look at all that wait, the next of those;
	 * stays where it is when there is none.
	 */
	goOn(): void {
		const at = this.selected === null ? -1 : this.walk.indexOf(this.selected);
		const waiting = [...this.walk.slice(at + 1), ...this.walk.slice(0, Math.max(0, at))].filter((id) => this.waits(id));
		const next = waiting.find((id) => colleaguesAt(this.desk, { story: id }).length === 0) ?? waiting[0];
		if (next) this.select(next);
		if (at > this.walk.length - 10) void this.list.more();
	}

	/** Nobody has dealt with it since the list was fetched, and this person did not put it off. */
	waits(id: StoryId): boolean {
		if (this.queue.dealt(id) || this.merged(id)) return false;
		return this.later.until(id, Date.parse(this.desk.clock.moment())) === null;
	}
	/** Into which story it went. */
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
	/** Something was done to a story, and can be undone beside it for a while. */
	did(story: StoryId): void {
		this.acted = { story, at: Date.now() };
	}

	#listOf(view: View): StoryList {
		if (view === 'live') return this.live.list;
		if (view === 'mine') return this.mine;
		if (view === 'search') return this.search;
		return view === 'evidence' ? this.evidence : this.queue.list;
	}
	#firstWaiting(): StoryId | null {
		return this.list.ids.find((id) => this.waits(id)) ?? this.list.ids[0] ?? null;
	}
	#shows(id: StoryId): boolean {
		const lists = [this.queue.list, this.live.list, this.mine, this.search, this.evidence];
		return id === this.selected || this.strip.has(id) || lists.some((list) => list.has(id));
	}
}

export const [useStream, provideStream] = createContext<Stream>();
