import { afterAll, beforeAll, expect, test } from 'vitest';
import { BatchId, FindingId, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { StoryCard } from '$lib/domain/stories/card';
import { Suggestions } from '$lib/server/read/queries/stories/suggestions';
import { Stories } from '$lib/server/read/queries/stories/stories';
import type { ProposeJob } from '$lib/server/analysis/worker/jobs';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { analysisOnThisThread, type AnalysisThread } from '$lib/server/analysis/worker/analysis-thread';
import { deferred, settle } from '../../concurrency/deferred';
import { bram, carla, fresh } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

/** In milliseconds. Long, for a busy machine: these tests are about what is proposed, not when. */
const LONG_LIMITS = { review: 300, proposals: 60_000 };

let stage: Stage;
let suggestions: Suggestions;
let stories: Stories;
beforeAll(async () => {
	stage = await Stage.set();
	suggestions = new Suggestions(stage.sql, stage.logs, analysisOnThisThread(), LONG_LIMITS);
	stage.logs.listen(suggestions);
	stories = new Stories(stage.sql, suggestions);
});
afterAll(async () => {
	suggestions.stop();
	await stage.strike();
});

const LABELLED = [
	'Het drinkwater in Zuid is vergiftigd door het bluswater',
	'Niet uit de kraan drinken, het drinkwater is vergiftigd'
] as const;
const NEW = 'Mijn buurman zegt dat het drinkwater vergiftigd is door bluswater';

const OTHER = [
	'De trein naar Utrecht rijdt niet',
	'Veel rook boven de wijk',
	'Gaan de scholen dicht?',
	'Politie sluit de Havenweg af',
	'Sterkte voor alle bewoners',
	'Wanneer komt de burgemeester?',
	'Het stinkt naar rubber'
];

/** Opens an incident in which some other stories were looked at: a word is only rare compared with other words. */
async function openWithRumour() {
	const { log, sources } = await stage.open();
	await stage.ingest.ingest(
		log,
		SourceId.parse(sources[0]),
		[...LABELLED, NEW, ...OTHER].map((text) => post(text))
	);
	for (const text of OTHER.slice(1))
		await stage.send(log, 'story.markLookedAt', { story: await stage.story(log, text), outcome: 'looked' });
	const rumour = fresh(FindingId);
	await stage.send(log, 'rumour.signal', {
		id: rumour,
		text: 'Bewering een',
		offline: 'straat',
		seenIn: null
	});
	return { log, rumour, source: SourceId.parse(sources[0]) };
}
const link = async (log: IncidentId, text: string, finding: FindingId, by = bram) =>
	stage.send(
		log,
		'story.label',
		{ story: await stage.story(log, text), add: [{ kind: 'rumour', finding, stance: 'supports' }], remove: [] },
		by
	);
/** The finding that a card has first, unless that is like nothing in the story. */
const first = (card: StoryCard | undefined): FindingId | null =>
	card?.likely.find(({ likeness }) => likeness >= 0.2)?.finding ?? null;
const likeliest = async (log: IncidentId, text = NEW) => {
	const [card] = await stories.cards(stage.reading(log), [await stage.story(log, text)]);
	expect(StoryCard.parse(card)).toEqual(card);
	return first(card);
};

test('a waiting story has first what similar stories were linked to; a story like no other has nothing', async () => {
	const { log, rumour } = await openWithRumour();
	expect(await likeliest(log), 'nothing was labelled').toBeNull();
	for (const text of LABELLED) await link(log, text, rumour);
	expect(await likeliest(log)).toBe(rumour);
	expect(await likeliest(log, 'De trein naar Utrecht rijdt niet')).toBeNull();
});

test("labels of colleagues count like one's own", async () => {
	const { log, rumour } = await openWithRumour();
	await link(log, LABELLED[0], rumour, bram);
	await link(log, LABELLED[1], rumour, carla);
	expect(await likeliest(log)).toBe(rumour);
});

test('labels from before this process started are learnt at the first look', async () => {
	const { log, rumour } = await openWithRumour();
	for (const text of LABELLED) await link(log, text, rumour);
	const later = new Stories(stage.sql, new Suggestions(stage.sql, stage.logs, analysisOnThisThread(), LONG_LIMITS));
	const [card] = await later.cards(stage.reading(log), [await stage.story(log, NEW)]);
	expect(first(card)).toBe(rumour);
	later.suggestions?.stop();
});

test('a second look while labels are being learnt waits no longer than the first; the hints come later', async () => {
	const { log, rumour } = await openWithRumour();
	for (const text of LABELLED) await link(log, text, rumour);
	const [here, proposalStarted, gate] = [analysisOnThisThread(), deferred(), deferred()];
	const thread: Pick<AnalysisThread, 'propose' | 'forget'> = {
		async propose(job) {
			proposalStarted.resolve();
			await gate.promise;
			return here.propose(job);
		},
		forget: (index) => here.forget(index)
	};
	let now = 0;
	const later = new Suggestions(stage.sql, stage.logs, thread, LONG_LIMITS, () => now);
	const cards = new Stories(stage.sql, later);
	const story = await stage.story(log, NEW);
	const firstLook = cards.cards(stage.reading(log), [story]);
	await proposalStarted.promise;
	now = LONG_LIMITS.proposals;
	const [second] = await cards.cards(stage.reading(log), [story]);
	expect(first(second)).toBeNull();
	gate.resolve();
	for (const [card] of [await firstLook, await cards.cards(stage.reading(log), [story])])
		expect(first(card)).toBe(rumour);
	later.stop();
});

test('an undone label no longer counts, nor does a closed finding; a merged finding counts as the one it was merged into', async () => {
	const { log, rumour } = await openWithRumour();
	for (const text of LABELLED) await link(log, text, rumour);
	const other = fresh(FindingId);
	await stage.send(log, 'rumour.signal', { id: other, text: 'Bewering twee', offline: 'straat', seenIn: null });
	await stage.send(log, 'finding.merge', { kind: 'rumour', finding: rumour, into: other });
	expect(await likeliest(log)).toBe(other);
	await stage.send(log, 'finding.close', { kind: 'rumour', finding: other }, carla);
	expect(await likeliest(log)).toBeNull();
	await stage.send(log, 'finding.reopen', { kind: 'rumour', finding: other }, carla);
	expect(await likeliest(log)).toBe(other);
	for (const text of LABELLED)
		await stage.send(log, 'story.label', { story: await stage.story(log, text), add: [], remove: [other] });
	expect(await likeliest(log)).toBeNull();
});

test('a story that was looked at has no hints', async () => {
	const { log, rumour } = await openWithRumour();
	for (const text of LABELLED) await link(log, text, rumour);
	await stage.send(log, 'story.markLookedAt', { story: await stage.story(log, NEW), outcome: 'looked' });
	expect(await likeliest(log)).toBeNull();
});

test('posts that were split off or merged teach by the labels of their current story', async () => {
	const { log, rumour } = await openWithRumour();
	for (const text of LABELLED) await link(log, text, rumour);
	const into = await stage.story(log, 'De trein naar Utrecht rijdt niet');
	for (const text of LABELLED)
		await stage.send(log, 'story.merge', { story: await stage.story(log, text), into, batch: fresh(BatchId) });
	expect(await likeliest(log), 'only the story about the train has the labels now').toBeNull();
});

test('hints for stories on the screens are renewed when labels change, and sent', async () => {
	const { log, rumour } = await openWithRumour();
	const notified: unknown[] = [];
	// Of this incident alone: those of other tests may still be looked at.
	const unlisten = suggestions.listen((incident, changed) => {
		if (incident === log) notified.push(changed);
	});
	await likeliest(log);
	await likeliest(log, OTHER[0]);
	for (const text of LABELLED) await link(log, text, rumour);
	await expect.poll(() => notified).toEqual([[await stage.story(log, NEW)]]);
	unlisten();
});

test('reading a newer hint on one screen does not keep it from other screens', async () => {
	const { log, rumour } = await openWithRumour();
	const slow = new Suggestions(stage.sql, stage.logs, analysisOnThisThread(), { ...LONG_LIMITS, review: 5_000 });
	const unlisten = stage.logs.listen(slow);
	const notified: unknown[] = [];
	slow.listen((_, changed) => notified.push(...changed));
	const [bare] = await cardsOf(stage.reading(log), [await stage.story(log, NEW)]);
	if (!bare) throw new Error('no card');
	const read = async () => first((await slow.add(log, [bare]))[0]);
	expect(await read(), 'what the screens have').toBeNull();
	for (const text of LABELLED) await link(log, text, rumour);
	expect(await read(), 'another reader, before any review').not.toBeNull();
	expect(notified).toEqual([]);
	await expect.poll(() => notified).toEqual([bare.id]);
	unlisten();
	slow.stop();
});

/** Suggestions of their own, by a thread that can be hindered. */
async function hindered(hinder: (job: ProposeJob, thread: AnalysisThread) => ReturnType<AnalysisThread['propose']>) {
	const { log, rumour } = await openWithRumour();
	for (const text of LABELLED) await link(log, text, rumour);
	const thread = analysisOnThisThread();
	const own = new Suggestions(stage.sql, stage.logs, {
		propose: (job) => hinder(job, thread),
		forget: (index) => {
			thread.forget(index);
		}
	});
	const unlisten = stage.logs.listen(own);
	const notified: unknown[] = [];
	own.listen((_, changed) => notified.push(...changed));
	const [bare] = await cardsOf(stage.reading(log), [await stage.story(log, NEW)]);
	if (!bare) throw new Error('no card');
	const card = async (): Promise<StoryCard | undefined> => (await own.add(log, [bare]))[0];
	const stop = (): void => {
		unlisten();
		own.stop();
	};
	return { log, rumour, card, notified, story: bare.id, stop };
}

test('when the thread dies while hints are being made, another learns everything, and they come after all', async () => {
	let deaths = 0;
	const { rumour, card, notified, story, stop } = await hindered(async (job, thread) => {
		if (job.stories.length === 0 || deaths > 0) return thread.propose(job);
		deaths += 1;
		thread.forget(job.index);
		return null;
	});
	expect(first(await card()), 'the thread died').toBeNull();
	await expect.poll(() => notified).toEqual([story]);
	expect(first(await card())).toBe(rumour);
	stop();
});

test('labels that change while a hint is being made are used, also when the older answer arrives last', async () => {
	const old = deferred();
	let jobCount = 0;
	const { log, rumour, card, stop } = await hindered(async (job, thread) => {
		const answer = await thread.propose(job);
		if (job.stories.length > 0 && (jobCount += 1) === 1) await old.promise;
		return answer;
	});
	expect(first(await card()), 'it takes too long').toBeNull();
	const other = fresh(FindingId);
	await stage.send(log, 'rumour.signal', { id: other, text: 'Bewering drie', offline: 'straat', seenIn: null });
	await stage.send(log, 'finding.merge', { kind: 'rumour', finding: rumour, into: other });
	const now = async () => first(await card());
	await expect.poll(now).toBe(other);
	const before = jobCount;
	old.resolve();
	await settle();
	expect(await now()).toBe(other);
	expect(jobCount, 'the newer answer is still the one that is known').toBe(before);
	stop();
});

const FIRST = 'Twee kinderen liggen met rook in de longen in het ziekenhuis, zegt hun oma';
const AGAIN = 'Oma van twee kinderen vertelt: ze zijn in het ziekenhuis, rook in hun longen gekregen';

/** The earlier story in other words, with some others around it. */
async function retold(again = AGAIN) {
	const { log, sources } = await stage.open();
	const source = SourceId.parse(sources[0]);
	await stage.ingest.ingest(
		log,
		source,
		[FIRST, FIRST, ...OTHER].map((text) => post(text))
	);
	await stage.ingest.ingest(log, source, [post(again)]);
	return { log, first: await stage.story(log, FIRST), again: await stage.story(log, again) };
}
const perhapsSame = async (log: IncidentId, text = AGAIN) => {
	const [card] = await stories.cards(stage.reading(log), [await stage.story(log, text)]);
	expect(StoryCard.parse(card)).toEqual(card);
	return card?.perhapsSame ?? null;
};

test('a story that retells an earlier one points to it with its text, and the earlier one points to none', async () => {
	const { log, first } = await retold();
	expect(await perhapsSame(log)).toMatchObject({
		story: first,
		text: FIRST,
		posts: 2,
		reason: { method: 'stories.retelling' }
	});
	expect(await perhapsSame(log, FIRST)).toBeNull();
});

test('two stories that a person kept apart are not proposed to anyone again, until that is undone', async () => {
	const { log, first, again } = await retold();
	await stage.send(log, 'story.keepApart', { story: again, other: first, apart: true }, carla);
	expect(await perhapsSame(log)).toBeNull();
	await stage.send(log, 'story.keepApart', { story: again, other: first, apart: false });
	expect(await perhapsSame(log)).toMatchObject({ story: first });
});

test('a story that was merged into another is not proposed', async () => {
	const { log, first } = await retold();
	const into = await stage.story(log, OTHER[0] ?? '');
	await stage.send(log, 'story.merge', { story: first, into, batch: fresh(BatchId) });
	expect(await perhapsSame(log)).toBeNull();
});

test('a call for help is not proposed as the same as another story, unless somebody said that it is none', async () => {
	const { log, first, again } = await retold();
	await stage.send(log, 'story.setHelp', { story: first, help: 'pinned' });
	expect(await perhapsSame(log)).toBeNull();
	await stage.send(log, 'story.setHelp', { story: first, help: 'dismissed' });
	expect(await perhapsSame(log)).toMatchObject({ story: first });
	await stage.send(log, 'story.setHelp', { story: again, help: 'pinned' });
	expect(await perhapsSame(log)).toBeNull();
});

test('undoing a merge leaves both as they were, in the tables too', async () => {
	const { log, first, again } = await retold();
	await stage.send(log, 'story.markLookedAt', { story: first, outcome: 'notRelevant' });
	await stage.send(log, 'story.merge', { story: again, into: first, batch: fresh(BatchId) });
	await stage.send(log, 'story.unmerge', { story: again, batch: fresh(BatchId) });
	const [restored, earlier] = await stories.cards(stage.reading(log), [again, first]);
	expect(restored).toMatchObject({ posts: 1, waiting: true, lead: { text: AGAIN }, perhapsSame: { story: first } });
	expect(restored?.mergedInto).toBeNull();
	expect(earlier).toMatchObject({ posts: 2, waiting: false });
});
