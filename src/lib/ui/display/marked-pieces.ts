type Span = readonly [from: number, to: number];

/** A stretch of a text: as it is, found by a search, or what a hint rests on. */
interface Piece {
	readonly words: string;
	readonly mark: 'found' | 'hint' | null;
}

/** The text in pieces, in order; where both mark something, the hint does. */
export function markedPieces(text: string, found: readonly Span[], hinted: readonly Span[]): readonly Piece[] {
	const ends = [0, text.length, ...found.flat(), ...hinted.flat()].toSorted((a, b) => a - b);
	const isIn = (spans: readonly Span[], at: number): boolean => spans.some(([from, to]) => from <= at && at < to);
	const pieces: Piece[] = [];
	for (const [n, from] of ends.entries()) {
		const words = text.slice(from, ends[n + 1] ?? from);
		if (words === '') continue;
		const mark = isIn(hinted, from) ? 'hint' : isIn(found, from) ? 'found' : null;
		const last = pieces.at(-1);
		if (last?.mark === mark) pieces[pieces.length - 1] = { words: last.words + words, mark };
		else pieces.push({ words, mark });
	}
	return pieces;
}
