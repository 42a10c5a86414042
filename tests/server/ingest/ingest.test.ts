import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BatchId, CommandId, IncidentId, momentOf, SourceId, StoryId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { momentOfPost } from '$lib/server/ingest/pipeline/prepare';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { Logs } from '$lib/server/log/logs';
import { verifyLog } from '$lib/server/log/verify';
import { bram, carla, fresh, opening } from '../../domain/in-memory-incident';
import { freshDatabase, sessionsBlockedBy, type FreshDatabase } from '../database';
import { groupedBy } from '../grouped';

/** How often an incident's memory was made; each time it is read back from the tables. */
let memoriesMade = 0;

/** Groups by the very same words: what may be one story is tested with the analysis. */
const analysis: PostAnalysis = {
	read: ({ texts }) =>
		Promise.resolve(
			texts.map((text) => ({
				lang: 'nl',
				help: text.includes('112') ? { score: text.includes('112?') ? 0.5 : 0.8, reason: 'words:112' } : null
			}))
		),
	stories() {
		memoriesMade += 1;
		const byText = new Map<string, { story: string; posts: Set<string> }>();
		return groupedBy({
			find: ({ text }) => byText.get(text) ?? null,
			add({ id, story, text }) {
				const group = byText.get(text) ?? { story, posts: new Set() };
				group.posts.add(id);
				byText.set(text, { ...group, story });
			},
			move({ id, story, text }) {
				const group = byText.get(text);
				if (group?.posts.delete(id) && group.posts.size === 0) byText.set(text, { story, posts: new Set([id]) });
			}
		});
	}
};

let database: FreshDatabase;
const stops: (() => Promise<unknown>)[] = [];
async function process() {
	const [own, tail] = [connect(database.url), connect(database.url, { max: 2 })];
	const logs = new Logs(tail);
	await logs.start();
	stops.push(
		() => logs.stop(),
		() => own.end({ timeout: 1 }),
		() => tail.end({ timeout: 1 })
	);
	return { logs, executor: new Executor(own, logs, null), ingest: new Ingest(own, logs, analysis) };
}
let one: Awaited<ReturnType<typeof process>>;
let two: Awaited<ReturnType<typeof process>>;
beforeAll(async () => {
	database = await freshDatabase();
	[one, two] = [await process(), await process()];
});
afterAll(async () => {
	for (const stop of stops) await stop();
	await database.drop();
});

const send = (log: IncidentId, type: string, input: unknown, by: Actor = bram) =>
	one.executor.execute(log, { id: fresh(CommandId), type, input }, by, null);

async function open(): Promise<{ log: IncidentId; source: SourceId; other: SourceId }> {
	const [log, source, other] = [fresh(IncidentId), fresh(SourceId), fresh(SourceId)];
	await send(log, 'incident.open', opening());
	for (const id of [source, other])
		await send(log, 'source.add', {
			id,
			name: 'Balie',
			kind: 'desk',
			platform: id === source ? 'x' : 'phone',
			connection: null,
			key: null
		});
	await expect.poll(() => two.logs.seq(log)).toBe(3);
	return { log, source, other };
}
let made = 0;
const post = (text: string, to: Partial<RawPost> = {}): RawPost => ({
	externalId: `p${++made}`,
	text,
	publishedAt: null,
	author: { externalId: 'a1', handle: 'jan', name: 'Jan', followers: 10 },
	url: null,
	lang: null,
	shares: null,
	replyTo: null,
	reach: null,
	platform: 'x',
	...to
});
const stories = (log: IncidentId) => database.sql<
	{ id: string; posts: number; authors: number; reach: number | null; platforms: string[] }[]
>`
	select s.id, c.posts, c.authors, c.reach::int as reach, c.platforms from story s join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
	where s.incident_id = ${log} order by s.since, s.id`;
