import { addHours, subHours } from 'date-fns';
import { locales, type Language } from './language';
import { memoized } from './memoized';

/** An ISO string, milliseconds since 1970, or a Date. */
export type DateLike = string | number | Date;

/** The time zone of the Netherlands, independent of the machine's: the screen says so. */
const zone = 'Europe/Amsterdam';
/** Month index as in `Date`. */
const OCTOBER = 9;

/**
 * The moment at which clocks in the Netherlands show this day and time, as date and time fields write them; for an hour
 * that occurs twice, the first.
 * @param day `2026-11-20`
 * @param clock `14:03`
 * @returns an ISO string; null for an invalid day or time
 */
export function momentAt(day: string, clock: string): string | null {
	const shown = Date.parse(`${day}T${clock}Z`);
	if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 16) !== `${day}T${clock}`) return null;
	// The clock is ahead by one hour or two: take the earlier moment that shows this time; in the skipped hour, the one
	// after it.
	const [summer, winter] = [subHours(shown, 2), subHours(shown, 1)];
	return [summer, winter].find((at) => shownAt(at) === `${day} ${clock}`)?.toISOString() ?? winter.toISOString();
}
const shownAt = (at: Date): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);

/**
 * Times of the hour that occurs twice in a night of October say which of the two they are: "02.30 (zomertijd)" and,
 * an hour later, "02.30 (wintertijd)"; English has "(CEST)" and "(CET)", one word each as well: a report of a night has
 * many times, and room for 900 words.
 */
export interface Moments {
	/** "14.03" · "14:03": in lists and axes, where the column says that it is a time. */
	readonly clock: (at: DateLike) => string;
	/** "14:03" in every language and in every hour: as the time fields of a browser use it. */
	readonly clockField: (at: DateLike) => string;
	/** "14.03 uur" · "14:03": in sentences. */
	readonly time: (at: DateLike) => string;
	/** "20 november" · "20 November". */
	readonly day: (at: DateLike) => string;
	/** "20 november 2026" · "20 November 2026". */
	readonly date: (at: DateLike) => string;
	/** "vrijdag 20 november 2026" · "Friday 20 November 2026". */
	readonly longDate: (at: DateLike) => string;
	/** "20 november 2026, 14.03.12 uur" · "20 November 2026, 14:03:12": for the log. */
	readonly exact: (at: DateLike) => string;
	/** "20 nov" · "20 Nov": on axes. */
	readonly shortDay: (at: DateLike) => string;
	/** For lists of times in a span: "14.03" when it lies within one day, else "20 nov 14.03". */
	readonly clockIn: (span: { readonly from: DateLike; readonly until: DateLike }) => (at: DateLike) => string;
	/** "2026-11-20" in Amsterdam: to see whether two moments fall on one day. */
	readonly dayKey: (at: DateLike) => string;
}

/** The parts of a moment, by name. */
function partsBy(locale: string, options: Intl.DateTimeFormatOptions): (at: DateLike) => Record<string, string> {
	const formatter = memoized(() => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
	return (at) =>
		Object.fromEntries(
			formatter()
				.formatToParts(new Date(at))
				.map(({ type, value }) => [type, value])
		);
}

/**
 * Builds from parts instead of Intl's own phrases: those differ between browser and server, and hydration would change
 * the page.
 */
export function moments(language: Language): Moments {
	const format = partsBy(locales[language], {
		hourCycle: 'h23',
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit'
	});
	const months = partsBy(locales[language], { day: 'numeric', month: 'short' });
	const numeric = partsBy('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric' });

	const isDutch = language === 'nl';
	const mark = isDutch ? '.' : ':';
	const after = isDutch ? ' uur' : '';
	const [summer, winter] = isDutch ? [' (zomertijd)', ' (wintertijd)'] : [' (CEST)', ' (CET)'];
	const join = (at: DateLike, names: readonly string[], between: string): string => {
		const parts = format(at);
		return names.map((name) => parts[name] ?? '').join(between);
	};
	const date = (at: DateLike): string => join(at, ['day', 'month', 'year'], ' ');
	/** Which of two equal clock times it is; empty for a time that occurs once. */
	const season = (at: DateLike): string => {
		const moment = new Date(at);
		// The European Union changes all its clocks at 01:00 UTC: no other hour needs the comparison.
		if (moment.getUTCMonth() !== OCTOBER || moment.getUTCHours() > 1) return '';
		const shown = shownAt(moment);
		if (shownAt(addHours(moment, 1)) === shown) return summer;
		return shownAt(subHours(moment, 1)) === shown ? winter : '';
	};
	const clock = (at: DateLike): string => join(at, ['hour', 'minute'], mark) + season(at);
	const dayKey = (at: DateLike): string => {
		const { year = '', month = '', day = '' } = numeric(at);
		return `${year}-${month}-${day}`;
	};
	const shortDay = (at: DateLike): string => {
		const { day = '', month = '' } = months(at);
		return `${day} ${month.replace('.', '')}`;
	};
	return {
		clock,
		clockField: (at) => join(at, ['hour', 'minute'], ':'),
		time: (at) => join(at, ['hour', 'minute'], mark) + after + season(at),
		day: (at) => join(at, ['day', 'month'], ' '),
		date,
		longDate: (at) => join(at, ['weekday', 'day', 'month', 'year'], ' '),
		exact: (at) => `${date(at)}, ${join(at, ['hour', 'minute', 'second'], mark)}${after}${season(at)}`,
		shortDay,
		clockIn: ({ from, until }) => (dayKey(from) === dayKey(until) ? clock : (at) => `${shortDay(at)} ${clock(at)}`),
		dayKey
	};
}
