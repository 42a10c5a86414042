import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, SourceId } from '../core/ids';
import { assertSourceActive } from './source';
import { Text } from '../core/text';

/**
 * A time in which a source gave nothing, or less than it should: `failed`: it does not answer as it should; `silent`: it answers, and far fewer
 * posts come than is normal for it (silence.ts); `missed`: what it said between two moments is not to be had any more.
 */
export const Outage = z.object({
	why: z.enum(['failed', 'silent', 'missed']),
	/** On the incident's clock. */
	from: Moment,
	/** Null as long as it lasts. */
	to: Moment.nullable(),
	/** What went wrong, as a code for which there is a sentence; `status` is the answer's, where there was one. */
	problem: z.object({ code: Text(60), status: z.int().nullable() }).nullable(),
	/** Posts a minute that were normal for it, where that is known. */
	normal: z.number().nonnegative().nullable()
});
export type Outage = z.infer<typeof Outage>;

/** The outages of a source that last; a pause by a person ends them. */
interface OngoingOutages {
	readonly outages: readonly Outage[];
}

declare module '../core/state' {
	interface Collections {
		/** The sources that give nothing now; not those that a person paused. */
		outages: [SourceId, OngoingOutages];
	}
}

/** Says what the source is now, or was: with the same `why` and `from`, the last word holds. So that a report of any moment can name it. */
export const recordOutage = command('source.noteOutage', {
	input: z.strictObject({ source: SourceId, ...Outage.shape }),
	allow: ['system'],
	decide(input, { state }) {
		assertSourceActive(state, input.source);
		return outageRecorded(input);
	}
});
export const outageRecorded = event('source.outageNoted', {
	data: z.object({ source: SourceId, ...Outage.shape }),
	evolve(state, { source, ...outage }) {
		const before = state.outages.get(source)?.outages ?? [];
		const others = before.filter(({ why, from }) => why !== outage.why || from !== outage.from);
		const outages = outage.to === null ? [...others, outage] : others;
		if (outages.length > 0) state.outages.set(source, { outages });
		else state.outages.delete(source);
	}
});
