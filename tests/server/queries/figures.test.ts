import { afterAll, beforeAll, expect, test } from 'vitest';
import { TimeSeries, Figures } from '$lib/domain/overview/figures';
import {
	ActionId,
	AuthorNumber,
	BatchId,
	FindingId,
	INSTALLATION,
	PersonId,
	SourceId,
	type IncidentId
} from '$lib/domain/core/ids';
import { spreadOf } from '$lib/domain/findings/risk';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { LiveIncident } from '$lib/server/read/realtime/live-incident';
import { GrowthSnapshots } from '$lib/server/read/queries/stories/growth';
import { queueTotals, waiting } from '$lib/server/read/queries/stories/queue';
import { unansweredNeeds } from '$lib/domain/findings/need';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { openPoints } from '$lib/server/read/incidents/overview';
import { timeSeries } from '$lib/server/read/queries/time-series';
import { postTotals, unseenStories } from '$lib/server/read/queries/looked';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { Stories } from '$lib/server/read/queries/stories/stories';
import { anna, carla, fresh, system } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
	await stage.send(
		INSTALLATION,
		'installation.setUp',
		{ organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) },
		system
	);
});
afterAll(() => stage.strike());

const silent = {
	frame: () => undefined,
	figures: () => undefined,
	presence: () => undefined,
	heartbeat: () => undefined
};
const by = (externalId: string, to: Partial<NonNullable<RawPost['author']>> = {}): Partial<RawPost> => ({
	author: { externalId, handle: externalId, name: externalId, followers: 1, ...to }
});

/** A rumour, and a way for people to post about it. */
async function rumour() {
	const { log, sources } = await stage.open('x', 'mastodon', 'press', 'phone');
	const finding = fresh(FindingId);
	await stage.send(log, 'rumour.signal', {
		id: finding,
		text: 'Het water is vergiftigd',
		offline: 'straat',
		seenIn: null
	});
	const say = async (text: string, stance: string, to: Partial<RawPost> = {}) => {
		const platforms = ['x', 'mastodon', 'press', 'phone'];
		const source = SourceId.parse(sources[platforms.indexOf(to.platform ?? 'x')]);
		await stage.ingest.ingest(log, source, [post(text, to)]);
		await stage.send(log, 'story.label', {
			story: await stage.story(log, text),
			add: [{ kind: 'rumour', finding, stance }],
			remove: []
		});
	};
	const figures = async () => {
		const found = (await findingFigures(stage.reading(log), 'Gemeente Waterveen')).find(
			(row) => row.finding === finding
		);
		if (!found?.spread) throw new Error('a rumour has a spread');
		return { ...found, spread: found.spread, level: spreadOf(found.spread) };
	};
	return { log, source: SourceId.parse(sources[0]), finding, say, figures };
}

test('a finding is counted over all posts of its stories: each author once, growth against the previous half hour, platforms, newest post', async () => {
	const { log, say, figures } = await rumour();
	await say('vergiftigd', 'supports', by('a'));
	await stage.clock(log, 20);
	await say('vergiftigd', 'supports', by('b'));
	await say('is het waar?', 'asks', by('a'));
	await stage.clock(log, 45);
	await say('onzin', 'denies', by('c'));
	expect(await figures()).toMatchObject({
		stories: 3,
		posts: 4,
		authors: 3,
		course: { now: 3 },
		newest: minute(45),
		platforms: ['x']
	});
	await stage.clock(log, 59);
	expect(await figures(), 'the incident had not started an hour ago').toMatchObject({ course: { before: null } });
	await stage.clock(log, 60);
	expect(await figures()).toMatchObject({ course: { now: 1, before: 2 } });
});

test('spread is measured over posts that support or ask in the last two hours, without those that deny', async () => {
	const { log, say, figures } = await rumour();
	for (const name of ['a', 'b', 'c', 'd']) await say(`vergiftigd ${name}`, 'supports', by(name));
	await say('onzin', 'denies', by('e'));
	await say('nog meer onzin', 'denies', { ...by('f'), platform: 'mastodon' });
	expect(await figures()).toMatchObject({
		authors: 6,
		spread: { authors: 4, platforms: 1, postsLast30: 4, posts30Before: 0 },
		level: 1
	});
	await say('klopt dit?', 'asks', by('g'));
	expect(await figures()).toMatchObject({ spread: { authors: 5, publicVoice: false }, level: 2 });
	await stage.clock(log, 121);
	expect(await figures()).toMatchObject({ authors: 7, spread: { authors: 0, platforms: 0 }, level: 1 });
});

