import type { LRUCache } from 'lru-cache';
import { Coalescer } from '$lib/concurrency/coalescer';
import type { FindingId, StoryId } from '$lib/domain/core/ids';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import type { CardHints } from './card-hints';

/** What is proposed for one story. */
interface Proposal {
	readonly utterance: Utterance;
	said: CardHints;
	/** Somebody was given it. */
	given: boolean;
	/** Somebody was given something else before, and everybody is to get this. */
	news: boolean;
	/** Counts the changes of labels that it takes into account. */
	version: number;
}

/** What people said of the stories of one incident, as its index in the analysis thread has it. */
export class IncidentIndex {
	static #last = 0;
	readonly index = (IncidentIndex.#last += 1);
	/** The thread was given the index. */
	begun = false;
	/** The findings that the index has, with their words; null for one that can be linked no longer. */
	readonly findings = new Map<FindingId, string | null>();
	/** The post that speaks for each labelled story. */
	readonly texts = new Map<StoryId, Utterance>();
	/** The words of the incident's newest stories were counted. */
	met = false;
	/** Stories whose labels the index does not have yet. */
	readonly changed: Set<StoryId>;
	/** Everything that people said before it was made was learnt. */
	isWhole = false;
	version = 0;
	review: NodeJS.Timeout | null = null;
	readonly learning: Coalescer;

	constructor(
		labelled: Iterable<StoryId>,
		/** Newest first, as `entries` gives them. */
		readonly proposals: LRUCache<StoryId, Proposal>,
		learn: (learnt: IncidentIndex) => Promise<void>,
		/** When it was made, in milliseconds of the clock of its maker. */
		readonly madeAt: number
	) {
		this.changed = new Set(labelled);
		this.learning = new Coalescer(async () => {
			await learn(this);
			this.isWhole = true;
		});
	}
}
