import type { AuthorNumber, SourceId, StoryId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import type { Tally } from '$lib/domain/report/content';
import type { FactPost } from './report-facts';

/** The counts of all posts in a report. Individual posts are available of labelled stories only: those are evidence. */
export interface PostFigures {
	readonly all: Tally;
	/** Stories with a post. */
	readonly stories: number;
	readonly backlog: number;
	/** Posts per ten minutes, of the last two hours. */
	readonly recent: readonly number[];
	readonly languages: ReadonlyMap<string | null, number>;
	readonly platforms: ReadonlyMap<Platform, number>;
	/** The number of posts after this moment, in milliseconds. */
	after(moment: number): number;
	/** The number of posts of a source, by platform. */
	platformsOf(source: SourceId): ReadonlyMap<Platform, number>;
	from(source: SourceId): Tally;
	/** The number of posts in any story. */
	size(story: StoryId): number;
	/** The posts of a story with labels, in no order; the same ones at each call. */
	inStory(story: StoryId): readonly FactPost[];
	/** Whether one of the posts is by this author. */
	has(author: AuthorNumber): boolean;
}

/** The maximum number of ten-minute periods in `recent`. */
export const MAX_RECENT_PERIODS = 12;
