import { plainLetters, plainLettersWithPositions } from '$lib/domain/core/plain-letters';
import type { SearchProfile } from './profile';
import { endOfMatch, searchTermsOf, type SearchTerm } from './search-term';

/**
 * The parts of a search profile that a post matched, as written in the profile. All empty when the profile selects
 * everything.
 */
export type ProfileMatch = Record<'terms' | 'hashtags' | 'places' | 'accounts', string[]>;

/** The fields of a post that are matched. `lang` is BCP 47 as the source gives it. */
export interface MatchablePost {
	readonly text: string;
	readonly author: { readonly externalId: string; readonly handle: string } | null;
	readonly lang: string | null;
}

/** A range in a text, in UTF-16 units: the start and the exclusive end. */
export type Span = readonly [from: number, to: number];

/** A compiled search profile, to match many posts. */
export interface ProfileMatcher {
	/** What matched, or null when the post is not monitored. */
	match(post: MatchablePost): ProfileMatch | null;
	/** Where the text matches the profile; in order, never overlapping. Exclusions are not marked. */
	marks(text: string): Span[];
}

/** A node of the trie of search terms. */
interface Branch {
	readonly next: Map<number, Branch>;
	readonly ends: SearchTerm[];
}
const branch = (): Branch => ({ next: new Map(), ends: [] });

/**
 * Compiles a search profile, to match many posts. A post is selected by any of the terms, hashtags, places and
 * accounts, unless it contains an excluded term or is in another language; an empty profile selects everything. Case,
 * accents and Unicode normal forms make no difference. See search-term.ts for what each matches.
 *
 * All search terms are in one trie, and a text is scanned once: a profile of fifty terms costs about as much as one of
 * five (the bench case `profile`).
 */
export function compileProfile(profile: Readonly<SearchProfile>): ProfileMatcher {
	const searched = searchTermsOf(profile);
	const tree = branch();
	for (const one of searched) for (const begin of one.begins) grow(tree, begin).ends.push(one);
	const selectsAll = !searched.some(({ kind }) => kind !== 'excluded');
	const accounts = searched.filter(({ kind }) => kind === 'accounts');
	const languages = new Set(profile.languages);

	return {
		match({ text, author, lang }) {
			if (languages.size > 0 && lang !== null && !languages.has(primary(lang))) return null;
			const found = new Set<SearchTerm>();
			for (const { one } of hits(tree, folded(text))) {
				if (one.kind === 'excluded') return null;
				found.add(one);
			}
			if (accounts.length > 0 && author) for (const one of by(author, accounts)) found.add(one);
			return found.size > 0 || selectsAll ? matchedBy(searched, found) : null;
		},
		marks(text) {
			const { plain, positions } = plainLettersWithPositions(text);
			const spans = [...hits(tree, plain)]
				.filter(({ one }) => one.kind !== 'excluded')
				.map(({ from, to }): Span => [positions[from] ?? 0, positions[to] ?? text.length]);
			return joinedSpans(spans);
		}
	};
}

function grow(tree: Branch, begin: string): Branch {
	let at = tree;
	for (let unit = 0; unit < begin.length; unit++) {
		const code = begin.charCodeAt(unit);
		const next = at.next.get(code) ?? branch();
		at.next.set(code, next);
		at = next;
	}
	return at;
}

/** Every match in a text, one for each position. */
function* hits(tree: Branch, plain: string): Generator<{ one: SearchTerm; from: number; to: number }> {
	for (let from = 0; from < plain.length; from++) {
		let at = tree.next.get(plain.charCodeAt(from));
		for (let unit = from + 1; at; unit++) {
			for (const one of at.ends) {
				const to = endOfMatch(one, plain, from, unit);
				if (to !== null) yield { one, from, to };
			}
			at = unit < plain.length ? at.next.get(plain.charCodeAt(unit)) : undefined;
		}
	}
}

/** Several profiles are matched against the same text, one after another. */
let [lastText, lastFolded] = ['', ''];
function folded(text: string): string {
	if (text !== lastText) [lastText, lastFolded] = [text, plainLetters(text)];
	return lastFolded;
}

function* by(
	{ externalId, handle }: NonNullable<MatchablePost['author']>,
	accounts: readonly SearchTerm[]
): Generator<SearchTerm> {
	const names = [plainLetters(handle).replace(/^@+/, ''), plainLetters(externalId)];
	for (const one of accounts) if (names.some((name) => one.begins.includes(`@${name}`))) yield one;
}

/** In the order of the profile. */
function matchedBy(searched: readonly SearchTerm[], found: ReadonlySet<SearchTerm>): ProfileMatch {
	const shown = (kind: keyof ProfileMatch): string[] =>
		searched.filter((one) => one.kind === kind && found.has(one)).map((one) => one.shown);
	return { terms: shown('terms'), hashtags: shown('hashtags'), places: shown('places'), accounts: shown('accounts') };
}

/** `nl-BE` and `NL` are Dutch. */
const primary = (lang: string): string => (/^[a-z]+/i.exec(lang)?.[0] ?? lang).toLowerCase();

/** All of them in order, those that touch or overlap as one. */
function joinedSpans(spans: readonly Span[]): Span[] {
	const whole: Span[] = [];
	for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
		const before = whole.at(-1);
		if (before && from <= before[1]) whole[whole.length - 1] = [before[0], Math.max(before[1], to)];
		else if (from < to) whole.push([from, to]);
	}
	return whole;
}
