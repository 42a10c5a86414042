import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { signatureHeader, signedText, timeHeader } from '$lib/domain/posts/entry/signed-batch';
import { JetstreamServer } from '../server/ingest/jetstream-server';
import { localServer } from '../server/ingest/local-server';
import { MastodonServer } from '../server/ingest/mastodon-server';
import { XServer } from '../server/ingest/x-server';
import { MadeUpPosts } from './made-up-posts';

/** Messages of the benchmark to this process. `perSecond` 0 is all at once. */
export type OutsideCommand =
	{ ask: 'status' } | { ask: 'offer'; posts: number; perSecond: number; hook: { address: string; key: string } };
export interface Outside {
	readonly addresses: {
		readonly mastodon: string;
		readonly bluesky: string;
		readonly x: string;
		readonly feed: string;
	};
}
export interface OutsideStatus {
	/** Streams that are listened to. */
	readonly listeners: number;
	/** How often the sender was asked to wait. */
	readonly askedToWait: number;
}
/** Posts offered by each source; the sender may not have sent all of them yet. */
export type Offered = Readonly<Record<Way, number>>;

/** Each post is of the profile of the benchmark. */
export const HASHTAG = 'meerdrecht';
export const TOKEN = 'good';

/** Of five hundred posts, how many come through each source. */
const shares = { bluesky: 240, mastodon: 114, hook: 90, x: 55, feed: 1 } as const;
export type Way = keyof typeof shares;
const ways = (Object.entries(shares) as [Way, number][]).flatMap(([way, share]) =>
	Array.from({ length: share }, () => way)
);
/** What a sender puts in one request, and how many requests it has under way. */
const BATCH = 250;
const CONCURRENT_REQUESTS = 8;
/** A feed returns its newest posts: more than arrive between two polls. */
const MAX_ITEMS = 900;
/** Milliseconds between two checks for due work. */
const TICK = 5;

/**
 * The outside world, in its own process so that its memory and processor time are not the program's: three streams, a
 * feed, and a program that sends.
 */
async function serve(): Promise<void> {
	const [mastodon, bluesky, x] = [await MastodonServer.open(), await JetstreamServer.open(), await XServer.open()];
	const items: string[] = [];
	const feed = await localServer((_, response) => {
		response.writeHead(200, { 'content-type': 'application/rss+xml' });
		response.end(
			`<?xml version="1.0"?><rss version="2.0"><channel><title>Krant</title>${items.slice(-MAX_ITEMS).reverse().join('')}</channel></rss>`
		);
	});
	const made = new MadeUpPosts(77);
	let number = 0;

	const sending: object[] = [];
	let sender = { address: '', key: '' };
	let askedToWait = 0;
	const send = async (): Promise<void> => {
		for (;;) {
			const batch = sending.splice(0, BATCH);
			if (batch.length === 0) await pause(TICK);
			else askedToWait += await delivered(sender, batch);
		}
	};
	const offer = async (posts: number, perSecond: number): Promise<Offered> => {
		const offered = { bluesky: 0, mastodon: 0, hook: 0, x: 0, feed: 0 };
		const began = performance.now();
		for (let i = 0; i < posts; i += 1) {
			if (perSecond > 0) while (i > ((performance.now() - began) * perSecond) / 1_000) await pause(TICK);
			const way = ways[number % ways.length] ?? 'bluesky';
			const id = (number += 1);
			const text = `${made.next().text} #${HASHTAG}`;
			offered[way] += 1;
			if (way === 'bluesky') bluesky.say(text);
			else if (way === 'mastodon') mastodon.say(text);
			else if (way === 'x') x.say(text, { created_at: new Date().toISOString() });
			else if (way === 'hook') sending.push({ externalId: String(id), text });
			else
				items.push(
					`<item><guid>${id}</guid><title>${text}</title><pubDate>${new Date().toUTCString()}</pubDate></item>`
				);
		}
		return offered;
	};
	for (let i = 0; i < CONCURRENT_REQUESTS; i += 1) void send();

	process.on('message', (command: OutsideCommand) => {
		if (command.ask === 'status')
			process.send?.({
				listeners: mastodon.listeners + bluesky.listeners + x.listeners,
				askedToWait
			} satisfies OutsideStatus);
		else {
			sender = command.hook;
			void offer(command.posts, command.perSecond).then((offered) => process.send?.(offered));
		}
	});
	process.once('disconnect', () => process.exit(0));
	process.send?.({
		addresses: { mastodon: mastodon.origin, bluesky: bluesky.address, x: x.origin, feed: `${feed.origin}/feed` }
	} satisfies Outside);
}

/** Sends until it was accepted, as a polite program does. @returns how often it was asked to wait */
async function delivered(
	{ address, key }: { address: string; key: string },
	posts: readonly object[]
): Promise<number> {
	const body = JSON.stringify({ posts });
	for (let waited = 0; ; waited += 1) {
		const time = String(Math.floor(Date.now() / 1_000));
		const signature = `sha256=${createHmac('sha256', key).update(signedText(time, body)).digest('hex')}`;
		const headers = { 'content-type': 'application/json', [timeHeader]: time, [signatureHeader]: signature };
		const answer = await fetch(address, { method: 'POST', headers, body });
		if (answer.ok) return waited;
		if (answer.status !== 429) throw new Error(`a batch was answered with ${answer.status}: ${await answer.text()}`);
		await answer.body?.cancel();
		await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
	}
}

if (process.env['BENCH_OUTSIDE'] && process.send) await serve();
