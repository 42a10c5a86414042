/** A part of a help page under one heading, as the search sees it. */
export interface HelpSection {
	readonly href: string;
	/** Of the page. */
	readonly title: string;
	/** Of the part; null where a page begins. */
	readonly heading: string | null;
	readonly text: string;
}

export interface HelpResult extends Pick<HelpSection, 'href' | 'title' | 'heading'> {
	/** Where it is found: the text around the first word. */
	readonly excerpt: string;
}

const MAX_RESULTS = 12;
/** Of a query: each is searched in all sections, for anybody who asks. */
const MOST_WORDS = 10;
const AROUND = 70;

/** Small letters without accents, so that "coordinator" finds "Coördinator"; each letter stays in its place. */
const folded = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/[À-ɏ]/g, (letter) => letter.normalize('NFD').charAt(0))
		.toLowerCase();

interface FoldedSection {
	readonly title: string;
	readonly heading: string | null;
	readonly text: string;
}
const foldedSections = new WeakMap<HelpSection, FoldedSection>();
function foldedSection(section: HelpSection): FoldedSection {
	const { title, heading, text } = section;
	const found = foldedSections.get(section) ?? {
		title: folded(title),
		heading: heading === null ? null : folded(heading),
		text: folded(text)
	};
	foldedSections.set(section, found);
	return found;
}

/**
 * The sections in which every word of the query begins a word, the words of headings first. Without a query nothing.
 */
export function searchHelp(sections: readonly HelpSection[], query: string): readonly HelpResult[] {
	const words = [...new Set(folded(query).match(/[\p{L}\p{N}]+/gu))].slice(0, MOST_WORDS);
	if (words.length === 0) return [];
	const beginnings = words.map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'u'));
	return sections
		.flatMap((section) => {
			const { title, heading, text } = foldedSection(section);
			const ranks = beginnings.map((begins): number => {
				if (begins.test(heading ?? title)) return 3;
				if (begins.test(text)) return 1;
				return begins.test(title) ? 0.5 : 0;
			});
			return ranks.includes(0) ? [] : [{ section, rank: ranks.reduce((sum, each) => sum + each, 0) }];
		})
		.sort((a, b) => b.rank - a.rank)
		.slice(0, MAX_RESULTS)
		.map(({ section }) => {
			const { href, title, heading } = section;
			return { href, title, heading, excerpt: excerptOf(section, words) };
		});
}

/** The text around the first word that is found, from and to a whole word. */
function excerptOf(section: HelpSection, words: readonly string[]): string {
	const { text } = section;
	const plain = foldedSection(section).text;
	const at = Math.max(
		0,
		Math.min(...words.map((word) => plain.indexOf(word)).filter((index) => index >= 0), plain.length)
	);
	const first = at === plain.length ? 0 : at;
	const from = first <= AROUND ? 0 : text.indexOf(' ', first - AROUND) + 1;
	const to = from + 2 * AROUND >= text.length ? text.length : text.lastIndexOf(' ', from + 2 * AROUND);
	return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}