const total = async (log: IncidentId): Promise<unknown> =>
	(await database.sql`select count(*)::int as n from post where incident_id = ${log}`)[0]?.['n'];
const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });

test('the same post from a source is stored once, however often and by whichever process it is delivered', async () => {
	const { log, source, other } = await open();
	const posts = Array.from({ length: 40 }, (_, i) => post(`bericht ${i}`));
	const results = await Promise.all(
		Array.from({ length: 10 }, (_, i) =>
			(i % 2 ? one : two).ingest.ingest(log, source, [...posts, ...posts.slice(0, 5)])
		)
	);
	expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(40);
	expect(results.reduce((sum, { known }) => sum + known, 0)).toBe(410);
	expect(await total(log)).toBe(40);
	expect((await one.ingest.ingest(log, other, posts.slice(0, 1))).stored).toBe(1);
	const arrived =
		await database.sql`select sum((data->>'count')::int)::int as n from event where log_id = ${log} and type = 'posts.arrived'`;
	expect(arrived[0]?.['n']).toBe(41);
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true });
});

/** What `post_count` says, and the same counted from the posts. */
const countsOf = (log: IncidentId) =>
	Promise.all([
		database.sql`select source_id, at, posts, backlog, received_at from post_count where incident_id = ${log} order by 1, 2`,
		database.sql`
			select source_id, date_bin('5 minutes', at, 'epoch') as at, count(*)::int as posts,
				(count(*) filter (where backlog))::int as backlog, max(received_at) as received_at
			from post where incident_id = ${log} group by 1, 2 order by 1, 2`
	]);

test('posts are counted by source and five minutes and in the queue, also with two processes, repeats, edits, merges and refusals', async () => {
	const { log, source, other } = await open();
	const now = Date.now();
	const ago = (minutes: number): Partial<RawPost> => ({ publishedAt: momentOf(now - minutes * 60_000) });
	const posts = Array.from({ length: 300 }, (_, i) =>
		post(`bericht ${i % 90}`, ago(((i * i) % 500) - 5 + (i % 10 ? 0 : 20_000)))
	);
	const parts = Array.from({ length: 30 }, (_, i) => posts.slice(i * 9, i * 9 + 15));
	await Promise.all(parts.map((part, i) => (i % 2 ? one : two).ingest.ingest(log, i % 3 ? source : other, part)));
	await one.ingest.ingest(log, source, [{ ...(posts[0] ?? post('')), text: 'bewerkt', deleted: true }]);
	const [first, second] = await stories(log);
	await send(log, 'story.merge', { story: first?.id, into: second?.id, batch: fresh(BatchId) });
	await send(log, 'source.setState', { source: other, state: 'paused', why: null });
	await expect(one.ingest.ingest(log, other, [post('te laat')])).rejects.toEqual(refused('source.notActive'));

	const [counted, found] = await countsOf(log);
	expect(counted).toEqual(found);
	expect(found.length).toBeGreaterThan(100);
	expect(found.some(({ backlog }) => Number(backlog) > 0)).toBe(true);
	expect(found.reduce((sum, { posts }) => sum + Number(posts), 0)).toBe(await total(log));
	const [queue] = await database.sql`
		select (select sum(stories)::int from queue_change where incident_id = ${log}) as counted,
			(select count(*)::int from story where incident_id = ${log} and outcome is null and merged_into is null and help is null) as stories`;
	expect(queue?.['counted']).toBe(queue?.['stories']);
});

test('posts that cannot be stored yet are counted, so that the sender waits; commands do not wait for them', async () => {
	const { log, source } = await open();
	let stored: Promise<unknown> = Promise.resolve();
	await database.sql.begin(async (tx) => {
		// Storing in this incident waits, however long that takes.
		await tx`select pg_advisory_xact_lock(7310020, hashtext(${log}))`;
		stored = Promise.all(Array.from({ length: 3_000 }, (_, i) => one.ingest.ingest(log, source, [post(`vloed ${i}`)])));
		await expect.poll(() => one.ingest.pending(log)).toBeGreaterThan(2_000);
		await send(log, 'profile.change', { terms: ['brand'], hashtags: [], places: [], excluded: [], accounts: [] });
		expect(one.logs.state(log)?.profile?.terms).toEqual(['brand']);
		expect(await total(log)).toBe(0);
	});
	await stored;
	expect(one.ingest.pending(log)).toBe(0);
	expect(await total(log)).toBe(3_000);
});