test('a second network raises the spread, the telephone does not; the press that asks raises it to the highest level', async () => {
	const { say, figures } = await rumour();
	await say('vergiftigd', 'supports', by('a'));
	await say('hoor dit vaker', 'asks', { author: null, platform: 'phone' });
	expect(await figures()).toMatchObject({ spread: { authors: 2, platforms: 1 }, level: 1 });
	await say('ook hier', 'supports', { ...by('b'), platform: 'mastodon' });
	expect(await figures()).toMatchObject({ spread: { platforms: 2 }, level: 2 });
	await say('vraag van de krant', 'asks', { author: null, platform: 'press' });
	expect(await figures()).toMatchObject({ phone: 1, press: 1, spread: { pressAsks: true }, level: 3 });
});

test('media, organisations and office holders raise the spread to the highest level, following corrections by people; our own account never does', async () => {
	const { log, say, figures } = await rumour();
	await say('lees onze weerlegging', 'asks', by('gemeente', { kind: 'organisation', name: 'GEMEENTE WATERVEEN' }));
	expect(await figures()).toMatchObject({
		posts: 1,
		spread: { authors: 0, publicVoice: false, postsLast30: 0 },
		level: 1
	});
	await say('vergiftigd', 'supports', by('iemand'));
	expect(await figures()).toMatchObject({ spread: { authors: 1, publicVoice: false }, level: 1 });
	await stage.send(log, 'author.setKind', { author: AuthorNumber.parse(2), kind: 'officeHolder' });
	expect(await figures()).toMatchObject({ spread: { publicVoice: true }, level: 3 });
	await stage.send(log, 'author.setKind', { author: AuthorNumber.parse(2), kind: 'private' });
	expect(await figures()).toMatchObject({ spread: { publicVoice: false }, level: 1 });
});

test('a need counts phone and press separately, and what was asked since its answer, with the start of the wait', async () => {
	const { log, sources } = await stage.open('x', 'phone', 'press');
	const need = fresh(FindingId);
	await stage.send(log, 'need.raise', { id: need, text: 'Gaan de scholen dicht?', offline: 'balie', seenIn: null });
	const ask = async (text: string, i: number) => {
		const { platform } =
			[{ platform: 'x' as const }, { platform: 'phone' as const }, { platform: 'press' as const }][i] ?? {};
		await stage.ingest.ingest(log, SourceId.parse(sources[i]), [post(text, { platform: platform ?? 'x' })]);
		await stage.send(log, 'story.label', {
			story: await stage.story(log, text),
			add: [{ kind: 'need', finding: need, stance: null }],
			remove: []
		});
	};
	const figures = async () => (await findingFigures(stage.reading(log), null)).find((row) => row.finding === need);
	expect(await figures()).toMatchObject({
		phone: 0,
		press: 0,
		online: 0,
		recent: [0, 0, 0, 0, 0, 0],
		sinceAnswer: { posts: 0, from: null },
		spread: null
	});
	await stage.clock(log, 5);
	await ask('school dicht?', 0);
	await ask('belt over school', 1);
	await stage.clock(log, 9);
	await ask('krant over school', 2);
	expect(await figures()).toMatchObject({
		posts: 3,
		phone: 1,
		press: 1,
		online: 1,
		sinceAnswer: { posts: 3, from: minute(5) }
	});
	await stage.clock(log, 20);
	await stage.send(log, 'need.answer', { need, text: 'Nee.', fact: null, channel: 'website', at: null });
	// Nobody but its writer has seen the answer: people wait since the first post.
	expect(await figures()).toMatchObject({ posts: 3, sinceAnswer: { posts: 0, from: minute(5) } });
	const basis = answerBasis('Gaan de scholen dicht?', { text: 'Nee.', fact: null });
	await stage.send(log, 'need.confirmAnswer', { need, basis }, { ...carla, roles: ['spokesperson'] });
	expect(await figures()).toMatchObject({ posts: 3, sinceAnswer: { posts: 0, from: null } });
	await stage.clock(log, 26);
	await ask('belt over school', 1);
	await stage.clock(log, 30);
	await ask('school dicht?', 0);
	expect(await figures()).toMatchObject({ posts: 5, phone: 2, sinceAnswer: { posts: 2, from: minute(26) } });
});

test('a finding without posts has zeros, and a merged one has no row', async () => {
	const { log, finding, figures } = await rumour();
	expect(await figures()).toMatchObject({ posts: 0, authors: 0, newest: null, platforms: [], spread: { authors: 0 } });
	const other = fresh(FindingId);
	await stage.send(log, 'rumour.signal', { id: other, text: 'Water giftig', offline: 'straat', seenIn: null });
	await stage.send(log, 'finding.merge', { kind: 'rumour', finding: other, into: finding });
	expect((await findingFigures(stage.reading(log), null)).map((row) => row.finding)).toEqual([finding]);
});

