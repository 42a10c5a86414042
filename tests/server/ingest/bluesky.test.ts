import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { absent, openLines } from '../analysis/open-data';
import { JetstreamServer } from './jetstream-server';
import { Reading } from './reading';

let jetstream: JetstreamServer;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
	jetstream = await JetstreamServer.open();
	stops.push(() => jetstream.stop());
});
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});
function follow(more: Partial<ConstructorParameters<typeof Reading>[0]> = {}): Reading {
	const reading = new Reading({ protocol: 'bluesky', address: jetstream.address, ...more }).start();
	stops.push(() => reading.stop());
	return reading;
}
const eventually = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });
const minute = 60_000;

describe('Jetstream', () => {
	test('is followed: only posts that a search profile selects, with the time at which the network received them', async () => {
		const reading = follow({ profile: { terms: ['rook'] } });
		await eventually(() => jetstream.listeners).toBe(1);
		const at = Date.now();
		jetstream.say('Zwarte rook boven Zuid', {
			rkey: 'a',
			at,
			record: { reply: { parent: { uri: 'at://did:plc:piet/app.bsky.feed.post/q' } } }
		});
		jetstream.say('Lekker weer');
		jetstream.tell({ kind: 'identity' });
		jetstream.tell({ commit: { operation: 'create', collection: 'app.bsky.feed.like', rkey: 'l', record: {} } });
		jetstream.say('Nog meer rook');
		await eventually(() => reading.texts).toEqual(['Zwarte rook boven Zuid', 'Nog meer rook']);
		expect(reading.posts[0]).toMatchObject({
			externalId: 'at://did:plc:jan/app.bsky.feed.post/a',
			url: 'https://bsky.app/profile/did:plc:jan/post/a',
			publishedAt: new Date(at).toISOString(),
			replyTo: 'at://did:plc:piet/app.bsky.feed.post/q',
			author: { externalId: 'did:plc:jan', followers: null },
			lang: 'nl',
			platform: 'bluesky'
		});
	});
	test('reports deletions and edits, with the text of an edit', async () => {
		const reading = follow({ profile: { terms: ['rook'] } });
		await eventually(() => jetstream.listeners).toBe(1);
		const rkey = jetstream.say('rook');
		jetstream.edit(rkey, 'toch niet');
		jetstream.remove(rkey);
		jetstream.say('meer rook');
		await eventually(() => reading.texts).toEqual(['rook', '~toch niet', '-', 'meer rook']);
	});
	test.each(['deleted', 'suspended', 'takendown', 'deactivated'])(
		'reports the posts of an account that is %s as deleted, and no other posts',
		async (status) => {
			const reading = follow({ profile: { terms: ['rook'] } });
			await eventually(() => jetstream.listeners).toBe(1);
			jetstream.say('rook een');
			jetstream.say('rook twee');
			await eventually(() => reading.texts).toHaveLength(2);
			const account = (did: string, active: boolean) => ({ kind: 'account', did, account: { did, active, status } });
			jetstream.tell(account('did:plc:piet', false));
			jetstream.tell(account('did:plc:jan', true));
			jetstream.tell(account('did:plc:jan', false));
			jetstream.say('rook drie');
			await eventually(() => reading.texts).toEqual(['rook een', 'rook twee', '-', '-', 'rook drie']);
		}
	);
	test('sends thousands of deletions without delaying the posts after them', async () => {
		const reading = follow();
		await eventually(() => jetstream.listeners).toBe(1);
		await eventually(() => reading.well).toBeGreaterThan(0);
		for (let i = 0; i < 4_000; i++) jetstream.remove(`weg${i}`);
		jetstream.say('daarna');
		await expect.poll(() => reading.texts.at(-1)).toBe('daarna');
	});
	test('shows where links lead, also after multi-byte characters', async () => {
		const reading = follow();
		await eventually(() => jetstream.listeners).toBe(1);
		const text = 'Café 🔥: nos.nl/lang... en meer';
		const start = Buffer.byteLength('Café 🔥: ');
		const facet = (uri: string, byteStart: number, byteEnd: number) => ({
			index: { byteStart, byteEnd },
			features: [{ uri }]
		});
		jetstream.say(text, {
			record: {
				facets: [
					facet('https://nos.nl/lang-adres', start, start + 14),
					facet('javascript:1', 0, 4),
					facet('https://x.nl', 9, 900)
				]
			}
		});
		jetstream.say('Kijk', { record: { embed: { external: { uri: 'https://nos.nl/kaart' } } } });
		jetstream.say('', { record: { embed: { record: { uri: 'at://did:plc:piet/app.bsky.feed.post/q' } } } });
		await eventually(() => reading.texts).toHaveLength(3);
		expect(reading.texts.slice(0, 2)).toEqual([
			'Café 🔥: https://nos.nl/lang-adres en meer',
			'Kijk\nhttps://nos.nl/kaart'
		]);
		expect(reading.posts[2]?.shares).toBe('at://did:plc:piet/app.bsky.feed.post/q');
	});
	test('replays from just before the last event after it closed the connection', async () => {
		const reading = follow();
		await eventually(() => jetstream.listeners).toBe(1);
		jetstream.say('eerste');
		await eventually(() => reading.texts).toEqual(['eerste']);
		const { time } = reading.cursor as { time: number };
		jetstream.cut();
		for (let i = 0; i < 50; i++) jetstream.say(`gemist ${i}`, { deaf: true });
		await eventually(() => new Set(reading.texts).size).toBe(51);
		expect(jetstream.cursors.at(-1)).toBe(time - 5_000_000);
		expect(reading.problems).toEqual([{ code: 'closed', status: null }]);
		expect(reading.gaps).toEqual([]);
	});
	test.each([1, 2] as const)(
		'version %i, which no longer goes back far enough, leaves a gap with its length and continues',
		async (version) => {
			jetstream = await JetstreamServer.open(version);
			stops.push(() => jetstream.stop());
			const longAgo = Date.now() - 3 * 60 * minute;
			jetstream.say('weg', { at: longAgo });
			jetstream.say('ook weg', { at: longAgo + minute });
			const began = Date.now();
			jetstream.holdsFrom = (began - 10 * minute) * 1_000;
			if (version === 1) jetstream.say('nog te vinden', { at: began - 5 * minute });
			else jetstream.say('nog te vinden', { at: began - 5 * minute, deaf: true });
			const reading = follow({ cursor: { time: longAgo * 1_000, seq: version === 2 ? 1 : null } });
			await eventually(() => jetstream.listeners).toBe(1);
			if (version === 2) jetstream.say('nu', { at: began - 5 * minute });
			await eventually(() => reading.gaps).toEqual([
				{ from: new Date(longAgo).toISOString(), to: new Date(began - 5 * minute).toISOString() }
			]);
			expect(reading.problems).toEqual([]);
		}
	);
	test('looks back fifteen minutes for a new reader and for a changed profile', async () => {
		jetstream.say('rook', { at: Date.now() - 10 * minute });
		jetstream.say('vuur', { at: Date.now() - 9 * minute });
		jetstream.say('rook van gisteren', { at: Date.now() - 60 * minute });
		const reading = follow({ profile: { terms: ['rook'] } });
		await eventually(() => reading.texts).toEqual(['rook']);
		reading.change({ terms: ['rook', 'vuur'] });
		await eventually(() => new Set(reading.texts)).toEqual(new Set(['rook', 'vuur']));
		expect(reading.gaps).toEqual([]);
	});
	test('counts invalid messages and still reads what comes after them', async () => {
		const reading = follow();
		await eventually(() => jetstream.listeners).toBe(1);
		for (const line of ['{"did":', '[]', '{"did":"did:plc:x","time_us":"later","kind":"commit"}', '', 'null'])
			jetstream.send(line);
		jetstream.tell({
			commit: { operation: 'create', collection: 'app.bsky.feed.post', rkey: 'x', record: { text: 7 } }
		});
		jetstream.tell({ commit: { operation: 'create' } });
		jetstream.say('heel', { record: { facets: 'no', embed: 3, langs: {}, reply: [] } });
		await eventually(() => reading.texts).toEqual(['heel']);
		expect(reading.unreadable).toBe(5);
	});
	test.each([
		[{ status: 500 }, 'status', 0],
		[{ status: 302, headers: { location: 'http://127.0.0.2/' } }, 'status', 0],
		[{ status: 429, headers: { 'retry-after': '120' } }, 'tooMany', 119_000]
	] as const)(
		'that refuses with %o is retried later, and no sooner than it says',
		async (refuses, code, minimumWait) => {
			jetstream.refuses = refuses;
			const reading = follow();
			await eventually(() => reading.problems[0]).toEqual({ code, status: refuses.status });
			expect(reading.waits[0]).toBeGreaterThan(minimumWait);
		}
	);
	test('is asked to leave out events that are too large; one that is sent all the same is reported', async () => {
		const reading = follow();
		await eventually(() => jetstream.listeners).toBe(1);
		expect(new URL(jetstream.server.requests[0]?.url ?? '', 'http://a').searchParams.get('maxMessageSizeBytes')).toBe(
			'1000000'
		);
		jetstream.send('x'.repeat(6_000_000));
		await eventually(() => reading.problems[0]?.code).toBe('tooLarge');
	});
	test('is never contacted at a private address', async () => {
		const reading = follow({ guard: {} });
		await eventually(() => reading.problems[0]?.code).toBe('inner');
		expect(jetstream.server.requests).toEqual([]);
	});
});

const recorded = 'fixtures/jetstream/v1-events.jsonl';
const lines = openLines(recorded);
test.skipIf(lines === null)(`recorded events of the real network are all read (${absent(recorded)})`, async () => {
	const reading = follow();
	await eventually(() => jetstream.listeners).toBe(1);
	for (const line of lines ?? []) jetstream.send(line);
	jetstream.say('laatste');
	await eventually(() => reading.texts.at(-1)).toBe('laatste');
	expect(reading.unreadable).toBe(0);
	// Seventeen posts and a deletion, among likes, follows and the like.
	expect(reading.posts.length).toBe(17 + 1 + 1);
});
