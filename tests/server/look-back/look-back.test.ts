import { afterAll, beforeAll, expect, test } from 'vitest';
import { BatchId, FindingId, INSTALLATION, PersonId, PostId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { collections, rowsIn, type ReadState } from '$lib/domain/core/state';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { LookBack } from '$lib/server/look-back/look-back';
import { timeSeries } from '$lib/server/queries/time-series';
import type { ReadingContext } from '$lib/server/queries/reading-context';
import { Stories, StoryQuery } from '$lib/server/queries/stories/stories';
import { figuresOf } from '$lib/server/realtime/figures';
import { Reports } from '$lib/server/report/reports';
import { carla, fresh, system } from '../../domain/sample';
import { minute, post, Stage } from '../stage';

let stage: Stage;
let reports: Reports;
let lookBack: LookBack;
beforeAll(async () => {
	stage = await Stage.set();
	await stage.send(
		INSTALLATION,
		'installation.setUp',
		{ organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) },
		system
	);
	reports = new Reports(stage.sql, stage.logs);
	lookBack = new LookBack(stage.sql, stage.sql, stage.logs, reports);
});
afterAll(() => stage.strike());

/** Everything that screens read of stories and posts, as an answer would hold it. */
async function answers(stories: Stories, reading: ReadingContext, findings: readonly FindingId[]): Promise<unknown> {
	const views: Record<string, unknown>[] = [
		{ view: 'waiting' },
		{ view: 'waiting', limit: 2 },
		{ view: 'newest' },
		{ view: 'help' },
		{ view: 'search', q: 'brug' },
		{ view: 'search', q: 'water', lang: 'nl' },
		{ view: 'search', emotion: 'fear' },
		...findings.map((finding) => ({ view: 'finding', finding }))
	];
	const lists: unknown[] = [];
	const posts: unknown[] = [];
	for (const view of views) {
		const query = StoryQuery.parse(view);
		const page = await stories.page(reading, query);
		lists.push(page);
		// A page that follows keeps the order of the first.
		if (page.next !== null && query.view === 'waiting')
			lists.push(await stories.page(reading, { ...query, cursor: page.next }));
		if (view['view'] !== 'newest') continue;
		for (const { id } of page.stories) posts.push(await stories.posts(reading, id, { cursor: null, limit: 100 }));
	}
	const spread: unknown[] = [];
	for (const finding of findings)
		spread.push(await stories.spread(reading, { story: null, finding }, 'Gemeente Waterveen'));
	return sorted({
		lists,
		posts,
		spread,
		changed: await stories.changed(reading, { story: null, finding: null, post: null }),
		series: await timeSeries(reading),
		figures: await figuresOf(reading, 'Gemeente Waterveen')
	});
}

/** The order of platforms and sources in a counter's row means nothing; cursors hold positions only. */
const sorted = (answer: unknown): unknown =>
	JSON.parse(
		JSON.stringify(answer, (key, value: unknown) =>
			(key === 'platforms' || key === 'sources') && Array.isArray(value)
				? [...(value as unknown[])].map((each) => JSON.stringify(each)).sort()
				: value
		)
	);
/** Without the clock: the line that sets it on belongs to both moments. */
const rowsOf = (state: ReadState): unknown =>
	JSON.parse(
		JSON.stringify([state.incident, state.profile, ...collections.map((name) => [...rowsIn(state, name).entries()])])
	);

interface Recorded {
	readonly minutes: number;
	readonly place: number;
	readonly answers: unknown;
	readonly state: unknown;
}

