import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postsOf, Status } from '$lib/server/ingest/protocols/mastodon/status';
import { absent, openFile } from '../analysis/open-data';
import { MastodonServer } from './mastodon-server';
import { Reading } from './reading';

let mastodon: MastodonServer;
const readings: Reading[] = [];
beforeEach(async () => (mastodon = await MastodonServer.open()));
afterEach(async () => {
	for (const reading of readings.splice(0)) await reading.stop();
	await mastodon.stop();
});
function follow(more: Partial<ConstructorParameters<typeof Reading>[0]> = {}): Reading {
	const reading = new Reading({ protocol: 'mastodon', address: mastodon.origin, credential: 'good', ...more }).start();
	readings.push(reading);
	return reading;
}
/** Earlier posts are read, and posts from now on are received. */
async function live(reading: Reading): Promise<void> {
	await eventually(() => mastodon.followed).toHaveLength(1);
	await eventually(() => reading.well).toBeGreaterThan(0);
}
const eventually = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });

describe('a Mastodon server', () => {
	test('is followed: its local timeline and the hashtags of the search profile, the newest page first', async () => {
		mastodon.say('Er hangt rook');
		const reading = follow({ profile: { terms: ['rook', 'sirene'], hashtags: ['#Brand'] } });
		await eventually(() => mastodon.followed).toEqual(['hashtag:brand', 'public:local']);
		await eventually(() => reading.texts).toEqual(['Er hangt rook']);
		mastodon.say('Ik hoor een sirene');
		mastodon.say('Lekker weer');
		mastodon.say('Vlammen #brand', { timelines: ['hashtag:brand'] });
		// A post that is made while the timelines are read comes twice: once stored it is one.
		await eventually(() => [...new Set(reading.texts)].sort()).toEqual([
			'Er hangt rook',
			'Ik hoor een sirene',
			'Vlammen #brand'
		]);
		expect(reading.posts.find(({ text }) => text === 'Ik hoor een sirene')).toMatchObject({
			platform: 'mastodon',
			author: { externalId: 'jan@127.0.0.1', name: 'Jan', followers: 12 },
			lang: 'nl',
			url: expect.stringContaining('https://proef.example/@jan/') as string
		});
		expect(reading.problems).toEqual([]);
	});
	test('reports edits, deletions and shares; a share is linked to what it shares', async () => {
		const reading = follow();
		await live(reading);
		const post = mastodon.say('Brand bij de haven');
		mastodon.edit(post, 'Brand bij de haven, nu uit');
		mastodon.remove(post);
		const shared = mastodon.say('x', { reblog: { ...post.status, id: '77' } });
		await eventually(() => reading.posts).toHaveLength(5);
		expect(reading.texts).toEqual([
			'Brand bij de haven',
			'~Brand bij de haven, nu uit',
			'-',
			'Brand bij de haven, nu uit',
			'Brand bij de haven, nu uit'
		]);
		expect(reading.posts.map(({ externalId, shares }) => [externalId, shares])).toEqual([
			[post.id, null],
			[post.id, null],
			[post.id, null],
			['77', null],
			[shared.id, '77']
		]);
	});
	test('that closes the connection is followed again, and all missed posts are read, however many pages that takes', async () => {
		const reading = follow();
		await live(reading);
		mastodon.say('eerste');
		await eventually(() => reading.texts).toContain('eerste');
		mastodon.cut();
		for (let i = 0; i < 100; i++) mastodon.say(`gemist ${i}`, { deaf: true });
		await eventually(() => new Set(reading.texts).size).toBe(101);
		mastodon.say('laatste');
		await eventually(() => reading.texts.at(-1)).toBe('laatste');
		expect(reading.gaps).toEqual([]);
		expect(reading.problems).toEqual([{ code: 'closed', status: null }]);
	});
	test('reports after an interruption what was edited and deleted meanwhile, with no more requests than needed', async () => {
		const reading = follow();
		await live(reading);
		// So old that no page of what was missed shows it.
		const edited = mastodon.say('eerste', { at: Date.now() - 30 * 60_000 });
		const gone = mastodon.say('tweede');
		for (let i = 0; i < 60; i++) mastodon.say(`blijft ${i}`);
		await eventually(() => reading.stored).toHaveLength(62);
		mastodon.cut();
		mastodon.edit(edited, 'eerste, nu anders', { deaf: true });
		mastodon.remove(gone, { deaf: true });
		await eventually(() => reading.posts.find(({ deleted }) => deleted)?.externalId).toBe(gone.id);
		await eventually(() => reading.texts).toContain('~eerste, nu anders');
		expect(mastodon.askedSingly).toEqual([gone.id]);
		expect(reading.stored).toHaveLength(61);
	});
	test('before version 4.3, which has no lists, is asked for the newest posts one by one', async () => {
		mastodon.lists = false;
		const reading = follow();
		await live(reading);
		for (let i = 0; i < 60; i++) mastodon.say(`blijft ${i}`);
		const gone = mastodon.say('tweede');
		await eventually(() => reading.stored).toHaveLength(61);
		mastodon.cut();
		mastodon.remove(gone, { deaf: true });
		await eventually(() => reading.posts.find(({ deleted }) => deleted)?.externalId).toBe(gone.id);
		await eventually(() => mastodon.askedSingly).toHaveLength(20);
		expect(reading.posts.filter(({ deleted }) => deleted)).toHaveLength(1);
	});
	test('that does not tell what happened to a post has deleted none, and is followed all the same', async () => {
		const reading = follow();
		await live(reading);
		const post = mastodon.say('eerste');
		await eventually(() => reading.texts).toEqual(['eerste']);
		mastodon.cut();
		mastodon.saysOfPosts = 503;
		mastodon.remove(post, { deaf: true });
		await eventually(() => mastodon.followed).toHaveLength(1);
		mastodon.say('daarna');
		await eventually(() => reading.texts).toContain('daarna');
		expect(reading.posts.some(({ deleted }) => deleted)).toBe(false);
		expect(reading.problems).toEqual([{ code: 'closed', status: null }]);
	});
	test('on which a post arrives late under an older number delivers that one too', async () => {
		const reading = follow();
		await live(reading);
		mastodon.say('eerste');
		await eventually(() => reading.texts).toContain('eerste');
		mastodon.cut();
		mastodon.say('van ver', { at: Date.now() - 5 * 60_000, deaf: true });
		await eventually(() => reading.texts).toContain('van ver');
	});
	test('of which more was missed than can be read again leaves a gap with its length', async () => {
		const longAgo = Date.now() - 10 * 3_600_000;
		const first = mastodon.say('eerste', { at: longAgo });
		for (let i = 0; i < 2_100; i++) mastodon.say(`gemist ${i}`, { at: longAgo + (i + 1) * 10_000, deaf: true });
		const reading = follow({ cursor: { newest: { 'public:local': first.id } } });
		await eventually(() => reading.gaps).toHaveLength(1);
		const [gap] = reading.gaps;
		expect(Date.parse(gap?.to ?? '') - Date.parse(gap?.from ?? '')).toBe((2_100 - 40 - 2_000 + 1) * 10_000 + 10_000);
		expect(reading.texts).toContain('gemist 2099');
	});
	test('starts again at the stored position when its posts were not stored', async () => {
		const reading = follow();
		await live(reading);
		const before = reading.cursor;
		mastodon.say('niet opgeslagen');
		await eventually(() => reading.texts).toEqual(['niet opgeslagen']);
		reading.cursor = before;
		mastodon.say('daarna');
		await eventually(() => reading.texts.filter((text) => text === 'niet opgeslagen')).toHaveLength(2);
	});
	test('that sends more than is stored is not read further until it is stored', async () => {
		let go = (): void => undefined;
		const reading = follow();
		await live(reading);
		reading.hold = new Promise((done) => (go = done));
		for (let i = 0; i < 5_000; i++) mastodon.say(`vloed ${i}`);
		go();
		await eventually(() => new Set(reading.texts).size).toBe(5_000);
	});
});

