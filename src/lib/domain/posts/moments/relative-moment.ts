import { AMSTERDAM, minutesAhead } from '$lib/domain/core/local-time';
import { plainText, readMoment } from './moment-text';

const UNITS: readonly (readonly [RegExp, number])[] = [
	[/^s(?:ec|econds?|econden?)?$/, 1_000],
	[/^m(?:in|ins|inutes?|inuten|inuut)?$/, 60_000],
	[/^(?:u|uur|uren|h|hrs?|hours?|std|stunden?)$/, 3_600_000],
	[/^(?:d|dag|dagen|days?|t|tg|tag|tagen?|tage)$/, 86_400_000],
	[/^(?:w|wk|week|weken|weeks|wo|wochen?)$/, 7 * 86_400_000],
	[/^(?:mnd|maand|maanden|mo|mos|months?|monat|monaten?)$/, 30 * 86_400_000],
	[/^(?:j|jr|jaar|jaren|y|yrs?|years?|jahr|jahren?)$/, 365 * 86_400_000]
];
const AGO = /^(?:ongeveer |about |vor )?(\d{1,3}|een|an?|eine[mr]?)\s*([a-z]{1,8})\.?(?: geleden| ago)?$/;
const DAYS_AGO: Readonly<Record<string, number>> = {
	vandaag: 0,
	today: 0,
	heute: 0,
	gisteren: 1,
	yesterday: 1,
	gestern: 1,
	eergisteren: 2,
	vorgestern: 2
};
/** Sunday first, as JavaScript counts; by their first two letters. */
const WEEKDAYS: readonly (readonly string[])[] = [
	['zo', 'su'],
	['ma', 'mo'],
	['di', 'tu'],
	['wo', 'we'],
	['do', 'th'],
	['vr', 'fr'],
	['za', 'sa']
];
const WEEKDAY =
	/^((?:zon|maan|dins|woens|donder|vrij|zater)dag|(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:zo|ma|di|wo|do|vr|za)\.?)$/;
const DAY_AND_TIME = /^(.*?),?\s+(?:(?:om|at|um)\s+)?(\d{1,2}[:.]\d{2}(?:\s*[ap]\.?\s?m\.?|\s*uur|\s*uhr)?)$/;
/** A day of the month without a year. */
const DAY_OF_YEAR = /^(?:\d{1,2}(?:[-/ ]|\. )(?:\d{1,2}|[a-zä]{3,9}\.?)|[a-z]{3,9}\.? \d{1,2})$/;
const DAY = 86_400_000;
/** Milliseconds by which a clock elsewhere may be ahead of ours. */
export const CLOCK_DIFFERENCE = 300_000;

/** How many milliseconds ago, from the relative times that networks show (`3 u`, `2 hours ago`); null for anything else. */
export function agoOf(text: string): number | null {
	const plain = plainText(text);
	if (/^(?:zojuist|zonet|net|just now|now|nu|gerade eben|jetzt)$/.test(plain)) return 0;
	const [, count = '', unit = ''] = AGO.exec(plain) ?? [];
	const found = UNITS.find(([pattern]) => pattern.test(unit));
	return found && count !== '' ? (/^\d/.test(count) ? Number(count) : 1) * found[1] : null;
}

/**
 * The moment (milliseconds since 1970) that a network shows with a post, counted from `now`: how long ago, a day
 * without a date (`gisteren om 14:03`, `maandag 09:10`), or a date without a year (`20 november om 14.03 uur`). Null for
 * anything else.
 */
export function relativeMoment(text: string, now: number): number | null {
	const ago = agoOf(text);
	if (ago !== null) return now - ago;
	const plain = plainText(text);
	const [, before = plain, time = ''] = DAY_AND_TIME.exec(plain) ?? [];
	const day = dayOf(before.replace(/,$/, ''), now);
	const at = day === null ? undefined : readMoment(`${day} ${time.replace(/\s*uhr$/, '')}`.trim())?.at;
	if (at === undefined) return null;
	// A time that is still to come was that of yesterday: a chat was copied after midnight.
	return DAYS_AGO[before] === 0 && at > now + CLOCK_DIFFERENCE ? at - DAY : at;
}

/** The last such day, written with its year. */
function dayOf(name: string, now: number): string | null {
	const local = now + minutesAhead(now, AMSTERDAM) * 60_000;
	const daysAgo = DAYS_AGO[name];
	if (daysAgo !== undefined) return isoDay(local - daysAgo * DAY);
	if (WEEKDAY.test(name)) {
		const weekday = WEEKDAYS.findIndex((prefixes) => prefixes.some((prefix) => name.startsWith(prefix)));
		const back = (new Date(local).getUTCDay() - weekday + 7) % 7 || 7;
		return isoDay(local - back * DAY);
	}
	if (!DAY_OF_YEAR.test(name)) return null;
	const year = new Date(local).getUTCFullYear();
	for (const each of [year, year - 1]) {
		// `20-11` becomes `20-11-2026`, `nov 20` becomes `nov 20, 2026`, `20 nov` becomes `20 nov 2026`.
		const separator = /^\d+([-/])\d+$/.exec(name)?.[1] ?? (/\d$/.test(name) ? ', ' : ' ');
		const dated = `${name}${separator}${String(each)}`;
		const at = (readMoment(dated) ?? readMoment(dated, { order: 'monthFirst' }))?.at;
		if (at !== undefined && at <= now) return isoDay(at + minutesAhead(at, AMSTERDAM) * 60_000);
	}
	return null;
}

const isoDay = (local: number): string => new Date(local).toISOString().slice(0, 10);
