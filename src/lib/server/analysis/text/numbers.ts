import { memoize } from './memoize';
import type { TextToken } from './words';

/**
 * Numbers, moments and days as they are meant: "half vier", "3.30 uur" and "15:30" are one; "drie", "3" and "3e" are
 * not all.
 */

const UNITS: Readonly<Record<string, number>> = {
	nul: 0,
	twee: 2,
	drie: 3,
	vier: 4,
	vijf: 5,
	zes: 6,
	zeven: 7,
	acht: 8,
	negen: 9,
	tien: 10,
	elf: 11,
	twaalf: 12,
	dertien: 13,
	veertien: 14,
	vijftien: 15,
	zestien: 16,
	zeventien: 17,
	achttien: 18,
	negentien: 19,
	twintig: 20,
	dertig: 30,
	veertig: 40,
	vijftig: 50,
	zestig: 60,
	zeventig: 70,
	tachtig: 80,
	negentig: 90,
	honderd: 100,
	duizend: 1000,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	twenty: 20,
	hundred: 100
};
const MULTIPLES: Readonly<Record<string, number>> = {
	honderd: 100,
	duizend: 1000,
	miljoen: 1e6,
	miljard: 1e9,
	thousand: 1000,
	million: 1e6
};
/** Amounts and ranks that are words; each differs from every other. */
const AMOUNTS: ReadonlySet<string> = new Set(
	'tientallen honderden duizenden miljoenen tientje anderhalf anderhalve dubbel dubbele helft laatste half halve beide'.split(
		' '
	)
);
const RANKS = 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde'.split(' ');
/** What an amount counts: "$1.00" and "1.00" are two. */
const MEASURES: Readonly<Record<string, string>> = {
	procent: '%',
	euro: 'euro',
	euros: 'euro',
	eur: 'euro',
	dollar: 'dollar',
	dollars: 'dollar',
	pond: 'pond'
};
const DAYS: Readonly<Record<string, string>> = {
	maandag: 'monday',
	dinsdag: 'tuesday',
	woensdag: 'wednesday',
	donderdag: 'thursday',
	vrijdag: 'friday',
	zaterdag: 'saturday',
	zondag: 'sunday',
	ma: 'monday',
	vandaag: 'today',
	gisteren: 'yesterday',
	eergisteren: 'before yesterday',
	overmorgen: 'after tomorrow',
	morgen: 'tomorrow',
	weekend: 'weekend',
	monday: 'monday',
	tuesday: 'tuesday',
	wednesday: 'wednesday',
	thursday: 'thursday',
	friday: 'friday',
	saturday: 'saturday',
	sunday: 'sunday',
	today: 'today',
	yesterday: 'yesterday',
	tomorrow: 'tomorrow',
	januari: 'january',
	februari: 'february',
	maart: 'march',
	april: 'april',
	mei: 'may',
	juni: 'june',
	juli: 'july',
	augustus: 'august',
	september: 'september',
	oktober: 'october',
	november: 'november',
	december: 'december'
};
/** Parts of the day: redundant next to a moment. */
const PARTS_OF_DAY: Readonly<Record<string, string>> = {
	vanavond: 'vanavond',
	vannacht: 'vannacht',
	vanmiddag: 'vanmiddag',
	vanochtend: 'vanochtend',
	vanmorgen: 'vanochtend',
	avonds: 'avonds',
	nachts: 'nachts',
	middags: 'middags',
	ochtends: 'ochtends',
	morgens: 'ochtends',
	tonight: 'tonight'
};

/** The value of a Dutch number word up to 999, or null. "een" is an article and no number. */
const numberWord = memoize(readNumber);

function readNumber(word: string): number | null {
	const unit = UNITS[word];
	if (unit !== undefined) return unit;
	const tens =
		/^(een|twee|drie|vier|vijf|zes|zeven|acht|negen)en(twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)$/.exec(
			word
		);
	if (tens) return (tens[1] === 'een' ? 1 : (UNITS[tens[1] ?? ''] ?? 0)) + (UNITS[tens[2] ?? ''] ?? 0);
	const hundreds = /^(twee|drie|vier|vijf|zes|zeven|acht|negen)?(honderd|duizend)(.*)$/.exec(word);
	if (!hundreds) return null;
	const rest = hundreds[3] ? readNumber(hundreds[3].replace(/^en/, '')) : 0;
	return rest === null ? null : (UNITS[hundreds[1] ?? ''] ?? 1) * (UNITS[hundreds[2] ?? ''] ?? 1) + rest;
}

interface Figure {
	/** its normalised form: "13:30" for a moment on the twelve-hour clock, "n42", "d:monday" */
	readonly value: string;
	/** how many tokens it takes */
	readonly length: number;
	/** a part of the day, which is redundant next to a moment */
	readonly partOfDay: boolean;
	/** the hour of a moment written in figures, 0 to 24: "9 uur" and "21 uur" are two, "negen uur" may be either */
	readonly hour?: number;
}

