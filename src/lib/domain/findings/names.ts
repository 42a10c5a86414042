import { plainLetters } from '../core/plain-letters';

/** Names that differ in capitals, accents, spaces or the sign at their end are one name. */
export const nameOf = (text: string): string =>
	plainLetters(text)
		.replace(/\s+/gu, ' ')
		.replace(/^[\s'"‘’“”]+|[\s'"‘’“”.…?!]+$/gu, '');

export const haveSameName = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** What goes by names: a rumour also goes by its other wordings. */
export interface Named {
	readonly text: string;
	readonly variants?: readonly string[];
}
/**
 * By row: a row is replaced, never changed in place. Each new finding is compared with all there are, and to make the
 * names of thousands again for it costs more than everything else about a command.
 */
const known = new WeakMap<Named, readonly string[]>();

/** All names of a finding. */
export function namesOf(finding: Named): readonly string[] {
	const held = known.get(finding);
	if (held) return held;
	const names = [finding.text, ...(finding.variants ?? [])].map(nameOf);
	known.set(finding, names);
	return names;
}

/** Other wordings of a claim: each name once, and none that is the claim's own. */
export const otherWordings = (claim: string, wordings: readonly string[]): string[] =>
	wordings.filter(
		(wording, at) => ![claim, ...wordings.slice(0, at)].some((earlier) => haveSameName(earlier, wording))
	);
