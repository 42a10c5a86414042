import { z } from 'zod';
import { command, type CommandStep, type References } from '../core/command';
import { event, type EventOf } from '../core/event';
import { FindingKind, BatchId, FindingId, Moment, PersonId, PostId, StoryId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { Platform } from '../posts/platform';
import { Refusal } from '../core/refusal';
import { Attitude, Emotion, Sentiment, authorOnAxis, type Axis } from './sentiment';
import type { ReadState } from '../core/state';

export const stances = ['supports', 'denies', 'asks', 'comments'] as const;
export const Stance = z.enum(stances);
export type Stance = z.infer<typeof Stance>;
/** In the order of screens and reports. */
export const shownStances = ['supports', 'asks', 'denies', 'comments'] as const satisfies readonly Stance[];

/** A story is evidence for a finding; only a link to a rumour has a stance on the claim. */
export const Link = z.object({
	kind: FindingKind,
	finding: FindingId,
	stance: Stance.nullable(),
	by: PersonId,
	at: Moment
});
export type Link = z.infer<typeof Link>;

/**
 * A person looked at the story with this many posts, on these platforms. `seq` is the event's number: later posts were
 * not looked at.
 */
export const LookedAt = z.object({
	outcome: z.enum(['looked', 'notRelevant', 'help']),
	posts: z.int().nonnegative(),
	platforms: z.array(Platform),
	by: PersonId,
	at: Moment,
	seq: z.int().nonnegative()
});
export type LookedAt = z.infer<typeof LookedAt>;

export const CallForHelp = z.object({ state: z.enum(['pinned', 'passedOn', 'dismissed']), by: PersonId, at: Moment });
export type CallForHelp = z.infer<typeof CallForHelp>;

/** All labels that people gave one story. */
export const StoryLabels = z.object({
	links: z.array(Link).max(50),
	sentiment: Sentiment.nullable(),
	looked: LookedAt.nullable(),
	help: CallForHelp.nullable()
});
export type StoryLabels = z.infer<typeof StoryLabels>;
export const noLabels: StoryLabels = { links: [], sentiment: null, looked: null, help: null };

export const labelsOf = (state: ReadState, story: StoryId): StoryLabels => state.labels.get(story) ?? noLabels;
export const sameLink = (a: { finding: FindingId }, b: { finding: FindingId }): boolean => a.finding === b.finding;

/**
 * Set when a person takes a label back: only their own label is removed, and later ones by others stay. This is decided
 * under the log's lock, because a colleague's label may be on its way while the key is pressed.
 */
export const own = z.literal(true).optional();
function assertOwn(takesBack: true | undefined, word: { by: PersonId } | null, by: PersonId): void {
	if (takesBack && word && word.by !== by) throw new Refusal('label.notOwn');
}

export function assertReferenced(named: References, ...stories: StoryId[]): void {
	for (const story of stories) if (!named.stories.has(story)) throw new Refusal('story.absent');
}

/** Not relevant is an outcome of looking; any later link makes the story relevant again. */
export const isRelevant = ({ looked, links }: Readonly<StoryLabels>): boolean =>
	looked?.outcome !== 'notRelevant' || links.length > 0;

/** A story that a command refers to, as stored in the tables. */
export interface ReferencedStory {
	readonly posts: number;
	readonly platforms: readonly Platform[];
}
declare module '../core/command' {
	interface References {
		readonly stories: ReadonlyMap<StoryId, ReferencedStory>;
	}
}
declare module '../core/state' {
	interface Collections {
		/** The labels of stories; the stories themselves and their posts are in tables. */
		labels: [StoryId, StoryLabels];
		/** Stories that a person merged into another. */
		mergedStories: [StoryId, MergedStory];
	}
}

/** Where a merged story went, and what it was before: enough to take the merge back. */
interface MergedStory {
	readonly into: StoryId;
	readonly labels: Readonly<StoryLabels>;
	/** What the other story has from it. */
	readonly gave: { readonly links: readonly FindingId[]; readonly help: boolean };
}

/**
 * The command says what changes (evidence.ts) and the event gives the result, so that two analysts do not overwrite
 * each other.
 */
export const storyLabelled = event('story.labelled', {
	data: () => z.object({ story: StoryId, links: StoryLabels.shape.links }),
	evolve(state, { story, links }) {
		state.labels.set(story, { ...labelsOf(state, story), links });
	}
});

/** One sentiment per story, the last person's; an omitted axis does not change. */
export const setSentiment = command('story.feel', {
	input: () =>
		z.strictObject({
			story: StoryId,
			emotion: Emotion.nullable().optional(),
			attitude: Attitude.nullable().optional(),
			own
		}),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps({ story, emotion, attitude }, state): CommandStep[] {
			const before = labelsOf(state, story).sentiment;
			const to = {
				...(emotion === undefined ? {} : { emotion: before?.emotion ?? null }),
				...(attitude === undefined ? {} : { attitude: before?.attitude ?? null })
			};
			return [setSentiment({ story, own: true, ...to })];
		},
		stands({ story, emotion, attitude }, state, person) {
			const { sentiment } = labelsOf(state, story);
			const isTheirs = (axis: Axis, to: string | null | undefined): boolean =>
				to === undefined ||
				(to === (sentiment?.[axis] ?? null) && (to === null || authorOnAxis(sentiment, axis) === person));
			return isTheirs('emotion', emotion) && isTheirs('attitude', attitude);
		}
	},
	decide({ story, emotion, attitude, own }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const before = labelsOf(state, story).sentiment;
		const isSet = (axis: Axis, to: unknown): boolean =>
			to !== undefined && (!own || (authorOnAxis(before, axis) ?? actor.id) === actor.id);
		const [emotionSaid, attitudeSaid] = [isSet('emotion', emotion), isSet('attitude', attitude)];
		if (own && !emotionSaid && !attitudeSaid) throw new Refusal('label.notOwn');
		const felt = {
			emotion: (emotionSaid ? emotion : before?.emotion) ?? null,
			attitude: (attitudeSaid ? attitude : before?.attitude) ?? null
		};
		if (felt.emotion === null && felt.attitude === null) return sentimentSet({ story, sentiment: null });
		const emotionBy = felt.emotion && (emotionSaid ? actor.id : authorOnAxis(before, 'emotion'));
		const attitudeBy = felt.attitude && (attitudeSaid ? actor.id : authorOnAxis(before, 'attitude'));
		const by = { by: actor.id, ...(emotionBy ? { emotionBy } : {}), ...(attitudeBy ? { attitudeBy } : {}) };
		return sentimentSet({ story, sentiment: { ...felt, ...by, at: now } });
	}
});
export const sentimentSet = event('story.felt', {
	data: () => z.object({ story: StoryId, sentiment: Sentiment.nullable() }),
	evolve(state, { story, sentiment }) {
		state.labels.set(story, { ...labelsOf(state, story), sentiment });
	}
});

