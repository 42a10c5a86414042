import type { IncidentId } from '$lib/domain/ids';

/** A post as story grouping sees it. */
export interface Told {
	readonly text: string;
	readonly lang: string | null;
	/** It may be a call for help: then it never joins a story without one. */
	readonly hint: boolean;
}
/** Finds the story that a post belongs to, among those of one incident. */
export interface StoryFinder {
	find(post: Told): { readonly story: string } | null;
	add(post: Told & { readonly id: string; readonly story: string }): void;
	/** Takes a post out that a person moved. */
	remove(post: string): void;
}
/** What the machine says of a post before it is stored; hints only, each with its reason. */
export interface PostAnalysis {
	language(text: string): string | null;
	help(text: string, lang: string | null): object | null;
	/** Nothing known yet. */
	stories(incident: IncidentId): StoryFinder;
}
