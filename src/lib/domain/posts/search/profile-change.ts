import { z } from 'zod';
import { Moment } from '$lib/domain/core/ids';
import { SearchProfile } from './profile';

/** One word of a profile, and its list. */
const ProfileWord = z.object({ list: SearchProfile.keyof(), word: z.string() });
export type ProfileWord = z.infer<typeof ProfileWord>;

/** What a change of the search profile added and removed. */
export const ProfileChange = z.object({ at: Moment, added: z.array(ProfileWord), removed: z.array(ProfileWord) });
export type ProfileChange = z.infer<typeof ProfileChange>;

const wordsIn = (profile: Readonly<SearchProfile>): ProfileWord[] => {
	const all = (list: ProfileWord['list'], words: readonly string[]) =>
		words.map((word): ProfileWord => ({ list, word }));
	return [
		...all('terms', profile.terms),
		...all('hashtags', profile.hashtags),
		...all('places', profile.places),
		...all('excluded', profile.excluded),
		...all(
			'accounts',
			profile.accounts.map(({ account }) => account)
		),
		...all('languages', profile.languages)
	];
};

/** In the order of the profiles; null when both search for the same. */
export function changeBetween(
	before: Readonly<SearchProfile>,
	after: Readonly<SearchProfile>,
	at: Moment
): ProfileChange | null {
	const [were, are] = [wordsIn(before), wordsIn(after)];
	const without = (some: readonly ProfileWord[], others: readonly ProfileWord[]) =>
		some.filter(({ list, word }) => !others.some((other) => other.list === list && other.word === word));
	const change = { at, added: without(are, were), removed: without(were, are) };
	return change.added.length + change.removed.length > 0 ? change : null;
}
