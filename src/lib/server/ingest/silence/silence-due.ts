import { momentOf, type Moment } from '$lib/domain/core/ids';
import type { Outage } from '$lib/domain/posts/outage';
import type { PaceReading } from '$lib/domain/posts/silence';

const MINUTE = 60_000;

/** The current state of a source. */
export interface KnownSource {
	/** It fails, which explains why no posts arrive. */
	readonly failing: boolean;
	/** Null where too little was received to tell. */
	readonly pace: PaceReading | null;
	/** The outages that have not ended, according to the log. */
	readonly openOutages: readonly Outage[];
	/** When a post last arrived, on the wall clock in milliseconds; null when none did since this process started. */
	readonly last: number | null;
}

/** The outage to record for a source: its silence begins or ends; null when nothing changes. */
export function silenceDue({ failing, pace, openOutages: lasting, last }: KnownSource, now: number): Outage | null {
	const silent = lasting.find(({ why }) => why === 'silent');
	const since = pace?.silentSince ?? null;
	if (silent) {
		const hasPostedSince = last !== null && last > Date.parse(silent.from) && since === null;
		return hasPostedSince ? { ...silent, to: atMinute(now, silent.from) } : null;
	}
	if (!pace || since === null || failing || lasting.some(({ why }) => why === 'failed')) return null;
	return {
		why: 'silent',
		from: momentOf(since * MINUTE),
		to: null,
		problem: null,
		normal: Math.round(pace.normal * 10) / 10
	};
}

/** Rounded to the minute, so that processes that check at the same time agree; never before it began. */
function atMinute(now: number, from: Moment): Moment {
	const at = momentOf(Math.floor(now / MINUTE) * MINUTE);
	return at > from ? at : from;
}
