import { languageOf } from '$lib/server/analysis/language';

/**
 * The languages in which words are written (ISO 639-1), the first one first; empty when it is not clear: none is
 * better than a wrong one. A message in two languages has a paragraph for each.
 */
export function languagesIn(text: string): string[] {
	const found = text.split(/\n+/).flatMap((paragraph) => languageOf(paragraph)?.lang ?? []);
	return found.length > 0 ? [...new Set(found)] : [languageOf(text)?.lang ?? []].flat();
}
