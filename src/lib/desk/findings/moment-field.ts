import { addHours } from 'date-fns';
import { millisecondsInDay } from 'date-fns/constants';
import { momentAt, moments } from '$lib/i18n/moments';

const { clockField, dayKey } = moments('nl');

/**
 * The last moment before now at which clocks showed this time: a time that is still to come today was yesterday's, and
 * of an hour that occurs twice it is the second, once that has come.
 * @param now in milliseconds
 * @returns null for an empty field
 */
export function momentOfClock(clock: string, now: number): string | null {
	const day = dayKey(now);
	const today = momentAt(day, clock);
	if (today === null) return null;
	const repeat = addHours(today, 1);
	if (repeat.getTime() <= now && clockField(repeat) === clock) return repeat.toISOString();
	if (Date.parse(today) <= now) return today;
	// A day before noon is yesterday, also where today has 25 hours.
	return momentAt(dayKey(Date.parse(`${day}T12:00:00Z`) - millisecondsInDay), clock);
}
