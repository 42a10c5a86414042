import type { Clock } from './clock';
import { millisecondsOf, momentOf, type Moment } from './ids';
import type { ReadState } from './state';

/** The time on the incident's clock at a wall-clock moment. */
export function incidentTime(clock: Readonly<Clock> | null, wall: Moment): Moment {
	if (!clock) return wall;
	const passed = Math.max(0, millisecondsOf(wall) - millisecondsOf(clock.wall));
	const shown = momentOf(Math.round(millisecondsOf(clock.incident) + passed * clock.speed));
	return notAfter(clock.until, shown);
}
/** The same at a wall-clock moment in the past. @param clocks all that were ever set, in order */
export const incidentTimeThen = (clocks: readonly Readonly<Clock>[], wall: Moment): Moment =>
	incidentTime(clocks.findLast((clock) => clock.wall <= wall) ?? clocks[0] ?? null, wall);
/**
 * The present of a log: a moment in it that lies ahead counts as now, so that a clock that was set back, or that of another
 * machine, keeps nobody from working.
 */
export const latestWall = ({ latest }: Pick<ReadState, 'latest'>, wall: Moment): Moment =>
	latest && latest.wall > wall ? latest.wall : wall;
/** The same on the incident's clock. */
export const presentIn = (state: Pick<ReadState, 'clock' | 'latest'>, wall: Moment): Moment =>
	incidentTime(state.clock, latestWall(state, wall));
export const notAfter = (until: Moment | undefined, moment: Moment): Moment =>
	until !== undefined && until < moment ? until : moment;
