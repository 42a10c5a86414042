import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Platform } from '$lib/domain/posts/platform';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import { FetchError } from '$lib/server/platform/net/fetch-error';
import type { FetchResponse, GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { readMoment } from '$lib/domain/posts/moments/moment-text';
import { withoutCounters } from '$lib/server/ingest/pipeline/counters';
import { MAX_STORED_TEXT_LENGTH } from '$lib/server/ingest/pipeline/clean-text';
import { cleanId, normalise } from '$lib/server/ingest/pipeline/normalise';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { FeedUnreadable, readFeedDocument, type ReadLimits } from './feed-document';
import { contentOf, type FeedItem } from './feed-items';
import { accountOf, originOf, senderOf, steadyId, type FeedOrigin } from './feed-senders';
import { shareOf, wordsOf, type Share } from './feed-words';
import { feedsOfPage, type PageFeed } from './page-feeds';
import type { Skipped } from '../reading/reader';
import { retryAfterOf } from '../reading/source-problem';

const MINUTE = 60_000;
const USUAL_WAIT = MINUTE;
const LONGEST_WAIT = 15 * MINUTE;

const Tag = z
	.string()
	.regex(/^[\x20-\x7e]{1,500}$/)
	.nullable();
const FeedCursor = z.object({
	etag: Tag,
	lastModified: Tag,
	/** Checksums of the items of the last document: an item that changes is read again. */
	seen: z.array(z.string()),
	/** Failures in a row: each doubles the wait. */
	failures: z.int().nonnegative()
});
type FeedCursor = z.infer<typeof FeedCursor>;
const START_CURSOR: FeedCursor = { etag: null, lastModified: null, seen: [], failures: 0 };

interface FeedProblem {
	code: SourceFault;
	/** The HTTP status, where the code is `status`. */
	status: number | null;
}
export interface FeedResult {
	/** Clean; new, or with a content that differs from before. */
	posts: RawPost[];
	/** To store with the posts; after a failure the cursor keeps its position. */
	cursor: FeedCursor;
	/** Milliseconds until it may be polled again. */
	next: number;
	skipped: Skipped;
	problem: FeedProblem | null;
	/** What the feed calls itself. */
	name?: string;
	/** The feeds of the web page that was answered instead. */
	feeds?: readonly PageFeed[];
}

export interface FeedRequest {
	address: string;
	/** The stored cursor of the last poll; anything else starts from the beginning. */
	cursor: unknown;
	fetch: GuardedFetch;
	/** The wall clock, in milliseconds. */
	now: number;
	platform?: Platform;
	signal?: AbortSignal;
	limits?: ReadLimits;
	/** From 0 up to 1: spreads the polls of many feeds and of many installations. */
	random?: () => number;
}

/** Reads the whole feed again, but keeps the number of failures. */
export const restartedCursor = (cursor: unknown): FeedCursor => ({
	...START_CURSOR,
	failures: FeedCursor.safeParse(cursor).data?.failures ?? 0
});

/** Polls a feed for new items. It never throws for a fault of the source: that is a `problem`, with a longer wait. */
export async function pollFeed(request: FeedRequest): Promise<FeedResult> {
	const { address, fetch, signal } = request;
	const cursor = FeedCursor.safeParse(request.cursor).data ?? START_CURSOR;
	try {
		const answer = await fetch(address, { headers: requestHeaders(cursor), ...(signal && { signal }) });
		if (answer.status === 304) return succeeded(request, { ...cursor, failures: 0 }, answer);
		if (answer.status !== 200)
			return failed(
				request,
				cursor,
				{ code: 'status', status: answer.status },
				retryAfterOf(answer.headers, request.now)
			);
		try {
			return await read(request, cursor, answer);
		} catch (error) {
			if (!(error instanceof FeedUnreadable) || error.code !== 'html') throw error;
			return { ...failed(request, cursor, { code: 'html', status: null }, 0), feeds: feedsOfPage(answer) };
		}
	} catch (error) {
		if (error instanceof FetchError || error instanceof FeedUnreadable)
			return failed(request, cursor, { code: error.code, status: null }, 0);
		throw error;
	}
}

function requestHeaders({ etag, lastModified }: FeedCursor): Record<string, string> {
	return {
		accept:
			'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
		...(etag && { 'if-none-match': etag }),
		...(lastModified && { 'if-modified-since': lastModified })
	};
}

async function read(request: FeedRequest, cursor: FeedCursor, answer: FetchResponse): Promise<FeedResult> {
	const document = await readFeedDocument(answer.body, answer.headers.get('content-type'), request.limits);
	const content = contentOf(document.parsed, answer.address);
	const origin = originOf(content, request.address, request.platform ?? 'news');
	const skip: Skipped['reasons'] = {
		...(document.unreadItems > 0 && { tooMany: document.unreadItems }),
		...(document.cut && { cut: 1 })
	};
	const posts: RawPost[] = [];
	const before = new Set(cursor.seen);
	const [seen, checksums] = [new Set<string>(), new Set<string>()];
	const read = content.items.flatMap((item) => postsOf(item, origin).map((post) => ({ item, post })));
	const different = [...new Map(read.map(({ post }) => [versionOf(post), post])).values()];
	const [ids, moments] = [countEach(different, identityOf), countEach(different, momentKeyOf)];
	for (const { item, post } of read) {
		const version = versionOf(post);
		const reason = post.text === '' ? 'empty' : seen.has(version) ? 'double' : null;
		if (reason) {
			skip[reason] = (skip[reason] ?? 0) + 1;
			continue;
		}
		seen.add(version);
		// A liveblog may give all its items one id, and even one moment.
		const isOnly = ids.get(identityOf(post)) === 1;
		const checksum = checksumOf(isOnly ? identityOf(post) : momentKeyOf(post), post.text);
		checksums.add(checksum);
		if (before.has(checksum)) continue;
		const alone = moments.get(momentKeyOf(post)) === 1;
		const sameBy = item.isUpdateTime ? ('id' as const) : ('text' as const);
		posts.push({ ...post, row: { alone, repeat: 0, ...(isOnly && { sameBy }) } });
	}
	const count = Object.values(skip).reduce((sum, reasonCount) => sum + reasonCount, 0);
	const nextCursor = {
		etag: validatorOf(answer, 'etag'),
		lastModified: validatorOf(answer, 'last-modified'),
		seen: [...checksums],
		failures: 0
	};
	return {
		...succeeded(request, nextCursor, answer),
		posts,
		name: content.title,
		skipped: { count, reasons: skip }
	};
}

const identityOf = ({ externalId, author }: RawPost): string => JSON.stringify([externalId, author?.externalId]);
const momentKeyOf = ({ publishedAt, ...post }: RawPost): string =>
	identityOf({ publishedAt, ...post }) + (publishedAt ?? '');
const versionOf = (post: RawPost): string => `${momentKeyOf(post)} ${post.text}`;
/** The checksum of a post, a space, and that of its text without what changes by itself. */
const checksumOf = (post: string, text: string): string =>
	[post, withoutCounters(text)]
		.map((part) => createHash('sha256').update(part).digest('base64url').slice(0, 16))
		.join(' ');

function countEach<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
	return counts;
}