test('figures from memory equal those from the tables: after new posts, edits, a merge, and an hour', async () => {
	const { log, sources } = await stage.open('x', 'mastodon');
	const followed = new LiveIncident(log, new Stories(stage.sql), stage.logs, silent);
	const unlisten = stage.logs.listen({
		lines: (of, lines) => {
			if (of === log) followed.receive(lines);
		}
	});
	const deliver = (i: number, ...posts: RawPost[]) => stage.ingest.ingest(log, SourceId.parse(sources[i]), posts);
	const recomputed = () => new LiveIncident(log, new Stories(stage.sql), stage.logs, silent).figures();
	await deliver(0, post('oud', { publishedAt: minute(-100) }), post('rook'), post('rook'));
	expect(await followed.figures()).toMatchObject({ posts: 3, backlog: 1, stories: 2 });
	await stage.clock(log, 7);
	await deliver(1, post('rook', { platform: 'mastodon', externalId: 'm1' }), post('iets anders'));
	await deliver(1, post('rook (verbeterd)', { platform: 'mastodon', externalId: 'm1' }));
	const settled = async () => {
		await expect.poll(() => followed.head.seq).toBe(stage.logs.seq(log));
		const [cached, read] = [await followed.figures(), await recomputed()];
		// The queue and what nobody looked at are counted less often.
		const untimed = { queue: null, unseen: null };
		expect({ ...cached, ...untimed }).toEqual({ ...read, ...untimed });
		expect(Figures.parse(cached)).toEqual(cached);
		return cached;
	};
	expect(await settled()).toMatchObject({ posts: 5, stories: 3, recent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2] });
	const [story, into] = [await stage.story(log, 'iets anders'), await stage.story(log, 'rook')];
	await stage.send(log, 'story.merge', { story, into, batch: fresh(BatchId) });
	expect(await settled()).toMatchObject({ posts: 5, stories: 2 });
	await stage.clock(log, 68);
	await deliver(0, post('na een uur'));
	expect(await settled()).toMatchObject({ posts: 6, stories: 3, recent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] });
	unlisten();
	await followed.stop();
});

async function feel(
	log: IncidentId,
	text: string,
	felt: { emotion?: string; attitude?: string },
	outcome = 'looked'
): Promise<void> {
	const story = await stage.story(log, text);
	await stage.send(log, 'story.setSentiment', { story, ...felt });
	await stage.send(log, 'story.markLookedAt', { story, outcome });
}

test('the chart over time counts posts per source and step, and labelled stories of the period; our actions from the start', async () => {
	const { log, sources } = await stage.open('x', 'phone');
	const deliver = (i: number, ...texts: string[]) =>
		stage.ingest.ingest(
			log,
			SourceId.parse(sources[i]),
			texts.map((text) => post(text))
		);
	await deliver(0, 'bang', 'bang', 'boos', 'niets');
	await feel(log, 'bang', { emotion: 'fear' });
	await feel(log, 'boos', { emotion: 'anger', attitude: 'negative' }, 'notRelevant');
	await stage.send(log, 'story.setSentiment', { story: await stage.story(log, 'niets'), emotion: 'relief' });
	await stage.clock(log, 12);
	await deliver(0, 'bang');
	await deliver(1, 'dank u');
	await feel(log, 'dank u', { emotion: 'relief', attitude: 'positive' });
	await stage.send(log, 'action.record', {
		id: fresh(ActionId),
		channel: 'NL-Alert',
		text: 'Ramen dicht',
		at: minute(5)
	});
	const course = await timeSeries(stage.reading(log));
	expect(TimeSeries.parse(course)).toEqual(course);
	expect(course).toMatchObject({ from: minute(0), step: 5, steps: 3 });
	expect(course.sources.map(({ posts }) => posts)).toEqual([
		[4, 0, 1],
		[0, 0, 1]
	]);
	expect(course.emotions, 'what is not relevant shows no emotion').toEqual([
		{ emotion: 'fear', stories: 1 },
		{ emotion: 'relief', stories: 2 }
	]);
	expect(course.attitudes).toEqual([{ attitude: 'positive', stories: 1 }]);
	expect(course.actions).toMatchObject([{ channels: ['NL-Alert'], at: minute(5), before: null, after: null }]);
	await stage.clock(log, 21);
	const later = await timeSeries(stage.reading(log));
	expect(later.actions, 'no quarter of an hour lies before it').toMatchObject([{ before: null, after: 2 }]);
	await stage.send(log, 'action.record', { id: fresh(ActionId), channel: 'NL-Alert', text: 'Weer', at: minute(16) });
	const last = await timeSeries(stage.reading(log));
	expect(last.actions).toMatchObject([{ at: minute(5) }, { at: minute(16), before: 2, after: null }]);
});

