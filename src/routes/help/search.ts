/** A part of a help page under one heading, as the search sees it. */
export interface HelpSection {
	readonly href: string;
	/** The title of the page. */
	readonly title: string;
	/** The heading of the part; null where a page begins. */
	readonly heading: string | null;
	readonly text: string;
}

export interface HelpResult extends Pick<HelpSection, 'href' | 'title' | 'heading'> {
	/** The text around the first word that was found. */
	readonly excerpt: string;
}

const MAX_RESULTS = 12;
/** Each word is searched in all sections, and the page is public. */
const MAX_QUERY_WORDS = 10;
const EXCERPT_MARGIN = 70;

/** Small letters without accents, so that "coordinator" finds "Coördinator"; the length stays the same. */
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
 * The sections in which every word of the query begins a word, matches in headings first. Empty without a query.
 */
export function searchHelp(sections: readonly HelpSection[], query: string): readonly HelpResult[] {
	const words = [...new Set(folded(query).match(/[\p{L}\p{N}]+/gu))].slice(0, MAX_QUERY_WORDS);
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
	const foldedText = foldedSection(section).text;
	const at = Math.max(
		0,
		Math.min(...words.map((word) => foldedText.indexOf(word)).filter((index) => index >= 0), foldedText.length)
	);
	const start = at === foldedText.length ? 0 : at;
	const from = start <= EXCERPT_MARGIN ? 0 : text.indexOf(' ', start - EXCERPT_MARGIN) + 1;
	const to = from + 2 * EXCERPT_MARGIN >= text.length ? text.length : text.lastIndexOf(' ', from + 2 * EXCERPT_MARGIN);
	return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}
