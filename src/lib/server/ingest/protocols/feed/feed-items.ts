import { mediaKindOf, type MediaKind, type PostMedia } from '$lib/domain/posts/media';
import { cleanAddress } from '$lib/server/ingest/pipeline/clean-address';
import { htmlToText } from '$lib/server/ingest/pipeline/html-text';
import type { ParsedFeed } from './feed-document';

/** The common fields of the four formats. Texts are plain text, not yet cleaned. */
export interface FeedItem {
	/** As the feed gives it; null when it gives none. */
	id: string | null;
	link: string | null;
	/** Where people react to it. */
	comments?: string | null;
	title: string;
	summary: string;
	/** As written in the feed: formats and sites use different notations. */
	published: string | null;
	lang: string | null;
	/** `published` changes with the item. */
	isUpdateTime?: boolean;
	/** Where it was published, in a feed that collects items of several media. */
	medium?: { readonly name: string; readonly url: string | null };
	/** The name or address of the person who wrote it; null when the feed names nobody. */
	writer: string | null;
	/** Empty when the feed names none; the page may still have some. */
	media: readonly PostMedia[];
}
export interface FeedContent {
	title: string;
	/** The page that the feed belongs to, and the program that made it, as far as the feed says so. */
	page: string | null;
	generator: string | null;
	items: readonly FeedItem[];
}

type Format = ParsedFeed['format'];
type Feed<F extends Format> = Extract<ParsedFeed, { format: F }>['feed'];
type Optional = string | null | undefined;

/** `address` completes relative links. */
export function contentOf(parsed: ParsedFeed, address: string): FeedContent {
	switch (parsed.format) {
		case 'rss':
			return rss(parsed.feed, address);
		case 'atom':
			return atom(parsed.feed, address);
		case 'rdf':
			return rdf(parsed.feed, address);
		case 'json':
			return json(parsed.feed, address);
	}
}

function rss(feed: Feed<'rss'>, address: string): FeedContent {
	const feedBase = cleanAddress(feed.xml?.base ?? '', address) ?? address;
	const items = (feed.items ?? []).map((item) => {
		const base = cleanAddress(item.xml?.base ?? '', feedBase) ?? feedBase;
		const guid = item.guid?.value;
		const permanent = item.guid?.isPermaLink === false ? undefined : guid;
		const link = firstAddress(base, item.link, item.atom?.links?.[0]?.href, permanent);
		return {
			id: firstNonEmpty(guid),
			link,
			comments: firstAddress(base, item.comments),
			title: titleText(firstNonEmpty(item.title, item.dc?.titles?.[0], mediaTexts(item.media).title)),
			summary: textOrHtml(
				firstNonEmpty(
					item.description,
					item.content?.encoded,
					item.dc?.descriptions?.[0],
					mediaTexts(item.media).description
				),
				link
			),
			published: firstNonEmpty(item.pubDate, item.dc?.dates?.[0], item.atom?.published, item.atom?.updated),
			lang: firstNonEmpty(
				item.xml?.lang,
				item.dc?.languages?.[0],
				feed.language,
				feed.dc?.languages?.[0],
				feed.xml?.lang
			),
			writer: firstNonEmpty(item.authors?.[0]?.name, item.dc?.creators?.[0], item.authors?.[0]?.email),
			...(item.source?.title?.trim() && {
				medium: { name: item.source.title.trim(), url: firstAddress(address, item.source.url) }
			}),
			media: [...enclosureMedia(item.enclosures ?? []), ...mediaRssMedia(item.media)]
		};
	});
	return {
		title: titleText(firstNonEmpty(feed.title)),
		page: firstAddress(address, feed.link),
		generator: firstNonEmpty(feed.generator),
		items
	};
}

