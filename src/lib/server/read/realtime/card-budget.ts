import type { StoryId } from '$lib/domain/core/ids';

/** Which cards go first when not all can be sent. */
type Urgency = 'help' | 'looked' | 'ordinary';
const URGENCY_ORDER: Readonly<Record<Urgency, number>> = { help: 0, looked: 1, ordinary: 2 };

/** Token bucket: a burst and a rate, together at most 50 cards in any second. */
const MAX_BURST = 20;
const CARDS_PER_SECOND = 30;
/** A change that waited longer is dropped; clients fetch the card when they need it. In milliseconds. */
const MAX_WAIT_MS = 1000;

interface Changed {
	urgency: Urgency;
	since: number;
}

/**
 * Limits how many changed story cards are sent per second, so that the cost per viewer is bounded however many posts
 * arrive.
 */
export class CardBudget {
	readonly #changed = new Map<StoryId, Changed>();
	#tokens = MAX_BURST;
	#refilledAt: number;

	constructor(now: number) {
		this.#refilledAt = now;
	}

	/** Queues a changed story. One that is queued already keeps its position: its card is read when it is sent. */
	change(story: StoryId, urgency: Urgency, now: number): void {
		const before = this.#changed.get(story);
		if (!before) this.#changed.set(story, { urgency, since: now });
		else if (URGENCY_ORDER[urgency] < URGENCY_ORDER[before.urgency]) before.urgency = urgency;
	}
	get waiting(): number {
		return this.#changed.size;
	}
	/** Milliseconds until the next card may be sent; `Infinity` when none waits. */
	pause(now: number): number {
		if (this.#changed.size === 0) return Infinity;
		this.#refill(now);
		return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / CARDS_PER_SECOND) * 1000;
	}

	/** Takes the stories whose cards are sent now; `more` counts those that are dropped. */
	take(now: number): { stories: StoryId[]; more: number } {
		this.#refill(now);
		const chosen = [...this.#changed]
			.sort(([, a], [, b]) => URGENCY_ORDER[a.urgency] - URGENCY_ORDER[b.urgency] || a.since - b.since)
			.slice(0, Math.floor(this.#tokens))
			.map(([story]) => story);
		this.#tokens -= chosen.length;
		for (const story of chosen) this.#changed.delete(story);
		let more = 0;
		for (const [story, { since }] of this.#changed)
			if (now - since >= MAX_WAIT_MS) {
				this.#changed.delete(story);
				more += 1;
			}
		return { stories: chosen, more };
	}

	#refill(now: number): void {
		this.#tokens = Math.min(MAX_BURST, this.#tokens + ((now - this.#refilledAt) / 1000) * CARDS_PER_SECOND);
		this.#refilledAt = now;
	}
}
