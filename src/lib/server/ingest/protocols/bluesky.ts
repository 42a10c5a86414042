import { z } from 'zod';
import { momentOf } from '$lib/domain/core/ids';
import { SocketRefused } from '$lib/server/platform/net/guarded-socket';
import { deletedPost, type RawPost } from '../pipeline/raw-post';
import { postOf, Record, uriOf } from './bluesky-post';
import { jsonOf } from './reading/json';
import type { PollRequest } from './reading/reader';
import type { StreamChunk } from './reading/streaming';

/** The moment of the last event in microseconds, and its number where the server gives one (version 2). */
const Cursor = z.object({ time: z.number(), seq: z.number().nullable() });
type Cursor = z.infer<typeof Cursor>;

const Event = z.object({
	did: z.string().startsWith('did:').max(400),
	time_us: z.number().int().positive(),
	seq: z.number().int().optional(),
	kind: z.string(),
	commit: z
		.object({
			operation: z.string(),
			collection: z.string(),
			rkey: z.string().min(1).max(600),
			record: z.unknown().optional()
		})
		.optional()
		.catch(undefined),
	/** Whether the account still exists: deleted, suspended, taken down and deactivated ones do not. */
	account: z.object({ active: z.boolean() }).optional().catch(undefined)
});

const POST_COLLECTION = 'app.bsky.feed.post';
const SECOND = 1_000_000;
/** Delivery is at least once, so a short period is read again after each reconnect. Microseconds. */
const OVERLAP = 5 * SECOND;
/** A new subscriber also wants what was posted just before. Microseconds. */
const LOOK_BACK = 15 * 60 * SECOND;
/** Bluesky is never silent this long: when the first event is this much later, events are missing. Microseconds. */
const CLAMPED_AFTER = 60 * SECOND;
/** The largest event, in bytes; a post is a few thousand. */
const MAX_EVENT_BYTES = 1_000_000;
/** The number of events between two cursor updates. */
const CURSOR_UPDATE_EVENTS = 500;

/**
 * Follows every post on Bluesky through a Jetstream server and passes on what a search profile wants. It replays from
 * the stored cursor; where the server no longer goes back that far, the period between is a gap. Version 1 then
 * silently starts later, version 2 reports it.
 */
export async function* listenToBluesky(request: PollRequest): AsyncGenerator<StreamChunk> {
	const stored = Cursor.safeParse(request.cursor).data ?? null;
	const stream = await open(request, startAt(stored, request));
	try {
		let at: Cursor = stored ?? { time: request.now() * 1_000, seq: null };
		yield { posts: [], cursor: stored };
		let isFirst = true;
		let skipped = 0;
		for await (const text of stream) {
			const event = Event.safeParse(jsonOf(text)).data;
			if (!event) {
				yield { posts: [], cursor: isFirst ? stored : at, unreadable: 1 };
				continue;
			}
			// Posts can only be missed after a stored cursor; for a new subscriber the look-back goes as far as the server
			// does.
			const hasGap = isFirst && stored !== null && event.time_us - stored.time > CLAMPED_AFTER;
			const gap = hasGap ? { gap: { from: momentOf(stored.time / 1_000), to: momentOf(event.time_us / 1_000) } } : {};
			// Events that are read again do not move the cursor back.
			at = { time: Math.max(event.time_us, isFirst ? 0 : at.time), seq: event.seq ?? null };
			isFirst = false;
			const isGone = event.kind === 'account' && event.account?.active === false;
			const posts = isGone ? await postsOfAccount(request, event.did) : postsOf(event);
			const wantedPosts = posts.filter((post) => post.deleted === true || post.edit === true || request.isWanted(post));
			if (wantedPosts.length > 0 || hasGap || ++skipped % CURSOR_UPDATE_EVENTS === 0)
				yield { posts: wantedPosts, cursor: at, ...gap };
		}
	} finally {
		stream.close();
	}
}

/** The posts of an account that is gone, as deleted at their source. */
const postsOfAccount = async ({ storedOf }: PollRequest, did: string): Promise<RawPost[]> =>
	(await storedOf(did)).map((externalId) => deletedPost(externalId, 'bluesky'));

function startAt(stored: Cursor | null, { fresh, now }: PollRequest): Cursor {
	const ago = now() * 1_000 - LOOK_BACK;
	if (!stored) return { time: ago, seq: null };
	return fresh && ago < stored.time ? { time: ago, seq: null } : { time: stored.time - OVERLAP, seq: stored.seq };
}

async function open({ connection, socket, signal }: PollRequest, from: Cursor) {
	const address = new URL(connection.address.replace(/^http/, 'ws'));
	const isVersion2 = address.pathname.endsWith('subscribeEvents');
	address.searchParams.set('wantedCollections', POST_COLLECTION);
	// A larger message would close the connection, and would be sent again after each reconnect.
	if (!isVersion2) address.searchParams.set('maxMessageSizeBytes', String(MAX_EVENT_BYTES));
	// A sequence number is exact and inclusive; every server knows the time.
	if (!isVersion2 || from.seq !== null) address.searchParams.set('cursor', String(isVersion2 ? from.seq : from.time));
	try {
		return await socket(address.href, { signal });
	} catch (error) {
		if (!(error instanceof SocketRefused) || error.status !== 400 || !error.body.includes('CursorTooOld')) throw error;
		address.searchParams.delete('cursor');
		return await socket(address.href, { signal });
	}
}

function postsOf({ did, time_us: time, commit }: z.infer<typeof Event>): RawPost[] {
	if (commit?.collection !== POST_COLLECTION) return [];
	const uri = uriOf(did, commit.rkey);
	if (commit.operation === 'delete') return [deletedPost(uri, 'bluesky')];
	const record = Record.safeParse(commit.record).data;
	if (!record) return [];
	const post = postOf(record, { did, rkey: commit.rkey, uri, at: momentOf(time / 1_000) });
	return [commit.operation === 'update' ? { ...post, edit: true } : post];
}