function rdf(feed: Feed<'rdf'>, address: string): FeedContent {
	const items = (feed.items ?? []).map((item) => {
		const link = firstAddress(address, item.link, item.rdf?.about);
		return {
			id: firstNonEmpty(item.rdf?.about),
			link,
			title: titleText(firstNonEmpty(item.title, item.dc?.titles?.[0])),
			summary: textOrHtml(firstNonEmpty(item.description, item.content?.encoded, item.dc?.descriptions?.[0]), link),
			published: firstNonEmpty(item.dc?.dates?.[0]),
			lang: firstNonEmpty(item.dc?.languages?.[0], feed.dc?.languages?.[0], feed.xml?.lang),
			writer: firstNonEmpty(item.dc?.creators?.[0]),
			media: mediaRssMedia(item.media)
		};
	});
	const title = titleText(firstNonEmpty(feed.title));
	return { title, page: firstAddress(address, feed.link), generator: null, items };
}

function atom(feed: Feed<'atom'>, address: string): FeedContent {
	const feedBase = cleanAddress(feed.xml?.base ?? '', address) ?? address;
	const items = (feed.entries ?? []).map((entry) => {
		const base = cleanAddress(entry.xml?.base ?? '', feedBase) ?? feedBase;
		const alternate = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
		const link = firstAddress(base, alternate?.href, entry.id);
		return {
			id: firstNonEmpty(entry.id),
			link,
			title: atomTitle(entry.title),
			summary:
				atomContent(entry.summary, link) ||
				atomContent(entry.content, link) ||
				textOrHtml(firstNonEmpty(mediaTexts(entry.media).description), link),
			published: firstNonEmpty(entry.published, entry.updated),
			...(!entry.published && { isUpdateTime: true }),
			lang: firstNonEmpty(entry.xml?.lang, feed.xml?.lang),
			writer: firstNonEmpty(
				entry.authors?.[0]?.name,
				entry.dc?.creators?.[0],
				entry.authors?.[0]?.email,
				feed.authors?.[0]?.name
			),
			...(entry.source?.title && {
				medium: {
					name: atomTitle(entry.source.title),
					url: firstAddress(address, pageIn(entry.source.links), entry.source.id, entry.source.links?.[0]?.href)
				}
			}),
			media: [
				...enclosureMedia(
					entry.links
						?.filter(({ rel }) => rel === 'enclosure')
						.map(({ href: url, type, title }) => ({ url, type, title })) ?? []
				),
				...mediaRssMedia(entry.media)
			]
		};
	});
	return {
		title: atomTitle(feed.title),
		page: firstAddress(feedBase, pageIn(feed.links)),
		generator: firstNonEmpty(feed.generator?.text, feed.generator?.uri),
		items
	};
}

const pageIn = (links: readonly { href?: string; rel?: string }[] | undefined): string | undefined =>
	links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;

function json(feed: Feed<'json'>, address: string): FeedContent {
	const items = (feed.items ?? []).map((item) => {
		const link = firstAddress(address, item.url, item.external_url, item.id);
		return {
			id: firstNonEmpty(item.id),
			link,
			title: unescapedTwice(firstNonEmpty(item.title) ?? ''),
			summary: firstNonEmpty(item.summary, item.content_text) ?? asText(item.content_html, link),
			published: firstNonEmpty(item.date_published, item.date_modified),
			...(!item.date_published && { isUpdateTime: true }),
			lang: firstNonEmpty(item.language, feed.language),
			writer: firstNonEmpty(item.authors?.[0]?.name, feed.authors?.[0]?.name),
			media: [
				...enclosureMedia(
					(item.attachments ?? []).map(({ mime_type: type, duration_in_seconds: seconds, ...rest }) => ({
						...rest,
						type,
						seconds
					}))
				),
				...(item.image ? enclosureMedia([{ url: item.image, type: 'image' }]) : [])
			]
		};
	});
	return {
		title: firstNonEmpty(feed.title) ?? '',
		page: firstAddress(address, feed.home_page_url),
		generator: null,
		items
	};
}

interface Enclosure {
	readonly url?: string | undefined;
	readonly type?: string | undefined;
	readonly title?: string | undefined;
	readonly seconds?: number | undefined;
}
const enclosureMedia = (all: readonly Enclosure[]): PostMedia[] =>
	all.map(({ url, type, title, seconds }) => mediaOf(mediaKindOf(type, url), title, seconds));

