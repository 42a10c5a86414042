/** Made at its first use, because that takes a browser milliseconds. */
let segmenter: Intl.Segmenter | undefined;
/** What ends with a point in the middle of a sentence. */
const abbreviation = /(?:^|[\s(])(?:dr|drs|mr|mw|dhr|ir|prof|ds|st|nr|tel|bijv|ca)\.\s*$/i;

/** The sentences of a text, each as it was written. A line ends one too. */
export function sentencesOf(text: string): string[] {
	segmenter ??= new Intl.Segmenter('nl', { granularity: 'sentence' });
	const sentences: string[] = [];
	for (const line of text.split('\n')) {
		let current = '';
		for (const { segment } of segmenter.segment(line)) {
			current += segment;
			if (abbreviation.test(current)) continue;
			sentences.push(current);
			current = '';
		}
		sentences.push(current);
	}
	return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

/** The words of a text that say what it is about: of four letters or more, and numbers. */
export const contentWords = (text: string): ReadonlySet<string> =>
	new Set(text.toLocaleLowerCase('nl').match(/\p{L}{4,}|\d+/gu) ?? []);
