/** A run of words that was kept, removed or added. */
export interface DiffSegment {
	readonly is: 'same' | 'out' | 'in';
	readonly text: string;
}

/** Words that are compared with each other: time and memory grow with its square, and beyond it with the length. */
const WINDOW = 1_000;

/** How many words the rests of two texts have in common, from each pair of positions. */
function commonWords(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
	const longest: number[][] = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
	const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
	for (let i = a.length - 1; i >= 0; i -= 1)
		for (let j = b.length - 1; j >= 0; j -= 1) {
			const row = longest[i];
			if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	return at;
}

/**
 * Compares two texts word by word by their longest common subsequence.
 * @param window how many words are compared with each other: a smaller number is quicker, for texts of which few words
 *   differ
 */
export function wordDiff(before: string, after: string, window = WINDOW): DiffSegment[] {
	const [a, b] = [wordsOf(before), wordsOf(after)];
	const found: { is: DiffSegment['is']; words: string[] }[] = [];
	const add = (is: DiffSegment['is'], word: string | undefined): void => {
		if (word === undefined) return;
		const last = found.at(-1);
		if (last?.is === is) last.words.push(word);
		else found.push({ is, words: [word] });
	};
	let [i, j] = [0, 0];
	let [windowI, windowJ, at] = [0, 0, commonWords(a.slice(0, window), b.slice(0, window))];
	while (i < a.length || j < b.length) {
		// Near the end of a window, what follows it is not known.
		if (Math.max(i - windowI, j - windowJ) >= window / 2)
			[windowI, windowJ, at] = [i, j, commonWords(a.slice(i, i + window), b.slice(j, j + window))];
		const [x, y] = [i - windowI, j - windowJ];
		if (i < a.length && j < b.length && a[i] === b[j]) {
			add('same', a[i]);
			i += 1;
			j += 1;
		} else if (i < a.length && (j >= b.length || at(x + 1, y) >= at(x, y + 1))) {
			add('out', a[i]);
			i += 1;
		} else {
			add('in', b[j]);
			j += 1;
		}
	}
	return found.map(({ is, words }) => ({ is, text: words.join(' ') }));
}

/** The words, and the ends of lines between them, so that a compared text keeps its paragraphs. */
const wordsOf = (text: string): string[] =>
	(text.trim().match(/\s+|\S+/g) ?? []).flatMap((word) =>
		word.trim() !== '' ? word : word.includes('\n') ? word.replace(/[^\n]/g, '').slice(0, 2) : []
	);
