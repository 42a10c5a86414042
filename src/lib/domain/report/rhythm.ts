import { minutesAhead } from '../core/local-time';
import type { ReadState } from '../core/state';
import { millisecondsOf, momentOf, type Moment } from '../core/ids';
import { DAILY, WEEKLY, type ReportDue } from './version';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How strict a rhythm is with its moments, in milliseconds. */
interface Pace {
	/** A report measured at most this long before a due moment is the one that was due then. */
	readonly early: number;
	/** How long before its moment the next report asks for attention. */
	readonly soon: number;
	/** How long after its moment it is late. */
	readonly grace: number;
}
const brisk: Pace = { early: 10 * MINUTE, soon: 10 * MINUTE, grace: 0 };
const paces = new Map<number | null, Pace>([
	[DAILY, { early: 4 * HOUR, soon: 2 * HOUR, grace: 4 * HOUR }],
	[WEEKLY, { early: 2 * DAY, soon: DAY, grace: DAY }]
]);
export const paceOf = ({ every }: Pick<ReportDue, 'every'>): Pace => paces.get(every) ?? brisk;

/** The first report in aftercare: after this many days, at this hour of Dutch time. */
const FIRST = { days: 7, hour: 10 } as const;
/** How far the clocks of the Netherlands are ahead of UTC at a moment, in milliseconds. */
const aheadAt = (at: number): number => minutesAhead(at) * MINUTE;

/** Adds milliseconds in Dutch time: ten o'clock stays ten o'clock in summer and winter. */
export const laterByClock = (at: number, step: number): number => at + step + aheadAt(at) - aheadAt(at + step);

/** The rhythm of aftercare when nobody set one: every week, starting a week after aftercare began. */
function weeklySince(began: Moment): ReportDue {
	const shown = millisecondsOf(began) + aheadAt(millisecondsOf(began));
	const first = (Math.floor(shown / DAY) + FIRST.days) * DAY + FIRST.hour * HOUR;
	// The clocks change at night, hours away from this moment.
	return { at: momentOf(first - aheadAt(first)), every: WEEKLY, meetings: [] };
}

/**
 * The current rhythm. Aftercare has its own and the other phases share one, so that a return from aftercare restores
 * what was set before. Null when nobody expects a report: after the incident was closed nobody does.
 */
export function reportRhythm({
	incident,
	reportDue,
	aftercareDue
}: Pick<ReadState, 'incident' | 'reportDue' | 'aftercareDue'>): Readonly<ReportDue> | null {
	if (incident?.phase === 'closed') return null;
	if (incident?.phase !== 'aftercare') return reportDue;
	return aftercareDue ? aftercareDue.due : weeklySince(incident.aftercare?.from ?? incident.opened.at);
}
