/**
 * Moves labels so that they are at least `apart` from each other, within [from, to], as close as possible to the
 * wanted positions.
 */
export function spread(wanted: readonly number[], apart: number, from: number, to: number): readonly number[] {
	const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
	const placed = new Array<number>(wanted.length).fill(0);
	let nextFree = from;
	for (const { at, index } of order) {
		placed[index] = Math.max(at, nextFree);
		nextFree = (placed[index] ?? 0) + apart;
	}
	let lastFree = to;
	for (const { index } of order.reverse()) {
		placed[index] = Math.min(placed[index] ?? 0, lastFree);
		lastFree = (placed[index] ?? 0) - apart;
	}
	return placed;
}
