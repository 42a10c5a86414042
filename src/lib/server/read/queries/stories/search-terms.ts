/** One thing to look for, or to leave out. */
export interface QueryTerm {
	/** The words as typed; they must stand beside each other in this order. */
	readonly text: string;
	readonly exclude: boolean;
	/** The person may still be typing: its beginning is enough. */
	readonly prefix: boolean;
}

/** The most terms of one search; a longer text is found by its first words. */
const MOST_TERMS = 20;
/** Shorter beginnings match half of the incident and say nothing. */
const SHORTEST_PREFIX = 2;

const term = /(-?)(?:"([^"]*)"?|(\S+))/g;

/**
 * What a person typed: words that must all be there, "words in quotes" together, -words not. Everything else is taken
 * literally; there are no other signs, so nothing that is typed or pasted can be wrong. The last word counts as a
 * beginning until a space follows it.
 */
export function searchTerms(typed: string): QueryTerm[] {
	const found = [...typed.matchAll(term)].slice(0, MOST_TERMS);
	return found.flatMap(([all, minus = '', quoted, bare], i) => {
		const text = (quoted ?? bare ?? '').trim();
		if (!/[\p{L}\p{N}]/u.test(text)) return [];
		const isLast = i === found.length - 1 && typed.endsWith(all);
		return [
			{
				text,
				exclude: minus === '-',
				prefix: isLast && quoted === undefined && minus === '' && text.length >= SHORTEST_PREFIX
			}
		];
	});
}

/** A word as `to_tsquery` takes it literally: in quotes, which double inside, as do backslashes. */
export const quotedWord = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}':*`;
