import type { SheetVariant } from '$lib/server/out/official-text/approval-sheet';

type OneOrMore = [SheetVariant, ...SheetVariant[]];

/**
 * The variants of a text, in their order; channels that say the same, and stand the same for the reader, come together,
 * so that their words are read once.
 */
export function bySameWords(variants: readonly SheetVariant[]): readonly OneOrMore[] {
	const groups = new Map<string, OneOrMore>();
	for (const variant of variants) {
		const { text, approval, approved, prepared, ready, changed, corrects } = variant;
		const key = JSON.stringify({ text, approval, approved, prepared, ready, changed, corrects });
		const group = groups.get(key);
		if (group) group.push(variant);
		else groups.set(key, [variant]);
	}
	return [...groups.values()];
}
