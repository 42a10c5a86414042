import type { Runs } from '$lib/report/write/flow';

/** What a column contains, in one unit. */
interface ColumnExtent {
	/** The widest word of its heading, which is never broken. */
	readonly heading: number;
	/** The widest word of its cells. */
	readonly word: number;
	/** The widest line, if nothing were broken, and the average one. */
	readonly line: number;
	readonly average: number;
}

/** @param gap between two columns; @param measure the widths of runs, in this column and at this line of its cell */
export function extentsOf(
	heads: readonly (readonly Runs[])[] | undefined,
	rows: readonly (readonly (readonly Runs[])[])[],
	measure: (runs: Runs, column: number, line: number) => { readonly word: number; readonly line: number },
	gap: number
): ColumnExtent[] {
	const count = heads?.length ?? rows[0]?.length ?? 1;
	return Array.from({ length: count }, (_, column): ColumnExtent => {
		const heading = (heads?.[column] ?? []).map((runs) => measure(runs, column, 1));
		const cells = rows.map((cells) => (cells[column] ?? []).map((runs, line) => measure(runs, column, line)));
		const widest = (of: readonly number[]): number => Math.max(0, ...of) + gap;
		return {
			heading: widest(heading.map(({ word }) => word)),
			word: widest(cells.flat().map(({ word }) => word)),
			line: widest([...heading, ...cells.flat()].map(({ line }) => line)),
			average: sum(cells.flat().map(({ line }) => line)) / Math.max(1, rows.length)
		};
	});
}

/** Of the whole width: a longer word, such as an address, may be broken; a line that is no longer than this is not. */
const LONGEST_WORD = 0.3;
const SHORT_LINE = 0.18;

/**
 * Widths of columns by what is in them: no heading and no ordinary word is broken, and what is left goes to the columns
 * with the longest texts.
 */
export function columnWidths(columns: readonly ColumnExtent[], whole: number): number[] {
	const headings = columns.map(({ heading }) => heading);
	const isShort = ({ line }: ColumnExtent): boolean => line <= whole * SHORT_LINE;
	const words = columns.map((column) =>
		isShort(column) ? column.line : Math.max(column.heading, Math.min(column.word, whole * LONGEST_WORD))
	);
	const lines = columns.map(({ line }, at) => Math.max(line, words[at] ?? 0));
	if (sum(headings) >= whole) return headings.map((heading) => (heading * whole) / sum(headings));
	if (sum(words) >= whole) return between(headings, words, whole);
	if (sum(lines) <= whole) return lines.map((line) => (line * whole) / sum(lines));
	// By the average line, so that a single long cell does not take the room of the others.
	const average = columns.map((column, at) => (words[at] ?? 0) + (isShort(column) ? 0 : column.average));
	return between(words, average, whole);
}

/** Each at least as wide as in `least`, and the rest by how much wider it is in `most`. */
function between(least: readonly number[], most: readonly number[], whole: number): number[] {
	const wider = most.map((width, at) => width - (least[at] ?? 0));
	const rest = whole - sum(least);
	return least.map((width, at) => width + (rest * (wider[at] ?? 0)) / (sum(wider) || 1));
}
const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);
