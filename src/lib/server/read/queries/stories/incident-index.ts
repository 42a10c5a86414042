import type { LRUCache } from 'lru-cache';
import { Coalescer } from '$lib/concurrency/coalescer';
import type { FindingId, StoryId } from '$lib/domain/core/ids';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import type { CardHints } from './card-hints';

/** The proposal for one story. */
interface StoryProposal {
	readonly utterance: Utterance;
	hints: CardHints;
	/** Whether it was shown to somebody. */
	shown: boolean;
	/** Whether it changed after it was shown, so that it must be sent again. */
	changed: boolean;
	/** The `version` of the index that it was made with. */
	version: number;
}

/** The index of one incident in the analysis thread: the labels that people gave to its stories, and the proposals. */
export class IncidentIndex {
	static #lastId = 0;
	readonly id = (IncidentIndex.#lastId += 1);
	/** Whether the index was created in the thread. */
	isCreated = false;
	/** The findings in the index with their text; null for one that can no longer be linked. */
	readonly findings = new Map<FindingId, string | null>();
	/** The lead post of each labelled story. */
	readonly texts = new Map<StoryId, Utterance>();
	/** Whether the words of the incident's newest stories were counted. */
	isSeeded = false;
	/** Stories whose labels are not in the index yet. */
	readonly changed: Set<StoryId>;
	/** Whether all labels from before it was made are in the index. */
	isComplete = false;
	/** Incremented when labels or findings change. */
	version = 0;
	review: NodeJS.Timeout | null = null;
	readonly learning: Coalescer;

	constructor(
		labelled: Iterable<StoryId>,
		/** Newest first, as `entries` gives them. */
		readonly proposals: LRUCache<StoryId, StoryProposal>,
		learn: (index: IncidentIndex) => Promise<void>,
		/** When it was made, in milliseconds of the `clock` of `Suggestions`. */
		readonly madeAt: number
	) {
		this.changed = new Set(labelled);
		this.learning = new Coalescer(async () => {
			await learn(this);
			this.isComplete = true;
		});
	}
}
