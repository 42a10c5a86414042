import { millisecondsOf, type Moment, momentOf } from '../core/ids';
import { lastVersion, type ReportDue } from './version';
import type { ReadState } from '../core/state';

const MINUTE = 60_000;
/** A report measured in the ten minutes before a due moment is the one that was due then. */
const EARLY = 10 * MINUTE;

/**
 * When the next report is due after one that was measured at this moment; null when none is scheduled. Both are on the
 * incident's clock.
 */
export function dueAfter({ at, every, meetings }: Readonly<ReportDue>, measured: Moment): Moment | null {
	const after = millisecondsOf(measured) + EARLY;
	const next = [at, ...meetings].sort().find((due) => millisecondsOf(due) > after);
	if (next !== undefined) return next;
	if (every === null) return null;
	const step = every * MINUTE;
	const due = millisecondsOf(at);
	return momentOf(due + (Math.floor((after - due) / step) + 1) * step);
}

/** The next report: its number, and when it is due; null when no moment was set. */
export function nextReport({ versions, reportDue }: Pick<ReadState, 'versions' | 'reportDue'>): {
	number: number;
	due: Moment | null;
} {
	const last = lastVersion(versions);
	const due = reportDue && (last ? dueAfter(reportDue, last.moment) : reportDue.at);
	return { number: (last?.number ?? 0) + 1, due };
}
