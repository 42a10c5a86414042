import type { PerhapsSame, StoryCard } from '$lib/domain/stories/card';
import type { StoryId } from '$lib/domain/core/ids';

/** How long a person needs to notice a new proposal: no key accepts it before. Milliseconds. */
export const READABLE = 600;

/** For a component: whether a key may accept the proposal by now. @param remaining as `readableIn` */
export function readable(remaining: () => number): { readonly now: boolean } {
	const wait = $derived({ milliseconds: remaining() });
	let elapsed: object | null = $state.raw(null);
	$effect(() => {
		const current = wait;
		const timer = setTimeout(() => (elapsed = current), current.milliseconds);
		return () => clearTimeout(timer);
	});
	return {
		get now() {
			return wait.milliseconds === 0 || elapsed === wait;
		}
	};
}

/**
 * The story with which the selected one may be merged: it does not change while a person reads it, so that a key merges
 * what was read.
 */
export class FrozenProposals {
	/** Not reactive, since it follows from the selection and the cards. */
	#frozen: {
		readonly story: StoryId;
		readonly same: PerhapsSame | null;
		/** When it appeared, in milliseconds; `-Infinity` if it was there when the story was selected. */
		readonly since: number;
	} | null = null;
	/** Counts how often it was replaced because it quotes forgotten posts. */
	#renewals = $state(0);

	/** @param isStillProposed whether no person has answered it meanwhile */
	constructor(readonly isStillProposed: (card: StoryCard) => boolean) {}

	/** The card with its proposal as it was when the story was selected; if there was none, the newer one appears. */
	freeze(card: StoryCard | undefined): StoryCard | null {
		void this.#renewals;
		if (!card) {
			this.#frozen = null;
			return null;
		}
		const { id: story, perhapsSame } = card;
		const before = this.#frozen?.story === story ? this.#frozen : null;
		if (before === null) this.#frozen = { story, same: perhapsSame, since: -Infinity };
		else if (before.same === null || !this.isStillProposed({ ...card, perhapsSame: before.same }))
			this.#frozen = { story, same: perhapsSame, since: perhapsSame ? performance.now() : before.since };
		return { ...card, perhapsSame: this.#frozen?.same ?? null };
	}
	/** Milliseconds until a key may accept it; 0 if it may now. */
	get readableIn(): number {
		return this.#frozen ? Math.max(0, Math.ceil(this.#frozen.since + READABLE - performance.now())) : 0;
	}
	/** It may quote forgotten posts: replaces it by that of the new card. */
	release(): void {
		if (this.#frozen) this.#frozen = { ...this.#frozen, same: null };
		this.#renewals += 1;
	}
}
