import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/domain/core/clock';
import type { AnyCommandKind, UndoStep } from '$lib/domain/core/command';
import type { EventOf } from '$lib/domain/core/event';
import { BatchId, momentOf, PostId, StoryId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { copyState, emptyState, type ReadState } from '$lib/domain/core/state';
import { commandKind } from '$lib/domain/commands';
import { apply } from '$lib/domain/events';
import { openIncident } from '$lib/domain/incident/incident';
import { mergeStories, splitStory, unmergeStory } from '$lib/domain/stories/merge';
import { firstPassedOn, passedCalls } from '$lib/domain/stories/passings';
import { labelsOf, markLookedAt, setCallForHelp, takeBackCallForHelp, unmarkLookedAt } from '$lib/domain/stories/story';
import { bram, carla, fresh, noon, opening, plainJson, InMemoryIncident } from './in-memory-incident';

/** A log with who did what when, to replay. */
class RecordedIncident extends InMemoryIncident {
	readonly events: [event: EventOf, meta: { wallAt: Moment; by: PersonId; seq: number }][] = [];
	override take(event: EventOf, by: PersonId): void {
		super.take(event, by);
		this.events.push([event, { wallAt: momentOf(this.wall), by, seq: this.seq }]);
	}
}

let at: RecordedIncident;
let story: StoryId;
let other: StoryId;
const minute = (minutes: number): Moment => momentOf(Date.parse(noon) + minutes * 60_000);
const go = (minutes: number) => (at.wall = Date.parse(minute(minutes)));

/** A press of a key, with what undoes it. */
function press(kind: AnyCommandKind, input: object, by: Actor = bram): readonly UndoStep[] {
	const steps = kind.undo?.steps(input, copyState(at.state)) ?? [];
	at.when(kind, input, by);
	return steps;
}
function undo(steps: readonly UndoStep[], by: Actor = bram): void {
	for (const { type, input, needsReason } of steps) {
		const kind = commandKind(type);
		if (kind) at.when(kind, needsReason ? { ...(input as object), reason } : input, by);
	}
}
const reason = 'Niemand nam op.';
const takeBack = (of = story, by: Actor = bram) => press(takeBackCallForHelp, { story: of, reason }, by);
const pass = (of = story, by: Actor = bram) => press(setCallForHelp, { story: of, help: 'passedOn' }, by);
const merge = (from = story, into = other) => at.when(mergeStories, { story: from, into, batch: fresh(BatchId) }, bram);
const unmerge = (of = story) => at.when(unmergeStory, { story: of, batch: fresh(BatchId) }, bram);
function split(from = story): StoryId {
	const [post, into] = [fresh(PostId), fresh(StoryId)];
	at.references = {
		...at.references,
		posts: new Map([[post, { story: from }]]),
		stories: new Map([...at.references.stories, [from, { posts: 5, platforms: ['x'] }]])
	};
	at.when(splitStory, { story: from, posts: [post], into, batch: fresh(BatchId) }, bram);
	at.references = {
		...at.references,
		stories: new Map([...at.references.stories, [into, { posts: 5, platforms: ['x'] }]])
	};
	return into;
}

beforeEach(() => {
	at = new RecordedIncident();
	at.when(openIncident, opening(), bram);
	[story, other] = [at.story(), at.story()];
	go(29);
});

describe('the record that a call for help was passed on', () => {
	test('keeps its moment when E is pressed later and undone', () => {
		pass();
		go(59);
		undo(press(markLookedAt, { story, outcome: 'looked' }));
		expect(passedCalls(at.state)).toEqual({ passedOn: [minute(29)], takenBack: [] });
		expect(labelsOf(at.state, story)).toMatchObject({
			help: { state: 'passedOn', at: minute(29) },
			looked: { outcome: 'help' }
		});
	});

	test('is kept when a colleague presses E and undoes that', () => {
		pass();
		go(59);
		undo(press(markLookedAt, { story, outcome: 'looked' }, carla), carla);
		expect(passedCalls(at.state).passedOn).toEqual([minute(29)]);
	});

	test('is taken back by a record of its own, also by undo', () => {
		const steps = pass();
		go(40);
		undo(steps);
		expect(passedCalls(at.state)).toEqual({
			passedOn: [],
			takenBack: [{ passedOn: minute(29), at: minute(40) }]
		});
		go(45);
		pass();
		expect(passedCalls(at.state)).toEqual({
			passedOn: [minute(45)],
			takenBack: [{ passedOn: minute(29), at: minute(40) }]
		});
	});

	test('is restored with its own moment when taking it back is undone', () => {
		pass();
		go(40);
		const steps = takeBack();
		expect(passedCalls(at.state).passedOn).toEqual([]);
		go(41);
		undo(steps);
		expect(passedCalls(at.state)).toEqual({ passedOn: [minute(29)], takenBack: [] });
	});

	test('is not restored by a colleague’s undo after it was taken back', () => {
		pass();
		const steps = press(markLookedAt, { story, outcome: 'looked' }, carla);
		takeBack();
		go(59);
		expect(() => undo(steps, carla)).toThrow('label.notOwn');
		expect(passedCalls(at.state).passedOn).toEqual([]);
	});

	test('has the first moment and person when two people press at once', () => {
		pass(story, bram);
		go(30);
		pass(story, carla);
		expect(firstPassedOn(at.state, story)).toMatchObject({ by: bram.id, at: minute(29) });
		expect(passedCalls(at.state).passedOn).toEqual([minute(29)]);
	});

	test('is one record when two calls were merged, with the first moment, and two again after the merge is undone', () => {
		pass(other);
		go(35);
		pass(story);
		merge();
		expect(passedCalls(at.state).passedOn).toEqual([minute(29)]);
		unmerge();
		expect(passedCalls(at.state).passedOn).toEqual([minute(29), minute(35)]);
	});

	test('is taken back for all merged calls', () => {
		pass(other);
		go(35);
		pass(story);
		merge();
		go(40);
		takeBack(other, carla);
		const takenBack = [minute(29), minute(35)].map((passedOn) => ({ passedOn, at: minute(40) }));
		expect(passedCalls(at.state)).toEqual({ passedOn: [], takenBack });
		unmerge();
		expect(passedCalls(at.state)).toEqual({ passedOn: [], takenBack });
		expect(labelsOf(at.state, story)).toMatchObject({ help: null, looked: null });
	});

	test('is one record after a split, and is taken back with the last part', () => {
		pass();
		const part = split();
		expect(passedCalls(at.state).passedOn).toEqual([minute(29)]);
		go(40);
		takeBack();
		expect(passedCalls(at.state)).toEqual({ passedOn: [minute(29)], takenBack: [] });
		go(41);
		takeBack(part);
		expect(passedCalls(at.state)).toEqual({ passedOn: [], takenBack: [{ passedOn: minute(29), at: minute(41) }] });
	});

	test('is kept for a story when a merge into it is undone', () => {
		at.when(setCallForHelp, { story, help: 'pinned' }, bram);
		merge();
		pass(other);
		unmerge();
		expect(labelsOf(at.state, other).help?.state).toBe('passedOn');
		expect(passedCalls(at.state).passedOn).toEqual([minute(29)]);
	});

	test('counts once per story when several stories are passed on together', () => {
		pass(story);
		pass(other);
		expect(passedCalls(at.state).passedOn).toEqual([minute(29), minute(29)]);
		takeBack();
		expect(passedCalls(at.state)).toMatchObject({ passedOn: [minute(29)], takenBack: [{ passedOn: minute(29) }] });
	});

	test('uses the clock of the exercise', () => {
		at = new RecordedIncident();
		at.when(openIncident, opening({ exercise: true }), bram);
		story = at.story();
		at.when(setClock, { speed: 0, incident: minute(200) }, bram);
		pass();
		at.when(setClock, { speed: 0, incident: minute(210) }, bram);
		takeBack();
		expect(passedCalls(at.state).takenBack).toEqual([{ passedOn: minute(200), at: minute(210) }]);
	});
});

/** Every passing as story, moment and person. */
const names = (state: ReadState): Set<string> =>
	new Set(
		[...state.passings.entries()].flatMap(([of, { all }]) => all.map((passing) => `${of} ${passing.at} ${passing.by}`))
	);

test('records of calls passed on are never removed, whatever people do and undo, and a replay gives the same', () => {
	const step = fc.record({
		does: fc.constantFrom(
			'pass',
			'pass',
			'help',
			'takeBack',
			'look',
			'unlook',
			'undo',
			'undo',
			'merge',
			'split',
			'restore'
		),
		help: fc.constantFrom('pinned', 'dismissed', null),
		a: fc.nat(20),
		b: fc.nat(20),
		by: fc.constantFrom(bram, carla),
		minutes: fc.nat(3)
	});
	let [grown, undone, takenBack] = [0, 0, 0];
	const run = (steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) => {
		at = new RecordedIncident();
		at.when(openIncident, opening(), bram);
		const stories = [at.story(), at.story(), at.story()];
		const done: { steps: readonly UndoStep[]; by: Actor }[] = [];
		const pick = (index: number): StoryId => stories[index % stories.length] ?? fresh(StoryId);
		let before = names(at.state);
		for (const { does, help, a, b, by, minutes } of steps) {
			at.wall += minutes * 60_000;
			try {
				if (does === 'pass') done.push({ steps: pass(pick(a), by), by });
				else if (does === 'help') done.push({ steps: press(setCallForHelp, { story: pick(a), help }, by), by });
				else if (does === 'takeBack') done.push({ steps: takeBack(pick(a), by), by });
				else if (does === 'look')
					done.push({ steps: press(markLookedAt, { story: pick(a), outcome: 'looked' }, by), by });
				else if (does === 'unlook') done.push({ steps: press(unmarkLookedAt, { story: pick(a) }, by), by });
				else if (does === 'undo') {
					const last = done.splice(done.length === 0 ? 0 : b % done.length, 1)[0];
					if (last) undo(last.steps, last.by);
					undone += last ? 1 : 0;
				} else if (does === 'merge') merge(pick(a), pick(b));
				else if (does === 'split') stories.push(split(pick(a)));
				else unmerge([...at.state.mergedStories.keys()][b % Math.max(1, at.state.mergedStories.size)]);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
			}
			const after = names(at.state);
			expect([...before].filter((name) => !after.has(name))).toEqual([]);
			grown += after.size - before.size;
			before = after;
			const { passedOn, takenBack: back } = passedCalls(at.state);
			takenBack += back.length;
			expect(passedOn.length + back.length).toBeLessThanOrEqual(after.size);
		}
	};
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			run(steps);
			const again = emptyState();
			for (const [event, meta] of at.events) apply(again, event, meta);
			expect(plainJson(again.passings)).toEqual(plainJson(at.state.passings));
		}),
		{ numRuns: 300 }
	);
	expect(Math.min(grown, undone, takenBack)).toBeGreaterThan(100);
});