test('copies are one story, counted by posts, authors, reach and platforms, also when two processes store them', async () => {
	const { log, source, other } = await open();
	const by = (externalId: string, followers: number | null) => ({
		author: { externalId, handle: externalId, name: externalId, followers }
	});
	await one.ingest.ingest(log, source, [
		post('rook', by('a', 10)),
		post('rook', by('b', null)),
		post('rook', by('a', 10))
	]);
	await two.ingest.ingest(log, source, [post('rook', by('c', 5)), post('iets anders', by('a', 10))]);
	await one.ingest.ingest(log, other, [
		post('rook', { author: null, platform: 'phone' }),
		post('rook', { author: null, platform: 'phone' })
	]);
	expect(await stories(log)).toEqual([
		{ id: expect.any(String) as unknown, posts: 6, authors: 5, reach: 25, platforms: ['phone', 'x'] },
		{ id: expect.any(String) as unknown, posts: 1, authors: 1, reach: 10, platforms: ['x'] }
	]);
	expect(await database.sql`select number, external_id from author where incident_id = ${log} order by number`).toEqual(
		[
			{ number: 1, external_id: 'a' },
			{ number: 2, external_id: 'b' },
			{ number: 3, external_id: 'c' }
		]
	);
});

test('an edit at the source is a later version; a deletion keeps the earlier text', async () => {
	const { log, source } = await open();
	const first = post('ventilatie aan');
	await one.ingest.ingest(log, source, [first]);
	expect(await one.ingest.ingest(log, source, [{ ...first, text: 'ventilatie uit' }])).toMatchObject({
		stored: 0,
		edited: 1
	});
	expect(await one.ingest.ingest(log, source, [{ ...first, text: 'ventilatie uit' }])).toMatchObject({
		edited: 0,
		known: 1
	});
	await one.ingest.ingest(log, source, [{ ...first, text: '', deleted: true }]);
	expect(await database.sql`select text, deleted, versions from post where incident_id = ${log}`).toEqual([
		{ text: 'ventilatie uit', deleted: true, versions: 3 }
	]);
	expect(
		await database.sql`select number, text, until_seq from post_version where incident_id = ${log} order by number`
	).toEqual([
		{ number: 1, text: 'ventilatie aan', until_seq: 5 },
		{ number: 2, text: 'ventilatie uit', until_seq: 6 }
	]);
});

test('media are stored as the source named them, unknown when it did not, and follow an edit', async () => {
	const { log, source } = await open();
	const picture = { kind: 'picture' as const, description: 'een glas', seconds: null };
	const video = { kind: 'video' as const, description: null, seconds: 21 };
	const shown = post('bruin water uit de kraan', { media: [picture] });
	await one.ingest.ingest(log, source, [shown, post('geen beeld', { media: [] }), post('onbekend')]);
	const media = async (): Promise<unknown[]> => {
		const rows = await database.sql<
			{ media: unknown }[]
		>`select media from post where incident_id = ${log} order by id`;
		return rows.map((row) => row.media);
	};
	expect(await media()).toEqual([[picture], [], null]);
	await one.ingest.ingest(log, source, [{ ...shown, text: 'bruin water, nu met film', media: [picture, video] }]);
	expect(await media()).toEqual([[picture, video], [], null]);
	await one.ingest.ingest(log, source, [{ ...shown, text: '', deleted: true, media: undefined }]);
	expect(await media()).toEqual([[picture, video], [], null]);
});

