import { boundedParser, MarkupTooLarge, type MarkupBounds } from '$lib/server/platform/operations/bounded-markup';
import { cleanAddress } from './clean-address';
import { cutMark, MAX_STORED_TEXT_LENGTH } from './clean-text';

const DROPPED_ELEMENTS = new Set([
	'script',
	'style',
	'template',
	'head',
	'noscript',
	'iframe',
	'object',
	'embed',
	'svg',
	'math',
	'select',
	'canvas',
	'audio',
	'video'
]);
const PARAGRAPH_ELEMENTS = new Set([
	'p',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'blockquote',
	'ul',
	'ol',
	'table',
	'pre',
	'figure'
]);
const LINE_ELEMENTS = new Set(
	'address article aside body dd details div dl dt fieldset figcaption footer form header hr li main nav section summary tr'.split(
		' '
	)
);

/** The longest markup of one post: more is an attack or a page. */
const LONGEST_MARKUP = 200_000;
/** No post nests deeper. */
const BOUNDS: MarkupBounds = { depth: 200, elements: 20_000 };
const CHUNK_LENGTH = 4_096;

interface HtmlOptions {
	/** XHTML, where every element may close itself. */
	readonly isXml?: boolean;
	/** Writes the address of a link behind its words. */
	readonly addresses?: boolean;
}

/**
 * The text of a piece of HTML as a reader sees it: blocks on lines of their own, entities resolved once, scripts and
 * styles gone, a link with its address behind it unless the text shows it already. Not cleaned: `cleanText` follows.
 * Time is linear in the length.
 * @param base completes relative links
 */
export function htmlToText(
	markup: string,
	base?: string,
	{ isXml = false, addresses = true }: HtmlOptions = {}
): string {
	const start = markup.slice(0, LONGEST_MARKUP + 2 * CHUNK_LENGTH);
	const html = isXml ? start : withEmptyElements(start);
	let text = '';
	let hidden = 0;
	let preformatted = 0;
	const links: { start: number; address: string | null }[] = [];

	const newLine = (): void => {
		if (!text.endsWith('\n') && !text.endsWith('\n ')) text += '\n';
	};
	const parser = boundedParser(
		{
			onopentag(name, attributes) {
				if (DROPPED_ELEMENTS.has(name)) hidden++;
				if (hidden) return;
				if (PARAGRAPH_ELEMENTS.has(name)) text += '\n\n';
				else if (name === 'br') text += '\n';
				else if (LINE_ELEMENTS.has(name)) newLine();
				else if (name === 'td' || name === 'th') text += ' ';
				if (name === 'li') text += '- ';
				if (name === 'pre') preformatted++;
				if (name === 'img' && /(?:^|\s|-)emoji(?:$|\s|-)/.test(attributes['class'] ?? ''))
					text += attributes['alt'] ?? '';
				if (name === 'a') {
					const address = addresses ? cleanAddress(attributes['href'] ?? '', base) : null;
					links.push({ start: text.length, address });
				}
			},
			ontext(part) {
				if (!hidden) text += preformatted ? part : part.replace(/[\s]+/g, ' ');
			},
			onclosetag(name) {
				if (DROPPED_ELEMENTS.has(name)) hidden--;
				if (hidden) return;
				if (name === 'a') {
					const link = links.pop();
					if (link?.address) text = text.slice(0, link.start) + withAddress(text.slice(link.start), link.address);
				}
				if (name === 'pre') preformatted--;
				if (PARAGRAPH_ELEMENTS.has(name)) text += '\n\n';
				else if (LINE_ELEMENTS.has(name)) newLine();
			}
		},
		BOUNDS,
		{ recognizeSelfClosing: isXml }
	);
	let at = 0;
	try {
		while (at < html.length && at < LONGEST_MARKUP && text.length <= 2 * MAX_STORED_TEXT_LENGTH) {
			parser.write(html.slice(at, at + CHUNK_LENGTH));
			at += CHUNK_LENGTH;
		}
		parser.end();
	} catch (error) {
		if (!(error instanceof MarkupTooLarge)) throw error;
	}
	return at < html.length ? text + cutMark : text;
}

/** Elements that HTML reads up to their end tag. */
const CONTAINERS = [...DROPPED_ELEMENTS, 'textarea', 'title'].join('|');
const CONTAINER_TAG = new RegExp(String.raw`<(/?)(${CONTAINERS})\b([^<>]*)>`, 'gi');
const EMPTY_CONTAINER = new RegExp(String.raw`<(?:${CONTAINERS})\b[^<>]*/>`, 'i');

/**
 * Programs that write XML send `<iframe/>` in HTML too, where that only opens it. It is closed here, unless the next tag
 * of its name is an end tag that has no other start. Time is linear in the length.
 */
function withEmptyElements(html: string): string {
	if (!EMPTY_CONTAINER.test(html)) return html;
	const tags = [...html.matchAll(CONTAINER_TAG)].map(({ index, 1: slash, 2: name = '', 3: rest = '' }) => ({
		index,
		name: name.toLowerCase(),
		kind: slash ? 'end' : rest.endsWith('/') ? 'empty' : 'start'
	}));
	const spareEnds = new Map<string, number>();
	for (const { name, kind } of tags)
		if (kind !== 'empty') spareEnds.set(name, (spareEnds.get(name) ?? 0) + (kind === 'end' ? 1 : -1));
	const next = new Map<string, string>();
	const empty = new Set<number>();
	for (const { index, name, kind } of tags.toReversed()) {
		if (kind === 'empty' && (next.get(name) !== 'end' || (spareEnds.get(name) ?? 0) <= 0)) empty.add(index);
		next.set(name, kind);
	}
	return html.replace(CONTAINER_TAG, (tag, _, name: string, __, index: number) =>
		empty.has(index) ? `${tag}</${name}>` : tag
	);
}

/** Keeps hashtags and mentions as they are; replaces a text that shows (the start of) the address by the address. */
function withAddress(shown: string, address: string): string {
	const words = shown.trim();
	if (!words || words.startsWith('#') || words.startsWith('@')) return shown;
	const bare = words.replace(/^https?:\/\//, '').replace(/(?:…|\.{3})$/, '');
	const isAddress =
		bare.length > 3 &&
		!/\s/.test(bare) &&
		address.replace(/^https?:\/\/(?:www\.)?/, '').startsWith(bare.replace(/^www\./, ''));
	return isAddress ? shown.replace(words, () => address) : `${shown.trimEnd()} (${address})`;
}
