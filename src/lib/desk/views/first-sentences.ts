/** Created at its first use. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The first whole sentences of a text that fit in `maxLength` characters. If the first sentence is longer, its
 * beginning with an ellipsis.
 */
export function firstSentences(text: string, maxLength: number): string {
	segmenter ??= new Intl.Segmenter('nl', { granularity: 'sentence' });
	let fitting = '';
	for (const { segment } of segmenter.segment(text.trim())) {
		if ((fitting + segment).trim().length > maxLength) break;
		fitting += segment;
	}
	if (fitting.trim() !== '') return fitting.trim();
	return text.trim().length > maxLength ? `${text.trim().slice(0, maxLength - 1)}…` : text.trim();
}
