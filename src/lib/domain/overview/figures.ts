import { z } from 'zod';
import { AtSource } from '../posts/at-source';
import { ActionId, FindingId, Moment, SourceId } from '../core/ids';
import { Platform } from '../posts/platform';
import type { SpreadMeasure } from '../findings/risk';
import { Attitude, Emotion } from '../stories/sentiment';
import { QueueTotals } from '../stories/card';
import { Course } from '../stories/trend';

const Count = z.int().nonnegative();

/** The measurements that determine spread (risk.ts), as sent over the transport. */
const SpreadFigures = z.object({
	authors: Count,
	platforms: Count,
	postsLast30: Count,
	posts30Before: Count,
	publicVoice: z.boolean(),
	pressAsks: z.boolean()
}) satisfies z.ZodType<SpreadMeasure>;

/** The figures of one finding: all posts of the stories that are evidence for it. */
export const FindingFigures = z.object({
	finding: FindingId,
	stories: Count,
	posts: Count,
	/** How many of them were edited or deleted at the source. */
	atSource: AtSource,
	/** A post without an author counts as an author of its own. */
	authors: Count,
	/** In the last thirty minutes. */
	course: Course,
	/** The moment of the newest evidence. */
	newest: Moment.nullable(),
	platforms: z.array(Platform),
	/** How many of those posts are from the phone desk, and from the press. */
	phone: Count,
	press: Count,
	/** And from networks and news: not from the phone desk, the press, the street or a partner. */
	online: Count,
	/** Per ten minutes of the last hour, oldest first. */
	recent: z.array(Count),
	/** In aftercare: of the last seven days, and of the seven before. */
	week: z.object({ now: Count, before: Count }).optional(),
	/**
	 * Only of a need: the posts since its answer (all posts without an answer), and since when people wait for an answer:
	 * see `needWaitsSince`.
	 */
	sinceAnswer: z.object({ posts: Count, from: Moment.nullable() }).nullable(),
	/** For a rumour only: the posts of the last 120 minutes that support or ask. */
	spread: SpreadFigures.nullable()
});
export type FindingFigures = z.infer<typeof FindingFigures>;

export const SourceFigures = z.object({
	source: SourceId,
	posts: Count,
	/** The moment its newest post was received, on the incident's clock. */
	newest: Moment.nullable(),
	/** Received in the last five minutes. */
	last5: Count
});
export type SourceFigures = z.infer<typeof SourceFigures>;

/**
 * The figures of an incident, derived and volatile: the latest replaces the others. All moments are on the incident's
 * clock.
 */
export const Figures = z.object({
	at: Moment,
	posts: Count,
	/** Posts that are older than the incident. */
	backlog: Count,
	stories: Count,
	/** Stories that nobody looked at. */
	unseen: Count,
	queue: QueueTotals,
	/** Posts per five minutes up to now, oldest first. */
	recent: z.array(Count),
	sources: z.array(SourceFigures),
	findings: z.array(FindingFigures)
});
export type Figures = z.infer<typeof Figures>;

/** One number per step of the time series. */
const CountPerStep = z.array(Count);

/**
 * The time series of an incident, for the charts, in steps of equal length on the clock of the Netherlands: steps over
 * an hour begin at round times, a day at midnight, a week on Monday.
 */
export const TimeSeries = z.object({
	/** The start of the first step, and how long one lasts in minutes. */
	from: Moment,
	step: z.int().positive(),
	steps: Count,
	/** The last moment that was measured: no hours are drawn after it. */
	until: Moment,
	/** Posts per source and step. */
	sources: z.array(z.object({ source: SourceId, posts: CountPerStep })),
	/** Stories with a post in these steps to which a person gave an emotion, or an attitude; only those that occur. */
	emotions: z.array(z.object({ emotion: Emotion, stories: Count })),
	attitudes: z.array(z.object({ attitude: Attitude, stories: Count })),
	/** The most spread rumours, the largest first: posts that support or ask. */
	rumours: z.array(z.object({ rumour: FindingId, posts: CountPerStep })),
	/** When a source could not be read. */
	outages: z.array(z.object({ source: SourceId, from: Moment, to: Moment })),
	/**
	 * Own actions, with the posts in the quarter of an hour before each and after it; null before the first moment that was
	 * measured, and when it is too early.
	 */
	actions: z.array(
		z.object({
			action: ActionId,
			/** All of them for a text that went out on several. */
			channels: z.array(z.string()),
			text: z.string(),
			at: Moment,
			before: Count.nullable(),
			after: Count.nullable()
		})
	)
});
export type TimeSeries = z.infer<typeof TimeSeries>;
