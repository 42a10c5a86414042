import { millisecondsOf, type Moment, momentOf } from './ids';
import type { ReportDue } from './report';

const MINUTE = 60_000;
/** A report measured in the ten minutes before a due moment is the one that was due then. */
const EARLY = 10 * MINUTE;

/**
 * When the next report is due after one that was measured at this moment; null when nobody set another.
 * Both are on the incident's clock.
 */
export function dueAfter({ at, every }: Readonly<ReportDue>, measured: Moment): Moment | null {
	const due = millisecondsOf(at);
	const after = millisecondsOf(measured) + EARLY;
	if (due > after) return at;
	if (every === null) return null;
	const step = every * MINUTE;
	return momentOf(due + (Math.floor((after - due) / step) + 1) * step);
}
