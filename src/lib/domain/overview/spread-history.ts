import { z } from 'zod';
import { Moment, PostId, SourceId } from '../core/ids';
import { Platform } from '../posts/platform';
import { AuthorView } from '../stories/card';

/** The most sources and voices that are named. */
export const MAX_SPREAD_SOURCES = 30;
export const MAX_SPREAD_VOICES = 6;

/**
 * Who spread something, and how it went from source to source: of a story all its posts; of a rumour those that support
 * it or ask about it, without our own accounts. A private person is a pseudonym here as everywhere.
 */
export const SpreadHistory = z.object({
	posts: z.int().nonnegative(),
	/** A post without an author counts as an author of its own. */
	authors: z.int().nonnegative(),
	/** The earliest known post; null when there are no posts. */
	first: z
		.object({
			post: PostId,
			text: z.string(),
			at: Moment,
			lang: z.string().nullable(),
			url: z.string().nullable(),
			platform: Platform,
			source: SourceId,
			author: AuthorView.nullable(),
			/** Its words were removed here too, because it was gone at the source (retention.ts). */
			forgotten: z.boolean()
		})
		.nullable(),
	/** The sources in the order in which it reached them. */
	path: z.array(
		z.object({
			source: SourceId,
			platform: Platform,
			first: Moment,
			posts: z.int().positive(),
			authors: z.int().positive()
		})
	),
	/** Media, organisations and office holders before private people, each by reach; unknown reach last. */
	voices: z.array(
		z.object({
			author: AuthorView,
			platform: Platform,
			first: Moment,
			posts: z.int().positive(),
			reach: z.int().nonnegative().nullable()
		})
	)
});
export type SpreadHistory = z.infer<typeof SpreadHistory>;
