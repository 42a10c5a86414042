/** After these words, or one letter, a full stop does not end a sentence. */
const ABBREVIATION =
	/(?:^|[\s(‘’“'"])(?:\p{L}|(?:\p{L}\.)+\p{L}|dr|drs|mr|mrs|ms|ir|ing|prof|ds|dhr|mw|mevr|st|nr|no|art|blz|tel|ca|bijv|bv|enz|jl|resp|evt|max|min|incl|excl|gem|vs|approx|etc)\.$/iu;
const BOUNDARY = /(?<=[.!?…]['"’”»)]*)\s+(?=['"‘“«(]*[\p{Lu}\p{N}])|\s*\n\s*/u;

/** The sentences of a text. In doubt two sentences stay together. */
export function sentencesOf(text: string): string[] {
	const found: string[] = [];
	for (const piece of text.trim().split(BOUNDARY)) {
		const before = found.at(-1);
		if (before !== undefined && ABBREVIATION.test(before)) found[found.length - 1] = `${before} ${piece}`;
		else if (piece !== '') found.push(piece);
	}
	return found;
}

/**
 * The first sentences of a text that fit in `maxLength` characters, and how many were left out. The first is always whole.
 */
export function wholeSentences(text: string, maxLength: number): { readonly text: string; readonly left: number } {
	const sentences = sentencesOf(text);
	let count = Math.min(1, sentences.length);
	while (count < sentences.length && sentences.slice(0, count + 1).join(' ').length <= maxLength) count += 1;
	return { text: sentences.slice(0, count).join(' '), left: sentences.length - count };
}

/** The words of a text that say what it is about: of four letters or more, and numbers. */
export const contentWords = (text: string): ReadonlySet<string> =>
	new Set(text.toLocaleLowerCase('nl').match(/\p{L}{4,}|\d+/gu) ?? []);
