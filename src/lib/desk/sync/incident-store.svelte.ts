/* eslint-disable svelte/prefer-svelte-reactivity -- the plain maps and sets here are bookkeeping that no screen reads */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { apply, readEvent, UnknownEvent } from '$lib/domain/events';
import { computersPresent } from '$lib/domain/incident/computer-colleagues';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { FindingFigures, Figures } from '$lib/domain/overview/figures';
import type { CommandId, FindingId, StoryId } from '$lib/domain/core/ids';
import type { Frame, PresentPerson, WireEvent } from '$lib/domain/realtime';
import { postsArrived } from '$lib/domain/posts/post';
import type { Actor } from '$lib/domain/core/role';
import type { State } from '$lib/domain/core/state';
import type { StoryCard } from '$lib/domain/stories/card';
import { assignState, browserState } from './browser-state.svelte';
import { Predictions } from './predictions';

/** How many cards are kept at most; beyond that, cards that are not shown are dropped first (a card is some 2 KB). */
const mostCards = 3_000;

/** An answer with cards. */
interface StoriesRead {
	readonly stories: readonly StoryCard[];
	/** As of which log event at least. */
	readonly seq?: number;
}

/** What a log event means for its followers; sent after it was applied. */
export interface StoreChange {
	readonly events: readonly WireEvent[];
	readonly stories: readonly StoryCard[];
	/** Other stories that changed, without a card in the frame. */
	readonly more: number;
}

/**
 * One incident as this browser knows it: the state that its log makes, up to the position `cursor`, with this person's
 * predictions applied over it; and besides, the derived and volatile data (cards, figures, presence), of which the
 * latest wins. Events are applied by number, each once and in order: repeated ones are skipped, early ones are held
 * until the gap is filled.
 */
export class IncidentStore {
	readonly state = browserState();
	readonly predictions: Predictions;
	readonly cards = new SvelteMap<StoryId, StoryCard>();
	readonly findingFigures = new SvelteMap<FindingId, FindingFigures>();
	figures: Figures | null = $state.raw(null);
	/** The people whom the server announced last. */
	people: readonly PresentPerson[] = $state.raw([]);
	/** Everybody who is here, computer colleagues among them. */
	readonly present: readonly PresentPerson[] = $derived([...this.people, ...computersPresent(this.state.computers)]);
	/** The number of the last event in the state; 0 until the state was fetched. */
	cursor = $state(0);
	/** How often posts were forgotten or masked: what shows a copy of their words reads them again. */
	forgotten = $state(0);
	/** The log has an event that this program does not know: only a reload helps. */
	outdated = $state(false);

	/** Log numbers of saved commands whose events have not arrived yet. */
	readonly #saved = new Map<CommandId, number>();
	#held: Frame[] = [];
	readonly #listeners = new Set<(happening: StoreChange) => void>();
	/** The number of frames so far, and for each card the frame in which it last came. */
	#frames = 0;
	readonly #cameIn = new Map<StoryId, number>();
	/** Whether a card is shown somewhere and must stay; set by the lists. */
	readonly #needed = new Set<(id: StoryId) => boolean>();

	constructor(actor: () => Actor) {
		this.predictions = new Predictions({
			state: this.state,
			actor,
			cursor: () => this.cursor,
			story: (id) => this.cards.get(id)
		});
	}

