import * as m from '../messages';
import {
	millisecondsInDay as day,
	millisecondsInHour as hour,
	millisecondsInMinute as minute
} from 'date-fns/constants';
import { locales, type Language } from './language';
import { moments, type DateLike, type Moments } from './moments';
import { isolated } from './isolated';
import { memoized } from './memoized';
import { translate, type OnFault, type Translate } from './translate';

/**
 * Everything a screen, a report or a mail needs in one language. Its functions may be destructured: `const { t, time } =
 * useWords()`.
 */
export interface Words extends Translate, Moments {
	readonly language: Language;
	/**
	 * "14.03 uur" today, "gisteren om 16.00 uur", else "16 november om 16.00 uur", with the year when it is another.
	 * `now` is the incident's clock.
	 */
	readonly moment: (at: DateLike, now: DateLike) => string;
	/**
	 * A short prefix for a time, ending in a space: empty today, "gisteren ", else "16 nov ", with the
	 * year when it is another.
	 */
	readonly dayPrefix: (at: DateLike, now: DateLike) => string;
	/** "om 14.03 uur" today, else "op 16 november om 16.00 uur": within a sentence. */
	readonly when: (at: DateLike, now: DateLike) => string;
	/**
	 * A step of a chart, after "het drukst was": "het van 14.00 tot 14.05 uur", with its day when that is not today; a
	 * whole day as "25 september", longer "van 21 september tot en met 27 september".
	 */
	readonly during: (from: DateLike, to: DateLike, now: DateLike) => string;
	/** The length of a step, after "per": "5 min", "dag", "2 weken". */
	readonly stepLength: (minutes: number) => string;
	/** Milliseconds in words: "minder dan 1 min", "9 min", "2 uur 5 min"; from two days on whole days. Never negative. */
	readonly duration: (ms: number) => string;
	/** How long it is from one moment to another, such as how long something waits: "9 min". Never negative. */
	readonly between: (from: DateLike, to: DateLike) => string;
	/** "9 min geleden", or "over 9 min" when it is still to come. `now` is the incident's clock. */
	readonly ago: (at: DateLike, now: DateLike) => string;
	/** "1.842" · "1,842"; at most `digits` decimals (default 1). */
	readonly number: (value: number, digits?: number) => string;
	/** Cents as euros without the sign: "12,50" · "12.50". */
	readonly amount: (cents: number) => string;
	/** A share of 1 as a whole percentage: "27 %" · "27%". */
	readonly percent: (share: number) => string;
	/** "X, Bluesky en telefoon". */
	readonly list: (items: readonly string[]) => string;
	/** "analist of coördinator". */
	readonly either: (items: readonly string[]) => string;
}

/** @param onFault called for a message that lacks a value (see {@link translate}) */
export function wordsIn(language: Language, onFault?: OnFault): Words {
	const locale = locales[language];
	const translated = translate(language, onFault);
	const { t } = translated;
	const times = moments(language);
	const numbers = memoized((digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
	const amounts = memoized(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
	const lists = memoized((type: Intl.ListFormatType) => new Intl.ListFormat(locale, { type }));
	const number = (value: number, digits = 1): string => numbers(digits).format(value);

	function duration(ms: number): string {
		const whole = Math.max(0, ms);
		if (whole < minute) return t(m.common.duration.short);
		if (whole < hour) return t(m.common.duration.minutes, { minutes: Math.floor(whole / minute) });
		if (whole >= 2 * day) return t(m.common.duration.days, { days: Math.floor(whole / day) });
		const hours = Math.floor(whole / hour);
		const minutes = Math.floor((whole % hour) / minute);
		return minutes === 0
			? t(m.common.duration.hours, { hours })
			: t(m.common.duration.hoursMinutes, { hours, minutes });
	}

	const isSameDay = (at: DateLike, now: DateLike): boolean => times.dayKey(at) === times.dayKey(now);
	const isSameYear = (at: DateLike, now: DateLike): boolean =>
		times.dayKey(at).slice(0, 4) === times.dayKey(now).slice(0, 4);
	// Noon yesterday is yesterday on every day of the year, also when the clock changes.
	const isYesterday = (at: DateLike, now: DateLike): boolean =>
		isSameDay(at, new Date(`${times.dayKey(now)}T12:00:00Z`).getTime() - day);

	const dayIn = (at: DateLike, now: DateLike): string => (isSameYear(at, now) ? times.day(at) : times.date(at));
	const beginsDay = (at: DateLike): boolean => times.clockField(at) === '00:00';
	function during(from: DateLike, to: DateLike, now: DateLike): string {
		const last = new Date(to).getTime() - 1;
		if (beginsDay(from) && beginsDay(to))
			return isSameDay(from, last)
				? t(m.common.during.day, { day: dayIn(from, now) })
				: t(m.common.during.days, { from: dayIn(from, now), to: dayIn(last, now) });
		const clocks = { from: times.clock(from), to: times.time(to) };
		return isSameDay(from, now)
			? t(m.common.during.times, clocks)
			: t(m.common.during.dayTimes, { day: dayIn(from, now), ...clocks });
	}

	return {
		language,
		...translated,
		...times,
		duration,
		during,
		stepLength(minutes) {
			if (minutes * minute === day) return t(m.common.per.day);
			const weeks = (minutes * minute) / (7 * day);
			return Number.isInteger(weeks) ? t(m.common.per.weeks, { weeks }) : duration(minutes * minute);
		},
		between(from, to) {
			const passed = new Date(to).getTime() - new Date(from).getTime();
			return duration(passed);
		},
		number,
		amount: (cents) => amounts().format(cents / 100),
		percent: (share) => number(Math.round(share * 100), 0) + (language === 'nl' ? '\u00a0%' : '%'),
		list: (items) => lists('conjunction').format(items.map(isolated)),
		either: (items) => lists('disjunction').format(items.map(isolated)),
		ago(at, now) {
			const passed = new Date(now).getTime() - new Date(at).getTime();
			return passed < 0
				? t(m.common.ahead, { duration: duration(-passed) })
				: t(m.common.ago, { duration: duration(passed) });
		},
		when: (at, now) =>
			isSameDay(at, now)
				? t(m.common.atTime, { time: times.time(at) })
				: t(m.common.onDayAtTime, { day: times.day(at), time: times.time(at) }),
		moment(at, now) {
			const time = times.time(at);
			if (isSameDay(at, now)) return time;
			if (isYesterday(at, now)) return t(m.common.yesterday, { time });
			return t(m.common.dayAndTime, { day: dayIn(at, now), time });
		},
		dayPrefix(at, now) {
			if (isSameDay(at, now)) return '';
			if (isYesterday(at, now)) return `${t(m.common.yesterdayDay)} `;
			return `${isSameYear(at, now) ? times.shortDay(at) : times.date(at)} `;
		}
	};
}
