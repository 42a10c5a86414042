import { z } from 'zod';
import { isHigh } from '../findings/risk';
import { Moment } from '../core/ids';
import type { Report } from './content';
import { Emotion } from '../stories/sentiment';
import { Trend } from '../stories/trend';

const Count = z.int().nonnegative();

/**
 * What a coordinator may share with partners between two reports: numbers, and no words that a person wrote
 * (docs/domain.md, rule 7).
 */
export const LiveFigures = z.object({
	/** Up to when posts were counted, on the incident's clock. */
	moment: Moment,
	/** The same on the wall clock: figures whose `made` stays the same are stale, also while an exercise is paused. */
	made: Moment,
	/** Posts in the last thirty minutes, and the trend from the thirty before. */
	posts: z.object({ now: Count, trend: Trend }),
	/** Questions without an answer. */
	unanswered: Count,
	/** Open rumours, and those of them with a high risk. */
	rumours: Count,
	high: Count,
	/** Calls for help that a person pinned, and that nobody passed on. */
	calls: Count,
	/** The emotion with which most posts of the report's period are labelled; null where none is. */
	emotion: z.object({ emotion: Emotion, posts: Count }).nullable()
});
export type LiveFigures = z.infer<typeof LiveFigures>;

/** The figures that a report has as well, so that both are the same for one moment. */
export function figuresOf({
	information,
	limitation,
	meaning
}: Report): Omit<LiveFigures, 'moment' | 'made' | 'posts'> {
	const [most] = meaning.emotions.parts; // The most frequent is first.
	return {
		unanswered: information.unanswered.length,
		rumours: limitation.rumours.length,
		high: limitation.rumours.filter(isHigh).length,
		calls: limitation.calls.open,
		emotion: most ? { emotion: most.key, posts: most.posts } : null
	};
}
