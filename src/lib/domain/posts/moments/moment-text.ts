import { fromLocal, type LocalReading } from '$lib/domain/core/local-time';

/** How `3-4-2026` is read: the third of April, or the fourth of March (United States). */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** How texts of one document are read; by default with the day first, on the clock of the Netherlands. */
export interface MomentReading {
	readonly order?: DateOrder;
	/** The zone of moments without one: an IANA name. */
	readonly zone?: string;
}

/** By their first three letters, Dutch, English and German. */
const MONTHS: Readonly<Record<string, number>> = {
	jan: 1,
	feb: 2,
	mrt: 3,
	maa: 3,
	mär: 3,
	mar: 3,
	apr: 4,
	mei: 5,
	mai: 5,
	may: 5,
	jun: 6,
	jul: 7,
	aug: 8,
	sep: 9,
	okt: 10,
	oct: 10,
	nov: 11,
	dec: 12,
	dez: 12
};
/** Minutes ahead of UTC by the abbreviations of zones that feeds and exports use. */
const ZONES: Readonly<Record<string, number>> = {
	z: 0,
	ut: 0,
	utc: 0,
	gmt: 0,
	wet: 0,
	bst: 60,
	cet: 60,
	met: 60,
	mez: 60,
	cest: 120,
	mest: 120,
	mesz: 120,
	eet: 120,
	eest: 180,
	est: -300,
	edt: -240,
	cst: -360,
	cdt: -300,
	mst: -420,
	mdt: -360,
	pst: -480,
	pdt: -420
};
/** `ma` only as the whole word or as `maandag`: March and May begin with it. */
const WEEKDAY = /^(?:ma|maandag|(?:di|wo|do|vr|za|zo|mo|tu|we|th|fr|sa|su)[a-z]*)\.?,?\s+/;
const NUMERIC_DATE = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/;
const BEFORE_TIME = '(?:t|,\\s*|\\s+)(?:(?:om|at|[-–—|])\\s+|@\\s*)?';
const TIME =
	'(\\d{1,2})[:.uh](\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?\\s*((?:[ap]\\.?\\s?m\\.?|uur|u\\.?)(?![a-z]))?';
/** An offset may be followed by its name; a name may be in brackets. */
const ZONE = '\\s*(?:((?:utc|gmt)?[+-]\\d{1,2}:?(?:\\d{2})?)(?:\\s[a-z]{2,4})?|(z|[a-z]{2,4}))?(?:\\s*\\(([^)]*)\\))?';
const TIME_AND_ZONE = new RegExp(`^${BEFORE_TIME}${TIME}${ZONE}$`);
/** ISO 8601 without separators. */
const BASIC_TIME = /^t(\d{2})(\d{2})(\d{2})?(?!\d)/;

/** Digits that count seconds, milliseconds, microseconds and nanoseconds since 1970, from 2001 to 2286. */
const EPOCH_UNITS: Readonly<Record<number, number>> = { 10: 1_000, 13: 1, 16: 1e-3, 19: 1e-6 };

/**
 * The moment that a text names: ISO 8601, RFC 822 and the formats of Dutch and English exports (`20-11-2026 14:03`, `vr
 * 20 nov. 2026 om 14.03 uur`, `Nov 20, 2026 @ 14:03:00`), and time since 1970 in seconds or finer. Without a time it is
 * the start of the day. Null when it names none between 1970 and 2100.
 */
export function readMoment(text: string, { order = 'dayFirst', zone }: MomentReading = {}): LocalReading | null {
	const normalised = withoutWeekday(text);
	const [, epoch, decimals = ''] = /^(\d{10}|\d{13}|\d{16}|\d{19})(?:[.,](\d{1,9}))?$/.exec(normalised) ?? [];
	if (epoch !== undefined) {
		const unit = EPOCH_UNITS[epoch.length] ?? 1;
		return within({ at: Math.floor(Number(epoch) * unit + Number(`0.${decimals || '0'}`) * unit), doubt: null });
	}
	const found = dateIn(normalised, order);
	if (!found) return null;
	const day = Date.UTC(found.year, found.month - 1, found.day);
	if (new Date(day).getUTCDate() !== found.day || found.month < 1 || found.month > 12) return null;
	if (found.rest === '') return within({ ...fromLocal(day, zone), doubt: 'noTime' });
	const rest = found.rest.replace(
		BASIC_TIME,
		(_, hours: string, minutes: string, seconds = '00') => `t${hours}:${minutes}:${String(seconds)}`
	);
	const [, hours = '', minutes = '', seconds = '0', fraction = '', half, offset, name, bracketed = ''] =
		TIME_AND_ZONE.exec(rest) ?? [];
	const hour = hourOf(Number(hours || NaN), half);
	if (hour === null || Number(minutes) > 59 || Number(seconds) > 60) return null;
	const local =
		day + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
	// A text in brackets is a remark, unless only it gives the zone.
	const named = offset ?? name ?? (minutesOf(bracketed) === null ? undefined : bracketed);
	if (named === undefined) return within(fromLocal(local, zone));
	const ahead = minutesOf(named);
	return ahead === null ? null : within({ at: local - ahead * 60_000, doubt: null });
}

