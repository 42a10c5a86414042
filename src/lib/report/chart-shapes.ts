/** The shapes of charts, the same on a page and on paper. */

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** A small line of counts, on a field of 64 × 20. */
export function sparkPoints(counts: readonly number[]): { readonly x: number; readonly y: number }[] {
	const highest = Math.max(1, ...counts);
	return counts.map((count, at) => ({
		x: rounded(2 + (60 * at) / Math.max(1, counts.length - 1)),
		y: rounded(18 - (16 * count) / highest)
	}));
}

/** A bar for each count, on a field of 100 × 100. */
export function chartBars(counts: readonly number[]) {
	const highest = Math.max(1, ...counts);
	return counts.map((count, at) => ({
		x: (100 * at) / counts.length + 0.5,
		width: 100 / counts.length - 1,
		height: (92 * count) / highest
	}));
}
