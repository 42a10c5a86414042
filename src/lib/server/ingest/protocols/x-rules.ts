import type { SearchProfile } from '$lib/domain/posts/search/profile';

/** The length of one rule, as X counts it (docs.x.com, filtered stream: 1,024 characters on paid access by use). */
const MAX_RULE_LENGTH = 1_024;
/** Rules that one stream may have. */
export const MAX_RULES = 1_000;

/** Marks our rules, because others may have created rules for the same account. */
export const OUR_TAG = 'voelspriet';

/** Keeps letters and digits, which are all that a rule's word needs; X gives quotes, colons and brackets a meaning. */
const words = (term: string): string => (term.match(/[\p{L}\p{N}_'’-]+/gu) ?? []).join(' ');

/** A term or place in X's query syntax. X cannot search compounds (`*`): the result is then the word itself. */
function quotedTerm(term: string): string | null {
	const cleaned = words(term.replaceAll('*', ''));
	if (cleaned === '') return null;
	return cleaned.includes(' ') || cleaned.includes('-') ? `"${cleaned}"` : cleaned;
}
const hashtagTerm = (tag: string): string | null => {
	const cleaned = tag.replace(/^#+/, '').replace(/[^\p{L}\p{N}_]/gu, '');
	return cleaned === '' ? null : `#${cleaned}`;
};
const accountTerms = (name: string): string[] => {
	const cleaned = /^@?(\w{1,15})$/.exec(name.trim())?.[1];
	return cleaned ? [`from:${cleaned}`, `@${cleaned}`] : [];
};

/**
 * The rules of the search profiles: all terms joined by OR, each rule as long as is allowed; a profile's exclusions are
 * in each of its rules. A profile without terms gives no rules: X does not offer a stream of everything.
 */
export function rulesOf(profiles: readonly Readonly<SearchProfile>[]): string[] {
	return [...new Set(profiles.flatMap(rulesOfOne))];
}

function rulesOfOne({ terms, hashtags, places, excluded, accounts, languages }: Readonly<SearchProfile>): string[] {
	const wantedTerms = [
		...[...terms, ...places].flatMap((term) => quotedTerm(term) ?? []),
		...hashtags.flatMap((tag) => hashtagTerm(tag) ?? []),
		...accounts.flatMap(({ account: name }) => accountTerms(name))
	];
	const exclusions = excluded.flatMap((term) => quotedTerm(term) ?? []).map((term) => ` -${term}`);
	const languageTerms = languages.length > 0 ? ` (${languages.map((lang) => `lang:${lang}`).join(' OR ')})` : '';
	// Exclusions are applied again when posts arrive, so one that does not fit into a rule can be left out.
	let tail = languageTerms;
	for (const each of exclusions) if (tail.length + each.length <= MAX_RULE_LENGTH / 2) tail += each;
	const rules: string[] = [];
	let currentTerms: string[] = [];
	for (const term of new Set(wantedTerms)) {
		if (`(${[...currentTerms, term].join(' OR ')})${tail}`.length > MAX_RULE_LENGTH && currentTerms.length > 0) {
			rules.push(`(${currentTerms.join(' OR ')})${tail}`);
			currentTerms = [];
		}
		currentTerms.push(term);
	}
	if (currentTerms.length > 0) rules.push(`(${currentTerms.join(' OR ')})${tail}`);
	return rules;
}
