import type { ReadState } from '$lib/domain/core/state';
import { CALL_FROM } from '$lib/domain/stories/card';

/** How much a text looks like a call for help: not, weakly, or enough for the list of calls. */
export type HelpLevel = 0 | 1 | 2;

/** @param hint as stored, in the shape of the version that created it */
export function helpLevel(hint: unknown): HelpLevel {
	if (typeof hint !== 'object' || hint === null) return 0;
	return 'score' in hint && typeof hint.score === 'number' && hint.score >= CALL_FROM ? 2 : 1;
}

/** The input of story grouping: posts in order of arrival, with one value per post in every column. */
export interface PostColumns {
	readonly ids: readonly string[];
	readonly texts: readonly string[];
	readonly langs: readonly (string | null)[];
	/** A post never joins a story of a lower level. */
	readonly help: readonly HelpLevel[];
	/** The id of the stored post that it shares; only used for grouping. */
	readonly shares: readonly (string | null)[];
	/** The story of each post; for grouping, the id of the new story when it joins none. */
	readonly stories: readonly string[];
}
/**
 * Finds the stories of posts among those of one incident. When it throws, its state is lost: create another from the
 * stored posts.
 */
export interface StoryGrouper {
	/** It runs in a thread of its own, so that this thread can do other work meanwhile. */
	readonly isInThread: boolean;
	/** Announces texts that will be grouped soon, so that they can be read ahead. */
	readAhead(texts: readonly string[]): void;
	/** Finds the story of each post, in this order, and adds the post to it. */
	group(posts: PostColumns): Promise<readonly string[]>;
	/** Adds posts to the given stories; adding them again changes nothing. */
	file(posts: PostColumns): Promise<void>;
	/** Moves posts to other stories, as a person did. */
	move(posts: PostColumns): Promise<void>;
	/** Pauses reading ahead during this work, if both use the same thread: the work holds a lock that others wait for. */
	withoutReadAhead<T>(work: () => Promise<T>): Promise<T>;
	/** Releases its memory. */
	end(): void;
}
/** Posts in columns: strings cross to a thread at a fifth of the cost of objects. */
export interface Texts {
	readonly texts: readonly string[];
	/** The languages according to the sources. */
	readonly langs: readonly (string | null)[];
}
/** The hints for a text, each with its reason. */
export interface TextHints {
	readonly lang: string | null;
	readonly help: object | null;
}

/** The analysis of posts before they are stored. */
export interface PostAnalysis {
	/** One answer for each text, in order. */
	read(texts: Texts): Promise<readonly TextHints[]>;
	/**
	 * Starts empty, with only the incident's place. `forgotten` is called with each story that no post can join any more.
	 */
	stories(state: ReadState, forgotten: (story: string) => void): StoryGrouper;
}