describe('problems that are reported', () => {
	test.each([
		['a wrong token', { token: 'other' }, { code: 'token', status: 401 }],
		[
			'too many questions',
			{ refuses: { status: 429, headers: { 'retry-after': '120' } } },
			{ code: 'tooMany', status: 429 }
		],
		['an error of its own', { refuses: { status: 503 } }, { code: 'status', status: 503 }],
		['no such server', { refuses: { status: 404 } }, { code: 'notThisServer', status: null }],
		['closed timelines', { access: { live_feeds: { local: 'disabled' } } }, { code: 'timelines', status: null }],
		['a line that is cut at once', { cutsAtOnce: true }, { code: 'closed', status: null }]
	] as const)('%s', async (_, misbehaviour, problem) => {
		Object.assign(mastodon, misbehaviour);
		const reading = follow();
		await eventually(() => reading.problems[0]).toEqual(problem);
	});
	test('a stream at a private address', async () => {
		mastodon.streaming = 'ws://10.0.0.1';
		const reading = follow();
		await eventually(() => reading.problems[0]?.code).toBe('inner');
	});
	test('a missing token', async () => {
		const reading = follow({ credential: null });
		await eventually(() => reading.problems[0]?.code).toBe('tokenMissing');
	});
	test('a refusal is respected: no request before Retry-After, and fewer requests after each failure', async () => {
		mastodon.refuses = { status: 429, headers: { 'retry-after': '120' } };
		const reading = follow();
		await eventually(() => reading.waits.length).toBeGreaterThan(0);
		expect(reading.waits[0]).toBeGreaterThanOrEqual(119_000);
		mastodon.refuses = { status: 503 };
		await eventually(() => reading.waits.length).toBeGreaterThan(6);
		expect(reading.waits.at(-1)).toBeGreaterThan(10_000);
	});
	test('only the hashtags are followed when the local timeline is closed', async () => {
		mastodon.access = { live_feeds: { local: 'disabled' }, hashtag_feeds: { local: 'public', remote: 'public' } };
		follow({ profile: { hashtags: ['brand'] } });
		await eventually(() => mastodon.followed).toEqual(['hashtag:brand']);
	});
	test('invalid messages are counted, and what comes after them is still read', async () => {
		const reading = follow();
		await live(reading);
		for (const frame of [
			'{"half',
			'[]',
			'"text"',
			'{"stream":["public:local"],"event":"update","payload":"{\\"id\\":5}"}',
			''
		])
			mastodon.send(frame, 'public:local');
		mastodon.say('heel');
		await eventually(() => reading.texts).toEqual(['heel']);
		await eventually(() => reading.unreadable).toBe(5);
	});
});

