import { plainLetters } from '../core/plain-letters';
import { isRemoved } from '../core/texts/removed';

/**
 * Normalises a name: capitals, accents, spaces, invisible characters and punctuation do not count, but for the punctuation
 * of a number (1,5 is not 15).
 */
export function nameOf(text: string): string {
	const plain = plainLetters(text);
	const words = plain.replace(/^['"‘’“”]+|\p{P}+(?!\p{N})/gu, ' ').replace(/\s+/gu, ' ');
	return (words.trim() || plain).trim();
}

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

/** Other wordings of a claim, without duplicates, without the claim itself and without removed ones. */
export const otherWordings = (claim: string, wordings: readonly string[]): string[] =>
	wordings.filter(
		(wording, at) =>
			!isRemoved(wording) && ![claim, ...wordings.slice(0, at)].some((earlier) => haveSameName(earlier, wording))
	);
