/** A word that wants a place on a line: it ends (or is centred) at `at`. */
interface WantedLabel {
	readonly at: number;
	readonly width: number;
}

/**
 * On which of `levels` rows each word may stand so that none touches another; words end at their line, level 0 is the
 * lowest.
 * @returns null when they do not all fit (or one would begin before `from`): then numbers stand there, and a list
 * beside the chart
 */
export function levelsFor(
	words: readonly WantedLabel[],
	from: number,
	levels: number,
	between = 12
): readonly number[] | null {
	const taken: { from: number; to: number }[][] = Array.from({ length: levels }, () => []);
	const found: number[] = [];
	for (const { at, width } of words) {
		const own = { from: at - width - between, to: at };
		if (own.from + between < from) return null;
		const level = taken.findIndex((row) => row.every((other) => other.to <= own.from || other.from >= own.to));
		if (level < 0) return null;
		taken[level]?.push(own);
		found.push(level);
	}
	return found;
}

/**
 * Moves labels apart so that they stand at least `apart` from each other, within [from, to], as near to where they
 * belong as that allows.
 */
export function spread(wanted: readonly number[], apart: number, from: number, to: number): readonly number[] {
	const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
	const placed = new Array<number>(wanted.length).fill(0);
	let least = from;
	for (const { at, index } of order) {
		placed[index] = Math.max(at, least);
		least = (placed[index] ?? 0) + apart;
	}
	let most = to;
	for (const { index } of order.reverse()) {
		placed[index] = Math.min(placed[index] ?? 0, most);
		most = (placed[index] ?? 0) - apart;
	}
	return placed;
}
