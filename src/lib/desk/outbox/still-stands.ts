import type { z } from 'zod';
import { recordBehaviour } from '$lib/domain/findings/behaviour';
import { closeFinding, findingsOf, isOpen, reopenFinding, rewordFinding } from '$lib/domain/findings/finding';
import type { FindingKind, PersonId } from '$lib/domain/core/ids';
import { recordMeaning } from '$lib/domain/findings/meaning';
import { raiseNeed } from '$lib/domain/findings/need';
import { signalRumour } from '$lib/domain/findings/rumour';
import { authorOnAxis } from '$lib/domain/stories/sentiment';
import { setSentiment, markLookedAt, setCallForHelp, noLabels, unmarkLookedAt } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import type { ReadState } from '$lib/domain/core/state';
import type { CommandStep } from './own-commands';

/**
 * Whether the result of this person's command is unchanged and still theirs: then undoing it means what they expect.
 * What a colleague or they themselves changed since is not undone. A kind that is unknown here counts as unchanged: the
 * server decides.
 */
export function stillStands({ type, input }: CommandStep, state: ReadState, me: PersonId): boolean {
	return rules.every((rule) => rule(type, input, state, me) !== false);
}

type Rule = (type: string, input: unknown, state: ReadState, me: PersonId) => boolean | null;

/** Binds the shape of a command's input to its rule; null for other commands. */
function rule<S extends z.ZodType>(
	kind: { readonly type: string; readonly input: S },
	holds: (input: z.output<S>, state: ReadState, me: PersonId) => boolean
): Rule {
	return (type, input, state, me) => {
		if (type !== kind.type) return null;
		const parsed = kind.input.safeParse(input);
		return parsed.success && holds(parsed.data, state, me);
	};
}

const raised =
	(kind: FindingKind) =>
	({ id }: z.output<typeof raiseNeed.input>, state: ReadState): boolean => {
		const found = findingsOf(state, kind).get(id);
		return found !== undefined && isOpen(found);
	};

const rules: readonly Rule[] = [
	rule(labelStory, ({ story, add, remove }, state, me) => {
		const { links } = state.labels.get(story) ?? noLabels;
		const stands = (finding: string, stance: string | null): boolean =>
			links.some((link) => link.finding === finding && link.stance === stance && link.by === me);
		return (
			add.every(({ finding, stance }) => stands(finding, stance)) &&
			remove.every((id) => !links.some(({ finding }) => finding === id))
		);
	}),
	rule(setSentiment, ({ story, emotion, attitude }, state, me) => {
		const { sentiment } = state.labels.get(story) ?? noLabels;
		const stands = (axis: 'emotion' | 'attitude', to: string | null | undefined): boolean =>
			to === undefined || (to === (sentiment?.[axis] ?? null) && (to === null || authorOnAxis(sentiment, axis) === me));
		return stands('emotion', emotion) && stands('attitude', attitude);
	}),
	rule(markLookedAt, ({ story, outcome }, state, me) => {
		const looked = state.labels.get(story)?.looked;
		return looked?.outcome === outcome && looked.by === me;
	}),
	rule(unmarkLookedAt, ({ story }, state) => !state.labels.get(story)?.looked),
	rule(setCallForHelp, ({ story, help }, state, me) => {
		const now = state.labels.get(story)?.help;
		return (now?.state ?? null) === help && (!now || now.by === me);
	}),
	rule(raiseNeed, raised('need')),
	rule(signalRumour, raised('rumour')),
	rule(recordBehaviour, raised('behaviour')),
	rule(recordMeaning, raised('meaning')),
	rule(closeFinding, ({ kind, finding }, state, me) => findingsOf(state, kind).get(finding)?.closed?.by === me),
	rule(reopenFinding, ({ kind, finding }, state) => findingsOf(state, kind).get(finding)?.closed === null),
	rule(rewordFinding, ({ kind, finding, text }, state) => findingsOf(state, kind).get(finding)?.text === text)
];
