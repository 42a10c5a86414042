import type { SearchProfile } from '$lib/domain/search-profile';
import type { RawPost } from './raw-post';

/** What of a search profile a post matched, in the words of the profile. All empty when the profile selects everything. */
export type Matched = NonNullable<RawPost['matched']>;
/** What a profile makes of a post: what matched, or null when the post is not monitored. */
export type Selector = (post: Pick<RawPost, 'text' | 'author'>) => Matched | null;

interface Sought {
	shown: string;
	/** On folded text. */
	pattern: RegExp;
}

/**
 * Reads a search profile once, to judge many posts by it. A post is selected by any of the terms, hashtags, places and accounts, unless an
 * excluded term is in it; an empty profile selects everything. Case and accents make no difference.
 *
 * - A term is a word or phrase between word boundaries: `brand` is not in `brandweer`, but is in `#brand`. Dutch writes compounds as one word:
 *   `brand*` also finds `brandlucht`, `*rook` finds `kruitrook`. The words of a phrase may stand apart by a hyphen or the like, or together in a hashtag.
 * - A hashtag, with or without `#`, only as a hashtag.
 * - An account, with or without `@`, as the author or mentioned.
 */
export function selectorOf(profile: Readonly<SearchProfile>): Selector {
	const terms = profile.terms.flatMap(sought);
	const places = profile.places.flatMap(sought);
	const excluded = profile.excluded.flatMap(sought);
	const hashtags = profile.hashtags.flatMap(soughtTag);
	const accounts = profile.accounts.flatMap(soughtAccount);
	const selectsAll = [terms, places, hashtags, accounts].every((list) => list.length === 0);

	return ({ text, author }) => {
		const folded = fold(text);
		if (excluded.some(({ pattern }) => pattern.test(folded))) return null;
		const foundIn = (list: readonly Sought[]): string[] => list.filter(({ pattern }) => pattern.test(folded)).map(({ shown }) => shown);
		const handle = author && handleOf(author.handle);
		const matched = {
			terms: foundIn(terms),
			hashtags: foundIn(hashtags),
			places: foundIn(places),
			accounts: accounts.filter((account) => account.handle === handle || account.pattern.test(folded)).map(({ shown }) => shown)
		};
		return selectsAll || Object.values(matched).some((list) => list.length > 0) ? matched : null;
	};
}

/** Letters that Unicode does not take apart, and that people type either way. */
const alike: Readonly<Record<string, string>> = {
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	ı: 'i',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	'’': "'",
	'‘': "'",
	'`': "'"
};

/** Without case and accents, so that `Café`, `cafe` and `CAFÉ` are one word. */
function fold(text: string): string {
	const plain = text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		// Some capitals give a mark when they become small.
		.replace(/\p{M}+/gu, '');
	return plain.replace(/[øđðłıßæœ’‘`]/g, (letter) => alike[letter] ?? letter);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const between = '[^\\p{L}\\p{N}]{1,3}';
const boundaryBefore = '(?<![\\p{L}\\p{N}])';
const boundaryAfter = '(?![\\p{L}\\p{N}])';

function sought(shown: string): Sought[] {
	const folded = fold(shown).trim();
	const words = folded.match(/[\p{L}\p{N}]+/gu);
	// A term without a letter or digit, such as an emoji, is sought as it stands.
	if (!words) return folded === '' || /^[*\s]+$/.test(folded) ? [] : [{ shown, pattern: new RegExp(escaped(folded), 'u') }];
	const before = folded.startsWith('*') ? '' : boundaryBefore;
	const after = folded.endsWith('*') ? '' : boundaryAfter;
	const apart = words.map(escaped).join(between);
	const inTag = words.length > 1 ? `|#${words.map(escaped).join('')}` : '';
	return [{ shown, pattern: new RegExp(`${before}(?:${apart}${inTag})${after}`, 'u') }];
}

function soughtTag(shown: string): Sought[] {
	const tag = fold(shown).replace(/^#+/, '').replace(/\s+/g, '');
	return tag === '' ? [] : [{ shown, pattern: new RegExp(`(?<![\\p{L}\\p{N}_&])#${escaped(tag)}(?![\\p{L}\\p{N}_])`, 'u') }];
}

const handleOf = (account: string): string => fold(account).trim().replace(/^@+/, '');

function soughtAccount(shown: string): (Sought & { handle: string })[] {
	const handle = handleOf(shown);
	// `@gemeente` is not mentioned by `@gemeente.nl` or `@gemeente_fan`, but is by `@gemeente.` at the end of a sentence.
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.@-])@${escaped(handle)}(?![\\p{L}\\p{N}_]|[.@-][\\p{L}\\p{N}])`, 'u');
	return handle === '' ? [] : [{ shown, handle, pattern }];
}
