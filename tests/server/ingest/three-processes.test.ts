import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BatchId, type IncidentId } from '$lib/domain/core/ids';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { verifyLog } from '$lib/server/log/verify';
import { carla, fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';
import { openOn, textsOf } from './processes';

/* Three processes receive posts of one incident and take turns: nobody sees a difference from one process. */

const stages: Stage[] = [];
let one: Stage;
let two: Stage;
beforeAll(async () => {
	one = await Stage.set(analysisHere);
	two = await Stage.beside(one.database, undefined, analysisHere);
	stages.push(one, two, await Stage.beside(one.database, undefined, analysisHere));
});
afterAll(async () => {
	for (const stage of stages.toReversed()) await stage.strike();
});

const topics = [
	'De brug bij de sluis is dicht voor alle verkeer, rijd om via de ring',
	'Op de Molendijk ruikt het naar rook, zeggen drie mensen',
	'Wie weet waar de opvang voor kinderen van de basisschool is?',
	'Het water uit de kraan in Oosterwijk heeft een vreemde kleur',
	'De sporthal aan het Kerkplein gaat om acht uur open als opvang'
];
const by = (number: number) => ({
	author: { externalId: `a${number}`, handle: `a${number}`, name: `Naam ${number}`, followers: number }
});
/** So many posts, copies of these topics by turns; an author posts about every seventh. */
const copies = (count: number): RawPost[] =>
	Array.from({ length: count }, (_, i) => {
		const text = topics[i % topics.length] ?? '';
		return post(i < topics.length ? text : `RT @lezer${i}: ${text}`, by(i % 7));
	});

/** What is stored of an incident, by the ids that the source uses. */
async function storedOf(log: IncidentId) {
	const posts = await one.sql<{ id: string; story: string; author: number | null }[]>`
		select external_id as id, story_id as story, author from post where incident_id = ${log} order by external_id`;
	const stories = new Map<string, string[]>();
	for (const { id, story } of posts) stories.set(story, [...(stories.get(story) ?? []), id]);
	const counts = await one.sql<{ story: string; posts: number; authors: number; reach: string }[]>`
		select story_id as story, posts, authors, reach from story_count where incident_id = ${log} and posts > 0`;
	const events = await one.sql<{ seq: number; type: string; count: number | null }[]>`
		select seq, type, (data->>'count')::int as count from event where log_id = ${log} order by seq`;
	expect(await verifyLog(one.sql, log)).toMatchObject({ ok: true });
	expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
	return {
		authors: posts.map(({ id, author }) => [id, author] as const),
		events: events.map(({ type, count }) => [type, count] as const),
		/** Each story: its posts and its counts. */
		stories: counts
			.map(({ story, ...counted }) => ({ ids: stories.get(story), ...counted }))
			.toSorted((a, b) => ((a.ids?.[0] ?? '') < (b.ids?.[0] ?? '') ? -1 : 1))
	};
}
const arrived = (events: readonly (readonly [string, number | null])[]): number =>
	events.reduce((sum, [type, count]) => sum + (type === 'posts.arrived' ? (count ?? 0) : 0), 0);

/** Delivers these posts five at a time, each part to the next process; halfway a person merges two stories. */
async function deliverInTurn(processes: readonly Stage[], posts: readonly RawPost[]): Promise<IncidentId> {
	const { log, source } = await openOn(one, ...stages);
	const outcomes: string[] = [];
	for (let at = 0; at < posts.length; at += 5) {
		const process = processes[(at / 5) % processes.length] ?? one;
		if (at === 50) {
			const [bridge, smoke] = [await one.story(log, topics[0] ?? ''), await one.story(log, topics[1] ?? '')];
			await process.send(log, 'story.merge', { story: smoke, into: bridge, batch: fresh(BatchId) });
		}
		outcomes.push(...(await process.ingest.ingest(log, source, posts.slice(at, at + 5))).outcomes);
	}
	expect(new Set(outcomes)).toEqual(new Set(['stored']));
	return log;
}

test('three processes that take turns store what one process stores: the same events, stories, authors and counts', async () => {
	const posts = copies(100);
	const byThree = await storedOf(await deliverInTurn(stages, posts));
	const byOne = await storedOf(await deliverInTurn([one], posts));
	expect(byThree).toEqual(byOne);
	expect(byThree.stories.map(({ ids }) => ids?.length).toSorted()).toEqual([20, 20, 20, 40]);
	expect(byThree.authors).toHaveLength(100);
});

test('three processes that store at the same time, partly the same posts, store each once, with its copies in one story', async () => {
	const { log, source } = await openOn(one, ...stages);
	const posts = copies(300);
	const feed = async (process: Stage, from: number): Promise<string[]> => {
		const outcomes: string[] = [];
		for (let at = from; at < from + 200; at += 20)
			outcomes.push(...(await process.ingest.ingest(log, source, posts.slice(at % 300, (at % 300) + 20))).outcomes);
		return outcomes;
	};
	const outcomes = (await Promise.all(stages.map((process, i) => feed(process, i * 100)))).flat();
	expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(300);
	expect(outcomes.filter((outcome) => outcome === 'known')).toHaveLength(300);

	const byThree = await storedOf(log);
	const again = await openOn(one);
	await one.ingest.ingest(again.log, again.source, posts);
	const byOne = await storedOf(again.log);
	expect(byThree.stories).toEqual(byOne.stories);
	expect(arrived(byThree.events)).toBe(300);
	// An author has one number, whichever process met the author first.
	const numbers = new Map(
		byThree.authors.map(([id, number]) => [byOne.authors.find(([own]) => own === id)?.[1], number])
	);
	expect(byThree.authors.map(([, number]) => number)).toEqual(byOne.authors.map(([, number]) => numbers.get(number)));
	expect(new Set(numbers.values()).size).toBe(7);
});

test('a process reads the newest events before it stores: it uses the exercise clock as another process set it', async () => {
	const { log, source } = await openOn(one, two);
	await two.ingest.ingest(log, source, [post('rook')]);
	// Ten seconds later it watches the incident no longer, and reads its log only once a second.
	const now = performance.now.bind(performance);
	const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + 11_000);
	let minutes = 60;
	const isBehind = async (): Promise<boolean> => {
		await one.clock(log, ++minutes);
		return !two.logs.isCaughtUp(log);
	};
	await expect.poll(isBehind).toBe(true);
	await two.ingest.ingest(log, source, [post('brand')]);
	later.mockRestore();
	const [row] = await one.sql<{ at: Date }[]>`
		select received_at as at from post where incident_id = ${log} and text = 'brand'`;
	expect(row?.at.toISOString()).toBe(minute(minutes));
});

test.each([
	['a source that another process paused', 'source.notActive'],
	['posts of an incident that another process closed', 'incident.closed']
])('%s: refused, also by a process that has not read it yet', async (_, code) => {
	const late = await Stage.beside(one.database, undefined, analysisHere);
	const { log, source } = await openOn(one, late);
	await late.logs.stop();
	if (code === 'source.notActive') await one.send(log, 'source.setState', { source, state: 'paused', why: null });
	else await one.send(log, 'incident.close', {}, carla);
	await expect(late.ingest.ingest(log, source, [post('te laat')])).rejects.toEqual(
		expect.objectContaining({ name: 'Refusal', code })
	);
	expect(await textsOf(one, log)).toEqual([]);
	await late.strike();
});
