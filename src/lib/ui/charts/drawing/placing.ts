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