/** A night with everything that moves a story: growth, looks, labels, splits, merges, edits, deletions. */
async function play(): Promise<{ log: IncidentId; recorded: readonly Recorded[]; findings: readonly FindingId[] }> {
	const { log, sources } = await stage.open('x', 'mastodon', 'phone', 'news');
	const platforms = ['x', 'mastodon', 'phone', 'news'] as const;
	const [need, rumour] = [fresh(FindingId), fresh(FindingId)];
	const recorded: Recorded[] = [];
	const say = async (text: string, count = 1, to: Partial<RawPost> = {}): Promise<RawPost[]> => {
		const posts = Array.from({ length: count }, () => post(text, { lang: 'nl', ...to }));
		const source = sources[platforms.findIndex((platform) => platform === posts[0]?.platform)];
		if (source) await stage.ingest.ingest(log, source, posts);
		return posts;
	};
	const send = (type: string, input: Record<string, unknown>) => stage.send(log, type, input, carla);
	const story = (text: string) => stage.story(log, text);
	const again = async (posts: readonly RawPost[], to: Partial<RawPost>) => {
		const source = sources[0];
		if (source)
			await stage.ingest.ingest(
				log,
				source,
				posts.map((each) => ({ ...each, ...to }))
			);
	};
	let edited: RawPost[] = [];
	const steps: (() => Promise<unknown>)[] = [
		() => say('water is bruin', 2),
		async () => {
			edited = await say('brug is dicht', 3);
			await say('help ik zit vast');
		},
		() => send('need.raise', { id: need, text: 'Is het water veilig?', offline: 'straat', seenIn: null }),
		async () => {
			await send('rumour.signal', { id: rumour, text: 'De brug stort in', offline: 'straat', seenIn: null });
			await send('story.label', {
				story: await story('brug is dicht'),
				add: [{ kind: 'rumour', finding: rumour, stance: 'supports' }],
				remove: []
			});
		},
		async () => send('story.feel', { story: await story('water is bruin'), emotion: 'fear', attitude: 'negative' }),
		async () => send('story.look', { story: await story('water is bruin'), outcome: 'looked' }),
		() => say('water is bruin', 4),
		() => say('water is bruin', 12),
		async () => send('story.setHelp', { story: await story('help ik zit vast'), help: 'passedOn' }),
		() => again(edited.slice(0, 1), { text: 'brug is weer open' }),
		() => say('water is bruin', 1, { platform: 'mastodon' }),
		async () => {
			const from = await story('water is bruin');
			const rows = await stage.sql<
				{ id: string }[]
			>`select id from post where incident_id = ${log} and story_id = ${from} order by id limit 5`;
			const posts = rows.map(({ id }) => PostId.parse(id));
			await send('story.split', { story: from, posts, into: fresh(StoryId), batch: fresh(BatchId) });
		},
		() => say('brug gaat open', 2, { platform: 'phone', author: null }),
		async () => send('story.look', { story: await story('brug gaat open'), outcome: 'notRelevant' }),
		async () =>
			send('story.merge', {
				story: await story('brug gaat open'),
				into: await story('brug is dicht'),
				batch: fresh(BatchId)
			}),
		() => say('brug gaat open', 1, { platform: 'news', author: null }),
		() => again(edited.slice(1, 2), { text: '', deleted: true }),
		async () => send('story.unlook', { story: await story('water is bruin') }),
		async () => send('story.setHelp', { story: await story('help ik zit vast'), help: null }),
		() => say('help bij de brug misschien', 2),
		async () =>
			send('story.label', {
				story: await story('help bij de brug misschien'),
				add: [{ kind: 'need', finding: need, stance: null }],
				remove: []
			}),
		async () => send('story.label', { story: await story('brug is dicht'), add: [], remove: [rumour] })
	];
	for (const [at, step] of steps.entries()) {
		const minutes = (at + 1) * 7;
		await stage.clock(log, minutes);
		await step();
		const reading = stage.reading(log);
		recorded.push({
			...{ minutes, place: stage.logs.seq(log), state: rowsOf(reading.state) },
			answers: await answers(new Stories(stage.sql), reading, [need, rumour])
		});
	}
	await stage.clock(log, (steps.length + 2) * 7);
	await stage.send(log, 'incident.close', {}, carla);
	return { log, recorded, findings: [need, rumour] };
}

test(
	'every screen of a closed incident shows at a moment what it showed live at that moment',
	{ timeout: 60_000 },
	async () => {
		const { log, recorded, findings } = await play();
		expect(recorded.length).toBeGreaterThan(20);
		// Backwards first: nothing that was read at a later moment may stay.
		for (const { minutes, answers: live, state, place } of [...recorded].reverse()) {
			const past = await lookBack.at(log, minute(minutes));
			expect(past.place, `place at ${minutes}`).toBeGreaterThanOrEqual(place);
			expect(rowsOf(past.state), `state at ${minutes}`).toEqual(state);
			expect(
				await lookBack.read(past, (stories, reading) => answers(stories, reading, findings)),
				`at ${minutes}`
			).toEqual(live);
		}
	}
);

test('only a closed incident can be looked back on, again once it is closed again, and never beyond its end', async () => {
	const { log } = await stage.open('x');
	await expect(lookBack.at(log, minute(0))).rejects.toThrow('incident.notClosed');
	await stage.clock(log, 30);
	await stage.send(log, 'incident.close', {}, carla);
	expect((await lookBack.at(log, minute(90))).moment).toBe(minute(30));
	await stage.send(log, 'incident.reopen', { why: 'Het vuur is terug.' }, carla);
	await expect(lookBack.at(log, minute(10))).rejects.toThrow('incident.notClosed');
	const need = fresh(FindingId);
	// The two that wait for the first are stored together, at one moment of the wall clock.
	await Promise.all([
		stage.clock(log, 50),
		stage.clock(log, 60),
		stage.send(log, 'need.raise', { id: need, text: 'Brandt het weer?', offline: 'straat', seenIn: null }, carla)
	]);
	const moments = await stage.sql<{ at: Date }[]>`select at from event where log_id = ${log} order by seq desc limit 2`;
	expect(moments[0]).toEqual(moments[1]);
	await stage.clock(log, 70);
	await stage.send(log, 'incident.close', {}, carla);
	expect((await lookBack.at(log, minute(60))).state.needs.has(need)).toBe(true);
	expect((await lookBack.at(log, minute(59))).state.needs.has(need)).toBe(false);
	expect((await lookBack.at(log, minute(30))).state.needs.has(need)).toBe(false);
});

test('a line that is redacted is not shown in any moment', async () => {
	const { log, sources } = await stage.open('x');
	const stop = lookBack.follow();
	const [source] = sources;
	if (!source) throw new Error('no source');
	await stage.clock(log, 5);
	await stage.ingest.ingest(log, source, [post('rook boven de brug')]);
	const story = await stage.story(log, 'rook boven de brug');
	await stage.send(log, 'story.feel', { story, emotion: 'anger' }, carla);
	const number = stage.logs.seq(log);
	await stage.clock(log, 10);
	await stage.send(log, 'incident.close', {}, carla);
	const feltAt = async () => {
		const past = await lookBack.at(log, minute(8));
		const query = StoryQuery.parse({ view: 'search', emotion: 'anger' });
		return (await lookBack.read(past, (stories, reading) => stories.page(reading, query))).stories.length;
	};
	expect(await feltAt()).toBe(1);
	await stage.send(log, 'log.redact', { numbers: [number], why: 'Hoort hier niet.' }, carla);
	await expect.poll(feltAt).toBe(0);
	stop();
});
