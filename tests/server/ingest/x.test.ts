import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { rulesOf } from '$lib/server/ingest/protocols/x-rules';
import { absent, openFile } from '../analysis/open-data';
import { Reading } from './reading';
import { XServer } from './x-server';

let x: XServer;
const readings: Reading[] = [];
beforeEach(async () => (x = await XServer.open()));
afterEach(async () => {
	for (const reading of readings.splice(0)) await reading.stop();
	await x.stop();
});
const profile = {
	...emptyProfile,
	terms: ['brand', 'gevaarlijke stof*'],
	hashtags: ['#waterveen'],
	places: ["'s-Hertogenbosch"],
	excluded: ['voetbal']
};
function follow(more: Partial<ConstructorParameters<typeof Reading>[0]> = {}): Reading {
	const reading = new Reading({ protocol: 'x', address: x.origin, credential: 'good', profile, ...more }).start();
	readings.push(reading);
	return reading;
}
const eventually = <T>(what: () => T) => expect.poll(what);
const minute = 60_000;

describe('the filter rules', () => {
	test('contain what the profile includes and excludes, in the syntax of X', () => {
		const accounts = [
			{ account: '@gemeente', kind: 'organisation' as const },
			{ account: 'veel.te.lang@mastodon.nl', kind: 'media' as const }
		];
		expect(rulesOf([{ ...profile, accounts, languages: ['nl'] }])).toEqual([
			`(brand OR "gevaarlijke stof" OR "'s-Hertogenbosch" OR #waterveen OR from:gemeente OR @gemeente) (lang:nl) -voetbal`
		]);
	});
	test('are none for an empty profile, one for two equal profiles, and never too long', () => {
		expect(rulesOf([emptyProfile])).toEqual([]);
		expect(rulesOf([profile, profile])).toHaveLength(1);
		const long = rulesOf([
			{
				...profile,
				terms: Array.from({ length: 200 }, (_, i) => `zoekterm nummer ${i}`),
				excluded: Array.from({ length: 200 }, (_, i) => `niet dit ${i}`)
			}
		]);
		expect(long.length).toBeGreaterThan(5);
		for (const rule of long) expect(rule.length).toBeLessThanOrEqual(1_024);
		expect(long.join(' ')).toContain('"zoekterm nummer 199"');
	});
	test('do not let a term become an operator', () => {
		expect(rulesOf([{ ...emptyProfile, terms: ['a" OR from:jan (b)', '-x', ':)', '"'] }])).toEqual([
			'("a OR from jan b" OR "-x")'
		]);
	});
	test('are set before the stream is opened; rules of others stay, old ones of ours are deleted', async () => {
		x.rules = [
			{ id: 'a', value: 'van een ander' },
			{ id: 'b', value: '(oud)', tag: 'voelspriet' }
		];
		follow();
		await eventually(() => x.listeners).toBe(1);
		expect(x.rules.map(({ value }) => value)).toEqual(['van een ander', rulesOf([profile])[0]]);
	});
});

