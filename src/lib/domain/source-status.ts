import { z } from 'zod';
import { Moment, SourceId } from './ids';

/** How a source that is asked by the program is doing; moments on the wall's clock. */
export const SourceStatusSeen = z.object({
	source: SourceId,
	/** When it last answered as it should. */
	lastGood: Moment.nullable(),
	/** When something new last came from it. */
	lastPost: Moment.nullable(),
	problem: z.object({ code: z.string(), status: z.number().nullable(), since: Moment, times: z.number() }).nullable(),
	/** When it is asked again. */
	next: Moment.nullable(),
	/** How many items of its last answer could not be read. */
	skipped: z.number(),
	/** Posts per minute: normally, and over the last five; silent when that is no chance. */
	pace: z.object({ normal: z.number(), now: z.number(), silent: z.boolean() }).nullable()
});
export type SourceStatusSeen = z.infer<typeof SourceStatusSeen>;
export const SourceStatuses = z.object({ sources: z.array(SourceStatusSeen) });
