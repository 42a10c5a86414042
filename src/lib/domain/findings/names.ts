import { plainLetters } from '../core/plain-letters';

/** Normalises a name: capitals, accents, spaces and final punctuation do not count. */
export const nameOf = (text: string): string =>
	plainLetters(text)
		.replace(/\s+/gu, ' ')
		.replace(/^[\s'"‘’“”]+|[\s'"‘’“”.…?!]+$/gu, '');

export const haveSameName = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** Something with names: the other wordings of a rumour are names too. */
export interface Named {
	readonly text: string;
	readonly variants?: readonly string[];
}
/**
 * Cached per row, since rows are replaced and never changed in place. Each new finding is compared with all others;
 * normalising thousands of names again would cost more than the rest of a command.
 */
const namesCache = new WeakMap<Named, readonly string[]>();

/** All names of a finding. */
export function namesOf(finding: Named): readonly string[] {
	const cached = namesCache.get(finding);
	if (cached) return cached;
	const names = [finding.text, ...(finding.variants ?? [])].map(nameOf);
	namesCache.set(finding, names);
	return names;
}

/** Other wordings of a claim, without duplicates and without the claim itself. */
export const otherWordings = (claim: string, wordings: readonly string[]): string[] =>
	wordings.filter(
		(wording, at) => ![claim, ...wordings.slice(0, at)].some((earlier) => haveSameName(earlier, wording))
	);
