/** Made at its first use. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The first whole sentences of a text that fit in `most` characters; of one long sentence its beginning, with an
 * ellipsis.
 */
export function firstSentences(text: string, most: number): string {
	segmenter ??= new Intl.Segmenter('nl', { granularity: 'sentence' });
	let taken = '';
	for (const { segment } of segmenter.segment(text.trim())) {
		if ((taken + segment).trim().length > most) break;
		taken += segment;
	}
	if (taken.trim() !== '') return taken.trim();
	return text.trim().length > most ? `${text.trim().slice(0, most - 1)}…` : text.trim();
}
