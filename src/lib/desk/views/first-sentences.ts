/** Created at its first use. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The first whole sentences of a text that fit in `maxLength` characters. If the first sentence is longer, its
 * beginning with an ellipsis.
 */
export function firstSentences(text: string, maxLength: number): string {
	segmenter ??= new Intl.Segmenter('nl', { granularity: 'sentence' });
	let kept = '';
	for (const { segment } of segmenter.segment(text.trim())) {
		if ((kept + segment).trim().length > maxLength) break;
		kept += segment;
	}
	if (kept.trim() !== '') return kept.trim();
	return text.trim().length > maxLength ? `${text.trim().slice(0, maxLength - 1)}…` : text.trim();
}
