import { beforeEach, expect, test } from 'vitest';
import { BatchId, FindingId, StoryId } from '$lib/domain/core/ids';
import { labelStory } from '$lib/domain/findings/evidence';
import { mergeFindings } from '$lib/domain/findings/merge';
import { signalRumour } from '$lib/domain/findings/rumour';
import { openIncident } from '$lib/domain/incident/incident';
import { isKeptApart, keepApart } from '$lib/domain/stories/apart';
import { mergeStories, unmergeStory } from '$lib/domain/stories/merge';
import { markLookedAt, noLabels, setCallForHelp, setSentiment } from '$lib/domain/stories/story';
import { bram, carla, fresh, opening, InMemoryIncident } from './in-memory-incident';

let at: InMemoryIncident;
let story: StoryId;
let other: StoryId;
const [water, school, tap] = [fresh(FindingId), fresh(FindingId), fresh(FindingId)];
const labels = (of: StoryId) => at.state.labels.get(of) ?? noLabels;
const linked = (of: StoryId) => labels(of).links.map(({ finding }) => finding);
const link = (of: StoryId, finding: FindingId) =>
	at.when(labelStory, { story: of, add: [{ kind: 'rumour', finding, stance: 'supports' }], remove: [] }, bram);

beforeEach(() => {
	at = new InMemoryIncident();
	at.when(openIncident, opening(), bram);
	[story, other] = [at.story(), at.story({ posts: 3, platforms: ['x'] })];
	for (const [id, text] of [
		[water, 'Het water is vergiftigd'],
		[school, 'De school is dicht'],
		[tap, 'Het kraanwater is vergiftigd']
	] as const)
		at.when(signalRumour, { id, text, offline: 'straat', seenIn: null }, bram);
});

const unmerge = () => at.when(unmergeStory, { story, batch: fresh(BatchId) }, bram);
const merge = () => at.when(mergeStories, { story, into: other, batch: fresh(BatchId) }, bram);

test('undoing a merge gives both stories their earlier labels back', () => {
	link(story, water);
	at.when(setSentiment, { story, emotion: 'fear' }, bram);
	link(other, school);
	at.when(markLookedAt, { story: other, outcome: 'looked' }, bram);
	const [before, beside] = [labels(story), labels(other)];
	merge();
	expect(linked(other)).toEqual([school, water]);

	unmerge();
	expect(labels(story)).toEqual(before);
	expect(labels(other)).toEqual(beside);
});

test('a story that was looked at before a merge still is after anyone undoes the merge', () => {
	at.when(markLookedAt, { story, outcome: 'looked' }, carla);
	const before = labels(story).looked;
	at.wall += 60_000;
	merge();
	unmerge();
	const { looked } = labels(story);
	expect(looked).toEqual({ ...before, seq: looked?.seq });
	expect(looked?.by).toBe(carla.id);
});

test('a story that waited before the merge waits again, and labels that colleagues added since are kept', () => {
	at.when(markLookedAt, { story: other, outcome: 'notRelevant' }, bram);
	merge();
	link(other, school);
	at.when(setCallForHelp, { story: other, help: 'pinned' }, carla);

	unmerge();
	expect(labels(story)).toMatchObject({ links: [], looked: null, help: null });
	expect(linked(other)).toEqual([school]);
	expect(labels(other).help?.state).toBe('pinned');
});

test('a pin that came from the merge is removed with it', () => {
	at.when(setCallForHelp, { story, help: 'pinned' }, bram);
	merge();
	expect(labels(other).help?.state).toBe('pinned');
	unmerge();
	expect(labels(story).help?.state).toBe('pinned');
	expect(labels(other).help).toBeNull();
});

test('a link to a rumour that was merged meanwhile goes to the rumour it was merged into', () => {
	link(story, water);
	merge();
	at.when(mergeFindings, { kind: 'rumour', finding: water, into: tap }, bram);
	unmerge();
	expect(linked(story)).toEqual([tap]);
	expect(linked(other)).toEqual([]);
});

test('a merge can be undone once, and not while the target story is itself merged', () => {
	expect(unmerge).toThrow('story.absent');
	const third = at.story();
	merge();
	at.when(mergeStories, { story: other, into: third, batch: fresh(BatchId) }, bram);
	expect(unmerge).toThrow('story.absent');
	at.when(unmergeStory, { story: other, batch: fresh(BatchId) }, bram);
	unmerge();
	expect(at.state.mergedStories.size).toBe(0);
	expect(unmerge).toThrow('story.absent');
	merge();
	expect(at.state.mergedStories.get(story)?.into).toBe(other);
});

test('two stories are kept apart for everybody, in either order, until that is undone', () => {
	expect(isKeptApart(at.state, story, other)).toBe(false);
	at.when(keepApart, { story, other, apart: true }, bram);
	expect([isKeptApart(at.state, story, other), isKeptApart(at.state, other, story)]).toEqual([true, true]);
	at.when(keepApart, { story: other, other: story, apart: true }, bram);
	at.when(keepApart, { story, other, apart: false }, bram);
	expect([isKeptApart(at.state, story, other), at.state.keptApart.size]).toEqual([false, 0]);
	expect(() => at.when(keepApart, { story, other: story, apart: true }, bram)).toThrow('story.same');
	expect(() => at.when(keepApart, { story, other: fresh(StoryId), apart: true }, bram)).toThrow('story.absent');
});
