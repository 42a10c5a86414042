import type { KnownReading } from './stories';
import type { ReadState } from '$lib/domain/core/state';

/** A post as story grouping sees it; `shares` is the id, among the stored, of the post that it passes on. */
export interface PostReading {
	readonly text: string;
	readonly lang: string | null;
	/** It may be a call for help: then it never joins a story without one. */
	readonly hint: boolean;
	readonly shares: string | null;
	/** What `read` made of the text, when it was asked before. */
	readonly known?: KnownReading | undefined;
}
export interface StoredReading extends PostReading {
	readonly id: string;
	readonly story: string;
}
/** Finds the story that a post belongs to, among those of one incident. */
export interface StoryFinder {
	/** The part of `find` and `add` that needs the text alone: may be done before the post's turn comes. */
	read?(text: string): KnownReading | undefined;
	find(post: PostReading): { readonly story: string } | null;
	/** Files a post under its story; again changes nothing. */
	add(post: StoredReading): void;
	/** A person moved it to another story. */
	move(post: StoredReading): void;
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
	stories(state: ReadState, forgotten: (story: string) => void): StoryFinder;
}
