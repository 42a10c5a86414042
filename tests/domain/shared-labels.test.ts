import { beforeEach, describe, expect, test } from 'vitest';
import { FindingId, PersonId, type StoryId } from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import { raiseNeed } from '$lib/domain/findings/need';
import { signalRumour } from '$lib/domain/findings/rumour';
import { lastLabelledAt, givenLabels } from '$lib/domain/stories/given-labels';
import { setSentiment, markLookedAt, setCallForHelp, noLabels, unmarkLookedAt } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import { bram, carla, fresh, noon, opening, person, InMemoryIncident } from './in-memory-incident';

const dirk = person('analyst');
let at: InMemoryIncident;
let story: StoryId;
const [rumour, need] = [fresh(FindingId), fresh(FindingId)];

beforeEach(() => {
	at = new InMemoryIncident();
	at.when(openIncident, opening(), bram);
	story = at.story();
	at.when(signalRumour, { id: rumour, text: 'Het water is vergiftigd', offline: 'straat', seenIn: null }, bram);
	at.when(raiseNeed, { id: need, text: 'Is het water veilig?', offline: 'telefoon', seenIn: null }, bram);
});

const labels = () => at.state.labels.get(story) ?? noLabels;
const labelPairs = () => givenLabels(labels()).map(({ part, by }) => [part, by]);
const refusal = (work: () => unknown): unknown => {
	try {
		work();
	} catch (error) {
		return error instanceof Error ? error.message : error;
	}
	return null;
};

describe('two people labelling one story', () => {
	test('each axis of the sentiment belongs to the last person who set it, and names them', () => {
		at.when(setSentiment, { story, emotion: 'fear' }, bram);
		at.when(setSentiment, { story, attitude: 'negative' }, dirk);
		expect(labels().sentiment).toMatchObject({ emotion: 'fear', attitude: 'negative' });
		expect(labelPairs()).toEqual([
			['emotion', bram.id],
			['attitude', dirk.id]
		]);
		at.when(setSentiment, { story, emotion: 'anger' }, dirk);
		expect(labels().sentiment?.emotion).toBe('anger');
		expect(labelPairs()).toContainEqual(['emotion', dirk.id]);
	});

	test('a rumour has one stance per story, set by the last person; a colleague’s link to another finding is kept', () => {
		at.when(labelStory, { story, add: [{ kind: 'rumour', finding: rumour, stance: 'supports' }], remove: [] }, bram);
		at.when(labelStory, { story, add: [{ kind: 'need', finding: need, stance: null }], remove: [] }, bram);
		at.when(labelStory, { story, add: [{ kind: 'rumour', finding: rumour, stance: 'denies' }], remove: [] }, dirk);
		expect(labels().links.map(({ finding, stance, by }) => [finding, stance, by])).toEqual([
			[need, null, bram.id],
			[rumour, 'denies', dirk.id]
		]);
	});

	test('an event from before each axis had an author assigns both axes to the last person', () => {
		const sentiment = { emotion: 'fear', attitude: 'neutral', by: bram.id, at: noon } as const;
		expect(givenLabels({ ...noLabels, sentiment }).map(({ by }) => by)).toEqual([bram.id, bram.id]);
	});
});

describe('undo removes only one’s own labels', () => {
	test('keeps a colleague’s emotion when one’s own is undone', () => {
		at.when(setSentiment, { story, emotion: 'fear', attitude: 'negative' }, bram);
		at.when(setSentiment, { story, emotion: 'anger' }, dirk);
		at.when(setSentiment, { story, emotion: null, attitude: null, own: true }, bram);
		expect(labels().sentiment).toMatchObject({ emotion: 'anger', attitude: null });
		expect(refusal(() => at.when(setSentiment, { story, emotion: null, own: true }, bram))).toBe('label.notOwn');
		at.when(setSentiment, { story, emotion: null, own: true }, dirk);
		expect(labels().sentiment).toBeNull();
	});

	test('keeps a link that a colleague added again, and removes only one’s own from a combined undo', () => {
		at.when(
			labelStory,
			{
				story,
				add: [
					{ kind: 'rumour', finding: rumour, stance: 'supports' },
					{ kind: 'need', finding: need, stance: null }
				],
				remove: []
			},
			bram
		);
		at.when(labelStory, { story, add: [{ kind: 'rumour', finding: rumour, stance: 'denies' }], remove: [] }, dirk);
		at.when(labelStory, { story, add: [], remove: [rumour, need], own: true }, bram);
		expect(labels().links.map(({ finding, by }) => [finding, by])).toEqual([[rumour, dirk.id]]);
		expect(refusal(() => at.when(labelStory, { story, add: [], remove: [rumour], own: true }, bram))).toBe(
			'label.notOwn'
		);
	});

	test('a look and a call for help can be undone only by the person who gave them', () => {
		at.when(markLookedAt, { story, outcome: 'looked' }, dirk);
		expect(refusal(() => at.when(unmarkLookedAt, { story, own: true }, bram))).toBe('label.notOwn');
		at.when(unmarkLookedAt, { story, own: true }, dirk);
		at.when(setCallForHelp, { story, help: 'pinned' }, carla);
		expect(refusal(() => at.when(setCallForHelp, { story, help: null, own: true }, bram))).toBe('label.notOwn');
		at.when(setCallForHelp, { story, help: null, own: true }, carla);
		expect([labels().looked, labels().help]).toEqual([null, null]);
	});

	test('outside undo anybody may change anybody’s label', () => {
		at.when(setSentiment, { story, emotion: 'fear' }, bram);
		at.when(setSentiment, { story, emotion: null }, dirk);
		expect(labels().sentiment).toBeNull();
	});
});

test('a story counts as one’s own while one’s own label is current; having looked at it does not count', () => {
	at.when(markLookedAt, { story, outcome: 'looked' }, bram);
	expect(lastLabelledAt(labels(), bram.id)).toBeNull();
	at.when(setSentiment, { story, emotion: 'fear' }, bram);
	expect(lastLabelledAt(labels(), bram.id)).not.toBeNull();
	at.when(setSentiment, { story, emotion: 'anger' }, dirk);
	expect([lastLabelledAt(labels(), bram.id), lastLabelledAt(labels(), dirk.id) === null]).toEqual([null, false]);
	at.when(markLookedAt, { story, outcome: 'notRelevant' }, bram);
	expect(lastLabelledAt(labels(), bram.id)).not.toBeNull();
	expect(lastLabelledAt(noLabels, fresh(PersonId))).toBeNull();
});
