import { inRumourOrder } from '../findings/rumour-order';
import { millisecondsOf, type Moment } from '../core/ids';
import { fitsVerdict } from '../official-text/official-text';
import { Course } from '../stories/trend';
import type { NeedLine, Report, RumourLine } from './content';

/** A verdict and a published text settle a rumour, until the fact behind it is replaced or the claim is reworded. */
export const isSettled = ({ verdict, lastText }: RumourLine): boolean =>
	verdict !== null &&
	lastText !== null &&
	fitsVerdict(lastText.kind, verdict.verdict) &&
	verdict.replaced === undefined &&
	!verdict.reworded;

/** The rumours of a report in the one order; in aftercare by the posts of the week. */
export const orderedRumours = (rumours: readonly RumourLine[]): RumourLine[] =>
	inRumourOrder(rumours, (line) => ({ ...line, settled: isSettled(line), now: (line.week ?? line.course).now }));

const HALF_HOUR = 30 * 60_000;
/** The course of a question: one that waits longer than the period is not new, however young its posts are. */
export function shownCourse({ course, waitingSince }: NeedLine, moment: Moment): Course {
	const waits = waitingSince !== null && millisecondsOf(waitingSince) <= millisecondsOf(moment) - HALF_HOUR;
	return waits && course.trend === 'new' ? Course.parse({ ...course, trend: 'same' }) : course;
}

/**
 * The questions as a short form orders them, by what it shows: unanswered ones first, then the last ten minutes (of older
 * reports thirty), then in all; equal ones as in the report.
 */
export function orderedNeeds({ information }: Pick<Report, 'information'>): NeedLine[] {
	const waits = ({ state }: NeedLine): number => (state === 'answered' ? 1 : 0);
	const last = ({ recent, course }: NeedLine): number => recent?.at(-1) ?? course.now;
	return information.needs.toSorted((a, b) => waits(a) - waits(b) || last(b) - last(a) || b.posts - a.posts);
}
