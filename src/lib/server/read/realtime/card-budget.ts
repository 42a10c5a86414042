import type { StoryId } from '$lib/domain/core/ids';

/** What is sent first when not everything can be. */
type Urgency = 'help' | 'looked' | 'ordinary';
const ORDER: Readonly<Record<Urgency, number>> = { help: 0, looked: 1, ordinary: 2 };

/** At most 50 cards in any second: so many at once, and so many a second from then on. */
const AT_ONCE = 20;
const PER_SECOND = 30;
/** A change that waited so long is stale; clients fetch it when they need it. In milliseconds. */
const STALE = 1000;

interface Changed {
	urgency: Urgency;
	since: number;
}

/**
 * Which stories changed, and which of their cards may go now: so that a viewer's cost has a ceiling however many posts
 * arrive.
 */
export class CardBudget {
	readonly #changed = new Map<StoryId, Changed>();
	#left = AT_ONCE;
	#at: number;

	constructor(now: number) {
		this.#at = now;
	}

	/** A story that changed again keeps its place: the latest card is read when it goes. */
	change(story: StoryId, urgency: Urgency, now: number): void {
		const before = this.#changed.get(story);
		if (!before) this.#changed.set(story, { urgency, since: now });
		else if (ORDER[urgency] < ORDER[before.urgency]) before.urgency = urgency;
	}
	get waiting(): number {
		return this.#changed.size;
	}
	/** Milliseconds until the next card may go, or what waits has become stale. */
	pause(now: number): number {
		if (this.#changed.size === 0) return Infinity;
		this.#refill(now);
		return this.#left >= 1 ? 0 : ((1 - this.#left) / PER_SECOND) * 1000;
	}

	/** Takes the stories whose cards go now; `more` counts those that are given up. */
	take(now: number): { stories: StoryId[]; more: number } {
		this.#refill(now);
		const chosen = [...this.#changed]
			.sort(([, a], [, b]) => ORDER[a.urgency] - ORDER[b.urgency] || a.since - b.since)
			.slice(0, Math.floor(this.#left))
			.map(([story]) => story);
		this.#left -= chosen.length;
		for (const story of chosen) this.#changed.delete(story);
		let more = 0;
		for (const [story, { since }] of this.#changed)
			if (now - since >= STALE) {
				this.#changed.delete(story);
				more += 1;
			}
		return { stories: chosen, more };
	}

	#refill(now: number): void {
		this.#left = Math.min(AT_ONCE, this.#left + ((now - this.#at) / 1000) * PER_SECOND);
		this.#at = now;
	}
}
