import { compileProfile, type ProfileMatcher, type Span } from '$lib/domain/posts/search/match';
import type { SearchProfile } from '$lib/domain/posts/search/profile';

const matchers = new WeakMap<Readonly<SearchProfile>, ProfileMatcher>();

/** The places in a text that match the search profile. The profile is parsed once, however many texts are shown. */
export function marksIn(profile: Readonly<SearchProfile> | null, text: string): readonly Span[] {
	if (!profile) return [];
	const matcher = matchers.get(profile) ?? compileProfile(profile);
	matchers.set(profile, matcher);
	return matcher.marks(text);
}
