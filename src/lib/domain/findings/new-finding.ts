import { z } from 'zod';
import type { DecisionContext } from '../core/command';
import { seenAct } from '../core/eyes';
import { assertIdFree, assertNameFree } from './finding';
import { type FindingKind, StoryId, type FindingId } from '../core/ids';
import { Refusal } from '../core/refusal';
import { Stance, storyLabelled, noLabels } from '../stories/story';

/** The story in which a finding was first seen; null when it was observed offline. */
export const FirstSeenIn = z.strictObject({ story: StoryId, stance: Stance.nullable() }).nullable();

/** The initial values of every finding. */
export const initialFinding = ({ actor, now }: Pick<DecisionContext, 'actor' | 'now'>) => ({
	raised: seenAct(actor, now),
	worded: null,
	closed: null,
	mergedInto: null,
	merged: null
});

/**
 * Checks that a finding is not there yet under its name, and that it has evidence or says where it was observed offline;
 * links the story it was seen in, in the same step.
 * @throws Refusal
 */
export function linkEvidence(
	kind: FindingKind,
	input: { id: FindingId; text: string; offline: string | null; seenIn: z.infer<typeof FirstSeenIn> },
	{ state, references, actor, now }: DecisionContext
) {
	assertIdFree(state, input.id);
	assertNameFree(state, kind, input.text);
	const { seenIn } = input;
	if (!seenIn) {
		if (input.offline === null) throw new Refusal('finding.withoutEvidence');
		return [];
	}
	if (!references.stories.has(seenIn.story)) throw new Refusal('story.absent');
	if ((kind === 'rumour') !== (seenIn.stance !== null)) throw new Refusal('label.stance');
	// When the line that made a finding was redacted, its links remain and its id is free again.
	const links = (state.labels.get(seenIn.story)?.links ?? noLabels.links).filter(({ finding }) => finding !== input.id);
	return [
		storyLabelled({
			story: seenIn.story,
			links: [...links, { kind, finding: input.id, stance: seenIn.stance, by: actor.id, at: now }]
		})
	];
}