const seen = (named: References, story: StoryId) => {
	const { posts = 0, platforms = [] } = named.stories.get(story) ?? {};
	return { story, posts, platforms: [...platforms] };
};

/** Marks a story as looked at, with the outcome: it leaves the queue. */
export const markLookedAt = command('story.look', {
	input: () => z.strictObject({ story: StoryId, outcome: z.enum(['looked', 'notRelevant']), own }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps: ({ story }, state): CommandStep[] => [restoreOutcome(state, story)],
		stands({ story, outcome }, state, person) {
			const { looked } = labelsOf(state, story);
			return looked?.outcome === outcome && looked.by === person;
		}
	},
	decide({ story, outcome, own }, { state, references, actor }) {
		assertReferenced(references, story);
		assertOwn(own, labelsOf(state, story).looked, actor.id);
		return storyLookedAt({ ...seen(references, story), outcome });
	}
});
export const storyLookedAt = event('story.lookedAt', {
	data: () =>
		z.object({
			story: StoryId,
			...LookedAt.pick({ outcome: true, posts: true, platforms: true }).shape,
			/** Who looked, and when, where an undo restores it. */
			original: LookedAt.pick({ by: true, at: true }).optional()
		}),
	evolve(state, { story, original, ...marked }, { at, by, seq }) {
		const before = labelsOf(state, story);
		if (before.looked?.seq !== seq)
			state.labels.set(story, { ...before, looked: { ...marked, at, by, ...original, seq } });
	}
});

/** Unmarks it: the story waits again. */
export const unmarkLookedAt = command('story.unlook', {
	input: () => z.strictObject({ story: StoryId, own }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps: ({ story }, state): CommandStep[] => [restoreOutcome(state, story)],
		stands: ({ story }, state) => !labelsOf(state, story).looked
	},
	decide({ story, own }, { state, references, actor }) {
		assertReferenced(references, story);
		assertOwn(own, labelsOf(state, story).looked, actor.id);
		return storyUnmarked({ story });
	}
});
export const storyUnmarked = event('story.unlooked', {
	data: () => z.object({ story: StoryId }),
	evolve(state, { story }) {
		const before = labelsOf(state, story);
		if (before.looked) state.labels.set(story, { ...before, looked: null });
	}
});

/**
 * A call for help: pinned, passed on to the control room, or dismissed; null removes the pin. The last two mark the
 * story as looked at.
 */
