import { cleanAddress } from '$lib/server/ingest/pipeline/clean-address';
import type { FetchResponse } from '$lib/server/platform/net/guarded-fetch';
import { boundedParser, MarkupTooLarge } from '$lib/server/platform/operations/bounded-markup';
import { documentText } from './feed-document';

/** A feed that a web page names. */
export interface PageFeed {
	readonly title: string;
	readonly address: string;
}

const FEED_TYPE = /^\s*(?:(?:application|text)\/)?(?:rss|atom|rdf|feed)\+(?:xml|json)\s*(?:;|$)/i;
/** Pages name their feeds at the beginning. */
const LONGEST_PAGE = 500_000;
const MOST_FEEDS = 10;

/** `feed:` was once written before, or instead of, `https:`. */
const feedAddress = (href: string, base: string): string | null =>
	cleanAddress(
		href
			.trim()
			.replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
			.replace(/^feed:/i, 'https:'),
		base
	);

/** The feeds of a web page, as its header and its links name them; those of comments only where there are no others. */
export function feedsOfPage({
	address,
	body,
	headers
}: Pick<FetchResponse, 'address' | 'body' | 'headers'>): PageFeed[] {
	const found = new Map<string, PageFeed>();
	let base = address;
	const add = (href = '', title = ''): void => {
		const feed = feedAddress(href, base);
		if (feed && feed !== address && !found.has(feed))
			found.set(feed, { title: title.trim().slice(0, 120), address: feed });
	};
	for (const [, href, rest = ''] of (headers.get('link') ?? '').matchAll(/<([^<>]{1,2000})>([^<]*)/g))
		if (/rel="?[^";]*\balternate\b/i.test(rest) && FEED_TYPE.test(/type="?([^";,]+)/i.exec(rest)?.[1] ?? ''))
			add(href, /title="([^"]*)"/i.exec(rest)?.[1]);
	const parser = boundedParser(
		{
			onopentag(name, { rel = '', type = '', href, title }) {
				if (name === 'base') base = cleanAddress(href ?? '', address) ?? base;
				if (
					(name === 'link' || name === 'a') &&
					/\b(?:alternate|feed)\b/i.test(rel) &&
					(FEED_TYPE.test(type) || /\bfeed\b/i.test(rel))
				)
					add(href, title);
			}
		},
		{ depth: 2_000, elements: 50_000 }
	);
	try {
		parser.end(documentText(body, headers.get('content-type')).slice(0, LONGEST_PAGE));
	} catch (error) {
		if (!(error instanceof MarkupTooLarge)) throw error;
	}
	const isOfComments = ({ title, address: feed }: PageFeed): boolean => /comment|reactie|kommentar/i.test(title + feed);
	const all = [...found.values()];
	const others = all.filter((feed) => !isOfComments(feed));
	return (others.length > 0 ? others : all).slice(0, MOST_FEEDS);
}