test('a paused source or a closed incident takes no posts; what waited in the same batch is stored all the same', async () => {
	const { log, source, other } = await open();
	await send(log, 'source.setState', { source, state: 'paused', why: null });
	await expect.poll(() => two.logs.seq(log)).toBe(4);
	const [bad, good] = await Promise.allSettled([
		two.ingest.ingest(log, source, [post('a')]),
		two.ingest.ingest(log, other, [post('b')])
	]);
	expect(bad).toMatchObject({ status: 'rejected', reason: refused('source.notActive') });
	expect(good).toMatchObject({ status: 'fulfilled', value: { stored: 1 } });
	await send(log, 'incident.close', {}, carla);
	await expect(one.ingest.ingest(log, other, [post('c')])).rejects.toEqual(refused('incident.closed'));
	expect(await total(log)).toBe(1);
});

test('a pause that another process was not notified of is seen under the lock', async () => {
	const { log, source } = await open();
	await two.logs.stop();
	await send(log, 'source.setState', { source, state: 'paused', why: null });
	expect(two.logs.state(log)?.sources.get(source)?.state).toBe('active');
	await expect(two.ingest.ingest(log, source, [post('a')])).rejects.toEqual(refused('source.notActive'));
	expect(await total(log)).toBe(0);
	two = await process();
});

describe('a program that goes on pushing to a paused source', () => {
	test('is refused before the queue: neither its posts nor those of other sources wait', async () => {
		const { log, source, other } = await open();
		await send(log, 'source.setState', { source, state: 'paused', why: null });
		let stored: Promise<unknown> = Promise.resolve();
		await database.sql.begin(async (tx) => {
			// All storing in this incident waits as long as this transaction lasts.
			await tx`select pg_advisory_xact_lock(7310020, hashtext(${log}))`;
			stored = one.ingest.ingest(log, other, [post('wacht')]);
			await expect(one.ingest.ingest(log, source, [post('te laat')])).rejects.toEqual(refused('source.notActive'));
			expect(one.ingest.pending(log)).toBeLessThanOrEqual(1);
		});
		await stored;
		expect(await total(log)).toBe(1);
	});

	test('does not affect the memory of stories', async () => {
		const { log, source, other } = await open();
		await one.ingest.ingest(log, other, [post('rook')]);
		await send(log, 'source.setState', { source, state: 'paused', why: null });
		const before = memoriesMade;
		for (let i = 0; i < 5; i++) {
			await expect(one.ingest.ingest(log, source, [post('nog steeds')])).rejects.toEqual(refused('source.notActive'));
			await one.ingest.ingest(log, other, [post(`rook ${i}`)]);
		}
		expect(memoriesMade).toBe(before);
	});

	test('does not affect it when the pause is only seen under the lock, unless assigned numbers were not stored', async () => {
		const { log, source, other } = await open();
		const known = post('rook');
		await two.ingest.ingest(log, source, [known]);
		const before = memoriesMade;
		// Step 1: this process receives no more notifications. Step 2: the source is paused. Step 3: a post comes again,
		// edited, so no number is assigned.
		await two.logs.stop();
		await send(log, 'source.setState', { source, state: 'paused', why: null });
		await expect(two.ingest.ingest(log, source, [{ ...known, text: 'roet' }])).rejects.toEqual(
			refused('source.notActive')
		);
		expect(memoriesMade).toBe(before);
		// Step 4: resumed and paused again without a notification; a new post by a new author got a number, which is
		// assigned again to the next.
		await send(log, 'source.setState', { source, state: 'active', why: null });
		await two.ingest.ingest(log, other, [post('vuur')]).catch(() => undefined);
		await send(log, 'source.setState', { source, state: 'paused', why: null });
		const by = (name: string) => ({ author: { externalId: name, handle: name, name, followers: 1 } });
		await expect(two.ingest.ingest(log, source, [post('as', by('nieuw'))])).rejects.toEqual(
			refused('source.notActive')
		);
		await two.ingest.ingest(log, other, [post('as', by('ander'))]);
		expect(memoriesMade).toBe(before + 1);
		expect(await database.sql`select external_id from author where incident_id = ${log} order by number`).toEqual([
			{ external_id: 'a1' },
			{ external_id: 'ander' }
		]);
		two = await process();
	});
});

