import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, SourceId } from '../core/ids';
import { onlySystem } from '../core/policy';
import { assertSourceActive } from './source';
import { Text } from '../core/text';

/**
 * A period in which a source gave nothing, or less than it should. `failed`: it does not answer properly; `silent`: it
 * answers, but with far fewer posts than normal (silence.ts); `missed`: posts of this period can no longer be
 * retrieved.
 */
export const Outage = z.object({
	why: z.enum(['failed', 'silent', 'missed']),
	/** On the incident's clock. */
	from: Moment,
	/** Null as long as it lasts. */
	to: Moment.nullable(),
	/** What went wrong, as a code that has a sentence; `status` is that of the HTTP answer, if any. */
	problem: z.object({ code: Text(60, 'id'), status: z.int().nullable() }).nullable(),
	/** The normal number of posts a minute, if known. */
	normal: z.number().nonnegative().nullable()
});
export type Outage = z.infer<typeof Outage>;

/** The ongoing outages of a source; pausing it ends them. */
interface OngoingOutages {
	readonly outages: readonly Outage[];
}

declare module '../core/state' {
	interface Collections {
		/** The sources with an outage now, without paused ones. */
		outages: [SourceId, OngoingOutages];
	}
}

/**
 * Records the current or past state of a source, so that a report of any moment can show it; the last record with the
 * same `why` and `from` applies.
 */
export const recordOutage = command('source.recordOutage', {
	input: () => z.strictObject({ source: SourceId, ...Outage.shape }),
	allow: onlySystem,
	refusals: ['exercise.ended', 'incident.absent', 'incident.closed', 'source.absent', 'source.notActive'],
	decide(input, { state }) {
		assertSourceActive(state, input.source);
		return outageRecorded(input);
	}
});
export const outageRecorded = event('source.outageRecorded', {
	data: () => z.object({ source: SourceId, ...Outage.shape }),
	evolve(state, { source, ...outage }) {
		const before = state.outages.get(source)?.outages ?? [];
		const others = before.filter(({ why, from }) => why !== outage.why || from !== outage.from);
		const outages = outage.to === null ? [...others, outage] : others;
		if (outages.length > 0) state.outages.set(source, { outages });
		else state.outages.delete(source);
	}
});
