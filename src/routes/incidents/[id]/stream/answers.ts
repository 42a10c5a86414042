import type { FindingId, FindingKind } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { isApproved, wordingOf } from '$lib/domain/official-text/official-text';

/** The most characters of an answer that a row shows. */
const SHOWN = 120;

/**
 * The newest approved text about one of these findings, neither paused nor withdrawn; a holding statement answers
 * nothing.
 */
export function answerOf(
	{ texts }: ReadState,
	links: readonly { readonly kind: FindingKind; readonly finding: FindingId }[]
): { readonly kind: 'need' | 'rumour'; readonly words: string } | null {
	const kinds = new Map(links.map(({ kind, finding }) => [finding, kind]));
	const newest = [...texts.values()]
		.filter(({ about, kind, paused, withdrawn, variants }) =>
			Boolean(
				about.finding &&
				kinds.has(about.finding) &&
				kind !== 'holding' &&
				!paused &&
				!withdrawn &&
				variants.some(isApproved)
			)
		)
		.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
	const variant = newest?.variants.find(isApproved);
	const kind = newest?.about.finding ? kinds.get(newest.about.finding) : undefined;
	if (!variant || (kind !== 'need' && kind !== 'rumour')) return null;
	return { kind, words: wordingOf(variant.text).slice(0, SHOWN) };
}
