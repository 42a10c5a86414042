/* eslint-disable svelte/prefer-svelte-reactivity -- the plain maps and sets here are bookkeeping that no screen reads */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { apply, readEvent, UnknownEvent } from '$lib/domain/events';
import { computersPresent } from '$lib/domain/incident/computer-colleagues';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { FindingFigures, Figures } from '$lib/domain/overview/figures';
import type { CommandId, FindingId, Moment, StoryId } from '$lib/domain/core/ids';
import type { Frame, PresentPerson, WireEvent } from '$lib/domain/realtime';
import { postsArrived } from '$lib/domain/posts/post';
import type { Actor } from '$lib/domain/core/role';
import type { State } from '$lib/domain/core/state';
import type { StoryCard } from '$lib/domain/stories/card';
import { assignState, browserState } from './browser-state.svelte';
import { Predictions } from './predictions';

/** The maximum number of cards kept; beyond it, cards that no list shows are dropped (a card is about 2 KB). */
const maxCards = 3_000;

/** How many of the last events are remembered, to say what is missing after the log went back. */
const maxRemembered = 1_000;

/** The server restored an older copy of the log. */
interface WentBack {
	/** The last event that it still has; null when it is from before this page was opened. */
	readonly to: Moment | null;
	/** How many events after it, arrivals of posts excluded, are missing; null when unknown. */
	readonly lost: number | null;
}

/** A server answer with cards. */
interface StoriesRead {
	readonly stories: readonly StoryCard[];
	/** The number of a log event that the answer includes. */
	readonly seq?: number;
}

/** What changed, for listeners; sent after the events were applied. */
export interface StoreChange {
	readonly events: readonly WireEvent[];
	readonly stories: readonly StoryCard[];
	/** Other stories that changed, without a card in the frame. */
	readonly more: number;
}

/**
 * One incident in this browser: the state from its log up to event `cursor`, with this person's predictions applied
 * over it, and derived or volatile data (cards, figures, presence), of which the latest wins. Events are applied by
 * number, once and in order: repeated ones are skipped, early ones wait until the gap is filled.
 */
export class IncidentStore {
	readonly state = browserState();
	readonly predictions: Predictions;
	readonly cards = new SvelteMap<StoryId, StoryCard>();
	readonly findingFigures = new SvelteMap<FindingId, FindingFigures>();
	figures: Figures | null = $state.raw(null);
	/** The people in the server's last presence message. */
	people: readonly PresentPerson[] = $state.raw([]);
	/** Everybody who is present, including computer colleagues. */
	readonly present: readonly PresentPerson[] = $derived([...this.people, ...computersPresent(this.state.computers)]);
	/** The number of the last event in the state; 0 until the state was fetched. */
	cursor = $state(0);
	/** The hash of that event; empty until the state was fetched. */
	hash = '';
	/** Set when the server restored an older copy of the log, until the person closes the message. */
	wentBack: WentBack | null = $state(null);
	/** How often posts were forgotten or masked: anything that shows a copy of their text must read it again. */
	forgotten = $state(0);
	/** The log contains an event that this program does not know: the page must be reloaded. */
	outdated = $state(false);

	/** Log numbers of saved commands whose events have not arrived yet. */
	readonly #saved = new Map<CommandId, number>();
	#pendingFrames: Frame[] = [];
	/** The last events, in order and without gaps. */
	#remembered: WireEvent[] = [];
	readonly #listeners = new Set<(change: StoreChange) => void>();
	/** The number of frames received, and for each card the frame that last contained it. */
	#frames = 0;
	readonly #frameOfCard = new Map<StoryId, number>();
	/** Predicates of the lists: whether they show a card, so that it must not be dropped. */
	readonly #needed = new Set<(id: StoryId) => boolean>();

	constructor(actor: () => Actor) {
		this.predictions = new Predictions({
			state: this.state,
			actor,
			cursor: () => this.cursor,
			story: (id) => this.cards.get(id)
		});
	}

