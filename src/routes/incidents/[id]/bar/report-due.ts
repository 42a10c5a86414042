import type { Desk } from '$lib/desk/desk.svelte';
import type { Moment } from '$lib/domain/core/ids';
import { nextReport } from '$lib/domain/report/due';

interface ReportCountdown {
	readonly number: number;
	readonly due: Moment;
	/** Whole minutes in milliseconds; negative past its moment. */
	readonly left: number;
	/** `now`: past its moment, and not late yet, as in a weekly rhythm. */
	readonly stage: 'far' | 'soon' | 'now' | 'late';
}

/** The countdown to the next report; null when no moment is set or the incident is closed. */
export function reportCountdown({ store, clock }: Desk): ReportCountdown | null {
	const { number, due, soon, late } = nextReport(store.state);
	if (due === null || soon === null || late === null || store.state.incident?.phase === 'closed') return null;
	const leftTo = (moment: Moment): number => Math.floor((Date.parse(moment) - clock.now) / 60_000);
	const stage = leftTo(late) < 0 ? 'late' : leftTo(due) < 0 ? 'now' : leftTo(soon) <= 0 ? 'soon' : 'far';
	return { number, due, left: leftTo(due) * 60_000, stage };
}
