import type { Moment } from '../core/ids';
import { plainLetters } from '../core/plain-letters';
import { visibleText } from '../core/texts/visible';

/** A person's name, and those of before with until when they had each, the oldest first. */
export interface NameHistory {
	readonly name: string;
	readonly earlier?: readonly { readonly name: string; readonly until: Moment }[] | undefined;
}

/** The name that somebody had at a moment. */
export const nameAt = ({ name, earlier = [] }: NameHistory, at: Moment): string =>
	earlier.find(({ until }) => at < until)?.name ?? name;

/** The words of a name as directories write it: `Kaya, S. (extern)` gives `s` and `kaya`. */
function wordsOf(name: string): string[] {
	const [last = '', ...first] = visibleText(name)
		.replace(/\([^)]*\)/g, ' ')
		.split(',');
	return plainLetters([...first, last].join(' ')).match(/[\p{L}\p{N}]+/gu) ?? [];
}

interface NamedAccount {
	readonly name: string;
	readonly email: string;
}

/** The part before the `@`, without what follows a `+` and without dots. */
const localPart = (email: string): string =>
	(email.toLowerCase().slice(0, email.lastIndexOf('@')).split('+')[0] ?? '').replaceAll('.', '');

/**
 * Whether two accounts may be of one person: the same words in their names, in any order, case and accents; or a name
 * that fits the initials of the other, with the same part before the `@`.
 */
export function areAlike(one: NamedAccount, other: NamedAccount): boolean {
	const [a, b] = [wordsOf(one.name), wordsOf(other.name)];
	if (a.length === 0 || b.length === 0) return false;
	if (a.toSorted().join(' ') === b.toSorted().join(' ')) return true;
	if (localPart(one.email) !== localPart(other.email)) return false;
	const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
	return shorter.every((word) =>
		longer.some((each) => each === word || isInitial(word, each) || isInitial(each, word))
	);
}
const isInitial = (initial: string, word: string): boolean => initial.length === 1 && word.startsWith(initial);
