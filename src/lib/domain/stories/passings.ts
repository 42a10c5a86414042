import type { EventMeta } from '../core/event';
import type { Moment, PersonId, StoryId } from '../core/ids';
import type { ReadState, State } from '../core/state';

/** Somebody passed a call for help on to the control room. Nothing changes or removes it. */
interface Passing {
	readonly by: PersonId;
	readonly at: Moment;
	/** Who took it back, and when; null when nobody did. */
	readonly takenBack: { readonly by: PersonId; readonly at: Moment } | null;
}
/** Names a passing. `of`: the story that was passed on, which may have been merged or split since. */
export interface PassingName {
	readonly of: StoryId;
	readonly by: PersonId;
	readonly at: Moment;
}
declare module '../core/state' {
	interface Collections {
		/** By the story that was passed on; in the order of the log. */
		passings: [StoryId, { readonly all: readonly Passing[] }];
	}
}

const passingsOf = (state: ReadState, story: StoryId): readonly Passing[] => state.passings.get(story)?.all ?? [];
const isSame = (a: Pick<PassingName, 'by' | 'at'>, b: Pick<PassingName, 'by' | 'at'>): boolean =>
	a.by === b.by && a.at === b.at;

/** The story that a story is part of now: two calls of which the stories were merged are one call. */
function currentStory(state: ReadState, story: StoryId): StoryId {
	const visited = new Set<StoryId>();
	let current = story;
	for (let moved = state.mergedStories.get(current); moved && !visited.has(current);) {
		visited.add(current);
		current = moved.into;
		moved = state.mergedStories.get(current);
	}
	return current;
}

function setPassing(state: State, { of, by, at }: PassingName, takenBack: Passing['takenBack']): void {
	const all = passingsOf(state, of);
	const known = all.find((each) => isSame(each, { by, at }));
	if (known && (known.takenBack === null) === (takenBack === null)) return;
	const passing = { by, at, takenBack };
	state.passings.set(of, { all: known ? all.map((each) => (each === known ? passing : each)) : [...all, passing] });
}
/** Adds it, or restores one that was taken back by mistake. */
export const recordPassing = (state: State, passing: PassingName): void => setPassing(state, passing, null);
export const recordTakingBack = (state: State, passing: PassingName, { by, at }: EventMeta): void =>
	setPassing(state, passing, { by, at });

export const isTakenBack = (state: ReadState, { of, ...name }: PassingName): boolean =>
	passingsOf(state, of).some((each) => isSame(each, name) && each.takenBack !== null);

/** The passings of this story and of those that were merged into it. */
const passingsIn = (state: ReadState, story: StoryId): (Passing & PassingName)[] =>
	[...state.passings.entries()].flatMap(([of, { all }]) =>
		currentStory(state, of) === story ? all.map((each) => ({ ...each, of })) : []
	);

/**
 * The passings to take back when this story is no longer passed on: its own, except those that another part of a split
 * story still needs.
 */
export function passingsToTakeBack(state: ReadState, story: StoryId, own: PassingName): PassingName[] {
	const elsewhere = [...state.labels.entries()].flatMap(([id, { help }]) =>
		id !== story && help?.state === 'passedOn' ? [{ of: help.of ?? id, by: help.by, at: help.at }] : []
	);
	const isStory = (of: StoryId): boolean => currentStory(state, of) === story;
	const others = isStory(own.of) ? [] : [{ ...own, takenBack: null }];
	const isPassedOn = (of: StoryId): boolean =>
		!isStory(of) && state.labels.get(currentStory(state, of))?.help?.state === 'passedOn';
	return [...passingsIn(state, story), ...others]
		.filter(({ takenBack, ...name }) => takenBack === null && !isTakenBack(state, name) && !isPassedOn(name.of))
		.filter((name) => !elsewhere.some((each) => each.of === name.of && isSame(each, name)))
		.map(({ of, by, at }) => ({ of, by, at }));
}

/** The passing of this story that this person took back last; null when they took none back. */
export function lastTakenBackBy(state: ReadState, story: StoryId, person: PersonId): PassingName | null {
	const mine = passingsIn(state, story).flatMap(({ takenBack, of, by, at }) =>
		takenBack?.by === person ? [{ of, by, at, when: takenBack.at }] : []
	);
	const last = mine.reduce<(typeof mine)[number] | null>((a, b) => (a && a.when > b.when ? a : b), null);
	return last && { of: last.of, by: last.by, at: last.at };
}

/** The first passing of this story that was not taken back; null when it is not passed on. */
export const firstPassedOn = (state: ReadState, story: StoryId): PassingName | null =>
	passingsIn(state, story)
		.filter(({ takenBack }) => takenBack === null)
		.reduce<PassingName | null>((a, b) => (a && a.at <= b.at ? a : b), null);

/** When calls for help were passed on, one moment for each call; and what was taken back, when. */
export interface PassedCalls {
	readonly passedOn: Moment[];
	readonly takenBack: { passedOn: Moment; at: Moment }[];
}
export function passedCalls(state: ReadState): PassedCalls {
	const first = new Map<StoryId, Moment>();
	const takenBack: PassedCalls['takenBack'] = [];
	for (const [of, { all }] of state.passings.entries())
		for (const passing of all) {
			const story = currentStory(state, of);
			const known = first.get(story);
			if (passing.takenBack) takenBack.push({ passedOn: passing.at, at: passing.takenBack.at });
			else if (known === undefined || passing.at < known) first.set(story, passing.at);
		}
	return {
		passedOn: [...first.values()].sort(),
		takenBack: takenBack.sort((a, b) => a.at.localeCompare(b.at) || a.passedOn.localeCompare(b.passedOn))
	};
}
