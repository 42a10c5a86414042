import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { PlaceFigures } from '$lib/domain/overview/place-figures';
import { placeFigures } from '$lib/server/read/queries/stories/place-figures';
import { fresh } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const neighbourhoods = [
	{ name: 'Zuid', names: ['Havenweg'] },
	{ name: 'Lage Kamp', names: [] },
	{ name: 'Oost', names: ['Café-straat'] }
];

async function openWithNeighbourhoods() {
	const { log, sources } = await stage.open('x');
	const source = SourceId.parse(sources[0]);
	const say = async (text: string, at: number, author: string | null = text): Promise<void> => {
		await stage.clock(log, at);
		const by = author && {
			externalId: author,
			handle: author,
			name: author,
			kind: 'private' as const,
			followers: null
		};
		await stage.ingest.ingest(log, source, [post(text, { platform: 'x', author: by || null })]);
	};
	await stage.send(log, 'incident.setNeighbourhoods', { neighbourhoods });
	return { log, say };
}
const figures = (log: IncidentId) => placeFigures(stage.reading(log));

test('each neighbourhood counts the posts of the last thirty minutes that name it, as plain SQL does', async () => {
	const { log, say } = await openWithNeighbourhoods();
	for (const [text, at] of [
		['brand in zuid, heel lang geleden', 1],
		['rook boven ZUID', 40],
		['rook aan de Havenweg en in Lage Kamp', 70],
		['Zuid ruikt naar rook', 75],
		['in Zuid-Holland is het mooi weer', 76],
		['de Café-straat is dicht', 77],
		['de cafe-straat is weer open', 78],
		['niemand noemt iets', 80],
		['Zuid, Zuid en nog eens zuid', 81]
	] as const)
		await say(text, at);
	await say('vraag uit lage kamp', 82, null);
	await say('nog een vraag uit Lage Kamp', 83, null);
	await stage.clock(log, 90);

	const found = await figures(log);
	expect(PlaceFigures.parse(found)).toEqual(found);
	expect(found.places.map(({ name, posts, before, authors }) => [name, posts, before, authors])).toEqual([
		['Zuid', 3, 1, 3],
		['Lage Kamp', 3, 0, 3],
		['Oost', 2, 0, 2]
	]);
	expect([found.placed, found.unplaced]).toEqual([7, 2]);
	const counted = await stage.database.sql<{ zuid: number; kamp: number; oost: number }[]>`
		select (count(*) filter (where text ~* '(^|[^-])\\m(zuid|havenweg)\\M(?!-)'))::int as zuid,
			(count(*) filter (where text ~* '\\mlage kamp\\M'))::int as kamp,
			(count(*) filter (where text ilike '%caf_-straat%'))::int as oost
		from post where incident_id = ${log} and at > ${found.at}::timestamptz - interval '30 minutes'`;
	expect(counted[0]).toEqual({
		zuid: found.places[0]?.posts,
		kamp: found.places[1]?.posts,
		oost: found.places[2]?.posts
	});
});

test('posts count for the findings that their story is evidence for, and for no other', async () => {
	const { log, say } = await openWithNeighbourhoods();
	await say('Er is gif in het water in Zuid, zegt de buurman', 70);
	await stage.clock(log, 80);
	const story = await stage.story(log, 'Er is gif in het water in Zuid, zegt de buurman');
	const rumour = fresh(FindingId);
	await stage.send(log, 'rumour.signal', { id: rumour, text: 'Het water is giftig', offline: 'straat', seenIn: null });
	expect((await figures(log)).places[0]).toMatchObject({ posts: 1, findings: [] });
	const link = { kind: 'rumour', finding: rumour, stance: 'supports' };
	await stage.send(log, 'story.label', { story, add: [link], remove: [] });
	const found = await figures(log);
	expect(found.places[0]?.findings).toEqual([{ kind: 'rumour', finding: rumour, posts: 1 }]);
	expect(found.places[1]?.findings).toEqual([]);
});

test('without neighbourhoods there are no places, and no post is counted for one', async () => {
	const { log, say } = await openWithNeighbourhoods();
	await say('rook in Zuid', 70);
	await stage.clock(log, 80);
	await stage.send(log, 'incident.setNeighbourhoods', { neighbourhoods: [] });
	expect(await figures(log)).toMatchObject({ places: [], placed: 0, unplaced: 1 });
});