test('a fall is claimed only where the posts that nobody looked at could not change it', async () => {
	const { log, source, say, figures } = await rumour();
	const deliver = (text: string, count: number) =>
		stage.ingest.ingest(
			log,
			source,
			Array.from({ length: count }, () => post(text))
		);
	await stage.clock(log, 5);
	await deliver('vergiftigd', 20);
	await say('vergiftigd', 'supports');
	await stage.clock(log, 45);
	await deliver('vergiftigd', 4);
	await stage.clock(log, 61);
	expect((await figures()).course).toEqual({ now: 4, before: 21, trend: 'falls' });
	await deliver('iets anders', 60);
	expect((await figures()).course).toEqual({ now: 4, before: 21, trend: 'unsure' });
	expect(await unseenStories(stage.reading(log)), 'a story with only a label still waits').toBe(2);
	await stage.send(log, 'story.markLookedAt', { story: await stage.story(log, 'iets anders'), outcome: 'looked' });
	expect((await figures()).course.trend).toBe('falls');
	expect(await unseenStories(stage.reading(log))).toBe(1);
	expect(await postTotals(stage.reading(log), [minute(0), minute(45), minute(61), minute(62)])).toEqual([
		{ posts: 21, looked: 21 },
		{ posts: 4, looked: 4 },
		{ posts: 60, looked: 60 }
	]);
});

test('a chart does not begin before the incident, whatever is older or was requested', async () => {
	const { log, sources } = await stage.open('x');
	const older = post('rook', { publishedAt: minute(-20) });
	await stage.ingest.ingest(log, SourceId.parse(sources[0]), [older, post('rook')]);
	await stage.clock(log, 20);
	for (const from of [null, minute(-40), minute(-3)])
		expect(await timeSeries(stage.reading(log), from)).toMatchObject({ from: minute(0) });
	expect(await timeSeries(stage.reading(log), minute(10))).toMatchObject({ from: minute(10) });
});

test('nothing is drawn for hours without measurements: after an exercise, or when no source is read', async () => {
	const { log, sources } = await stage.open('x');
	await stage.clock(log, 20);
	await stage.ingest.ingest(log, SourceId.parse(sources[0]), [post('rook')]);
	await stage.clock(log, 45);
	expect(await timeSeries(stage.reading(log))).toMatchObject({ until: minute(45), steps: 9 });
	await stage.clock(log, 240);
	expect(await timeSeries(stage.reading(log))).toMatchObject({ until: minute(20), steps: 4 });
	await stage.send(log, 'action.record', { id: fresh(ActionId), channel: 'Website', text: 'Einde', at: minute(52) });
	expect(await timeSeries(stage.reading(log))).toMatchObject({ until: minute(52), steps: 11 });
	const reading = stage.reading(log);
	const read = new Map(
		[...reading.state.sources.entries()].map(([id, source]) => [id, { ...source, kind: 'program' as const }])
	);
	const state = { ...reading.state, sources: read };
	expect(await timeSeries({ ...reading, state })).toMatchObject({ until: minute(240), steps: 48 });
});

test('rumours are drawn by the posts that support or ask, the largest first; an outage is a period without measurements', async () => {
	const { log, sources } = await stage.open('x');
	const [small, large] = [fresh(FindingId), fresh(FindingId)];
	const tell = async (text: string, finding: FindingId, stance: string) => {
		await stage.ingest.ingest(log, SourceId.parse(sources[0]), [post(text)]);
		const story = await stage.story(log, text);
		await stage.send(log, 'story.label', { story, add: [{ kind: 'rumour', finding, stance }], remove: [] });
	};
	for (const id of [small, large])
		await stage.send(log, 'rumour.signal', { id, text: `Gerucht over ${id}`, offline: 'straat', seenIn: null });
	await tell('gif', small, 'supports');
	await tell('geen gif', small, 'denies');
	await tell('school', large, 'asks');
	await stage.clock(log, 7);
	await tell('school', large, 'asks');
	const source = SourceId.parse(sources[0]);
	const outage = { source, problem: null, normal: 4 };
	await stage.send(log, 'source.recordOutage', { ...outage, why: 'failed', from: minute(2), to: minute(4) }, system);
	await stage.send(log, 'source.recordOutage', { ...outage, why: 'silent', from: minute(5), to: minute(6) }, system);
	const { rumours, outages } = await timeSeries(stage.reading(log));
	expect(rumours).toEqual([
		{ rumour: large, posts: [1, 1] },
		{ rumour: small, posts: [1, 0] }
	]);
	expect(outages).toEqual([{ source, from: minute(2), to: minute(4) }]);
	// An outage that ended before the chart begins is not drawn.
	expect((await timeSeries(stage.reading(log), minute(3))).outages).toHaveLength(1);
	expect((await timeSeries(stage.reading(log), minute(5))).outages).toEqual([]);
});

