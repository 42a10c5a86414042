import { compileProfile, type ProfileMatcher, type Span } from '$lib/domain/posts/search/match';
import { emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';

const matchers = new WeakMap<Readonly<SearchProfile>, ProfileMatcher>();

/** The spans of a text that match the search profile. The profile is compiled once, for all texts. */
export function marksIn(profile: Readonly<SearchProfile> | null, text: string): readonly Span[] {
	if (!profile) return [];
	const matcher = matchers.get(profile) ?? compileProfile(profile);
	matchers.set(profile, matcher);
	return matcher.marks(text);
}

/** The spans of these words and phrases in a text, matched like a search profile, but `*` is not a wildcard. */
export const spansOf = (text: string, phrases: readonly string[]): readonly Span[] =>
	phrases.length === 0
		? []
		: compileProfile({ ...emptyProfile, terms: phrases.map((phrase) => phrase.replaceAll('*', ' ')) }).marks(text);
