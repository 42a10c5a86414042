import { clockSet } from '../core/clock';
import type { EventOf } from '../core/event';
import type { FindingId, Moment, PersonId, StoryId } from '../core/ids';
import { emptyState, type ReadState } from '../core/state';
import { apply } from '../events';
import { findingMerged, findingUnmerged } from '../findings/merge';
import { exerciseEnded } from '../incident/exercise-end';
import { postsArrived } from '../posts/post';
import { storyMerged, storySplit, storyUnmerged } from '../stories/merge';
import { callForHelpSet, labelsOf, storyLabelled } from '../stories/story';
import { isComputer, SYSTEM } from '../core/role';

/** A line of the log, as stored; a redacted one has no data and changes nothing. */
export interface PlayedLine extends EventOf {
	readonly seq: number;
	readonly wallAt: Moment;
	readonly by: PersonId;
	readonly redacted: boolean;
}
/** A person did this, on the incident's clock. */
export interface PlayedAction {
	readonly by: PersonId;
	readonly at: Moment;
}

/** What people did in an exercise until it ended. */
export interface Played {
	/** As it was at the end. */
	readonly state: ReadState;
	/** When the clock began to run, and when it stopped: now, as long as the exercise has not ended. */
	readonly from: Moment;
	readonly until: Moment;
	/** Everyone who added something, in order of their first; computer colleagues are no participants. */
	readonly people: readonly PersonId[];
	/** Who linked a story to a finding, and when; links that were removed are left out. */
	readonly links: readonly (PlayedAction & { readonly story: StoryId; readonly finding: FindingId })[];
	/** Who passed a call for help on, and when; calls that were taken back are left out. */
	readonly passedOn: readonly (PlayedAction & { readonly story: StoryId })[];
	/** The stories that posts were moved to, in order: a post that came in the one is in the other now. */
	readonly moves: readonly {
		readonly from: StoryId;
		readonly into: StoryId;
		/** Null for all its posts; `takesBack` for those that the move with this index moved. */
		readonly posts: readonly string[] | null | { readonly takesBack: number };
	}[];
}

/** The events by which a person adds something: not those of opening, closing, the clock and the sources. */
const isWork =
	/^(?:story|need|rumour|behaviour|meaning|finding|fact|text|report|advice|action|quote|response|inquiry)\./;

/** Replays the log of an exercise. */
export function playedFrom(lines: readonly PlayedLine[], now: Moment): Played {
	const state = emptyState();
	const people = new Set<PersonId>();
	const moves: Played['moves'][number][] = [];
	let links: Played['links'][number][] = [];
	let passedOn: Played['passedOn'][number][] = [];
	let from: Moment | null = null;
	for (const line of lines) {
		if (line.redacted || line.type === postsArrived.type) continue;
		if (isWork.test(line.type) && line.by !== SYSTEM.id && !isComputer(line.by)) people.add(line.by);
		if (line.type === storyLabelled.type) {
			const { story, links: after } = storyLabelled.data.parse(line.data);
			const before = labelsOf(state, story).links;
			const isStillLinked = (finding: FindingId): boolean => after.some((link) => link.finding === finding);
			links = links.filter((link) => link.story !== story || isStillLinked(link.finding));
			const added = after.filter(
				({ finding, by }) => !before.some((link) => link.finding === finding && link.by === by)
			);
			links.push(...added.map(({ finding, by, at }) => ({ story, finding, by, at })));
		} else if (line.type === callForHelpSet.type) {
			const { story, help } = callForHelpSet.data.parse(line.data);
			if (help?.state === 'passedOn') passedOn.push({ story, by: help.by, at: help.at });
			else passedOn = passedOn.filter((call) => call.story !== story);
		} else if (line.type === storyMerged.type) {
			const { story, into } = storyMerged.data.parse(line.data);
			const moved = <D extends { readonly story: StoryId }>(act: D): D =>
				act.story === story ? { ...act, story: into } : act;
			links = links.map(moved);
			passedOn = passedOn.map(moved);
			moves.push({ from: story, into, posts: null });
		} else if (line.type === storyUnmerged.type) {
			const { story, into } = storyUnmerged.data.parse(line.data);
			const merge = moves.findLastIndex((move) => move.from === story && move.into === into);
			moves.push({ from: into, into: story, posts: { takesBack: merge } });
		} else if (line.type === storySplit.type) {
			const { story, into, posts } = storySplit.data.parse(line.data);
			const both = <D extends { readonly story: StoryId }>(act: D): D[] =>
				act.story === story ? [act, { ...act, story: into }] : [act];
			links = links.flatMap(both);
			passedOn = passedOn.flatMap(both);
			moves.push({ from: story, into, posts });
		} else if (line.type === findingMerged.type) {
			const { finding, into } = findingMerged.data.parse(line.data);
			links = links.map((link) => (link.finding === finding ? { ...link, finding: into } : link));
		} else if (line.type === findingUnmerged.type) {
			const { finding, into, links: restored } = findingUnmerged.data.parse(line.data);
			const moved = new Set(restored.flatMap(({ story, isBoth }) => (isBoth ? [] : [story])));
			links = links.map((link) => (link.finding === into && moved.has(link.story) ? { ...link, finding } : link));
		} else if (line.type === clockSet.type) {
			const { incident, speed } = clockSet.data.parse(line.data);
			if (speed > 0) from ??= incident;
		}
		apply(state, line, line);
		// After the end people only look back and close the exercise.
		if (line.type === exerciseEnded.type) break;
	}
	const until = state.incident?.ended?.at ?? now;
	return { state, from: from ?? state.incident?.start ?? until, until, people: [...people], links, passedOn, moves };
}
