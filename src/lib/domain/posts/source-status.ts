import { z } from 'zod';
import { Moment, SourceId } from '../core/ids';
import { SourceProblemView } from './source-problem';

/** The health of a source that is collected automatically; moments are on the incident's clock. */
export const SourceStatusView = z.object({
	source: SourceId,
	/** A process polls it and reported its health lately. When not, only its pace and last post are known. */
	polled: z.boolean().default(true),
	/** When it last answered properly. */
	lastGood: Moment.nullable(),
	/** When it last gave something new. */
	lastPost: Moment.nullable(),
	problem: SourceProblemView.extend({ since: Moment, times: z.number() }).nullable(),
	/** When it is polled next. */
	next: Moment.nullable(),
	/** How many items of its last answer could not be read, dead links included. */
	skipped: z.number(),
	/** Linked addresses that cannot be read now; they are requested again. */
	deadLinks: z.array(z.string()).default([]),
	/** The errors of the last hour, each kind once, the latest first. */
	errors: z.array(SourceProblemView.extend({ times: z.number(), last: Moment })).default([]),
	/** Its cost in this calendar month and its maximum, in euro cents; null where it is free. */
	cost: z.object({ posts: z.number(), cents: z.number(), maxPerMonth: z.number() }).nullable().default(null),
	/**
	 * Posts per minute: normal, and over the last five; silent when chance does not explain it (silence.ts). Null when
	 * there were too few posts.
	 */
	pace: z.object({ normal: z.number(), now: z.number(), silent: z.boolean() }).nullable()
});
export type SourceStatusView = z.infer<typeof SourceStatusView>;

/** The status with moments of another clock. */
export function statusOn<Status extends Omit<SourceStatusView, 'source'>>(
	shown: (wall: Moment) => Moment,
	status: Status
): Status {
	const { lastGood, lastPost, problem, next, errors } = status;
	const at = (moment: Moment | null): Moment | null => moment && shown(moment);
	return {
		...status,
		lastGood: at(lastGood),
		lastPost: at(lastPost),
		next: at(next),
		problem: problem && { ...problem, since: shown(problem.since) },
		errors: errors.map((error) => ({ ...error, last: shown(error.last) }))
	};
}

export const SourceStatuses = z.object({ sources: z.array(SourceStatusView) });
