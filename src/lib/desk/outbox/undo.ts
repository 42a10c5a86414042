import type { z } from 'zod';
import type { StoryId } from '$lib/domain/core/ids';
import { closeFinding, findingsOf, reopenFinding, rewordFinding } from '$lib/domain/findings/finding';
import { FindingKind } from '$lib/domain/core/ids';
import { raiseNeed } from '$lib/domain/findings/need';
import { signalRumour } from '$lib/domain/findings/rumour';
import { recordBehaviour } from '$lib/domain/findings/behaviour';
import { recordMeaning } from '$lib/domain/findings/meaning';
import { setSentiment, markLookedAt, setCallForHelp, unmarkLookedAt, noLabels } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import type { ReadState } from '$lib/domain/core/state';
import type { CommandStep } from './own-commands';

/**
 * The commands that would restore the present state if this command were given next; null where nothing does (then it
 * cannot be undone). Merging and splitting stories need what only the server knows: their sender says how to undo them.
 */
export function inverseOf(
	{ type, input }: CommandStep,
	state: ReadState
): { story: StoryId | null; steps: readonly CommandStep[] } | null {
	for (const inverse of inverses) {
		const found = inverse(type, input, state);
		if (found) return found;
	}
	return null;
}

type Inverse = (
	type: string,
	input: unknown,
	state: ReadState
) => { story: StoryId | null; steps: readonly CommandStep[] } | null;

/** Binds the shape of a command's input to the function that inverts it. */
function inverse<S extends z.ZodType>(
	kind: { readonly type: string; readonly input: S },
	around: (input: z.output<S>, state: ReadState) => { story: StoryId | null; steps: readonly CommandStep[] }
): Inverse {
	return (type, input, state) => {
		if (type !== kind.type) return null;
		const parsed = kind.input.safeParse(input);
		return parsed.success ? around(parsed.data, state) : null;
	};
}

/** Undoing never touches what a colleague changed since. */
const own = true as const;
const labelsOf = (state: ReadState, story: StoryId) => state.labels.get(story) ?? noLabels;

/** A new finding cannot be removed, because what people did is kept: it loses its story and is closed. */
const unraise =
	(kind: FindingKind) =>
	({ id, seenIn }: { id: z.infer<typeof raiseNeed.input>['id']; seenIn: { story: StoryId } | null }) => ({
		story: seenIn?.story ?? null,
		steps: [
			...(seenIn ? [labelStory({ story: seenIn.story, add: [], remove: [id], own })] : []),
			closeFinding({ kind, finding: id })
		]
	});

const inverses: readonly Inverse[] = [
	inverse(labelStory, ({ story, add, remove }, state) => {
		const { links } = labelsOf(state, story);
		const touched = new Set([...remove, ...add.map(({ finding }) => finding)]);
		const before = links
			.filter(({ finding }) => touched.has(finding))
			.map(({ kind, finding, stance }) => ({ kind, finding, stance }));
		const added = add.filter(({ finding }) => !links.some((held) => held.finding === finding));
		const reopened = add.filter(({ kind, finding }) => findingsOf(state, kind).get(finding)?.closed);
		return {
			story,
			steps: [
				labelStory({ story, add: before, remove: added.map(({ finding }) => finding), own }),
				...reopened.map(({ kind, finding }) => closeFinding({ kind, finding }))
			]
		};
	}),
	inverse(setSentiment, ({ story, emotion, attitude }, state) => {
		const before = labelsOf(state, story).sentiment;
		return {
			story,
			steps: [
				setSentiment({
					story,
					own,
					...(emotion === undefined ? {} : { emotion: before?.emotion ?? null }),
					...(attitude === undefined ? {} : { attitude: before?.attitude ?? null })
				})
			]
		};
	}),
	inverse(markLookedAt, ({ story }, state) => ({ story, steps: [backTo(state, story)] })),
	inverse(unmarkLookedAt, ({ story }, state) => ({ story, steps: [backTo(state, story)] })),
	inverse(setCallForHelp, ({ story }, state) => {
		const { help, looked } = labelsOf(state, story);
		const steps: CommandStep[] = [setCallForHelp({ story, help: help?.state ?? null, own })];
		if (looked && looked.outcome !== 'help') steps.push(markLookedAt({ story, outcome: looked.outcome, own }));
		return { story, steps };
	}),
	inverse(raiseNeed, unraise('need')),
	inverse(signalRumour, unraise('rumour')),
	inverse(recordBehaviour, unraise('behaviour')),
	inverse(recordMeaning, unraise('meaning')),
	inverse(closeFinding, (which) => ({ story: null, steps: [reopenFinding(which)] })),
	inverse(reopenFinding, (which) => ({ story: null, steps: [closeFinding(which)] })),
	inverse(rewordFinding, ({ kind, finding }, state) => ({
		story: null,
		steps: [rewordFinding({ kind, finding, text: findingsOf(state, kind).get(finding)?.text ?? '' })]
	}))
];

function backTo(state: ReadState, story: StoryId): CommandStep {
	const { looked, help } = labelsOf(state, story);
	if (looked?.outcome === 'help' && help) return setCallForHelp({ story, help: help.state, own });
	return looked && looked.outcome !== 'help'
		? markLookedAt({ story, outcome: looked.outcome, own })
		: unmarkLookedAt({ story, own });
}
