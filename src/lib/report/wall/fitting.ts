import type { AdviceLine, Report } from '$lib/domain/report/content';
import { shorten } from '../write/pen';
import { undecidedAdvice } from './undecided-advice';

/** Letters on one line of a wall screen of 1920 by 1080 pixels: of a claim, and of advice, which has the whole width. */
const CLAIM_LETTERS = 30;
const ADVICE_LETTERS = 60;
/** Lines for the lists when nothing stands above the figures, and lines that advice may take of them. */
const LINES = 14;
const ADVICE_LINES = 3;
const MAX_ADVICE = 2;

interface Room {
	readonly lines: number;
	readonly most: number;
	readonly letters: number;
	/** Lines beneath each text. */
	readonly below: number;
}
/** How many of these texts there is room for, with a line for how many are left out: at least one, as none is cut. */
function fitting(texts: readonly string[], { lines, most, letters, below }: Room): number {
	let used = 0;
	let count = 0;
	for (const text of texts.slice(0, most)) {
		used += Math.ceil(text.length / letters) + below;
		const more = count + 1 < texts.length ? 1 : 0;
		if (count > 0 && used + more > lines) break;
		count += 1;
	}
	return count;
}

/** How many of these claims stand on a wall screen whole, each with one line beneath it. */
export const fittingClaims = (texts: readonly string[], lines: number, most: number): number =>
	fitting(texts, { lines, most, letters: CLAIM_LETTERS, below: 1 });

/** The first undecided advice that there is room for, how many others there are, and the lines that all of it takes. */
export function adviceOnWall(report: Pick<Report, 'advice'>): {
	readonly shown: readonly AdviceLine[];
	readonly rest: number;
	readonly lines: number;
} {
	const all = undecidedAdvice(report).map((line) => ({ ...line, what: shorten(line.what, 2 * ADVICE_LETTERS) }));
	const texts = all.map(({ what }) => what);
	const room = { lines: ADVICE_LINES, most: MAX_ADVICE, letters: ADVICE_LETTERS, below: 0 };
	const shown = all.slice(0, fitting(texts, room));
	const rest = all.length - shown.length;
	const lines = shown.reduce((sum, { what }) => sum + Math.ceil(what.length / ADVICE_LETTERS), rest > 0 ? 1 : 0);
	return { shown, rest, lines: report.advice.lines.length > 0 ? lines + 1 : 0 };
}

/** How many lines there are for the lists of this report, beneath its calls for help and its advice. */
export const linesLeft = (report: Pick<Report, 'advice' | 'incident'>, calls: number): number =>
	LINES - (report.incident.exercise ? 1 : 0) - (calls > 0 ? 2 : 0) - adviceOnWall(report).lines;
