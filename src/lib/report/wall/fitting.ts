import { byUrgency } from '$lib/domain/report/advice';
import type { AdviceLine, Report } from '$lib/domain/report/content';
import { shorten } from '../write/report-context';

/**
 * Letters on one line of a wall screen of 1920 by 1080 pixels: of a claim, of the line below it, of a line below both
 * lists, and of advice, which has the whole width.
 */
const CLAIM_LETTERS = 30;
const BELOW_LETTERS = 36;
const FOOT_LETTERS = 90;
const ADVICE_LETTERS = 60;
/** Lines for the lists when there is nothing above the figures, and lines that advice may take of them. */
const MAX_LIST_LINES = 14;
const MAX_ADVICE_LINES = 3;
const MAX_ADVICE = 2;

const linesOf = (text: string, letters: number): number => Math.ceil(text.length / letters);

/**
 * How many texts fit in `lines`, given the number of lines of each, with a line that counts the rest. At least one,
 * because a text is never cut.
 */
function fitting(heights: readonly number[], lines: number, limit: number): number {
	let used = 0;
	let count = 0;
	for (const height of heights.slice(0, limit)) {
		used += height;
		const more = count + 1 < heights.length ? 1 : 0;
		if (count > 0 && used + more > lines) break;
		count += 1;
	}
	return count;
}

/** A claim, and the smaller words below it. */
interface Claim {
	readonly text: string;
	readonly below: string;
}
/** The number of lines of a claim, with at least one line below it. */
export const claimLines = ({ text, below }: Claim): number =>
	linesOf(text, CLAIM_LETTERS) + Math.max(1, linesOf(below, BELOW_LETTERS));
/** How many of these claims fit on a wall screen without being cut. */
export const fittingClaims = (claims: readonly Claim[], lines: number, limit: number): number =>
	fitting(claims.map(claimLines), lines, limit);

/** How many of these texts fit below both lists, and the lines that they take. */
export function fittingBelow(
	texts: readonly string[],
	lines: number,
	limit: number
): { readonly count: number; readonly lines: number } {
	const heights = texts.map((text) => linesOf(text, FOOT_LETTERS));
	const count = fitting(heights, lines, limit);
	return { count, lines: heights.slice(0, count).reduce((sum, height) => sum + height, 0) };
}

/** The undecided advice that fits, how much more there is, and the number of lines that it takes in total. */
export function adviceOnWall(report: Pick<Report, 'advice'>): {
	readonly shown: readonly AdviceLine[];
	readonly rest: number;
	readonly lines: number;
} {
	const all = report.advice.lines
		.filter(({ decision }) => decision === null)
		.sort(byUrgency)
		.map((line) => ({ ...line, what: shorten(line.what, 2 * ADVICE_LETTERS) }));
	const heights = all.map(({ what }) => linesOf(what, ADVICE_LETTERS));
	const shown = all.slice(0, fitting(heights, MAX_ADVICE_LINES, MAX_ADVICE));
	const rest = all.length - shown.length;
	const lines = shown.reduce((sum, { what }) => sum + linesOf(what, ADVICE_LETTERS), rest > 0 ? 1 : 0);
	return { shown, rest, lines: report.advice.lines.length > 0 ? lines + 1 : 0 };
}

/** The number of lines left for the lists of this report, below its calls for help and its advice. */
export const linesLeft = (report: Pick<Report, 'advice' | 'incident'>, calls: number): number =>
	MAX_LIST_LINES - (report.incident.exercise ? 2 : 0) - (calls > 0 ? 2 : 0) - adviceOnWall(report).lines;
