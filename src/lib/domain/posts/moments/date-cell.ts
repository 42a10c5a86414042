import type { LocalReading } from '$lib/domain/core/local-time';
import { CLOCK_DIFFERENCE } from './relative-moment';
import { momentOfSerial, readMoment, type MomentReading } from './moment-text';

const DAY = 86_400_000;

/**
 * A date, a moment, or a spreadsheet's day number (1970 to 2100); joined with the time from a separate cell. Either cell
 * may have the date: a wrong choice of columns loses no moment. Null also for a day whose time is there but cannot be
 * read: midnight would be wrong.
 */
export function readDate(cell: string, reading: MomentReading, time = ''): LocalReading | null {
	if (time.trim() === '') return readAlone(cell, reading);
	if (cell.trim() === '') return readAlone(time, reading);
	const combined = readMoment(`${cell} ${time}`, reading) ?? readMoment(`${time} ${cell}`, reading);
	if (combined) return combined;
	const [date, other] = [readAlone(cell, reading), readAlone(time, reading)];
	if (date && date.doubt !== 'noTime') return date;
	if (!other || other.doubt === 'noTime') return null;
	// The time is a whole moment: of another day, it is not known which of the two is right.
	return date === null || Math.abs(other.at - date.at) <= DAY ? other : null;
}

function readAlone(cell: string, reading: MomentReading): LocalReading | null {
	const serial = /^(\d{5})(?:[.,](\d+))?$/.exec(cell.trim());
	return serial
		? momentOfSerial(Number(`${serial[1] ?? ''}.${serial[2] ?? '0'}`), reading.zone)
		: readMoment(cell, reading);
}

/** Later than now, by more than clocks differ: ingest does not use such a moment either. */
export const isFuture = (at: number, now = Date.now()): boolean => at > now + CLOCK_DIFFERENCE;
