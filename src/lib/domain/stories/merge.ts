import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { event, type EventOf } from '../core/event';
import { BatchId, PostId, StoryId } from '../core/ids';
import { newId } from '../core/new-id';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { isTakenBack } from './passings';
import {
	assertReferenced,
	callForHelpSet,
	labelsOf,
	passingIn,
	sameLink,
	sentimentSet,
	storyLabelled,
	storyLookedAt,
	storyUnmarked,
	type CallForHelp,
	type MergedStory,
	type StoryLabels
} from './story';

/**
 * Moves posts into a new story; both keep the labels. The move is a batch of its own, so that a report knows its log
 * position.
 */
export const splitStory = command('story.split', {
	input: () =>
		z.strictObject({
			story: StoryId,
			posts: z.array(PostId).min(1).max(500),
			into: StoryId,
			batch: BatchId
		}),
	allow: analysts,
	refusals: ['id.taken', 'post.absent', 'post.elsewhere', 'split.all', 'story.absent'],
	referencesOf: ({ story, into, posts }) => ({ stories: [story, into], posts }),
	undo: {
		steps: ({ story, into }): CommandStep[] => [mergeStories({ story: into, into: story, batch: newBatch() })],
		isCurrent: ({ into }, state) => !state.mergedStories.has(into)
	},
	decide({ story, posts, into, batch }, { references }) {
		assertReferenced(references, story);
		if (references.stories.has(into) || into === story) throw new Refusal('id.taken');
		const moved = [...new Set(posts)];
		for (const post of moved) {
			const found = references.posts.get(post);
			if (!found) throw new Refusal('post.absent');
			if (found.story !== story) throw new Refusal('post.elsewhere');
		}
		if (moved.length >= (references.stories.get(story)?.posts ?? 0)) throw new Refusal('split.all');
		return storySplit({ story, posts: moved, into, batch });
	}
});
export const storySplit = event('story.split', {
	data: () => z.object({ story: StoryId, posts: z.array(PostId), into: StoryId, batch: BatchId }),
	evolve(state, { story, into }) {
		const labels = state.labels.get(story);
		if (labels && !state.labels.has(into)) state.labels.set(into, labels);
	}
});

/** Merges one story into another: the union of the links, the target's sentiment; moved posts count as joined. */
export const mergeStories = command('story.merge', {
	input: () => z.strictObject({ story: StoryId, into: StoryId, batch: BatchId }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['story.absent', 'story.same'],
	referencesOf: ({ story, into }) => ({ stories: [story, into] }),
	undo: {
		steps: ({ story }): CommandStep[] => [unmergeStory({ story, batch: newBatch() })],
		isCurrent: ({ story, into }, state) => state.mergedStories.get(story)?.into === into
	},
	decide({ story, into, batch }, { references }) {
		if (story === into) throw new Refusal('story.same');
		assertReferenced(references, story, into);
		return storyMerged({ story, into, batch });
	}
});
export const storyMerged = event('story.merged', {
	data: () => z.object({ story: StoryId, into: StoryId, batch: BatchId }),
	evolve(state, { story, into }) {
		if (state.mergedStories.has(story)) return;
		const from = labelsOf(state, story);
		const target = labelsOf(state, into);
		const newLinks = from.links.filter((link) => !target.links.some((other) => sameLink(other, link)));
		const help = furtherCall(target.help, from.help);
		const added = { links: newLinks.map(({ finding }) => finding), help: help !== target.help };
		state.mergedStories.set(story, { into, labels: from, added, replaced: added.help ? target.help : null });
		if (!state.labels.has(story)) return;
		state.labels.set(into, {
			...target,
			links: [...target.links, ...newLinks].slice(0, 50),
			help
		});
		state.labels.delete(story);
	}
});

/**
 * The call for help of two that were merged. That it was passed on is a record of what happened outside; an open call
 * stays open, unless it turns out to be one that was passed on.
 */
function furtherCall<Call extends Readonly<CallForHelp> | null>(target: Call, from: Call): Call {
	const rank = (call: Call): number => (call ? callRanks[call.state] : 0);
	return rank(from) > rank(target) ? from : target;
}
const callRanks = { dismissed: 1, pinned: 2, passedOn: 3 } as const satisfies Record<CallForHelp['state'], number>;

/** Takes a merge back: the story has its posts again, and both have the labels from before. */
export const unmergeStory = command('story.unmerge', {
	input: () => z.strictObject({ story: StoryId, batch: BatchId }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['post.elsewhere', 'story.absent'],
	referencesOf: ({ story }) => ({ restorable: [story] }),
	undo: {
		steps({ story }, state): CommandStep[] {
			const merged = state.mergedStories.get(story);
			return merged ? [mergeStories({ story, into: merged.into, batch: newBatch() })] : [];
		},
		isCurrent: ({ story }, state) => !state.mergedStories.has(story)
	},
	decide({ story, batch }, { state, references }) {
		const merged = state.mergedStories.get(story);
		if (!merged || state.mergedStories.has(merged.into)) throw new Refusal('story.absent');
		if (!references.restorable.has(story)) throw new Refusal('post.elsewhere');
		return [storyUnmerged({ story, into: merged.into, batch }), ...labelledAsBefore(state, story, merged)];
	}
});
/** The labels of a story that was merged and of the one it went into, as they were without the merge. */
function labelledAsBefore(
	state: ReadState,
	restored: StoryId,
	{ into: story, labels, added, replaced }: Readonly<MergedStory>
): EventOf[] {
	const { links, sentiment } = labels;
	const current = labelsOf(state, story);
	const { looked: handledMark, help } = withoutTakenBack(state, restored, labels);
	return [
		storyLabelled({ story: restored, links }),
		sentimentSet({ story: restored, sentiment }),
		callForHelpSet({ story: restored, help }),
		handledMark
			? storyLookedAt({
					story: restored,
					outcome: handledMark.outcome,
					posts: handledMark.posts,
					platforms: handledMark.platforms,
					original: { by: handledMark.by, at: handledMark.at }
				})
			: storyUnmarked({ story: restored }),
		...(added.links.length > 0
			? [storyLabelled({ story, links: current.links.filter(({ finding }) => !added.links.includes(finding)) })]
			: []),
		...(added.help && isSameCall(current.help, labels.help) ? [callForHelpSet({ story, help: replaced })] : [])
	];
}
const isSameCall = (a: Readonly<CallForHelp> | null, b: Readonly<CallForHelp> | null): boolean =>
	a?.state === b?.state && a?.by === b?.by && a?.at === b?.at;
/** Without the mark that a call was passed on, when somebody took that back since. */
function withoutTakenBack(
	state: ReadState,
	story: StoryId,
	{ looked: handledMark, help }: Readonly<StoryLabels>
): Pick<StoryLabels, 'looked' | 'help'> {
	if (help?.state !== 'passedOn' || !isTakenBack(state, passingIn(story, help))) return { looked: handledMark, help };
	return { looked: handledMark?.outcome === 'help' ? null : handledMark, help: null };
}
export const storyUnmerged = event('story.unmerged', {
	data: () => z.object({ story: StoryId, into: StoryId, batch: BatchId }),
	evolve: (state, { story }) => void state.mergedStories.delete(story)
});

const newBatch = (): BatchId => BatchId.parse(newId());