	/** Replaces the state with what was fetched, as it was after event `seq`. */
	become(fetched: State, seq: number): void {
		this.predictions.beneath(
			(id) => (this.#saved.get(id) ?? Infinity) <= seq,
			() => {
				assignState(this.state, fetched);
				this.cursor = seq;
			}
		);
		this.#held = this.#held.filter(({ to }) => to > seq);
	}

	/**
	 * Takes a frame. Its cards and figures count at once; its events only when they come next.
	 * @returns false when events are missing before it: fetch those after `cursor`, the frame is held until then
	 */
	takeFrame(frame: Frame): boolean {
		this.#frames += 1;
		for (const { id } of frame.stories) this.#cameIn.set(id, this.#frames);
		this.takeCards(frame.stories);
		if (frame.to >= frame.from && frame.from > this.cursor + 1) {
			this.#held.push(frame);
			this.#notify({ events: [], stories: frame.stories, more: frame.more });
			return false;
		}
		const events = this.#apply(frame.events);
		this.#notify({ events, stories: frame.stories, more: frame.more });
		return true;
	}

	/**
	 * Takes events that were fetched because they were missing, then the frames that waited for them.
	 * @returns whether all held frames could be applied
	 */
	takeEvents(fetched: readonly WireEvent[]): boolean {
		const events = this.#apply(fetched);
		// Fetched events bring no cards: each arrival changed stories that this page may show.
		this.#notify({ events, stories: [], more: events.filter(({ type }) => type === postsArrived.type).length });
		const held = this.#held.sort((a, b) => a.from - b.from);
		this.#held = [];
		for (const frame of held) {
			if (frame.from > this.cursor + 1) this.#held.push(frame);
			else this.#notify({ events: this.#apply(frame.events), stories: [], more: 0 });
		}
		return this.#held.length === 0;
	}

	/**
	 * Asks the server for stories and takes their cards: not those that came in a frame meanwhile, for each change has a
	 * frame of its own and the answer may be older. What was asked before posts were forgotten or masked is asked again;
	 * so is once what is older than the state: the first answers come with the page, and another process may be behind.
	 */
	async read<Answer extends StoriesRead>(ask: () => Promise<Answer>): Promise<Answer> {
		let wasBehind = false;
		for (;;) {
			const [frames, forgotten, cursor] = untrack(() => [this.#frames, this.forgotten, this.cursor]);
			const answer = await ask();
			if (forgotten !== this.forgotten) continue;
			const isBehind = (answer.seq ?? cursor) < cursor;
			if (isBehind && !wasBehind) {
				wasBehind = true;
				continue;
			}
			this.takeCards(answer.stories.filter(({ id }) => (this.#cameIn.get(id) ?? 0) <= frames));
			return answer;
		}
	}
	takeCards(cards: readonly StoryCard[]): void {
		for (const card of cards) this.cards.set(card.id, card);
		if (this.cards.size > mostCards) this.#dropCards(mostCards / 2);
	}
	takeFigures(figures: Figures): void {
		this.figures = figures;
		for (const each of figures.findings) {
			// They are sent again for a while, for browsers that missed them: unchanged ones update nothing.
			if (JSON.stringify(this.findingFigures.get(each.finding)) !== JSON.stringify(each))
				this.findingFigures.set(each.finding, each);
		}
	}

	/** The server saved a command as the events up to `to`: once they are here its prediction is dropped. */
	saved(id: CommandId, to: number): void {
		if (to <= this.cursor) this.predictions.drop(id);
		else this.#saved.set(id, to);
	}

	/** Calls back for everything that comes in, after it was applied. @returns a function that stops it */
	listen(listener: (happening: StoreChange) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
	/** Keeps the cards that a list shows. @returns a function that releases them */
	need(needed: (id: StoryId) => boolean): () => void {
		this.#needed.add(needed);
		return () => this.#needed.delete(needed);
	}

	/** Applies the events that come next, under the predictions. @returns the ones that were applied */
	#apply(events: readonly WireEvent[]): readonly WireEvent[] {
		const next = events.filter(({ seq }) => seq > this.cursor);
		if (next.length === 0 || this.outdated) return [];
		const commands = new Set(next.map(({ command }) => command));
		const applied: WireEvent[] = [];
		const last = next.at(-1)?.seq ?? 0;
		const work = (): void => {
			for (const event of next) {
				if (event.seq !== this.cursor + 1 || !this.#evolve(event)) break;
				this.cursor = event.seq;
				applied.push(event);
			}
		};
		// Arriving posts change nothing in the state: predictions need not be undone and applied again ten times a second.
		if (next.every(({ type }) => type === postsArrived.type)) work();
		else this.predictions.beneath((id) => commands.has(id) || (this.#saved.get(id) ?? Infinity) <= last, work);
		for (const [id, to] of this.#saved) if (to <= this.cursor) this.#saved.delete(id);
		return applied;
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
			// The lists fetch the cards that they show again; those of this frame were read after it.
			this.#dropCards(0);
			this.takeCards(change.stories);
			this.forgotten += 1;
		}
		for (const listener of this.#listeners) listener(change);
	}

	/** Drops cards that no list shows, until so many are left. */
	#dropCards(left: number): void {
		for (const id of [...this.cards.keys()]) {
			if (this.cards.size <= left) return;
			if ([...this.#needed].some((needed) => needed(id))) continue;
			this.cards.delete(id);
			this.#cameIn.delete(id);
		}
	}
}
