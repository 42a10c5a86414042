import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuthorNumber, FindingId, SourceId, type IncidentId, type StoryId } from '$lib/domain/core/ids';
import { MAX_SPREAD_VOICES, SpreadHistory } from '$lib/domain/overview/spread-history';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { spreadHistory, SpreadQuery } from '$lib/server/read/queries/spread-history';
import { fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const OURS = 'Gemeente Waterveen';
const by = (name: string, followers: number | null, kind: 'private' | 'media' | 'organisation' = 'private') => ({
	author: { externalId: name, handle: name, name, kind, followers }
});

/** An incident in which people post from several sources. */
async function openWithSources() {
	const { log, sources } = await stage.open('x', 'mastodon', 'phone');
	const say = async (text: string, at: number, where: 0 | 1 | 2, to: Partial<RawPost> = {}): Promise<StoryId> => {
		await stage.clock(log, at);
		const platform = (['x', 'mastodon', 'phone'] as const)[where];
		await stage.ingest.ingest(log, SourceId.parse(sources[where]), [post(text, { platform, ...to })]);
		return stage.story(log, text);
	};
	return { log, sources: sources.map((id) => SourceId.parse(id)), say };
}
const ofStory = (log: IncidentId, story: StoryId) => spreadHistory(stage.reading(log), { story, finding: null }, OURS);
const ofFinding = (log: IncidentId, finding: FindingId) =>
	spreadHistory(stage.reading(log), { story: null, finding }, OURS);

test('a story: its first post, and the sources in the order in which it reached them, each with its number of posts', async () => {
	const { log, sources, say } = await openWithSources();
	const text = 'er zijn twee doden';
	await say(text, 12, 1, by('tweede', 50));
	const story = await say(text, 40, 2, { author: null });
	await say(text, 41, 2, { author: null });
	// Published before it was seen elsewhere, and delivered last.
	await say(text, 50, 0, { ...by('eerste', 5), publishedAt: minute(3), url: 'https://x.example/1' });
	await say(text, 51, 0, by('eerste', 5));
	await say('iets anders', 52, 0);
	const found = await ofStory(log, story);
	expect(SpreadHistory.parse(found)).toEqual(found);
	expect(found).toMatchObject({
		posts: 5,
		authors: 4,
		first: { text, at: minute(3), url: 'https://x.example/1', platform: 'x', source: sources[0] },
		path: [
			{ source: sources[0], platform: 'x', first: minute(3), posts: 2, authors: 1 },
			{ source: sources[1], platform: 'mastodon', first: minute(12), posts: 1, authors: 1 },
			{ source: sources[2], platform: 'phone', first: minute(40), posts: 2, authors: 2 }
		]
	});
});

test('the largest accounts: media and organisations by name before people as numbers; unknown reach last, callers never', async () => {
	const { log, say } = await openWithSources();
	const text = 'de school is dicht';
	const story = await say(text, 1, 0, by('Jan de Wit', 90_000));
	await say(text, 2, 0, by('Omroep', null, 'media'));
	await say(text, 3, 0, by('Waterbedrijf', 400, 'organisation'));
	await say(text, 4, 0, by('Onbekend', null));
	await say(text, 5, 0, by('Piet', 3));
	await say(text, 6, 2, { author: null });
	const voices = async () =>
		(await ofStory(log, story)).voices.map(({ author, reach }) => [author.name ?? author.kind, reach]);
	expect(await voices()).toEqual([
		['Waterbedrijf', 400],
		['Omroep', null],
		['private', 90_000],
		['private', 3],
		['private', null]
	]);
	expect(JSON.stringify(await ofStory(log, story))).not.toMatch(/Jan de Wit|Piet|Onbekend/);
	// A person says that the first is an office holder: then the name is shown.
	await stage.send(log, 'author.setKind', { author: AuthorNumber.parse(1), kind: 'officeHolder' });
	expect((await voices())[0]).toEqual(['Jan de Wit', 90_000]);
	for (let more = 0; more < MAX_SPREAD_VOICES; more++) await say(text, 7, 0, by(`meer ${more}`, 1));
	expect(await voices()).toHaveLength(MAX_SPREAD_VOICES);
});

test('a rumour spreads by posts that support it or ask about it, never by a denial or by our own account', async () => {
	const { log, say } = await openWithSources();
	const rumour = fresh(FindingId);
	await stage.send(log, 'rumour.signal', { id: rumour, text: 'Het water is giftig', offline: 'straat', seenIn: null });
	expect(await ofFinding(log, rumour)).toEqual({ posts: 0, authors: 0, first: null, path: [], voices: [] });
	const link = async (story: StoryId, stance: string) =>
		stage.send(log, 'story.label', { story, add: [{ kind: 'rumour', finding: rumour, stance }], remove: [] });
	await link(await say('onzin, het water is goed', 1, 0), 'denies');
	await link(await say('is het water giftig?', 2, 0, by('gemeente', 9_000, 'organisation')), 'asks');
	await say('is het water giftig?', 3, 0, { author: { ...by('g2', 1, 'organisation').author, name: OURS } });
	await link(await say('het water is giftig', 5, 1), 'supports');
	const found = await ofFinding(log, rumour);
	expect(found).toMatchObject({ posts: 2, first: { text: 'is het water giftig?', at: minute(2) } });
	expect(found.path.map(({ platform, posts }) => [platform, posts])).toEqual([
		['x', 1],
		['mastodon', 1]
	]);
	expect(found.voices.map(({ author }) => author.name)).toEqual(['gemeente', null]);
});

test('another incident’s story gives nothing, and the request must be for one story or one finding', async () => {
	const [one, other] = [await openWithSources(), await openWithSources()];
	const story = await one.say('hier', 1, 0);
	expect(await ofStory(other.log, story)).toMatchObject({ posts: 0, first: null });
	const finding = fresh(FindingId);
	expect(SpreadQuery.safeParse({ story, finding }).success).toBe(false);
	expect(SpreadQuery.safeParse({}).success).toBe(false);
	expect(SpreadQuery.safeParse({ finding }).success).toBe(true);
});