/** A moment on the twelve-hour clock: people write 21.30 and half tien for the same evening. */
const moment = (hour: number, minute: number): string =>
	`${((hour % 12) + 12) % 12}:${String(minute).padStart(2, '0')}`;
const isHour = (token: TextToken | undefined): boolean =>
	token?.kind === 'word' && (token.text === 'uur' || token.text === 'u');
const wholeNumber = (token: TextToken | undefined): number | null => {
	if (token?.kind === 'word') return numberWord(token.text);
	return token?.kind === 'number' && /^\d{1,2}$/.test(token.text) ? Number(token.text) : null;
};

/** What a word says by itself: a day, an amount, a number; null for nearly all words. */
const wordedFigure = memoize((word): Figure | number | null => {
	const day = DAYS[word];
	if (day) return { value: `d:${day}`, length: 1, partOfDay: false };
	const part = PARTS_OF_DAY[word];
	if (part) return { value: `d:${part}`, length: 1, partOfDay: true };
	if (AMOUNTS.has(word)) return { value: `n:${word}`, length: 1, partOfDay: false };
	const measure = MEASURES[word];
	if (measure) return { value: `m:${measure}`, length: 1, partOfDay: false };
	const rank = RANKS.indexOf(word) + 1;
	if (rank > 0) return { value: `r${rank}`, length: 1, partOfDay: false };
	return numberWord(word);
});

/** The figure that begins at a token, or null. */
export function figureAt(tokens: readonly TextToken[], at: number): Figure | null {
	const token = tokens[at];
	if (!token || (token.kind !== 'word' && token.kind !== 'number')) return null;
	const next = tokens[at + 1];
	if (token.kind === 'word') {
		if (token.text === 'half' && (wholeNumber(next) ?? 99) <= 12)
			return clock((wholeNumber(next) ?? 0) - 1, 30, 2, tokens[at + 2]);
		if (token.text === 'kwart' && (next?.text === 'over' || next?.text === 'voor')) {
			const hour = wholeNumber(tokens[at + 2]);
			if (hour !== null)
				return next.text === 'over' ? clock(hour, 15, 3, tokens[at + 3]) : clock(hour - 1, 45, 3, tokens[at + 3]);
		}
		const figure = wordedFigure(token.text);
		return typeof figure === 'number' ? counted(figure, tokens, at) : figure;
	}
	const rank = /^(\d+)(?:ste|de|e)$/.exec(token.text);
	if (rank) return { value: `r${rank[1] ?? ''}`, length: 1, partOfDay: false };
	const time = /^([01]?\d|2[0-4])[.:]([0-5]\d)$/.exec(token.text);
	if (time) return { ...clock(Number(time[1]), Number(time[2]), 1, next), hour: Number(time[1]) };
	const dialled = token.text === '14' && next?.kind === 'number' && next.text.startsWith('0');
	if (dialled || /^0|\d-/.test(token.text)) return telephone(tokens, at);
	const value = Number(token.text.replace(/[.](?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
	// A letter ("ingang C"), a house number ("12a"), a version ("1.2.3"): equal when written the same.
	return Number.isNaN(value)
		? { value: `n:${token.text.toLowerCase()}`, length: 1, partOfDay: false }
		: counted(value, tokens, at);
}

function clock(hour: number, minute: number, length: number, after: TextToken | undefined): Figure {
	return { value: moment(hour, minute), length: length + (isHour(after) ? 1 : 0), partOfDay: false };
}

function counted(value: number, tokens: readonly TextToken[], at: number): Figure {
	const next = tokens[at + 1];
	const times = next?.kind === 'word' ? MULTIPLES[next.text] : undefined;
	if (times) return { value: `n${value * times}`, length: 2, partOfDay: false };
	// "tot 22 uur" and "tot 22.00 uur" are one moment; a duration of so many hours looks the same and is compared in the
	// same way.
	if (isHour(next) && Number.isInteger(value) && value >= 0 && value <= 24) {
		const figure = { value: moment(value, 0), length: 2, partOfDay: false };
		return tokens[at]?.kind === 'number' ? { ...figure, hour: value } : figure;
	}
	return { value: `n${value}`, length: 1, partOfDay: false };
}

/** A telephone number or score, its groups joined: "14 0547", "0900-8844", "2-2". */
function telephone(tokens: readonly TextToken[], at: number): Figure {
	let digits = tokens[at]?.text ?? '';
	let length = 1;
	for (;;) {
		const step = tokens[at + length]?.text === '-' ? 2 : 1;
		const more = tokens[at + length + step - 1];
		if (more?.kind !== 'number' || !/^\d+$/.test(more.text) || digits.length + more.text.length > 12) break;
		digits += more.text;
		length += step;
	}
	return {
		value: /^0\d|^14\d/.test(digits) ? `t${digits.replace(/\D/g, '')}` : `n${digits}`,
		length,
		partOfDay: false
	};
}
