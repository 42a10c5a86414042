import type { PersonId } from '$lib/domain/core/ids';

/** The current person, as routes and pages know them: `event.locals.person`. */
export interface KnownPerson {
	readonly id: PersonId;
	readonly name: string;
	readonly initials: string;
	/** Fictional, and only used in exercises. */
	readonly exerciseOnly: boolean;
}

/** Two initials for lists, of the first and the last word: "Jan van der Berg" is JB. */
export function initialsOf(name: string): string {
	const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
	const initialOf = (word: string | undefined): string =>
		(/^\p{L}\p{M}*/u.exec(word ?? '')?.[0] ?? '').toLocaleUpperCase('nl');
	return initialOf(words[0]) + (words.length > 1 ? initialOf(words.at(-1)) : '') || '?';
}