test('the database refuses a post in the source of another incident, such as an exercise', async () => {
	const [real, exercise] = [await open(), await open()];
	await one.ingest.ingest(real.log, real.source, [post('brug dicht')]);
	const copy = (source: SourceId, incident: IncidentId) => database.sql`
		insert into post (incident_id, id, source_id, external_id, batch_id, story_id, platform, text, at, received_at, received_wall, backlog)
		select ${incident}, ${fresh(StoryId)}, ${source}, ${`copy ${String((made += 1))}`}, batch_id, story_id, platform, text, at, received_at, received_wall, backlog
		from post where incident_id = ${real.log} limit 1`;
	const { sql } = database;
	for (const crossing of [
		copy(exercise.source, real.log),
		copy(real.source, exercise.log),
		copy(fresh(SourceId), real.log),
		sql`update post set source_id = ${exercise.source} where incident_id = ${real.log}`,
		sql`update post set incident_id = ${exercise.log} where incident_id = ${real.log}`,
		sql`delete from source where incident_id = ${real.log} and id = ${real.source}`,
		sql`update source set incident_id = ${exercise.log} where incident_id = ${real.log} and id = ${real.source}`
	])
		await expect(crossing).rejects.toMatchObject({ code: '23503' });
	await copy(real.other, real.log);
	await sql`delete from source where incident_id = ${exercise.log} and id = ${exercise.other}`;
	expect([await total(real.log), await total(exercise.log)]).toEqual([2, 0]);
});

test('a story that was labelled waits again at three times its posts and at least ten, or on a new platform', async () => {
	const { log, source, other } = await open();
	const look = async () => {
		const [row] = await stories(log);
		await send(log, 'story.markLookedAt', { story: row?.id, outcome: 'looked' });
	};
	const back = async () =>
		(await database.sql`select back_at from story_count where incident_id = ${log}`)[0]?.['back_at'] !== null;
	const copies = (n: number, to: Partial<RawPost> = {}) =>
		one.ingest.ingest(
			log,
			source,
			Array.from({ length: n }, () => post('rook', to))
		);
	await copies(3);
	await look();
	await copies(6);
	expect(await back()).toBe(false);
	await copies(1);
	expect(await back()).toBe(true);
	await look();
	expect(await back()).toBe(false);
	await one.ingest.ingest(log, other, [post('rook', { platform: 'phone' })]);
	expect(await back()).toBe(false);
	await copies(1, { platform: 'mastodon' });
	expect(await back()).toBe(true);
});