export const setCallForHelp = command('story.setHelp', {
	input: () => z.strictObject({ story: StoryId, help: CallForHelp.shape.state.nullable(), own }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps({ story }, state): CommandStep[] {
			const { help, looked } = labelsOf(state, story);
			const back = setCallForHelp({ story, help: help?.state ?? null, own: true });
			return looked && looked.outcome !== 'help'
				? [back, markLookedAt({ story, outcome: looked.outcome, own: true })]
				: [back];
		},
		stands({ story, help }, state, person) {
			const held = labelsOf(state, story).help;
			return (held?.state ?? null) === help && (!held || held.by === person);
		}
	},
	decide({ story, help, own }, { state, references, actor, now }) {
		assertReferenced(references, story);
		assertOwn(own, labelsOf(state, story).help, actor.id);
		const handled = help === 'passedOn' || help === 'dismissed';
		const takenBack = !handled && labelsOf(state, story).looked?.outcome === 'help';
		return [
			callForHelpSet({ story, help: help && { state: help, by: actor.id, at: now } }),
			...(handled ? [storyLookedAt({ ...seen(references, story), outcome: 'help' })] : []),
			...(takenBack ? [storyUnmarked({ story })] : [])
		];
	}
});
export const callForHelpSet = event('story.helpSet', {
	data: () => z.object({ story: StoryId, help: CallForHelp.nullable() }),
	evolve(state, { story, help }) {
		state.labels.set(story, { ...labelsOf(state, story), help });
	}
});

/** The command that gives a story the outcome that it has now. */
function restoreOutcome(state: ReadState, story: StoryId): CommandStep {
	const { looked, help } = labelsOf(state, story);
	if (!looked) return unmarkLookedAt({ story, own: true });
	if (looked.outcome !== 'help') return markLookedAt({ story, outcome: looked.outcome, own: true });
	return help ? setCallForHelp({ story, help: help.state, own: true }) : unmarkLookedAt({ story, own: true });
}

/**
 * Moves posts into a new story; both keep the labels. The move is a batch of its own, so that a report knows its log
 * position. `restores`: takes back that this story was merged here; then both have the labels from before.
 */
export const splitStory = command('story.split', {
	input: () =>
		z.strictObject({
			story: StoryId,
			posts: z.array(PostId).min(1).max(500),
			into: StoryId,
			batch: BatchId,
			restores: StoryId.optional()
		}),
	allow: analysts,
	refusals: ['id.taken', 'post.absent', 'post.elsewhere', 'split.all', 'story.absent'],
	referencesOf: ({ story, into, posts }) => ({ stories: [story, into], posts }),
	decide({ story, posts, into, batch, restores }, { state, references }) {
		assertReferenced(references, story);
		const merged = restores && state.mergedStories.get(restores);
		if (restores && merged?.into !== story) throw new Refusal('story.absent');
		if (references.stories.has(into) || into === story) throw new Refusal('id.taken');
		const moved = [...new Set(posts)];
		for (const post of moved) {
			const found = references.posts.get(post);
			if (!found) throw new Refusal('post.absent');
			if (found.story !== story) throw new Refusal('post.elsewhere');
		}
		if (moved.length >= (references.stories.get(story)?.posts ?? 0)) throw new Refusal('split.all');
		const split = storySplit({ story, posts: moved, into, batch });
		return merged ? [split, ...labelledAsBefore(merged, labelsOf(state, story), into)] : split;
	}
});
/** The labels of a story that was merged and of the one it went into, as they were without the merge. */
function labelledAsBefore(
	{ into: story, labels, gave }: MergedStory,
	now: Readonly<StoryLabels>,
	restored: StoryId
): EventOf[] {
	const { links, sentiment, looked, help } = labels;
	return [
		storyLabelled({ story: restored, links }),
		sentimentSet({ story: restored, sentiment }),
		callForHelpSet({ story: restored, help }),
		looked
			? storyLookedAt({
					story: restored,
					outcome: looked.outcome,
					posts: looked.posts,
					platforms: looked.platforms,
					original: { by: looked.by, at: looked.at }
				})
			: storyUnmarked({ story: restored }),
		...(gave.links.length > 0
			? [storyLabelled({ story, links: now.links.filter(({ finding }) => !gave.links.includes(finding)) })]
			: []),
		...(gave.help ? [callForHelpSet({ story, help: null })] : [])
	];
}
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
		const fresh = from.links.filter((link) => !target.links.some((held) => sameLink(held, link)));
		const gave = { links: fresh.map(({ finding }) => finding), help: !target.help && from.help !== null };
		state.mergedStories.set(story, { into, labels: from, gave });
		if (!state.labels.has(story)) return;
		state.labels.set(into, {
			...target,
			links: [...target.links, ...fresh].slice(0, 50),
			help: target.help ?? from.help
		});
		state.labels.delete(story);
	}
});
