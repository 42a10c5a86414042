import type { SearchProfile } from '$lib/domain/posts/search/profile';

/** Of one rule, as X counts it (docs.x.com, filtered stream: 1,024 characters on paid access by use). */
const longest = 1_024;
/** Rules that one stream may have. */
export const mostRules = 1_000;

/** What tells our rules from those that somebody else made for the same account. */
export const ourTag = 'voelspriet';

/** Letters and digits are all that a word of a rule needs; X reads quotes, colons and brackets as its own. */
const words = (term: string): string => (term.match(/[\p{L}\p{N}_'’-]+/gu) ?? []).join(' ');

/** A term or place as X seeks it. `*` asks for compounds, which X cannot seek: what it finds then is the word itself. */
function sought(term: string): string | null {
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
 * The rules of the search profiles: everything sought with OR between, each rule as long as may be; what a profile leaves out stands in each of its
 * rules. A profile that seeks nothing gives none: all of X is not to be had.
 */
export function rulesOf(profiles: readonly Readonly<SearchProfile>[]): string[] {
	return [...new Set(profiles.flatMap(rulesOfOne))];
}

function rulesOfOne({ terms, hashtags, places, excluded, accounts, languages }: Readonly<SearchProfile>): string[] {
	const seeks = [
		...[...terms, ...places].flatMap((term) => sought(term) ?? []),
		...hashtags.flatMap((tag) => tagged(tag) ?? []),
		...accounts.flatMap(({ account: name }) => account(name))
	];
	const without = excluded.flatMap((term) => sought(term) ?? []).map((term) => ` -${term}`);
	const spoken = languages.length > 0 ? ` (${languages.map((lang) => `lang:${lang}`).join(' OR ')})` : '';
	// What is left out is judged here too: where it does not fit into a rule, the rule finds more, and nobody sees it.
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
