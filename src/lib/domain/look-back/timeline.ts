import { z } from 'zod';
import { Moment } from '../core/ids';
import { Phase } from '../incident/incident';

/** A moment worth going to. */
export const TimelineMark = z.discriminatedUnion('kind', [
	/** A text went out; `about` is what it answers. */
	z.object({ kind: z.literal('text'), at: Moment, about: z.string().nullable() }),
	z.object({ kind: z.literal('report'), at: Moment, number: z.int().positive() }),
	z.object({ kind: z.literal('phase'), at: Moment, phase: Phase }),
	/** Nothing around it had as many posts. */
	z.object({ kind: z.literal('peak'), at: Moment, posts: z.int().positive() })
]);
export type TimelineMark = z.infer<typeof TimelineMark>;

/** What the player of a closed incident needs before it can begin. */
export const PlayerTimeline = z.object({
	from: Moment,
	until: Moment,
	/** The posts of each step, the first beginning at `stepsFrom`; a step is so many minutes. */
	stepsFrom: Moment,
	step: z.number().positive(),
	posts: z.array(z.int().nonnegative()),
	/** In order of time. */
	marks: z.array(TimelineMark),
	/** Posts were masked since: they are shown as they are now. */
	masked: z.boolean()
});
export type PlayerTimeline = z.infer<typeof PlayerTimeline>;
