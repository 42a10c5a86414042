import { millisecondsOf, type Moment, momentOf } from '../core/ids';
import { laterByClock, paceOf, reportRhythm } from './rhythm';
import { lastVersion, previousVersion, type ReportDue } from './version';
import type { ReadState } from '../core/state';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * When the next report is due after one that was measured at this moment; null when none is scheduled. Both are on the
 * incident's clock.
 */
export function dueAfter(rhythm: Readonly<ReportDue>, measured: Moment): Moment | null {
	const { at, every, meetings } = rhythm;
	const after = millisecondsOf(measured) + paceOf(rhythm).early;
	const next = [at, ...meetings].sort().find((due) => millisecondsOf(due) > after);
	if (next !== undefined) return next;
	if (every === null) return null;
	const step = every * MINUTE;
	const due = millisecondsOf(at);
	const steps = (n: number): number => (step < DAY ? due + n * step : laterByClock(due, n * step));
	const n = Math.floor((after - due) / step) + 1;
	// By the clock a day has 23 to 25 hours.
	const found = [n - 1, n, n + 1].map(steps).find((moment) => moment > after);
	return found === undefined ? null : momentOf(found);
}

type RhythmState = Pick<ReadState, 'incident' | 'versions' | 'reportDue' | 'aftercareDue'>;

/** When the next report is due after one that was measured at this moment, in the rhythm in force. */
export function dueInRhythm(state: Omit<RhythmState, 'versions'>, measured: Moment): Moment | null {
	const rhythm = reportRhythm(state);
	return rhythm && dueAfter(rhythm, measured);
}

interface NextReport {
	readonly number: number;
	/** Null when no moment was set. */
	readonly due: Moment | null;
	/** From when it asks for attention, and after when it is late. */
	readonly soon: Moment | null;
	readonly late: Moment | null;
}

/** The next report: its number, and when it is due. After aftercare the rhythm goes on from the moment it is back. */
export function nextReport(state: RhythmState): NextReport {
	const rhythm = reportRhythm(state);
	const previous = previousVersion(state.versions);
	const back = state.incident?.aftercare?.to ?? null;
	const since = [previous?.moment ?? null, back].reduce((a, b) => (a !== null && (b === null || a > b) ? a : b));
	const due = rhythm && (since === null ? rhythm.at : dueAfter(rhythm, since));
	const number = (lastVersion(state.versions)?.number ?? 0) + 1;
	if (!rhythm || due === null) return { number, due: null, soon: null, late: null };
	const { soon, grace } = paceOf(rhythm);
	const shifted = (by: number): Moment => momentOf(millisecondsOf(due) + by);
	return { number, due, soon: shifted(-soon), late: shifted(grace) };
}
