const MINUTE = 60_000;
/** Created at their first use, because that takes a browser milliseconds. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The time zone of the Netherlands. */
export const AMSTERDAM = 'Europe/Amsterdam';

/**
 * Minutes that a zone's clock is ahead of UTC at a moment (milliseconds since 1970).
 * @throws RangeError for a zone that does not exist
 */
export function minutesAhead(at: number, timeZone: string = AMSTERDAM): number {
	let format = formats.get(timeZone);
	if (!format)
		formats.set(timeZone, (format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })));
	const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
	return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

/** Whether it is a zone that this program knows. */
export function isZone(timeZone: string): boolean {
	try {
		minutesAhead(0, timeZone);
		return true;
	} catch {
		return false;
	}
}

/** A file repeats the same hours; a zone never changes its clock within one. Cleared when it grows large. */
const offsets = new Map<string, number>();

/** As {@link minutesAhead}, for many moments. */
export function minutesAheadInHour(at: number, timeZone: string): number {
	const key = `${String(Math.floor(at / (60 * MINUTE)))} ${timeZone}`;
	const cached = offsets.get(key);
	if (cached !== undefined) return cached;
	const ahead = minutesAhead(at, timeZone);
	if (offsets.size >= 20_000) offsets.clear();
	offsets.set(key, ahead);
	return ahead;
}

/** The day that a clock in the zone shows: "2026-11-20". */
export const localDay = (at: string, timeZone: string = AMSTERDAM): string =>
	new Date(Date.parse(at) + minutesAheadInHour(Date.parse(at), timeZone) * MINUTE).toISOString().slice(0, 10);

export interface LocalReading {
	/** Milliseconds since 1970. */
	at: number;
	/**
	 * The night the clock goes forward skips this time, the night it goes back has it twice. `noTime`: only the day is
	 * known, and this is its start.
	 */
	doubt: 'skipped' | 'twice' | 'noTime' | null;
}

/**
 * The moment that a clock in a zone showed this time; `local` as if it were UTC (`Date.UTC(2026, 10, 20, 14, 3)`), from
 * 1970 on. A time that came twice is taken as the first (summer time); one that was skipped as if the clock had not been
 * put forward yet.
 */
export function fromLocal(local: number, timeZone: string = AMSTERDAM): LocalReading {
	if (timeZone === 'UTC') return { at: local, doubt: null };
	const before = minutesAheadInHour(local - 24 * 60 * MINUTE, timeZone);
	const after = minutesAheadInHour(local + 24 * 60 * MINUTE, timeZone);
	const fits = [before, after].filter((ahead) => minutesAheadInHour(local - ahead * MINUTE, timeZone) === ahead);
	const ahead = fits.length > 0 ? Math.max(...fits) : before;
	const doubt = fits.length === 0 ? 'skipped' : before !== after && fits.length === 2 ? 'twice' : null;
	return { at: local - ahead * MINUTE, doubt };
}
