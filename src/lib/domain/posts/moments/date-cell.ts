import type { LocalReading } from '$lib/domain/core/local-time';
import { momentOfSerial, readMoment, type MomentReading } from './moment-text';

/**
 * A date, a moment, or a spreadsheet's day number (1970 to 2100); joined with the time from a separate cell. Null also
 * for a day whose time is there but cannot be read: midnight would be wrong.
 */
export function readDate(cell: string, reading: MomentReading, time = ''): LocalReading | null {
	const combined = time === '' ? null : readMoment(`${cell} ${time}`, reading);
	if (combined) return combined;
	const serial = /^(\d{5})(?:[.,](\d+))?$/.exec(cell.trim());
	const alone = serial
		? momentOfSerial(Number(`${serial[1] ?? ''}.${serial[2] ?? '0'}`), reading.zone)
		: readMoment(cell, reading);
	return time.trim() !== '' && alone?.doubt === 'noTime' ? null : alone;
}
