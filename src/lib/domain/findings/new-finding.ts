import { z } from 'zod';
import type { DecisionContext } from '../core/command';
import { seenAct } from '../core/eyes';
import { assertIdFree, findingNamed } from './finding';
import { type FindingKind, StoryId, type FindingId } from '../core/ids';
import { Refusal } from '../core/refusal';
import { labelsOf, Stance, storyLabelled, withLink } from '../stories/story';

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
 * Checks that a new finding has evidence or says where it was observed offline; links the story it was seen in, in the same
 * step. If a finding of this name exists, the new one is merged into that from the start and its story is linked to that:
 * two people who make the same one at once make one, and later commands with either id are about it (command.ts).
 * @throws Refusal
 */
export function linkEvidence(
	kind: FindingKind,
	input: { id: FindingId; text: string; offline: string | null; seenIn: z.infer<typeof FirstSeenIn> },
	{ state, references, actor, now }: DecisionContext
) {
	assertIdFree(state, input.id);
	const mergedInto = findingNamed(state, kind, input.text)?.id ?? null;
	const finding = mergedInto ?? input.id;
	const { seenIn } = input;
	if (!seenIn) {
		if (input.offline === null) throw new Refusal('finding.withoutEvidence');
		return { mergedInto, evidence: [] };
	}
	if (!references.stories.has(seenIn.story)) throw new Refusal('story.absent');
	if ((kind === 'rumour') !== (seenIn.stance !== null)) throw new Refusal('label.stance');
	// When the line that made a finding was redacted, its links remain and its id is free again.
	const links = labelsOf(state, seenIn.story).links.filter((link) => link.finding !== input.id);
	const link = { kind, finding, stance: seenIn.stance, by: actor.id, at: now };
	return { mergedInto, evidence: [storyLabelled({ story: seenIn.story, links: withLink(links, link) })] };
}