test('a split makes a new story with the same labels; a merge combines the labels; new copies follow', async () => {
	const { log, source } = await open();
	await one.ingest.ingest(log, source, [post('rook'), post('rook'), post('brand')]);
	const [smoke, fire] = await stories(log);
	const need = fresh(IncidentId);
	await send(log, 'need.raise', {
		id: need,
		text: 'Is de rook giftig?',
		offline: null,
		seenIn: { story: smoke?.id, stance: null }
	});
	const [left] = await database.sql<
		{ id: string }[]
	>`select id from post where incident_id = ${log} and text = 'rook' order by id desc`;
	const into = fresh(StoryId);
	await send(log, 'story.split', { story: smoke?.id, posts: [left?.id], into, batch: fresh(BatchId) });
	expect((await stories(log)).map(({ posts }) => posts)).toEqual([1, 1, 1]);
	expect(await database.sql`select story_id from story_link where incident_id = ${log} order by story_id`).toHaveLength(
		2
	);
	await expect(
		send(log, 'story.split', { story: into, posts: [left?.id], into: fresh(StoryId), batch: fresh(BatchId) })
	).rejects.toEqual(refused('split.all'));
	await send(log, 'story.merge', { story: fire?.id, into: smoke?.id, batch: fresh(BatchId) });
	await one.ingest.ingest(log, source, [post('brand')]);
	const counts = Object.fromEntries((await stories(log)).map(({ id, posts }) => [id, posts]));
	expect(counts[smoke?.id ?? '']).toBe(3);
	expect(fire?.id !== undefined && fire.id in counts).toBe(false);
	await expect(send(log, 'story.markLookedAt', { story: fire?.id, outcome: 'looked' })).rejects.toEqual(
		refused('story.absent')
	);
	expect(await database.sql`select count(*)::int as n from move where incident_id = ${log}`).toEqual([{ n: 2 }]);
});

test('a merge between choosing a story and taking the lock is followed', async () => {
	const { log, source } = await open();
	await one.ingest.ingest(log, source, [post('rook'), post('brand')]);
	const [smoke, fire] = await stories(log);
	// Step 1: a person's merge holds the log's lock. Step 2: ingest has chosen the story and waits. Step 3: the merge
	// commits.
	let arrived: Promise<unknown> = Promise.resolve();
	await database.sql.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		arrived = one.ingest.ingest(log, source, [post('brand')]);
		await expect.poll(() => sessionsBlockedBy(tx)).toBeGreaterThan(0);
		await tx`update post set story_id = ${smoke?.id ?? ''} where incident_id = ${log} and story_id = ${fire?.id ?? ''}`;
		await tx`update story set merged_into = ${smoke?.id ?? ''} where incident_id = ${log} and id = ${fire?.id ?? ''}`;
		await tx`delete from story_count where incident_id = ${log} and story_id = ${fire?.id ?? ''}`;
	});
	await arrived;
	expect(await database.sql`select distinct story_id from post where incident_id = ${log}`).toEqual([
		{ story_id: smoke?.id }
	]);
});

describe('the time of a post', () => {
	const times = {
		start: momentOf(Date.parse('2026-11-20T12:00:00Z')),
		received: momentOf(Date.parse('2026-11-20T14:00:00Z')),
		wall: momentOf(0)
	};
	const cases: [string, string | null, string][] = [
		['is when it was published', '2026-11-20T13:59:00.000Z', '2026-11-20T13:59:00.000Z'],
		['is when it was received, if nothing else is known', null, times.received],
		['may be five minutes ahead of receipt', '2026-11-20T14:05:00.000Z', '2026-11-20T14:05:00.000Z'],
		['is no moment further in the future', '2026-11-20T14:05:00.001Z', times.received],
		['may be thirty days before the start', '2026-10-21T12:00:00.000Z', '2026-10-21T12:00:00.000Z'],
		['is no moment further back', '2026-10-21T11:59:59.999Z', times.received]
	];
	test.each(cases)('%s', (_, published, expected) => expect(momentOfPost(published, times)).toBe(expected));
});

test('posts without text are refused and counted; a hint of a call for help is kept with its reason, a strong one with the story', async () => {
	const { log, source } = await open();
	const empty = post(' \u200b ');
	expect(await one.ingest.ingest(log, source, [empty, post('bel 112, ik zit vast'), post('112?')])).toMatchObject({
		stored: 2,
		refused: [{ externalId: empty.externalId, why: 'post.empty' }]
	});
	const strong = { score: 0.8, reason: 'words:112' };
	expect(
		await database.sql`
			select s.help as story, p.help as post from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			where s.incident_id = ${log} order by p.text desc`
	).toEqual([
		{ story: strong, post: strong },
		{ story: null, post: { score: 0.5, reason: 'words:112' } }
	]);
});