test('a merged story counts once among the labelled ones, and both parts of a split count', async () => {
	const { log, sources } = await stage.open();
	await stage.ingest.ingest(
		log,
		SourceId.parse(sources[0]),
		['doel', 'doel', 'bron'].map((text) => post(text))
	);
	await feel(log, 'doel', { emotion: 'fear' });
	await feel(log, 'bron', { emotion: 'anger' });
	const into = await stage.story(log, 'doel');
	await stage.send(log, 'story.merge', { story: await stage.story(log, 'bron'), into, batch: fresh(BatchId) });
	expect((await timeSeries(stage.reading(log))).emotions).toEqual([{ emotion: 'fear', stories: 1 }]);
	const [one] = await stage.sql<
		{ id: string }[]
	>`select id from post where incident_id = ${log} and text = 'doel' limit 1`;
	await stage.send(log, 'story.split', { story: into, posts: [one?.id], into: fresh(BatchId), batch: fresh(BatchId) });
	expect((await timeSeries(stage.reading(log))).emotions).toEqual([{ emotion: 'fear', stories: 2 }]);
});

test('a long incident is shown in longer steps, never with more than fit in a chart', async () => {
	const { log } = await stage.open();
	for (const [hours, step] of [
		[9, 5],
		[20, 10],
		[72, 60],
		[2400, 1440],
		[24_000, 20_160]
	] as const) {
		await stage.clock(log, hours * 60);
		const action = { channel: 'Website', text: 'Liveblog', at: minute(hours * 60) };
		await stage.send(log, 'action.record', { id: fresh(ActionId), ...action });
		const course = await timeSeries(stage.reading(log));
		expect([hours, course.step]).toEqual([hours, step]);
		expect(course.steps).toBeLessThanOrEqual(122);
	}
});

test('what is waiting and what is unanswered is the same number on every screen', async () => {
	const { log, sources } = await stage.open('x');
	const source = SourceId.parse(sources[0]);
	const texts = Array.from({ length: 60 }, (_, at) => `bericht nummer ${at}`);
	await stage.ingest.ingest(
		log,
		source,
		texts.map((text) => post(text))
	);
	await stage.ingest.ingest(log, source, [post('van gisteren', { publishedAt: minute(-60) })]);
	await stage.send(log, 'story.markLookedAt', { story: await stage.story(log, 'bericht nummer 3'), outcome: 'looked' });
	const needs = [fresh(FindingId), fresh(FindingId), fresh(FindingId)];
	const question = (need: string | undefined) => `Is de rook giftig bij ${String(need)}?`;
	for (const id of needs)
		await stage.send(log, 'need.raise', { id, text: question(id), offline: 'balie', seenIn: null });
	await stage.send(log, 'need.startAnswer', { need: needs[1] });
	const answer = { need: needs[2], text: 'Nee.', fact: null, channel: 'website', at: null };
	await stage.send(log, 'need.answer', answer);
	const confirmed = { need: needs[2], basis: answerBasis(question(needs[2]), answer) };
	await stage.send(log, 'need.confirmAnswer', confirmed, anna);

	const reading = stage.reading(log);
	const listed: string[] = [];
	for (let cursor: string | null = null, pages = 0; pages < 5; pages += 1) {
		const page = await waiting(reading, new GrowthSnapshots(), cursor, 50);
		listed.push(...page.ids);
		cursor = page.next;
		if (cursor === null) break;
	}
	const points = new Map((await openPoints(reading, minute(0))).map(({ point, count }) => [point, count]));
	expect(listed).toHaveLength(60);
	expect(new Set(listed)).toContain(await stage.story(log, 'van gisteren'));
	expect([(await queueTotals(reading)).waiting, points.get('waiting')]).toEqual([listed.length, listed.length]);
	expect(unansweredNeeds(reading.state).map(({ id }) => id)).toEqual(needs.slice(0, 2));
	expect(points.get('needs')).toBe(2);
});
