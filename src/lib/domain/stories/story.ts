import { z } from 'zod';
import { command, type CommandStep, type References, type UndoStep } from '../core/command';
import { event } from '../core/event';
import { FindingKind, FindingId, Moment, PersonId, StoryId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { Text } from '../core/text';
import { Platform } from '../posts/platform';
import { Refusal } from '../core/refusal';
import { passingsToTakeBack, lastTakenBackBy, recordPassing, recordTakingBack, type PassingName } from './passings';
import { forEachKind, labelKindNames, type LabelKind, type LabelValues } from './label-kinds';
import { Sentiment, authorOfValue, nullableValue, type NullableValue } from './sentiment';
import type { ReadState } from '../core/state';

export const stances = ['supports', 'denies', 'asks', 'comments'] as const;
export const Stance = z.enum(stances);
export type Stance = z.infer<typeof Stance>;
/** In the order of screens and reports. */
export const shownStances = ['supports', 'asks', 'denies', 'comments'] as const satisfies readonly Stance[];

const GivenLink = z.object({
	kind: FindingKind,
	finding: FindingId,
	stance: Stance.nullable(),
	by: PersonId,
	at: Moment
});
/**
 * A story is evidence for a finding; only a link to a rumour has a stance on the claim. `was`: what each merge of findings
 * replaced here, oldest first, until it is undone; `index` is where the link to the merged finding stood.
 */
export const Link = GivenLink.extend({
	was: z
		.array(z.object({ merged: FindingId, into: FindingId, index: z.int().nonnegative(), links: z.array(GivenLink) }))
		.optional()
});
export type Link = z.infer<typeof Link>;
/** The link as a person gave it. */
export const plainLink = ({ kind, finding, stance, by, at }: Readonly<Link>): z.infer<typeof GivenLink> => ({
	kind,
	finding,
	stance,
	by,
	at
});

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

/** `of`: where it was passed on, the story that it was passed on as; a merge and a split keep it. */
export const CallForHelp = z.object({
	state: z.enum(['pinned', 'passedOn', 'dismissed']),
	by: PersonId,
	at: Moment,
	of: StoryId.optional()
});
export type CallForHelp = z.infer<typeof CallForHelp>;

const TakeBackReason = Text(300, 'quotedWords');

/** All labels that people gave one story. */
export const StoryLabels = z.object({
	links: z.array(Link).max(50),
	sentiment: Sentiment.nullable(),
	looked: LookedAt.nullable(),
	help: CallForHelp.nullable()
});
export type StoryLabels = z.infer<typeof StoryLabels>;
export const noLabels: StoryLabels = { links: [], sentiment: null, looked: null, help: null };

/** The stories that are an open call for help: a person pinned them, and nobody passed them on or dismissed them. */
export const openCalls = (state: ReadState): { readonly story: StoryId; readonly at: Moment }[] =>
	[...state.labels.entries()].flatMap(([story, { help }]) =>
		help?.state === 'pinned' ? [{ story, at: help.at }] : []
	);

export const labelsOf = (state: ReadState, story: StoryId): StoryLabels => state.labels.get(story) ?? noLabels;
/** With this link instead of one to the same finding, which may be undone to before a merge of findings. */
export const withLink = (links: readonly Link[], link: z.infer<typeof GivenLink>): Link[] => {
	const was = links.find((other) => sameLink(other, link))?.was;
	return [...links.filter((other) => !sameLink(other, link)), was ? { ...link, was } : link];
};
export const sameLink = (a: { finding: FindingId }, b: { finding: FindingId }): boolean => a.finding === b.finding;

/**
 * Set when a person takes a label back: only their own label is removed, and later ones by others stay. This is decided
 * under the log's lock, because a colleague's label may be on its way while the key is pressed.
 */
export const own = z.literal(true).optional();
function assertOwn(takesBack: true | undefined, label: { by: PersonId } | null, by: PersonId): void {
	if (takesBack && label && label.by !== by) throw new Refusal('label.notOwn');
}

export function assertReferenced(references: References, ...stories: StoryId[]): void {
	for (const story of stories) if (!references.stories.has(story)) throw new Refusal('story.absent');
}

/** Not relevant is an outcome of looking; any later link makes the story relevant again. */
export const isRelevant = ({ looked: handledMark, links }: Readonly<StoryLabels>): boolean =>
	handledMark?.outcome !== 'notRelevant' || links.length > 0;

/** A story that a command refers to, as stored in the tables. */
export interface ReferencedStory {
	readonly posts: number;
	readonly platforms: readonly Platform[];
}
declare module '../core/command' {
	interface References {
		readonly stories: ReadonlyMap<StoryId, ReferencedStory>;
		/** Merged stories whose posts are still in the target story, with others: only these merges can be taken back. */
		readonly restorable: ReadonlySet<StoryId>;
	}
}
declare module '../core/state' {
	interface Collections {
		/** The labels of stories; the stories themselves and their posts are in tables. */
		labels: [StoryId, StoryLabels];
		/** Stories that a person merged into another, until that is taken back. */
		mergedStories: [StoryId, MergedStory];
	}
}

/** Where a merged story went, and what it was before: enough to take the merge back. */
export interface MergedStory {
	readonly into: StoryId;
	readonly labels: Readonly<StoryLabels>;
	/** What the other story got from it. */
	readonly added: { readonly links: readonly FindingId[]; readonly help: boolean };
	/** The call for help that the other story had, where it got that of this story. */
	readonly replaced: Readonly<CallForHelp> | null;
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

/** One value of each kind per story, the last person's; a kind that is left out does not change. */
export const setSentiment = command('story.setSentiment', {
	input: () =>
		z.strictObject({
			story: StoryId,
			...forEachKind<{ [K in LabelKind]: z.ZodOptional<NullableValue<K>> }>((kind) => nullableValue(kind).optional()),
			own
		}),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps({ story, ...values }, state): CommandStep[] {
			const before = labelsOf(state, story).sentiment;
			const previous = kindsIn(values).map((kind) => [kind, before?.[kind] ?? null] as const);
			return [setSentiment({ story, own: true, ...Object.fromEntries(previous) })];
		},
		isCurrent({ story, ...values }, state, person) {
			const { sentiment } = labelsOf(state, story);
			return kindsIn(values).every((kind) => {
				const value = values[kind] ?? null;
				return value === (sentiment?.[kind] ?? null) && (value === null || authorOfValue(sentiment, kind) === person);
			});
		}
	},
	decide({ story, own, ...values }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const before = labelsOf(state, story).sentiment;
		const set = kindsIn(values).filter((kind) => !own || (authorOfValue(before, kind) ?? actor.id) === actor.id);
		if (own && set.length === 0) throw new Refusal('label.notOwn');
		const after = forEachKind<LabelValues>((kind) => (set.includes(kind) ? values[kind] : before?.[kind]) ?? null);
		const labelled = labelKindNames.filter((kind) => after[kind] !== null);
		if (labelled.length === 0) return sentimentSet({ story, sentiment: null });
		const authors = Object.fromEntries(
			labelled.map((kind) => [kind, set.includes(kind) ? actor.id : (authorOfValue(before, kind) ?? actor.id)])
		);
		return sentimentSet({ story, sentiment: { ...after, authors, by: actor.id, at: now } });
	}
});
/** The kinds that a command sets. */
const kindsIn = (values: Partial<LabelValues>): LabelKind[] =>
	labelKindNames.filter((kind) => values[kind] !== undefined);

export const sentimentSet = event('story.sentimentSet', {
	data: () => z.object({ story: StoryId, sentiment: Sentiment.nullable() }),
	evolve(state, { story, sentiment }) {
		state.labels.set(story, { ...labelsOf(state, story), sentiment });
	}
});

const seen = (references: References, story: StoryId) => {
	const { posts = 0, platforms = [] } = references.stories.get(story) ?? {};
	return { story, posts, platforms: [...platforms] };
};

/** Marks a story as looked at, with the outcome: it leaves the queue. */
export const markLookedAt = command('story.markLookedAt', {
	input: () => z.strictObject({ story: StoryId, outcome: z.enum(['looked', 'notRelevant']), own }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps: ({ story }, state): CommandStep[] => [restoreOutcome(state, story)],
		isCurrent({ story, outcome }, state, person) {
			const { looked: handledMark } = labelsOf(state, story);
			return handledMark?.outcome === outcome && handledMark.by === person;
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
export const unmarkLookedAt = command('story.unmarkLookedAt', {
	input: () => z.strictObject({ story: StoryId, own }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps: ({ story }, state): CommandStep[] => [restoreOutcome(state, story)],
		isCurrent: ({ story }, state) => !labelsOf(state, story).looked
	},
	decide({ story, own }, { state, references, actor }) {
		assertReferenced(references, story);
		assertOwn(own, labelsOf(state, story).looked, actor.id);
		return storyUnmarked({ story });
	}
});
export const storyUnmarked = event('story.unmarked', {
	data: () => z.object({ story: StoryId }),
	evolve(state, { story }) {
		const before = labelsOf(state, story);
		if (before.looked) state.labels.set(story, { ...before, looked: null });
	}
});

/**
 * A call for help: pinned, passed on to the control room, or dismissed; null removes the pin. The last two mark the
 * story as looked at. Once it is passed on, only {@link takeBackCallForHelp} leads back: outside, somebody acts on it.
 */
export const setCallForHelp = command('story.setHelp', {
	input: () => z.strictObject({ story: StoryId, help: CallForHelp.shape.state.nullable(), own }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['help.passedOn', 'label.notOwn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps({ story, help: next }, state): UndoStep[] {
			const { help, looked: handledMark } = labelsOf(state, story);
			if (next === 'passedOn' && help?.state !== 'passedOn')
				return [{ ...takeBackCallForHelp({ story, reason: '' }), needsReason: true }];
			const back = setCallForHelp({ story, help: help?.state ?? null, own: true });
			return handledMark && handledMark.outcome !== 'help'
				? [back, markLookedAt({ story, outcome: handledMark.outcome, own: true })]
				: [back];
		},
		isCurrent({ story, help }, state, person) {
			const current = labelsOf(state, story).help;
			return (current?.state ?? null) === help && (!current || current.by === person);
		}
	},
	decide({ story, help, own }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const { help: before, looked: handledMark } = labelsOf(state, story);
		const isHandled = help === 'passedOn' || help === 'dismissed';
		const look = isHandled ? [storyLookedAt({ ...seen(references, story), outcome: 'help' })] : [];
		// The first moment does not change when two people press at once, or when an undo restores the outcome.
		if (isHandled && before?.state === help && (own || help === 'passedOn')) {
			assertOwn(own, handledMark, actor.id);
			return look;
		}
		if (before?.state === 'passedOn') throw new Refusal('help.passedOn');
		assertOwn(own, before, actor.id);
		const restored = own && help === 'passedOn' ? lastTakenBackBy(state, story, actor.id) : null;
		// An undo never adds a passing: it can only restore one that was taken back.
		if (own && help === 'passedOn' && !restored) throw new Refusal('label.notOwn');
		const set = help && {
			state: help,
			by: actor.id,
			at: now,
			...(help === 'passedOn' ? { of: story } : {}),
			...restored
		};
		return [
			callForHelpSet({ story, help: set }),
			...look,
			...(!isHandled && handledMark?.outcome === 'help' ? [storyUnmarked({ story })] : [])
		];
	}
});

/** A call was not passed on after all: it is open again, and the reason is in the log. */
export const takeBackCallForHelp = command('story.takeBackHelp', {
	input: () => z.strictObject({ story: StoryId, reason: TakeBackReason }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['help.notPassedOn', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps: ({ story }): CommandStep[] => [setCallForHelp({ story, help: 'passedOn', own: true })],
		isCurrent({ story }, state, person) {
			const { help } = labelsOf(state, story);
			return help?.state === 'pinned' && help.by === person;
		}
	},
	decide({ story, reason }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const { help, looked: handledMark } = labelsOf(state, story);
		if (help?.state !== 'passedOn') throw new Refusal('help.notPassedOn');
		return [
			...passingsToTakeBack(state, story, passingIn(story, help)).map((passing) => callForHelpTakenBack(passing)),
			callForHelpSet({ story, help: { state: 'pinned', by: actor.id, at: now }, reason }),
			...(handledMark?.outcome === 'help' ? [storyUnmarked({ story })] : [])
		];
	}
});
export const passingIn = (story: StoryId, { of, by, at }: Readonly<CallForHelp>): PassingName => ({
	of: of ?? story,
	by,
	at
});

export const callForHelpSet = event('story.helpSet', {
	/** `reason`: why it was not passed on after all. */
	data: () => z.object({ story: StoryId, help: CallForHelp.nullable(), reason: TakeBackReason.optional() }),
	evolve(state, { story, help }) {
		state.labels.set(story, { ...labelsOf(state, story), help });
		if (help?.state === 'passedOn') recordPassing(state, passingIn(story, help));
	}
});
/** Takes back that a call was passed on to the control room; the record of passing it on is kept. */
export const callForHelpTakenBack = event('story.helpTakenBack', {
	data: () => z.object({ of: StoryId, by: PersonId, at: Moment }),
	evolve: (state, passing, meta) => recordTakingBack(state, passing, meta)
});

/** The command that gives a story the outcome that it has now. */
function restoreOutcome(state: ReadState, story: StoryId): CommandStep {
	const { looked: handledMark, help } = labelsOf(state, story);
	if (!handledMark) return unmarkLookedAt({ story, own: true });
	if (handledMark.outcome !== 'help') return markLookedAt({ story, outcome: handledMark.outcome, own: true });
	return help ? setCallForHelp({ story, help: help.state, own: true }) : unmarkLookedAt({ story, own: true });
}
