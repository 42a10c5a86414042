import type { PostColumns } from '../post';
import type { Setting } from '../text/places';

/** What the program asks of its story thread, and the answers: plain values in columns, which are copied on the way. */
export type StoryJob =
	| { readonly begin: number; readonly setting: Setting }
	| { readonly index: number; readonly ahead: readonly string[] }
	| { readonly index: number; readonly group: PostColumns }
	| { readonly index: number; readonly file: PostColumns }
	| { readonly index: number; readonly move: PostColumns }
	| { readonly end: number };

/** Null: the thread does not have the index, for it died since. */
export type StoryAnswer = {
	/** Of those that are grouped, the story of each. */
	readonly stories: readonly string[];
	/** The stories that no post can join any more. */
	readonly forgotten: readonly string[];
} | null;

/** Some of the posts. */
export const rowsOf = (posts: PostColumns, from: number, to: number): PostColumns => ({
	ids: posts.ids.slice(from, to),
	texts: posts.texts.slice(from, to),
	langs: posts.langs.slice(from, to),
	help: posts.help.slice(from, to),
	shares: posts.shares.slice(from, to),
	stories: posts.stories.slice(from, to)
});
