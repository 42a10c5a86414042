import { millisecondsOf, momentOf, type Moment } from './ids';
import { AMSTERDAM, fromLocal, minutesAheadInHour } from './local-time';

const MINUTE = 60_000;
const HOUR = 60;
/** Minutes of a day on the clock: two days a year last an hour more or less. */
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** The first Monday after 1970 began, in minutes. */
const FIRST_MONDAY = 4 * DAY;

/** The round lengths of a step, in minutes; longer ones are whole weeks. */
const LENGTHS = [5, 10, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, DAY, WEEK];

/**
 * Steps of time on a local clock, as charts count posts in. Up to an hour all are equally long. Longer ones begin where
 * the clock shows a round time: a day at midnight, a week on Monday, also when the clock changes.
 */
export interface Steps {
	/** Where the first step begins. */
	readonly from: Moment;
	/** The length on the clock, in minutes. */
	readonly step: number;
}

/** The shortest round length that needs at most `most` steps: a multiple of `unit`, and at least `shortest`. */
export function stepLength(minutes: number, most: number, unit = 1, shortest = 0): number {
	const round = LENGTHS.find((length) => length >= shortest && length % unit === 0 && minutes / length <= most);
	const weeks = Math.max(unit, WEEK);
	return round ?? weeks * Math.ceil(minutes / weeks / most);
}

/** The minutes since 1970 that the clock shows where the step with this moment begins. */
function shownBegin(at: number, step: number, zone: string): number {
	const first = step % WEEK === 0 ? FIRST_MONDAY : 0;
	const shown = at / MINUTE + minutesAheadInHour(at, zone);
	return first + Math.floor((shown - first) / step) * step;
}

/** Where the step with this moment begins. */
export function stepBegin(at: Moment, step: number, zone: string = AMSTERDAM): Moment {
	const time = millisecondsOf(at);
	const shown = shownBegin(time, step, zone);
	return momentOf(
		step <= HOUR ? (shown - minutesAheadInHour(time, zone)) * MINUTE : fromLocal(shown * MINUTE, zone).at
	);
}

/** Where a step begins, by its place after the first. */
export function momentOfStep({ from, step }: Steps, index: number, zone: string = AMSTERDAM): Moment {
	const first = millisecondsOf(from);
	if (step <= HOUR) return momentOf(first + index * step * MINUTE);
	return momentOf(fromLocal((shownBegin(first, step, zone) + index * step) * MINUTE, zone).at);
}

/** The place of the step with this moment. */
export function stepOf({ from, step }: Steps, at: Moment, zone: string = AMSTERDAM): number {
	const [first, time] = [millisecondsOf(from), millisecondsOf(at)];
	if (step <= HOUR) return Math.floor((time - first) / (step * MINUTE));
	return (shownBegin(time, step, zone) - shownBegin(first, step, zone)) / step;
}

/** Steps from one moment to another: at most `most`, and as short as they can be. */
export function stepsBetween(first: Moment, until: Moment, most: number, shortest: number): Steps & { steps: number } {
	const last = momentOf(Math.max(millisecondsOf(first), millisecondsOf(until) - 1));
	const minutes = (millisecondsOf(last) - millisecondsOf(first)) / MINUTE;
	for (let longest = most; ; longest--) {
		const step = stepLength(minutes, Math.max(1, longest), 1, shortest);
		const from = stepBegin(first, step);
		const steps = stepOf({ from, step }, last) + 1;
		// A first step that began earlier can make one too many.
		if (steps <= most || longest <= 1) return { from, step, steps };
	}
}