describe('X', () => {
	test('is followed; a share is linked to its original, an edit is the same post, a long post is complete', async () => {
		const reading = follow();
		await eventually(() => x.listeners).toBe(1);
		const users = [{ id: '7', username: 'jan', name: 'Jan' }];
		x.say('brand &amp; rook', { id: '1' });
		x.say('RT @jan: brand en…', {
			id: 's',
			referenced_tweets: [{ type: 'retweeted', id: '1' }],
			includes: { users, tweets: [{ id: '1', text: 'brand en veel meer', author_id: '7' }] }
		});
		x.say('brand, nu uit', { id: 'e2', edit_history_tweet_ids: ['e1', 'e2'] });
		x.say('brand begin', {
			note_tweet: { text: 'brand begin en einde' },
			referenced_tweets: [{ type: 'replied_to', id: 'q' }]
		});
		await eventually(() => reading.texts).toEqual([
			'brand & rook',
			'brand en veel meer',
			'brand en veel meer',
			'brand, nu uit',
			'brand begin en einde'
		]);
		expect(reading.posts.map(({ externalId, shares, replyTo }) => [externalId, shares, replyTo])).toMatchObject([
			['1', null, null],
			['1', null, null],
			['s', '1', null],
			['e1', null, null],
			[expect.any(String), null, 'q']
		]);
		expect(reading.posts[0]).toMatchObject({
			author: { externalId: '7', handle: 'jan', followers: 9 },
			url: 'https://x.com/i/status/1',
			platform: 'x'
		});
		expect(reading.cursor).toMatchObject({ posts: 4 });
	});
	test('gives pictures and videos with description and length; a share has the media of its original', async () => {
		const reading = follow();
		await eventually(() => x.listeners).toBe(1);
		const media = [
			{ media_key: 'a', type: 'photo', alt_text: 'Rook boven Zuid' },
			{ media_key: 'b', type: 'video', duration_ms: 20_600 }
		];
		const attachments = { media_keys: ['a', 'b', 'unknown'] };
		x.say('kijk, brand', { includes: { users: [], media }, attachments });
		x.say('RT kijk, brand', {
			referenced_tweets: [{ type: 'retweeted', id: '9' }],
			includes: { users: [], media, tweets: [{ id: '9', text: 'kijk dan, brand', attachments }] }
		});
		x.say('brand zonder');
		await eventually(() => reading.posts).toHaveLength(4);
		const shown = [
			{ kind: 'picture', description: 'Rook boven Zuid', seconds: null },
			{ kind: 'video', description: null, seconds: 21 },
			{ kind: 'file', description: null, seconds: null }
		];
		expect(reading.posts.map((post) => post.media)).toEqual([shown, shown, shown, undefined]);
	});
	test('stops exactly when the budget is spent, and continues in the next month', async () => {
		let now = Date.parse('2026-11-20T12:00:00Z');
		const reading = follow({ budget: { perPost: 0.5, maxPerMonth: 2 }, now: () => now });
		await eventually(() => x.listeners).toBe(1);
		for (let i = 0; i < 4; i++) x.say(`brand ${i}`);
		await eventually(() => reading.problems.at(-1)?.code).toBe('budget');
		expect(reading.texts).toHaveLength(4);
		await eventually(() => reading.problems.length).toBeGreaterThan(2);
		expect(x.listeners).toBe(0);
		now = Date.parse('2026-12-01T00:00:01Z');
		await eventually(() => x.listeners).toBe(1);
	});
	test('resends up to five minutes that were missed after an interruption; what is before that is a gap', async () => {
		const at = Date.now() - 20 * minute;
		const reading = follow({ cursor: { at, month: '2026-11', posts: 3 } });
		await eventually(() => reading.gaps).toHaveLength(1);
		expect(x.backfills).toEqual(['5']);
		expect(reading.gaps[0]?.from).toBe(new Date(at).toISOString());
		expect(Date.now() - Date.parse(reading.gaps[0]?.to ?? '')).toBeLessThan(6 * minute);
	});
	test('is followed without backfill in its access, with the whole period as a gap', async () => {
		x.backfillIncluded = false;
		const reading = follow({ cursor: { at: Date.now() - 3 * minute, month: '2026-11', posts: 3 } });
		await eventually(() => x.listeners).toBe(1);
		expect(x.backfills).toEqual([expect.any(String), null]);
		await eventually(() => reading.gaps).toHaveLength(1);
	});
	test.each([
		['a wrong key', { refuses: null }, { credential: 'bad' }, 'token'],
		['no key', {}, { credential: null }, 'tokenMissing'],
		['an empty profile', {}, { profile: {} }, 'profileEmpty'],
		['rules that are not right', { invalid: /./ }, {}, 'rules'],
		['credit that is used up', { refuses: { status: 429, body: { title: 'UsageCapExceeded' } } }, {}, 'xCredit'],
		['another line', { refuses: { status: 429, body: { connection_issue: 'TooManyConnections' } } }, {}, 'xOtherLine'],
		['too many questions', { refuses: { status: 429, body: {} } }, {}, 'tooMany'],
		['an error of its own', { refuses: { status: 503, body: {} } }, {}, 'status']
	] as const)('reports %s with its own code', async (_, misbehaviour, options, code) => {
		Object.assign(x, misbehaviour);
		const reading = follow(options);
		await eventually(() => reading.problems[0]?.code).toBe(code);
	});
	test.each([
		[
			'{"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect","detail":"This stream has been disconnected"}]}',
			'closed'
		],
		['{"errors":[{"title":"ConnectionException","detail":"TooManyConnections"}]}', 'xOtherLine'],
		[
			'{"errors":[{"title":"operational-disconnect","disconnect_type":"FullQueue","detail":"client too slow"}]}',
			'xTooSlow'
		]
	])('ends the stream with %s', async (line, code) => {
		const reading = follow();
		await eventually(() => x.listeners).toBe(1);
		x.send(line);
		await eventually(() => reading.problems[0]?.code).toBe(code);
	});
	test('a line without an end is reported, and the stream closed', async () => {
		const reading = follow();
		await eventually(() => x.listeners).toBe(1);
		x.write('x'.repeat(6_000_000));
		await eventually(() => reading.problems[0]?.code).toBe('tooLarge');
	});
	test('invalid messages are counted, and what comes after them is still read', async () => {
		const reading = follow();
		await eventually(() => x.listeners).toBe(1);
		for (const line of ['{"data":', '[]', '', '{"data":{"id":5}}']) x.send(line);
		x.say('brand');
		await eventually(() => reading.texts).toEqual(['brand']);
		expect(reading.unreadable).toBe(3);
	});
});

const recorded = 'fixtures/x-api-v2/connect_filtered_stream.json';
const fixture = openFile(recorded);
test.skipIf(fixture === null)(`a recorded answer of the real stream is read (${absent(recorded)})`, async () => {
	const reading = follow({ profile: { terms: ['bcrdlsb'] } });
	await eventually(() => x.listeners).toBe(1);
	for (const line of JSON.parse(fixture ?? '[]') as unknown[]) x.send(JSON.stringify(line));
	await eventually(() => reading.posts.length).toBeGreaterThan(0);
	expect(reading.unreadable).toBe(0);
});
