import { LRUCache } from 'lru-cache';
import type { StoryId } from '$lib/domain/core/ids';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import { isChanged, noHints, type CardHints } from './card-hints';

/** The most stories per incident whose proposal is cached. */
const MAX_PROPOSALS = 1000;

/** The proposal for one story. */
interface StoryProposal {
	readonly utterance: Utterance;
	hints: CardHints;
	/** Whether it was shown to somebody. */
	shown: boolean;
	/** Whether it changed after it was shown, so that it must be sent again. */
	changed: boolean;
	/** The `version` of the cache that it was made for; -1 when none was made. */
	version: number;
}

/** A story whose proposal must be made again. */
interface OutdatedStory {
	readonly story: StoryId;
	readonly utterance: Utterance;
}

/** The proposals for the waiting stories of one incident. */
export class SuggestionCache {
	/** Newest first, as `keys` gives them. */
	readonly #proposals = new LRUCache<StoryId, StoryProposal>({ max: MAX_PROPOSALS });
	#version = 0;

	/** Incremented when labels or findings change: proposals of an earlier version are made again. */
	get version(): number {
		return this.#version;
	}
	outdate(): void {
		this.#version += 1;
	}

	/** Adds a story without a proposal, unless there is one for the same text. */
	remember(story: StoryId, utterance: Utterance): void {
		const known = this.#proposals.peek(story);
		if (known && isSame(known.utterance, utterance)) return;
		const shown = known?.shown ?? false;
		this.#proposals.set(story, { utterance, hints: noHints, shown, changed: shown, version: -1 });
	}

	/** Those of the stories whose proposal is not of the current version. */
	outdated(stories: readonly StoryId[]): OutdatedStory[] {
		return stories.flatMap((story) => {
			const proposal = this.#proposals.peek(story);
			return proposal && proposal.version !== this.#version ? [{ story, utterance: proposal.utterance }] : [];
		});
	}

	/** Stores a proposal that was made for this text and version, unless the text changed or a newer one came first. */
	store({ story, utterance }: OutdatedStory, hints: CardHints, version: number): void {
		const proposal = this.#proposals.peek(story);
		if (proposal?.utterance !== utterance || proposal.version >= version) return;
		// Also when the current request returns it: others were shown the previous one.
		if (proposal.shown && isChanged(proposal.hints, hints)) proposal.changed = true;
		proposal.hints = hints;
		proposal.version = version;
	}

	/** The hints for a story, which are about to be shown. */
	show(story: StoryId): CardHints | null {
		const proposal = this.#proposals.peek(story);
		if (!proposal) return null;
		proposal.shown = true;
		return proposal.hints;
	}

	/** Removes the stories that no longer wait. */
	remove(isDone: (story: StoryId) => boolean): void {
		for (const story of [...this.#proposals.keys()]) if (isDone(story)) this.#proposals.delete(story);
	}
	/** The stories, newest first. */
	stories(): StoryId[] {
		return [...this.#proposals.keys()];
	}
	/** The stories whose proposal changed after it was shown; each is returned once. */
	takeChanged(): StoryId[] {
		return [...this.#proposals].flatMap(([id, proposal]) => {
			if (!proposal.changed) return [];
			proposal.changed = false;
			return [id];
		});
	}
}

const isSame = (one: Utterance, other: Utterance): boolean =>
	one.text === other.text &&
	one.author === other.author &&
	one.platform === other.platform &&
	one.platforms?.join() === other.platforms?.join();