/**
 * Day and month, in the order in which a date in numbers has them (`20-11-2026` is 20 and 11); null for any other text.
 */
export function numericDate(text: string): readonly [number, number] | null {
	const found = NUMERIC_DATE.exec(withoutWeekday(text));
	return found && [Number(found[1]), Number(found[3])];
}

/** A day number as spreadsheets count (1 is 1 January 1900, the fraction its time), on the clock of a zone. */
export function momentOfSerial(serial: number, zone?: string): LocalReading | null {
	// 25569 is 1970-01-01; a serial has no seconds finer than its rounding.
	if (!Number.isFinite(serial)) return null;
	const reading = fromLocal(Math.round((serial - 25_569) * 86_400) * 1_000, zone);
	return within(Number.isInteger(serial) ? { ...reading, doubt: 'noTime' } : reading);
}

/** In lower case, without invisible characters and with single spaces. */
export const plainText = (text: string): string =>
	text
		.slice(0, 100)
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.trim();
const withoutWeekday = (text: string): string => plainText(text).replace(WEEKDAY, '');

interface FoundDate {
	year: number;
	month: number;
	day: number;
	/** The text after the date, with its separator. */
	rest: string;
}

function dateIn(text: string, order: DateOrder): FoundDate | null {
	let found =
		/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})(?!\d)(.*)$/.exec(text);
	if (found) return { year: Number(found[1]), month: Number(found[3]), day: Number(found[4]), rest: found[5] ?? '' };
	found = NUMERIC_DATE.exec(text);
	if (found) {
		const [first, second] = [Number(found[1]), Number(found[3])];
		const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
		return { year: fullYear(found[4]), month, day, rest: found[5] ?? '' };
	}
	found = /^(\d{1,2})(?:e|st|nd|rd|th)?[-/. ]{0,2}([a-zä]{3,9})\.?[-/., ]{1,2}(\d{4}|\d{2})(?!\d)(.*)$/.exec(text);
	if (found) return { year: fullYear(found[3]), month: monthOf(found[2]), day: Number(found[1]), rest: found[4] ?? '' };
	found = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)(.*)$/.exec(text);
	if (found) return { year: Number(found[3]), month: monthOf(found[1]), day: Number(found[2]), rest: found[4] ?? '' };
	// `nov 20 07:45:00 +0000 2026`, as X writes it.
	found = /^([a-z]{3}) (\d{1,2})( \d{1,2}:\d{2}:\d{2}(?: \S+)?) (\d{4})$/.exec(text);
	return found && { year: Number(found[4]), month: monthOf(found[1]), day: Number(found[2]), rest: found[3] ?? '' };
}

const monthOf = (name = ''): number => MONTHS[name.slice(0, 3)] ?? 0;
const fullYear = (digits = ''): number =>
	digits.length === 2 ? Number(digits) + (Number(digits) < 70 ? 2000 : 1900) : Number(digits);

function hourOf(hour: number, half = ''): number | null {
	if (!/^[ap]/.test(half)) return hour <= 23 ? hour : null;
	return hour >= 1 && hour <= 12 ? (hour % 12) + (half.startsWith('p') ? 12 : 0) : null;
}

function minutesOf(name: string): number | null {
	const [, sign, hours, minutes = '0'] = /^(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?$/.exec(name) ?? [];
	if (sign) return Number(hours) > 14 ? null : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
	return ZONES[name] ?? null;
}

function within(reading: LocalReading): LocalReading | null {
	return reading.at >= 0 && reading.at < Date.UTC(2101, 0, 1) ? reading : null;
}
