import type { PerhapsSame, StoryCard, Suggestion } from '$lib/domain/stories/card';
import type { StoryId } from '$lib/domain/core/ids';
import { isSameProposal } from '../labels/labelling';
import { freeze, readableIn, type Frozen } from './freeze-proposal.svelte';

/** What of a proposal still applies. */
interface StillProposed {
	remaining(story: StoryId, proposal: Suggestion | null): Suggestion | null;
	perhapsSame(card: StoryCard): PerhapsSame | null;
}

/** The proposals of the selected story: they do not change while a person reads them. */
export class FrozenProposals {
	/** Not reactive, since it follows from the selection and the cards. */
	#frozen: {
		readonly story: StoryId;
		readonly proposal: Frozen<Suggestion>;
		readonly same: Frozen<PerhapsSame>;
	} | null = null;
	/** Counts how often a newer proposal was requested, or replaced one that quotes forgotten posts. */
	#renewals = $state(0);

	constructor(readonly still: StillProposed) {}

	/** The card with its proposals as they were when the story was selected. */
	freeze(card: StoryCard | undefined): StoryCard | null {
		void this.#renewals;
		if (!card) {
			this.#frozen = null;
			return null;
		}
		const { id, suggestion, perhapsSame } = card;
		const before = this.#frozen?.story === id ? this.#frozen : null;
		const now = performance.now();
		// Leave out what a person has labelled meanwhile.
		const stillValidProposal = before && this.still.remaining(id, before.proposal.shown) ? before.proposal.shown : null;
		const stillValidDuplicate = before && this.still.perhapsSame({ ...card, perhapsSame: before.same.shown });
		this.#frozen = {
			story: id,
			proposal: freeze(before && { ...before.proposal, shown: stillValidProposal }, suggestion, isSameProposal, now),
			same: freeze(
				before && { ...before.same, shown: stillValidDuplicate },
				perhapsSame,
				(one, other) => one.story === other.story,
				now
			)
		};
		return { ...card, suggestion: this.#frozen.proposal.shown, perhapsSame: this.#frozen.same.shown };
	}
	/** Milliseconds until a key may accept it; 0 if it may now. */
	readableIn(what: 'proposal' | 'same'): number {
		return this.#frozen ? readableIn(this.#frozen[what], performance.now()) : 0;
	}
	/** A newer proposal than the one that is shown; null if there is none. */
	get newer(): Suggestion | null {
		return this.#frozen?.proposal.newer ?? null;
	}
	showNewer(): void {
		if (this.#frozen) this.#frozen = { ...this.#frozen, proposal: { ...this.#frozen.proposal, shown: null } };
		this.#renewals += 1;
	}
	/** They may quote forgotten posts: replaces them by those of the new card. */
	release(): void {
		if (!this.#frozen) return;
		const { story, proposal, same } = this.#frozen;
		this.#frozen = { story, proposal: { ...proposal, shown: null }, same: { ...same, shown: null } };
		this.#renewals += 1;
	}
}
