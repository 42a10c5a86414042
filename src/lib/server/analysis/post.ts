import type { ReadState } from '$lib/domain/core/state';
import { CALL_FROM } from '$lib/domain/stories/card';

/** How much a text looks like a call for help: not, weakly, or enough for the strip of calls. */
export type HelpLevel = 0 | 1 | 2;

/** @param hint as it is stored; the shape is of the version that made it */
export function helpLevel(hint: unknown): HelpLevel {
	if (typeof hint !== 'object' || hint === null) return 0;
	return 'score' in hint && typeof hint.score === 'number' && hint.score >= CALL_FROM ? 2 : 1;
}

/** Posts as story grouping sees them, in the order in which they come; of each one value in every column. */
export interface PostColumns {
	readonly ids: readonly string[];
	readonly texts: readonly string[];
	readonly langs: readonly (string | null)[];
	/** One never joins a story of a lower level. */
	readonly help: readonly HelpLevel[];
	/** The id, among the stored, of the post that it passes on; only asked of those that are grouped. */
	readonly shares: readonly (string | null)[];
	/** Its story; of those that are grouped, the one that it begins if it joins none. */
	readonly stories: readonly string[];
}
/**
 * Finds the stories that posts belong to, among those of one incident. When it throws, what it was given is lost: begin
 * another, with what is stored.
 */
export interface StoryGrouper {
	/** It works in a thread of its own, so that this one can do something else meanwhile. */
	readonly isInThread: boolean;
	/** Texts that will be grouped soon: may be read before their turn comes. */
	readAhead(texts: readonly string[]): void;
	/** Finds the story of each post, in this order, and files the post there. */
	group(posts: PostColumns): Promise<readonly string[]>;
	/** Files posts under their stories; again changes nothing. */
	file(posts: PostColumns): Promise<void>;
	/** A person moved them to other stories. */
	move(posts: PostColumns): Promise<void>;
	/** Nothing is read ahead while this work runs, where that would delay it: it holds a lock that others wait for. */
	withoutReadAhead<T>(work: () => Promise<T>): Promise<T>;
	/** Gives its memory back. */
	end(): void;
}
/** Posts in columns: strings cross to a thread at a fifth of the cost of objects. */
export interface Texts {
	readonly texts: readonly string[];
	/** What each source says its language is. */
	readonly langs: readonly (string | null)[];
}
/** What the machine says of a text by itself; hints only, each with its reason. */
export interface TextHints {
	readonly lang: string | null;
	readonly help: object | null;
}

/** What the machine says of a post before it is stored; hints only, each with its reason. */
export interface PostAnalysis {
	/** One answer for each text, in order. */
	read(texts: Texts): Promise<readonly TextHints[]>;
	/**
	 * Starts empty, with only the incident's place. `forgotten` is called with each story that no post can join any more.
	 */
	stories(state: ReadState, forgotten: (story: string) => void): StoryGrouper;
}
