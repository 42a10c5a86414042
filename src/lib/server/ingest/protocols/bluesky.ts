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
		.catch(undefined)
});

const collection = 'app.bsky.feed.post';
const second = 1_000_000;
/** Delivery is at least once: a short period is read again after each reconnect. Microseconds. */
const overlap = 5 * second;
/** A new subscriber also wants what was posted just before. Microseconds. */
const lookBack = 15 * 60 * second;
/** Bluesky is never silent this long: a first event that is this much later was not the next one. Microseconds. */
const clamped = 60 * second;
/** The largest event, in bytes; a post is a few thousand. */
const largest = 1_000_000;
/** The number of events between two cursor updates. */
const yieldEvery = 500;

/**
 * Follows every post on Bluesky through a Jetstream server and passes on what a search profile wants. It replays from
 * the stored cursor; where the server no longer goes back that far, the period between is a gap. Version 1 then
 * silently starts later, version 2 reports it.
 */
export async function* listenToBluesky(question: PollRequest): AsyncGenerator<StreamChunk> {
	const stored = Cursor.safeParse(question.cursor).data ?? null;
	const line = await open(question, startAt(stored, question));
	try {
		let at: Cursor = stored ?? { time: question.now() * 1_000, seq: null };
		yield { posts: [], cursor: stored };
		let first = true;
		let skipped = 0;
		for await (const text of line) {
			const event = Event.safeParse(jsonOf(text)).data;
			if (!event) {
				yield { posts: [], cursor: first ? stored : at, unreadable: 1 };
				continue;
			}
			// Posts can only be missed after a stored cursor; for a new subscriber the look-back goes as far as the server
			// does.
			const missed = first && stored !== null && event.time_us - stored.time > clamped;
			const gap = missed ? { gap: { from: momentOf(stored.time / 1_000), to: momentOf(event.time_us / 1_000) } } : {};
			// Events that are read again do not move the cursor back.
			at = { time: Math.max(event.time_us, first ? 0 : at.time), seq: event.seq ?? null };
			first = false;
			const posts = postsOf(event);
			const kept = posts.filter((post) => post.deleted === true || post.edit === true || question.wanted(post));
			if (kept.length > 0 || missed || ++skipped % yieldEvery === 0) yield { posts: kept, cursor: at, ...gap };
		}
	} finally {
		line.close();
	}
}

function startAt(stored: Cursor | null, { fresh, now }: PollRequest): Cursor {
	const ago = now() * 1_000 - lookBack;
	if (!stored) return { time: ago, seq: null };
	return fresh && ago < stored.time ? { time: ago, seq: null } : { time: stored.time - overlap, seq: stored.seq };
}

async function open({ connection, socket, signal }: PollRequest, from: Cursor) {
	const address = new URL(connection.address.replace(/^http/, 'ws'));
	const numbered = address.pathname.endsWith('subscribeEvents');
	address.searchParams.set('wantedCollections', collection);
	// A larger message would close the connection, and would be sent again after each reconnect.
	if (!numbered) address.searchParams.set('maxMessageSizeBytes', String(largest));
	// A sequence number is exact and inclusive; every server knows the time.
	if (!numbered || from.seq !== null) address.searchParams.set('cursor', String(numbered ? from.seq : from.time));
	try {
		return await socket(address.href, { signal });
	} catch (error) {
		if (!(error instanceof SocketRefused) || error.status !== 400 || !error.body.includes('CursorTooOld')) throw error;
		address.searchParams.delete('cursor');
		return await socket(address.href, { signal });
	}
}

function postsOf({ did, time_us: time, commit }: z.infer<typeof Event>): RawPost[] {
	if (commit?.collection !== collection) return [];
	const uri = uriOf(did, commit.rkey);
	if (commit.operation === 'delete') return [deletedPost(uri, 'bluesky')];
	const record = Record.safeParse(commit.record).data;
	if (!record) return [];
	const post = postOf(record, { did, rkey: commit.rkey, uri, at: momentOf(time / 1_000) });
	return [commit.operation === 'update' ? { ...post, edit: true } : post];
}