	/** Replaces the state with the fetched one, which is as of event `seq`. */
	become(fetched: State, seq: number, hash: string): void {
		this.predictions.rebase(
			(id) => (this.#saved.get(id) ?? Infinity) <= seq,
			() => {
				assignState(this.state, fetched);
				[this.cursor, this.hash] = [seq, hash];
			}
		);
		this.#pendingFrames = this.#pendingFrames.filter(({ to }) => to > seq);
		this.#remembered = [];
	}

	/**
	 * Replaces the state after the log went back: nothing of the lost part stays, except commands that were never saved.
	 * @param stored the events that the server now has after `oldest`
	 */
	startAgain(fetched: State, seq: number, hash: string, stored: readonly WireEvent[]): void {
		const hashes = new Map(stored.map((event) => [event.seq, event.hash]));
		const at = this.#remembered.findLastIndex((event) => hashes.get(event.seq) === event.hash);
		const lost = this.#remembered.slice(at + 1).filter(({ type }) => type !== postsArrived.type).length;
		const last = this.#remembered[at];
		this.wentBack = last ? { to: last.wallAt, lost } : { to: null, lost: null };
		this.predictions.rebase(
			(id) => this.#saved.has(id),
			() => this.#saved.clear()
		);
		this.#pendingFrames = [];
		this.figures = null;
		this.findingFigures.clear();
		this.cards.clear();
		this.#frameOfCard.clear();
		this.become(fetched, seq, hash);
		this.forgotten += 1;
		for (const listener of this.#listeners) listener({ events: [], stories: [], more: 1 });
	}
	/** The number before the first event that is remembered. */
	get oldest(): number {
		return (this.#remembered[0]?.seq ?? this.cursor + 1) - 1;
	}

	/**
	 * Takes a frame. Its cards are used at once; its events only when no earlier event is missing.
	 * @returns false when earlier events are missing, or are others here: fetch those after `cursor`; a frame after a gap
	 *   waits until then
	 */
	takeFrame(frame: Frame): boolean {
		this.#frames += 1;
		for (const { id } of frame.stories) this.#frameOfCard.set(id, this.#frames);
		this.takeCards(frame.stories);
		if (frame.to >= frame.from && frame.from > this.cursor + 1) {
			this.#pendingFrames.push(frame);
			this.#notify({ events: [], stories: frame.stories, more: frame.more });
			return false;
		}
		if (!this.#follows(frame)) return false;
		const events = this.#apply(frame.events);
		this.#notify({ events, stories: frame.stories, more: frame.more });
		return true;
	}

	/**
	 * Applies fetched missing events, then the frames that waited for them.
	 * @returns whether all waiting frames could be applied
	 */
	takeEvents(fetched: readonly WireEvent[]): boolean {
		const events = this.#apply(fetched);
		// Fetched events come without cards, and each arrival of posts changed stories that this page may show.
		this.#notify({ events, stories: [], more: events.filter(({ type }) => type === postsArrived.type).length });
		const pending = this.#pendingFrames.sort((a, b) => a.from - b.from);
		this.#pendingFrames = [];
		for (const frame of pending) {
			if (frame.from > this.cursor + 1) this.#pendingFrames.push(frame);
			else if (this.#follows(frame)) this.#notify({ events: this.#apply(frame.events), stories: [], more: 0 });
		}
		return this.#pendingFrames.length === 0;
	}

	/**
	 * Fetches stories and takes their cards, except those that a frame brought meanwhile: the answer may be older. It
	 * fetches again when posts were forgotten or masked meanwhile, and once when the answer is older than the state: the
	 * first answers come with the page, and another server process may be behind.
	 */
	async read<Result extends StoriesRead>(fetchAnswer: () => Promise<Result>): Promise<Result> {
		let wasBehind = false;
		for (;;) {
			const [frames, forgotten, cursor] = untrack(() => [this.#frames, this.forgotten, this.cursor]);
			const answer = await fetchAnswer();
			if (forgotten !== this.forgotten) continue;
			const isBehind = (answer.seq ?? cursor) < cursor;
			if (isBehind && !wasBehind) {
				wasBehind = true;
				continue;
			}
			this.takeCards(answer.stories.filter(({ id }) => (this.#frameOfCard.get(id) ?? 0) <= frames));
			return answer;
		}
	}
	takeCards(cards: readonly StoryCard[]): void {
		for (const card of cards) {
			const known = this.cards.get(card.id);
			this.cards.set(card.id, known && card.mergedInto !== null ? withFigures(card, known) : card);
		}
		if (this.cards.size > maxCards) this.#dropCards(maxCards / 2);
	}
	/** The story that it was merged into, or null. A card may be older than a merge, or than the undo of one. */
	mergedInto(id: StoryId): StoryId | null {
		return (this.cursor > 0 ? this.state.mergedStories.get(id)?.into : this.cards.get(id)?.mergedInto) ?? null;
	}
	takeFigures(figures: Figures): void {
		this.figures = figures;
		for (const each of figures.findings) {
			// The server repeats them for a while, for browsers that missed them; unchanged ones must not trigger updates.
			if (JSON.stringify(this.findingFigures.get(each.finding)) !== JSON.stringify(each))
				this.findingFigures.set(each.finding, each);
		}
	}

	/** The server saved a command as the events up to `to`: its prediction is dropped once those were applied. */
	saved(id: CommandId, to: number): void {
		if (to <= this.cursor) this.predictions.drop(id);
		else this.#saved.set(id, to);
	}

	/** Calls back for each change, after it was applied. @returns a function that stops it */
	listen(listener: (change: StoreChange) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
	/** Keeps the cards for which the predicate is true. @returns a function that releases them */
	need(needed: (id: StoryId) => boolean): () => void {
		this.#needed.add(needed);
		return () => this.#needed.delete(needed);
	}

	/** Applies new events beneath the predictions. @returns the events that were applied */
	#apply(events: readonly WireEvent[]): readonly WireEvent[] {
		const next = events.filter(({ seq }) => seq > this.cursor);
		if (next.length === 0 || this.outdated) return [];
		const commands = new Set(next.map(({ command }) => command));
		const applied: WireEvent[] = [];
		const last = next.at(-1)?.seq ?? 0;
		const work = (): void => {
			for (const event of next) {
				if (event.seq !== this.cursor + 1 || !this.#evolve(event)) break;
				[this.cursor, this.hash] = [event.seq, event.hash];
				applied.push(event);
			}
		};
		// Arriving posts do not change the state, so predictions need not be reapplied ten times a second.
		if (next.every(({ type }) => type === postsArrived.type)) work();
		else this.predictions.rebase((id) => commands.has(id) || (this.#saved.get(id) ?? Infinity) <= last, work);
		for (const [id, to] of this.#saved) if (to <= this.cursor) this.#saved.delete(id);
		this.#remembered = [...this.#remembered, ...applied].slice(-maxRemembered);
		return applied;
	}

	/** Whether the new events of this frame, if any, come after the event that this page has with the number `cursor`. */
	#follows({ from, to, before, events }: Frame): boolean {
		if (to < from || to < this.cursor) return true;
		const hash = from === this.cursor + 1 ? before : events.find(({ seq }) => seq === this.cursor)?.hash;
		return hash === this.hash;
	}

	#evolve(event: WireEvent): boolean {
		if (event.redacted) return true;
		try {
			apply(this.state, readEvent({ type: event.type, data: event.data }), event);
			return true;
		} catch (error) {
			if (!(error instanceof UnknownEvent)) throw error;
			this.outdated = true;
			return false;
		}
	}

	#notify(change: StoreChange): void {
		if (change.events.length + change.stories.length + change.more === 0) return;
		if (change.events.some(({ type }) => changesEarlierPosts.has(type))) {
			// The lists fetch their cards again. The cards of this frame are up to date.
			this.#dropCards(0);
			this.takeCards(change.stories);
			this.forgotten += 1;
		}
		for (const listener of this.#listeners) listener(change);
	}

	/** Drops cards that no list shows, until at most `maxRemaining` remain. */
	#dropCards(maxRemaining: number): void {
		for (const id of [...this.cards.keys()]) {
			if (this.cards.size <= maxRemaining) return;
			if ([...this.#needed].some((needed) => needed(id))) continue;
			this.cards.delete(id);
			this.#frameOfCard.delete(id);
		}
	}
}

/**
 * A merged story has no posts. It keeps the figures that it had, because its row shows them again as soon as the merge
 * is taken back, also without a connection.
 */
const withFigures = (card: StoryCard, known: StoryCard): StoryCard => {
	const { posts, authors, reach, platforms, sources, newestAt, growth, recent, atSource } = known;
	return { ...card, posts, authors, reach, platforms, sources, newestAt, growth, recent, atSource };
};
