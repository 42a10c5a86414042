import type { SearchProfile } from '$lib/domain/posts/search/profile';

/** The length of one rule, as X counts it (docs.x.com, filtered stream: 1,024 characters on paid access by use). */
const longest = 1_024;
/** Rules that one stream may have. */
export const mostRules = 1_000;

/** Marks our rules, as others may have made rules for the same account. */
export const ourTag = 'voelspriet';

/** Keeps letters and digits, which are all that a rule's word needs; X gives quotes, colons and brackets a meaning. */
const words = (term: string): string => (term.match(/[\p{L}\p{N}_'’-]+/gu) ?? []).join(' ');

/** A term or place in X's query syntax. X cannot search compounds (`*`): the result is then the word itself. */
function quotedTerm(term: string): string | null {
	const plain = words(term.replaceAll('*', ''));
	if (plain === '') return null;
	return plain.includes(' ') || plain.includes('-') ? `"${plain}"` : plain;
}
const tagged = (tag: string): string | null => {
	const plain = tag.replace(/^#+/, '').replace(/[^\p{L}\p{N}_]/gu, '');
	return plain === '' ? null : `#${plain}`;
};
const account = (name: string): string[] => {
	const plain = /^@?(\w{1,15})$/.exec(name.trim())?.[1];
	return plain ? [`from:${plain}`, `@${plain}`] : [];
};

/**
 * The rules of the search profiles: all terms joined by OR, each rule as long as is allowed; a profile's exclusions are
 * in each of its rules. A profile without terms gives no rules: X does not offer a stream of everything.
 */
export function rulesOf(profiles: readonly Readonly<SearchProfile>[]): string[] {
	return [...new Set(profiles.flatMap(rulesOfOne))];
}

function rulesOfOne({ terms, hashtags, places, excluded, accounts, languages }: Readonly<SearchProfile>): string[] {
	const seeks = [
		...[...terms, ...places].flatMap((term) => quotedTerm(term) ?? []),
		...hashtags.flatMap((tag) => tagged(tag) ?? []),
		...accounts.flatMap(({ account: name }) => account(name))
	];
	const without = excluded.flatMap((term) => quotedTerm(term) ?? []).map((term) => ` -${term}`);
	const spoken = languages.length > 0 ? ` (${languages.map((lang) => `lang:${lang}`).join(' OR ')})` : '';
	// Exclusions are also applied here: where one does not fit into a rule, the rule finds more, and nobody sees it.
	let tail = spoken;
	for (const each of without) if (tail.length + each.length <= longest / 2) tail += each;
	const rules: string[] = [];
	let open: string[] = [];
	for (const one of new Set(seeks)) {
		if (`(${[...open, one].join(' OR ')})${tail}`.length > longest && open.length > 0) {
			rules.push(`(${open.join(' OR ')})${tail}`);
			open = [];
		}
		open.push(one);
	}
	if (open.length > 0) rules.push(`(${open.join(' OR ')})${tail}`);
	return rules;
}
