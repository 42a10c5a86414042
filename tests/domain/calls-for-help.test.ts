import { expect, test } from 'vitest';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { BatchId, PostId, StoryId } from '$lib/domain/core/ids';
import { Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { copyState } from '$lib/domain/core/state';
import { commandKind, commands } from '$lib/domain/commands';
import { openIncident } from '$lib/domain/incident/incident';
import { mergeStories, splitStory, unmergeStory } from '$lib/domain/stories/merge';
import { passedCalls } from '$lib/domain/stories/passings';
import {
	labelsOf,
	markLookedAt,
	setCallForHelp,
	setSentiment,
	takeBackCallForHelp,
	unmarkLookedAt,
	type CallForHelp
} from '$lib/domain/stories/story';
import { bram, carla, fresh, InMemoryIncident, opening } from './in-memory-incident';
import { play, sequences } from './sequences';
import fc from 'fast-check';

/** A call for help as a state machine: for every state and everything people can do, what follows. */
type CallState = CallForHelp['state'] | 'none';
const states = ['none', 'pinned', 'passedOn', 'dismissed'] as const satisfies readonly CallState[];
type Outcome = CallState | RefusalCode;

class Calls extends InMemoryIncident {
	constructor() {
		super();
		this.when(openIncident, opening(), bram);
	}
	/** A story in this state, by bram. */
	storyIn(state: CallState): StoryId {
		const story = this.story();
		if (state !== 'none') this.when(setCallForHelp, { story, help: state }, bram);
		return story;
	}
	stateOf(story: StoryId): CallState {
		return labelsOf(this.state, story).help?.state ?? 'none';
	}
	undo(kind: AnyCommandKind, input: object, by = bram): void {
		const steps = kind.undo?.steps(input, copyState(this.state)) ?? [];
		this.when(kind, input, by);
		for (const step of steps) {
			const back = commandKind(step.type);
			// What needs a reason is a dialog, and nothing happens by itself.
			if (back && !step.needsReason) this.when(back, step.input, by);
		}
	}
	merge(story: StoryId, into: StoryId): void {
		this.when(mergeStories, { story, into, batch: fresh(BatchId) }, bram);
		this.references = { ...this.references, restorable: new Set([...this.references.restorable, story]) };
	}
}
const none = { none: 'none', pinned: 'pinned', passedOn: 'passedOn', dismissed: 'dismissed' } as const;
const doing: Record<string, readonly [(calls: Calls, story: StoryId) => void, Record<CallState, Outcome>]> = {
	'pinning it': [
		(at, story) => at.when(setCallForHelp, { story, help: 'pinned' }, carla),
		{ none: 'pinned', pinned: 'pinned', passedOn: 'help.passedOn', dismissed: 'pinned' }
	],
	'passing it on': [
		(at, story) => at.when(setCallForHelp, { story, help: 'passedOn' }, carla),
		{ none: 'passedOn', pinned: 'passedOn', passedOn: 'passedOn', dismissed: 'passedOn' }
	],
	'dismissing it': [
		(at, story) => at.when(setCallForHelp, { story, help: 'dismissed' }, carla),
		{ none: 'dismissed', pinned: 'dismissed', passedOn: 'help.passedOn', dismissed: 'dismissed' }
	],
	'unpinning it': [
		(at, story) => at.when(setCallForHelp, { story, help: null }, carla),
		{ none: 'none', pinned: 'none', passedOn: 'help.passedOn', dismissed: 'none' }
	],
	'an undo of one’s own pin that comes late': [
		(at, story) => at.when(setCallForHelp, { story, help: null, own: true }, bram),
		{ none: 'none', pinned: 'none', passedOn: 'help.passedOn', dismissed: 'none' }
	],
	'an undo that would pin it again': [
		(at, story) => at.when(setCallForHelp, { story, help: 'pinned', own: true }, bram),
		{ none: 'pinned', pinned: 'pinned', passedOn: 'help.passedOn', dismissed: 'pinned' }
	],
	'taking back': [
		(at, story) => at.when(takeBackCallForHelp, { story, reason: 'Niemand nam op' }, carla),
		{ none: 'help.notPassedOn', pinned: 'help.notPassedOn', passedOn: 'pinned', dismissed: 'help.notPassedOn' }
	],
	'two people who take back at once': [
		(at, story) => {
			at.when(takeBackCallForHelp, { story, reason: 'Niemand nam op' }, carla);
			expect(() => at.when(takeBackCallForHelp, { story, reason: 'Vergissing' }, bram)).toThrow('help.notPassedOn');
		},
		{ none: 'help.notPassedOn', pinned: 'help.notPassedOn', passedOn: 'pinned', dismissed: 'help.notPassedOn' }
	],
	'taking back without a reason': [
		(at, story) => {
			expect(() => at.when(takeBackCallForHelp, { story, reason: ' ' }, carla)).toThrow();
		},
		none
	],
	'passing on, and the undo key': [
		(at, story) => at.undo(setCallForHelp, { story, help: 'passedOn' }),
		{ none: 'passedOn', pinned: 'passedOn', passedOn: 'passedOn', dismissed: 'passedOn' }
	],
	'looking, and the undo key': [(at, story) => at.undo(markLookedAt, { story, outcome: 'looked' }), none],
	'unmarking, and the undo key': [(at, story) => at.undo(unmarkLookedAt, { story }), none],
	'looking by a colleague': [(at, story) => at.when(markLookedAt, { story, outcome: 'notRelevant' }, carla), none],
	'a label': [(at, story) => at.when(setSentiment, { story, emotion: 'fear' }, carla), none],
	'a split': [
		(at, story) => {
			const [post, into] = [fresh(PostId), fresh(StoryId)];
			const stories = new Map([...at.references.stories, [story, { posts: 5, platforms: ['x'] as const }]]);
			at.references = { ...at.references, posts: new Map([[post, { story }]]), stories };
			const before = at.stateOf(story);
			at.when(splitStory, { story, posts: [post], into, batch: fresh(BatchId) }, bram);
			expect(at.stateOf(into)).toBe(before);
		},
		none
	]
};

for (const [name, [act, outcomes]] of Object.entries(doing))
	test.each(states)(`${name}: a call that is %s`, (state) => {
		const at = new Calls();
		const story = at.storyIn(state);
		const before = passedCalls(at.state);
		const expected = outcomes[state];
		let refused: string | null = null;
		try {
			act(at, story);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			refused = error.code;
		}
		expect(refused ?? at.stateOf(story)).toBe(expected);
		const { passedOn, takenBack } = passedCalls(at.state);
		const isTakenBack = name.includes('take back') || name === 'taking back';
		if (state === 'passedOn' && !isTakenBack) expect({ passedOn, takenBack }).toEqual(before);
		if (isTakenBack) expect(takenBack).toHaveLength(state === 'passedOn' ? 1 : 0);
	});

/** What a merge makes of two calls: the further one. What was open stays open, what was passed on stays passed on. */
const order = ['none', 'dismissed', 'pinned', 'passedOn'] as const satisfies readonly CallState[];
const pairs = states.flatMap((from) => states.map((into) => [from, into] as const));
test.each(pairs)('a story whose call is %s, merged into one that is %s, and split off again', (from, into) => {
	const at = new Calls();
	const [story, target] = [at.storyIn(from), at.storyIn(into)];
	const before = passedCalls(at.state);
	at.merge(story, target);
	expect(at.stateOf(target)).toBe(order[Math.max(order.indexOf(from), order.indexOf(into))]);
	at.when(unmergeStory, { story, batch: fresh(BatchId) }, bram);
	expect([at.stateOf(story), at.stateOf(target)]).toEqual([from, into]);
	expect(passedCalls(at.state)).toEqual(before);
});

test('the reason is in the log, and the moment at which it was passed on is kept', () => {
	const at = new Calls();
	const story = at.storyIn('passedOn');
	at.when(takeBackCallForHelp, { story, reason: 'Niemand nam op' }, carla);
	expect(at.log.find(({ type, data }) => type === 'story.helpSet' && 'reason' in (data as object))?.data).toMatchObject(
		{ story, help: { state: 'pinned', by: carla.id }, reason: 'Niemand nam op' }
	);
	expect(passedCalls(at.state).takenBack).toHaveLength(1);
});

test('no undo takes back what happened outside: published, passed on, sent, answered, shared', () => {
	const outside = ({ state }: InMemoryIncident): string[] => [
		...[...state.texts.values()].flatMap(({ publications, passed, postings, notices }) =>
			[...publications, ...passed, ...postings, ...notices].map((each) => JSON.stringify(each))
		),
		...[...state.responses.keys()],
		...[...state.shareLinks.entries()].map((each) => JSON.stringify(each)),
		...[...state.versions.keys()].map(String),
		...passedCalls(state).passedOn
	];
	let [undone, records] = [0, 0];
	fc.assert(
		fc.property(sequences, (steps) => {
			let before: InMemoryIncident['state'] | null = null;
			play(steps, ({ type, input }, happened, at, actor) => {
				const kind = commandKind(type);
				if (kind?.undo && happened.length > 0 && before) {
					const was = outside(at);
					for (const step of kind.undo.steps(kind.input.parse(input), before)) {
						const back = commandKind(step.type);
						if (!back || step.needsReason) continue;
						const copy = Object.assign(new InMemoryIncident(), {
							state: copyState(at.state),
							references: at.references,
							wall: at.wall,
							seq: at.seq
						});
						try {
							copy.when(back, step.input, actor);
						} catch (error) {
							if (!(error instanceof Refusal)) throw error;
						}
						expect(outside(copy), type).toEqual(expect.arrayContaining(was));
						undone += 1;
						records += was.length;
					}
				}
				before = copyState(at.state);
			});
		}),
		{ numRuns: 30 }
	);
	expect(undone).toBeGreaterThan(50);
	expect(records).toBeGreaterThan(20);
	expect(commands.filter(({ undo }) => undo).length).toBeGreaterThan(15);
});
