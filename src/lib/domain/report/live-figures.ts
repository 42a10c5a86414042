import { z } from 'zod';
import { Moment } from '../core/ids';
import { MIN_POSTS_FOR_SHARE, type Report } from './content';
import { Emotion } from '../stories/sentiment';
import { Trend } from '../stories/trend';

const Count = z.int().nonnegative();

/** What a coordinator may open to partners between two reports: numbers, and not one word that somebody wrote (domain.md, rule 7). */
export const LiveFigures = z.object({
	/** Up to when was counted, on the incident's clock. */
	moment: Moment,
	/** When that was, on the wall's: what stays the same there is stale, also while an exercise stands still. */
	made: Moment,
	/** Posts in the last thirty minutes, and how that compares with the thirty before. */
	posts: z.object({ now: Count, trend: Trend }),
	/** Questions that nobody answers yet. */
	unanswered: Count,
	/** Open rumours, and those of them with a high risk. */
	rumours: Count,
	high: Count,
	/** The emotion that most of the looked-at posts show, among `n` that show one; null where they are too few to say. */
	emotion: z.object({ emotion: Emotion, share: z.number().min(0).max(1) }).nullable(),
	n: Count
});
export type LiveFigures = z.infer<typeof LiveFigures>;

/** The figures that a report holds as well, so that both say the same of one moment. */
export function figuresOf({
	information,
	limitation,
	meaning
}: Report): Omit<LiveFigures, 'moment' | 'made' | 'posts'> {
	const { n, parts } = meaning.emotions;
	const [most] = parts; // the most frequent stands first
	return {
		unanswered: information.unanswered.length,
		rumours: limitation.rumours.length,
		high: limitation.rumours.filter(({ level }) => level === 'high' || level === 'danger').length,
		emotion: most && n >= MIN_POSTS_FOR_SHARE ? { emotion: most.key, share: most.posts / n } : null,
		n
	};
}
