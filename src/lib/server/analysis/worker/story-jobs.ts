import type { PostColumns } from '../post';
import type { Setting } from '../text/places';

/** The jobs of the story thread and their answers: plain values in columns, which are copied. */
export type StoryJob =
	| { readonly begin: number; readonly setting: Setting }
	| { readonly index: number; readonly ahead: readonly string[] }
	| { readonly index: number; readonly group: PostColumns }
	| { readonly index: number; readonly file: PostColumns }
	| { readonly index: number; readonly move: PostColumns }
	| { readonly end: number };

/** Null: the thread does not have the index, because it was restarted after a crash. */
export type StoryAnswer = {
	/** The story of each grouped post. */
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