test('posts for followers only are not kept', () => {
	const status = { id: '1', content: 'geheim', account: { acct: 'jan' } };
	expect(postsOf(Status.parse({ ...status, visibility: 'private' }), 'a.example')).toEqual([]);
	expect(
		postsOf(Status.parse({ ...status, visibility: 'public', reblog: { ...status, visibility: 'direct' } }), 'a.example')
	).toEqual([]);
});

const link = '<a href="https://a.example/@piet/9">https://a.example/@piet/9</a>';
const picture = (description: string | null) => ({ type: 'image', description });
const quoted = { id: '9', content: '<p>Brand in Zuid</p>', account: { acct: 'piet' } };
test.each([
	[
		'a quote',
		{ content: `<p class="quote-inline">RE: ${link}</p><p>Klopt dit?</p>`, quote: { quoted_status: quoted } },
		['Klopt dit?']
	],
	[
		'a quote at the end',
		{ content: `<p>Klopt dit?<span class="quote-inline"><br>RE: ${link}</span></p>` },
		['Klopt dit?']
	],
	[
		'a quote of which the link has hidden parts',
		{
			content:
				'<p>Klopt dit?<span class="quote-inline"><br>RE: <a href="https://fosstodon.example/@anna/1"><span class="invisible">https://</span><span class="ellipsis">fosstodon.example/@anna</span><span class="invisible">/1</span></a></span></p><p>Wie weet het?</p>'
		},
		['Klopt dit?\n\nWie weet het?']
	],
	[
		'a quote without words',
		{ content: `<p class="quote-inline">RE: ${link}</p>`, quote: { quoted_status: quoted } },
		['Brand in Zuid', 'Brand in Zuid']
	],
	['a person who writes RE:', { content: `<p>RE: de brand</p>` }, ['RE: de brand']],
	[
		'a described picture',
		{ content: '<p>Kijk</p>', media_attachments: [picture('Rook boven de wijk')] },
		['Kijk\n\nRook boven de wijk']
	],
	[
		'only a described picture',
		{ content: '', media_attachments: [picture('Rook boven de wijk')] },
		['Rook boven de wijk']
	],
	[
		'two pictures, one described',
		{ content: '<p>Kijk</p>', media_attachments: [picture(null), picture('Vuur & rook <b>')] },
		['Kijk\n\nVuur & rook <b>']
	],
	[
		'a poll',
		{ content: '<p>Blijft u binnen?</p>', poll: { options: [{ title: 'ja' }, { title: 'nee' }] } },
		['Blijft u binnen?\n\n- ja\n\n- nee']
	],
	['a content warning', { spoiler_text: 'brand', content: '<p>Vuur</p>' }, ['brand\n\nVuur']],
	['a content warning alone', { spoiler_text: 'brand', content: '' }, ['brand']],
	['an odd poll', { content: '<p>Vuur</p>', poll: { options: 3 } }, ['Vuur']]
])('the text of %s', (_, more, texts) => {
	const status = Status.parse({ id: '1', account: { acct: 'jan' }, ...more });
	expect(postsOf(status, 'a.example').map(({ text }) => text)).toEqual(texts);
});
test('a quote without text shares what it quotes; the post of a suspended account is deleted', () => {
	const status = { id: '1', content: '', account: { acct: 'jan' }, quote: { quoted_status: quoted } };
	expect(postsOf(Status.parse(status), 'a.example')).toMatchObject([
		{ externalId: '9', shares: null },
		{ externalId: '1', shares: '9', author: { handle: 'jan@a.example' } }
	]);
	expect(postsOf(Status.parse({ ...status, account: { acct: 'jan', suspended: true } }), 'a.example')).toMatchObject([
		{ externalId: '1', deleted: true }
	]);
});

const recorded = 'fixtures/mastodon/public-timeline.json';
const statuses = openFile(recorded);
test.skipIf(statuses === null)(
	`recorded statuses of a real server are all read, each with its author (${absent(recorded)})`,
	() => {
		const posts = Status.array()
			.parse(JSON.parse(statuses ?? ''))
			.flatMap((status) => postsOf(status, 'proef.example'));
		expect(posts.length).toBeGreaterThan(10);
		for (const post of posts) expect(post.author?.externalId).toContain('@');
	}
);
