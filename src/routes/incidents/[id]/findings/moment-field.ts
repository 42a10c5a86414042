import { millisecondsInDay } from 'date-fns/constants';
import { momentAt, moments, type DateLike } from '$lib/i18n/moments';

/** The time in the Netherlands as a time field has it: "14:03". */
export const clockField = (at: DateLike): string => moments('en').clock(at);

/**
 * The last moment before now at which clocks showed this time: a time that is still to come today was yesterday's.
 * @param now in milliseconds
 * @returns null for an empty field
 */
export function momentOfClock(clock: string, now: number): string | null {
	const { dayKey } = moments('nl');
	const today = momentAt(dayKey(now), clock);
	if (today === null || Date.parse(today) <= now) return today;
	return momentAt(dayKey(now - millisecondsInDay), clock);
}