/** The media of Media RSS. A group has several forms of the same item; sizes of one picture may also be listed apart. */
function mediaRssMedia(media: Feed<'rss'>['media']): PostMedia[] {
	const contents = [
		...(media?.contents ?? []),
		...(media?.groups ?? []).flatMap(({ contents }) => contents?.[0] ?? [])
	];
	const found = contents.map(({ medium, type, url, description, title, duration }) =>
		mediaOf(
			mediaKindOf(medium) ?? mediaKindOf(type, url),
			description?.value ?? title?.value ?? media?.description?.value,
			duration
		)
	);
	const thumbnails = found.length === 0 && (media?.thumbnails?.length ?? 0) > 0 ? [mediaOf('picture', undefined)] : [];
	return [...new Map([...found, ...thumbnails].map((each) => [JSON.stringify(each), each])).values()];
}

/** Media RSS in a feed of videos: the words of the item are those of its video. */
function mediaTexts(media: Feed<'rss'>['media']): { title: Optional; description: Optional } {
	const [group] = media?.groups ?? [];
	return {
		title: media?.title?.value ?? group?.title?.value,
		description: media?.description?.value ?? group?.description?.value
	};
}

const mediaOf = (kind: MediaKind | null, description: Optional, seconds?: number): PostMedia => ({
	kind: kind ?? 'file',
	description: asText(description, null) || null,
	seconds: seconds === undefined ? null : Math.round(seconds)
});

function firstNonEmpty(...candidates: Optional[]): string | null {
	return candidates.find((candidate) => candidate?.trim())?.trim() ?? null;
}

/** The first candidate that is a usable address; an id that looks like an address may be one. */
function firstAddress(base: string, ...candidates: Optional[]): string | null {
	for (const [at, candidate] of candidates.entries()) {
		const relative = at === 0 ? base : undefined;
		const found = candidate?.trim() ? cleanAddress(candidate.trim(), relative) : null;
		if (found) return found;
	}
	return null;
}

const asText = (html: Optional, base: string | null, options?: Parameters<typeof htmlToText>[2]): string =>
	html ? htmlToText(html, base ?? undefined, options) : '';

/** RSS does not say whether a text is HTML, so we infer it: from a tag or an entity, not from a mere `<`. */
function textOrHtml(text: string | null, base: string | null, addresses = true): string {
	return /<[a-z/!][^<>]*>|&(?:#\w+|[a-z]\w*);/i.test(text ?? '') ? asText(text, base, { addresses }) : (text ?? '');
}

/** A title that was escaped twice still has entities or tags once it is text; nobody writes those in a headline. */
const unescapedTwice = (title: string): string =>
	/&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);|<\/(?:b|i|u|em|strong|span|a|p|sup|sub)>|<br ?\/?>/i.test(title)
		? asText(title, null, { addresses: false })
		: title;
const titleText = (title: string | null): string => unescapedTwice(textOrHtml(title, null, false));

type AtomText = { value?: string; type?: string } | undefined;
/** Atom says what a text is, and plain text is the default. */
function atomText(
	{ value = '', type = '' }: NonNullable<AtomText> = {},
	base: string | null,
	addresses = true
): string {
	if (/xml/i.test(type)) return asText(value.trim(), base, { isXml: true, addresses });
	return /html/i.test(type) ? asText(value.trim(), base, { addresses }) : value.trim();
}
const atomTitle = (title: AtomText): string => unescapedTwice(atomText(title, null, false));

/** A longer text whose tags were written as they are is HTML, although the feed does not say so. */
const atomContent = (text: AtomText, base: string | null): string =>
	!text?.type && /<\/(?:p|div|span|a|b|em|strong|ul|h\d)>|<br ?\/?>/i.test(text?.value ?? '')
		? asText(text?.value, base)
		: atomText(text, base);
