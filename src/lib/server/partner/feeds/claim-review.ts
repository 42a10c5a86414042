import type { ReadState } from '$lib/domain/core/state';
import type { Verdict } from '$lib/domain/findings/rumour';
import { rumourOf, statedVerdict } from '$lib/domain/official-text/basis';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import type { Words } from '$lib/i18n/words';
import { publicTexts } from './published';

/** From 1 (false) to 5 (true); null where it cannot be established. */
const ratings: Readonly<Record<Verdict, number | null>> = { false: 1, partly: 3, true: 5, unknowable: null };

/**
 * Published rebuttals that hold as ClaimReview of schema.org, as JSON that can stand in a script element; null when
 * there are none. It names us, and nobody who said the claim.
 * @param page the whole address of the page that it is on
 */
export function claimReviews(
	state: ReadState,
	{ organisation, page, words }: { readonly organisation: string; readonly page: string; readonly words: Words }
): string | null {
	const author = { '@type': 'GovernmentOrganization', name: organisation };
	const reviews = publicTexts(state).flatMap(({ text, state: so, published, updated, wordings }) => {
		const rumour = text.kind === 'rebuttal' && so === 'standing' ? rumourOf(state, text) : undefined;
		const judged = statedVerdict(state, text);
		if (!rumour || !judged) return [];
		const claim = maskText(rumour.text);
		const value = ratings[judged.verdict];
		return [
			{
				'@type': 'ClaimReview',
				'@id': `urn:uuid:${text.id}`,
				url: wordings.flatMap(({ addresses }) => addresses)[0] ?? page,
				datePublished: published,
				dateModified: updated,
				inLanguage: 'nl',
				author,
				claimReviewed: claim,
				itemReviewed: { '@type': 'Claim', name: claim },
				reviewBody: wordings[0]?.words ?? '',
				reviewRating: {
					'@type': 'Rating',
					...(value !== null && { ratingValue: value, worstRating: 1, bestRating: 5 }),
					alternateName: words.t(`report.document.rumours.verdicts.${judged.verdict}`)
				}
			}
		];
	});
	if (reviews.length === 0) return null;
	return inScript(JSON.stringify({ '@context': 'https://schema.org', '@graph': reviews }));
}

/** The same JSON without a sign by which HTML could end the element or begin a comment. */
const inScript = (json: string): string =>
	json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
