import { followedKinds, type SearchProfile } from './profile';

/** A search profile as people type it: words with commas, semicolons or line ends between. Accounts stand by whose they are, so that it is always said. */
export const profileFields = ['terms', 'hashtags', 'places', 'excluded', ...followedKinds] as const;
export type ProfileField = (typeof profileFields)[number];
type ProfileWords = Readonly<Record<ProfileField, string>>;

const isKind = (field: ProfileField): field is (typeof followedKinds)[number] =>
	followedKinds.some((kind) => kind === field);

/** What stands in one field. Accounts of which an older profile does not say whose they are stand in none. */
export const listOf = (profile: Readonly<SearchProfile>, field: ProfileField): string[] =>
	isKind(field) ? profile.accounts.filter(({ kind }) => kind === field).map(({ account }) => account) : profile[field];

export const wordsOf = (profile: Readonly<SearchProfile>): ProfileWords =>
	wordsFrom((field) => listOf(profile, field).join('\n'));

/** What stands in every field. */
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
