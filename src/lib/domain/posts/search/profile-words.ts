import { followedKinds, type SearchProfile } from './profile';

/**
 * A search profile as people type it: words separated by commas, semicolons or line ends. Accounts are grouped by kind
 * of owner, so that it is always given.
 */
export const profileFields = ['terms', 'hashtags', 'places', 'excluded', ...followedKinds] as const;
export type ProfileField = (typeof profileFields)[number];
type ProfileWords = Readonly<Record<ProfileField, string>>;

const isKind = (field: ProfileField): field is (typeof followedKinds)[number] =>
	followedKinds.some((kind) => kind === field);

/** The words of one field. Accounts of an older profile without a kind are in none. */
export const listOf = (profile: Readonly<SearchProfile>, field: ProfileField): string[] =>
	isKind(field) ? profile.accounts.filter(({ kind }) => kind === field).map(({ account }) => account) : profile[field];

export const wordsOf = (profile: Readonly<SearchProfile>): ProfileWords =>
	wordsFrom((field) => listOf(profile, field).join('\n'));

/** The words of every field. */
export const wordsFrom = (read: (field: ProfileField) => string): ProfileWords => ({
	terms: read('terms'),
	hashtags: read('hashtags'),
	places: read('places'),
	excluded: read('excluded'),
	organisation: read('organisation'),
	media: read('media'),
	officeHolder: read('officeHolder')
});

/** Each word once, in the order in which they were typed. */
const wordsIn = (typed: string): string[] => [
	...new Set(
		typed
			.split(/[,;\n\r]/)
			.map((word) => word.trim())
			.filter(Boolean)
	)
];

export function profileFrom(typed: ProfileWords, languages: readonly string[]): SearchProfile {
	return {
		terms: wordsIn(typed.terms),
		hashtags: wordsIn(typed.hashtags).map((tag) => tag.replace(/^#+/, '')),
		places: wordsIn(typed.places),
		excluded: wordsIn(typed.excluded),
		accounts: followedKinds.flatMap((kind) => wordsIn(typed[kind]).map((account) => ({ account, kind }))),
		languages: [...languages]
	};
}
