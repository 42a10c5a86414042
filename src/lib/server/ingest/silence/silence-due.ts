import { momentOf, type Moment } from '$lib/domain/core/ids';
import type { Outage } from '$lib/domain/posts/outage';
import type { PaceReading } from '$lib/domain/posts/silence';

const minute = 60_000;

/** What is known of a source now. */
export interface KnownSource {
	/** It does not answer as it should: that explains why nothing comes. */
	readonly failing: boolean;
	/** Null where too little was heard to tell. */
	readonly pace: PaceReading | null;
	/** The outages that last, by the log. */
	readonly lasting: readonly Outage[];
	/** When something last came from it, by the wall's clock in milliseconds; null when nothing did since this process listens. */
	readonly last: number | null;
}

/** What the log must be told of a source: that it is silent now, or was and is no more; null for nothing. */
export function silenceDue({ failing, pace, lasting, last }: KnownSource, now: number): Outage | null {
	const silent = lasting.find(({ why }) => why === 'silent');
	const since = pace?.silentSince ?? null;
	if (silent) {
		const speaks = last !== null && last > Date.parse(silent.from) && since === null;
		return speaks ? { ...silent, to: atMinute(now, silent.from) } : null;
	}
	if (!pace || since === null || failing || lasting.some(({ why }) => why === 'failed')) return null;
	return {
		why: 'silent',
		from: momentOf(since * minute),
		to: null,
		problem: null,
		normal: Math.round(pace.normal * 10) / 10
	};
}

/** The minute, so that processes that look at once say the same; never before it began. */
function atMinute(now: number, from: Moment): Moment {
	const at = momentOf(Math.floor(now / minute) * minute);
	return at > from ? at : from;
}
