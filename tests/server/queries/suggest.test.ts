import { afterAll, beforeAll, expect, test } from 'vitest';
import { BatchId, FindingId, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { StoryCard } from '$lib/domain/stories/card';
import { Suggestions } from '$lib/server/queries/stories/suggestions';
import { Stories } from '$lib/server/queries/stories/stories';
import { carla, fresh } from '../../domain/sample';
import { post, Stage } from '../stage';

let stage: Stage;
let suggestions: Suggestions;
let stories: Stories;
beforeAll(async () => {
	stage = await Stage.set();
	suggestions = new Suggestions(stage.sql, stage.logs);
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
];
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

/** Some other stories were looked at before: what is rare shows only against what is not. */
async function scene() {
	const { log, sources } = await stage.open();
	await stage.ingest.ingest(
		log,
		SourceId.parse(sources[0]),
		[...LABELLED, NEW, ...OTHER].map((text) => post(text))
	);
	for (const text of OTHER.slice(1))
		await stage.send(log, 'story.look', { story: await stage.story(log, text), outcome: 'looked' });
	const rumour = fresh(FindingId);
	await stage.send(log, 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: 'straat',
		seenIn: null
	});
	return { log, rumour, source: SourceId.parse(sources[0]) };
}
const link = async (log: IncidentId, text: string, finding: FindingId) =>
	stage.send(log, 'story.label', {
		story: await stage.story(log, text),
		add: [{ kind: 'rumour', finding, stance: 'supports' }],
		remove: []
	});
const proposal = async (log: IncidentId, text = NEW) => {
	const [card] = await stories.cards(stage.reading(log), [await stage.story(log, text)]);
	expect(StoryCard.parse(card)).toEqual(card);
	return card?.suggestion ?? null;
};

test('a story that waits is proposed what people said of those it looks like, with why; never one that looks like nothing', async () => {
	const { log, rumour } = await scene();
	expect(await proposal(log), 'nothing was labelled').toBeNull();
	for (const text of LABELLED) await link(log, text, rumour);
	expect(await proposal(log)).toMatchObject({
		links: [{ kind: 'rumour', finding: rumour }],
		support: 2,
		reason: { method: 'suggestions.nearest', reason: 'alike: 2' }
	});
	expect(await proposal(log, 'De trein naar Utrecht rijdt niet')).toBeNull();
});

test('what people labelled before this process began is learnt at the first look', async () => {
	const { log, rumour } = await scene();
	for (const text of LABELLED) await link(log, text, rumour);
	const later = new Stories(stage.sql, new Suggestions(stage.sql, stage.logs));
	const [card] = await later.cards(stage.reading(log), [await stage.story(log, NEW)]);
	expect(card?.suggestion?.links).toMatchObject([{ finding: rumour }]);
	later.suggestions?.stop();
});

test('a label taken back is no longer proposed; nor is a finding that was closed; after a merge it is the one it lives on in', async () => {
	const { log, rumour } = await scene();
	for (const text of LABELLED) await link(log, text, rumour);
	const other = fresh(FindingId);
	await stage.send(log, 'rumour.signal', { id: other, text: 'Water giftig', offline: 'straat', seenIn: null });
	await stage.send(log, 'finding.merge', { kind: 'rumour', finding: rumour, into: other });
	expect((await proposal(log))?.links).toMatchObject([{ finding: other }]);
	await stage.send(log, 'finding.close', { kind: 'rumour', finding: other }, carla);
	expect((await proposal(log))?.links ?? []).toEqual([]);
	await stage.send(log, 'finding.reopen', { kind: 'rumour', finding: other }, carla);
	expect((await proposal(log))?.links).toHaveLength(1);
	for (const text of LABELLED)
		await stage.send(log, 'story.label', { story: await stage.story(log, text), add: [], remove: [other] });
	expect(await proposal(log)).toBeNull();
});

test('what an authority or the press says is proposed for its rumour without a stance', async () => {
	const { log, rumour, source } = await scene();
	for (const text of LABELLED) await link(log, text, rumour);
	const [said, read] = [
		'Het drinkwater in Zuid vergiftigd door bluswater!',
		'Drinkwater in Zuid vergiftigd door bluswater'
	];
	await stage.ingest.ingest(log, source, [post(said), post(read, { platform: 'news' })]);
	expect((await proposal(log, said))?.links).toMatchObject([{ finding: rumour, stance: 'supports' }]);
	expect((await proposal(log, read))?.links).toMatchObject([{ finding: rumour, stance: null }]);
	const [card] = await stories.cards(stage.reading(log), [await stage.story(log, said)]);
	await stage.send(log, 'author.setKind', { author: card?.lead.author?.number, kind: 'organisation' });
	expect((await proposal(log, said))?.links).toMatchObject([{ finding: rumour, stance: null }]);
});

test('a story that was looked at gets no proposal', async () => {
	const { log, rumour } = await scene();
	for (const text of LABELLED) await link(log, text, rumour);
	await stage.send(log, 'story.look', { story: await stage.story(log, NEW), outcome: 'looked' });
	expect(await proposal(log)).toBeNull();
});

test('posts split off or merged teach by where they stand now', async () => {
	const { log, rumour } = await scene();
	for (const text of LABELLED) await link(log, text, rumour);
	const into = await stage.story(log, 'De trein naar Utrecht rijdt niet');
	for (const text of LABELLED)
		await stage.send(log, 'story.merge', { story: await stage.story(log, text), into, batch: fresh(BatchId) });
	expect((await proposal(log))?.support ?? 0, 'only the story about the train has the labels now').toBeLessThan(2);
});

test('what is on the screens is proposed for again when labels change, and sent', async () => {
	const { log, rumour } = await scene();
	const notified: unknown[] = [];
	const unlisten = suggestions.listen((incident, changed) => notified.push([incident, changed]));
	await proposal(log);
	await proposal(log, OTHER[0]);
	for (const text of LABELLED) await link(log, text, rumour);
	await expect.poll(() => notified, { timeout: 4000 }).toEqual([[log, [await stage.story(log, NEW)]]]);
	unlisten();
});
