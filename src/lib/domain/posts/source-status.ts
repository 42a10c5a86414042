import { z } from 'zod';
import { Moment, SourceId } from '../core/ids';
import { SourceProblemView } from './source-problem';

/** How a source is doing that comes in by itself; moments on the wall's clock. */
export const SourceStatusView = z.object({
	source: SourceId,
	/** Some process asks it, and told lately how it is doing. When not, all but its pace and its last post is unknown. */
	asked: z.boolean().default(true),
	/** When it last answered as it should. */
	lastGood: Moment.nullable(),
	/** When something new last came from it. */
	lastPost: Moment.nullable(),
	problem: SourceProblemView.extend({ since: Moment, times: z.number() }).nullable(),
	/** When it is asked again. */
	next: Moment.nullable(),
	/** How many items of its last answer could not be read, dead links among them. */
	skipped: z.number(),
	/** Where its answer leads to and what cannot be read now; it is asked for again. */
	deadLinks: z.array(z.string()).default([]),
	/** What went wrong in the last hour, each kind once, the last first. */
	errors: z.array(SourceProblemView.extend({ times: z.number(), last: Moment })).default([]),
	/** What it cost in this calendar month and may cost, in euro cents; null where it is not paid for. */
	cost: z.object({ posts: z.number(), cents: z.number(), most: z.number() }).nullable().default(null),
	/** Posts per minute: normally, and over the last five; silent when that is no chance (silence.ts). Null when too little was heard. */
	pace: z.object({ normal: z.number(), now: z.number(), silent: z.boolean() }).nullable()
});
export type SourceStatusView = z.infer<typeof SourceStatusView>;
export const SourceStatuses = z.object({ sources: z.array(SourceStatusView) });