/** The post of an item; of a share both what was shared and the share. */
function postsOf({ title, summary, writer, ...rest }: FeedItem, origin: FeedOrigin): RawPost[] {
	const { media } = rest;
	// A longer text is cut when it is cleaned.
	const [start, longest] = [2 * MAX_STORED_TEXT_LENGTH, 500];
	const item: FeedItem = {
		...rest,
		title: title.slice(0, start),
		summary: summary.slice(0, start),
		writer: writer && writer.slice(0, longest)
	};
	const sender = senderOf(item, origin);
	const { url, platform } = sender;
	const share: Share & Pick<FeedItem, 'title' | 'summary'> = sender.isNetwork ? shareOf(item) : item;
	const { author } = sender;
	const names = [item.writer, origin.title, author?.name, author?.handle, item.medium?.name].flatMap(
		(name) => name || []
	);
	const published = item.published === null ? null : readMoment(item.published);
	const id =
		item.id ??
		url ??
		`sha256:${createHash('sha256')
			.update(JSON.stringify([item.title, item.published, item.summary]))
			.digest('hex')}`;
	const post = normalise({
		externalId: cleanId(steadyId(id, url)),
		text: wordsOf(share, names, { medium: author?.isMedium ? author.name : undefined, isListed: sender.isListed }),
		publishedAt: published && new Date(published.at).toISOString(),
		author,
		url,
		lang: item.lang,
		shares: null,
		replyTo: null,
		reach: null,
		...(media.length > 0 && { media }),
		platform
	});
	const { sharer, original } = share;
	if (sharer !== undefined) {
		const by = accountOf(sharer, null, origin, platform);
		return [
			post,
			{ ...post, externalId: cleanId(`${post.externalId} ${sharer}`), author: by, shares: post.externalId }
		];
	}
	if (original === undefined) return [post];
	const first = { ...post, externalId: cleanId(`${post.externalId} ${original}`), url: null };
	return [
		{ ...first, author: accountOf(original, null, origin, platform) },
		{ ...post, shares: first.externalId }
	];
}

const validatorOf = (answer: FetchResponse, name: string): string | null =>
	Tag.safeParse(answer.headers.get(name) ?? null).data ?? null;
const withJitter = (wait: number, random: () => number = Math.random): number =>
	Math.round(wait * (0.9 + 0.2 * random()));

/** After a success: polls after a minute, or later where a cache would repeat the answer (at most five minutes). */
function succeeded({ random }: FeedRequest, cursor: FeedCursor, answer: FetchResponse): FeedResult {
	const seconds = Number(/max-age=(\d{1,6})/.exec(answer.headers.get('cache-control') ?? '')?.[1] ?? 0);
	const wait = Math.min(Math.max(USUAL_WAIT, seconds * 1_000), 5 * MINUTE);
	return { posts: [], cursor, next: withJitter(wait, random), skipped: { count: 0, reasons: {} }, problem: null };
}

/** Doubles the wait after each failure, up to a quarter of an hour; it is never shorter than the source asks. */
function failed({ random }: FeedRequest, cursor: FeedCursor, problem: FeedProblem, atLeast: number): FeedResult {
	const wait = Math.min(USUAL_WAIT * 2 ** Math.min(cursor.failures, 10), LONGEST_WAIT);
	const failures = Math.min(cursor.failures + 1, 1_000);
	return {
		posts: [],
		cursor: { ...cursor, failures },
		next: Math.max(withJitter(wait, random), atLeast),
		skipped: { count: 0, reasons: {} },
		problem
	};
}
