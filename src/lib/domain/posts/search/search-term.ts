import { plainLetters } from '$lib/domain/core/plain-letters';
import { isRemoved } from '$lib/domain/core/texts/removed';
import type { SearchProfile } from './profile';

/** One term that a search profile looks for, in plain letters (plain-letters.ts). */
export interface SearchTerm {
	readonly kind: 'terms' | 'hashtags' | 'places' | 'accounts' | 'excluded';
	/** As written in the profile. */
	readonly shown: string;
	/** How a match may begin in a text. */
	readonly begins: readonly string[];
	/** The words of a phrase after the first; a beginning that is a hashtag contains the whole phrase. */
	readonly more: readonly string[];
	/** Whether a match may begin at a position. */
	readonly before: Edge;
	/** Whether a match may end just before a position. */
	readonly after: Edge;
}
/** Decides by the characters around the position. */
type Edge = (plain: string, at: number) => boolean;

/**
 * What a profile searches for. `*` and `@` are as people type them:
 * - A term, a place or an excluded term is a word between word boundaries: `brand` is not in `brandweer`, but is in
 *   `#brand`. Dutch writes compounds as one word, and those match only on request: `brand*` also finds `brandlucht`,
 *   `*rook` finds `kruitrook`. Scripts without spaces (Chinese, Japanese, Thai) have no boundaries: there a term is
 *   found inside a line.
 * - A phrase is words in this order, separated by one to three other characters (`code-rood`; white space, also a line
 *   end, counts as one), or together in a hashtag (`#CodeRood`).
 * - A hashtag, with or without `#`, matches only a whole hashtag.
 * - An account, with or without `@`, matches as the author or mentioned.
 */
export function searchTermsOf(profile: Readonly<SearchProfile>): SearchTerm[] {
	const words = (kind: 'terms' | 'places' | 'excluded') => profile[kind].flatMap((shown) => wordTerms(kind, shown));
	return [
		...words('terms'),
		...profile.hashtags.flatMap(tagTerms),
		...words('places'),
		...profile.accounts.flatMap(({ account }) => accountTerms(account)),
		...words('excluded')
	];
}

/** @returns the end of the match, or null when only its beginning is there. `from` to `to` is that beginning. */
export function endOfMatch(
	{ more, before, after }: SearchTerm,
	plain: string,
	from: number,
	to: number
): number | null {
	if (!before(plain, from)) return null;
	let end = to;
	for (const word of plain.charAt(from) === '#' ? [] : more) {
		const next = beyondGap(plain, end);
		if (next === null || !plain.startsWith(word, next)) return null;
		end = next + word.length;
	}
	return after(plain, end) ? end : null;
}

/** The position after one to three characters that are no letters or digits; null without such a gap. */
function beyondGap(plain: string, at: number): number | null {
	let end = at;
	for (let gap = 0; gap < 3; gap++) {
		const here = characterAt(plain, end);
		if (here === '' || letter.test(here)) break;
		end += here.length;
		if (space.test(here)) while (space.test(plain.charAt(end))) end++;
	}
	return end === at ? null : end;
}

const letter = /[\p{L}\p{N}]/u;
const space = /\s/;
const letterOrLine = /[\p{L}\p{N}_]/u;
const spaceless =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function characterAt(plain: string, at: number): string {
	const code = plain.codePointAt(at);
	return code === undefined ? '' : String.fromCodePoint(code);
}
function characterBefore(plain: string, at: number): string {
	const code = plain.codePointAt(at - 2);
	return code !== undefined && code > 0xffff && at >= 2 ? String.fromCodePoint(code) : plain.charAt(at - 1);
}
const anywhere: Edge = () => true;
const noneBefore =
	(pattern: RegExp): Edge =>
	(plain, at) =>
		!pattern.test(characterBefore(plain, at));
const noneAfter =
	(pattern: RegExp): Edge =>
	(plain, at) =>
		!pattern.test(characterAt(plain, at));

function wordTerms(kind: 'terms' | 'places' | 'excluded', shown: string): SearchTerm[] {
	if (isRemoved(shown)) return [];
	const plain = plainLetters(shown).trim();
	const [first, ...more] = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
	// A term without a letter or digit, such as an emoji, is searched literally.
	if (first === undefined)
		return /^[*\s]*$/.test(plain)
			? []
			: [{ kind, shown, begins: [plain], more: [], before: anywhere, after: anywhere }];
	const last = more.at(-1) ?? first;
	return [
		{
			kind,
			shown,
			begins: more.length > 0 ? [first, `#${first}${more.join('')}`] : [first],
			more,
			before: plain.startsWith('*') || spaceless.test(characterAt(first, 0)) ? anywhere : noneBefore(letter),
			after: plain.endsWith('*') || spaceless.test(characterBefore(last, last.length)) ? anywhere : noneAfter(letter)
		}
	];
}

function tagTerms(shown: string): SearchTerm[] {
	const tag = plainLetters(shown).replace(/^#+/, '').replace(/\s+/g, '');
	if (tag === '') return [];
	return [
		{
			kind: 'hashtags',
			shown,
			begins: [`#${tag}`],
			more: [],
			before: noneBefore(/[\p{L}\p{N}_&]/u),
			after: noneAfter(letterOrLine)
		}
	];
}

function accountTerms(shown: string): SearchTerm[] {
	const handle = plainLetters(shown).trim().replace(/^@+/, '');
	if (handle === '') return [];
	return [
		{
			kind: 'accounts',
			shown,
			begins: [`@${handle}`],
			more: [],
			before: noneBefore(/[\p{L}\p{N}_.@-]/u),
			// `@gemeente.nl` and `@gemeente_fan` do not mention `@gemeente`, but `@gemeente.` at the end of a sentence does.
			after: (plain, at) => noneAfter(letterOrLine)(plain, at) && !/^[.@-][\p{L}\p{N}]/u.test(plain.slice(at, at + 3))
		}
	];
}
