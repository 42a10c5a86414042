import { z } from 'zod';
import { FindingId, type FindingKind } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { recordBehaviour } from '$lib/domain/findings/behaviour';
import { labelStory } from '$lib/domain/findings/evidence';
import { findingsOf } from '$lib/domain/findings/finding';
import { recordMeaning } from '$lib/domain/findings/meaning';
import { raiseNeed } from '$lib/domain/findings/need';
import { FirstSeenIn } from '$lib/domain/findings/new-finding';
import { signalRumour } from '$lib/domain/findings/rumour';
import type { WaitingCommand } from './outbox-storage';

type Label = z.output<typeof labelStory.input>;

/** What was refused because of another finding, and the labels as they would be on that one. */
interface Onto {
	readonly why: 'exists' | 'merged';
	/** The name of the other finding. */
	readonly text: string;
	readonly labels: readonly Label[];
	/** All refused commands that this settles. */
	readonly settles: readonly WaitingCommand[];
}

const kindOf = new Map<string, FindingKind>([
	[raiseNeed.type, 'need'],
	[signalRumour.type, 'rumour'],
	[recordBehaviour.type, 'behaviour'],
	[recordMeaning.type, 'meaning']
]);
const NewFinding = z.object({ id: FindingId, seenIn: FirstSeenIn });

/** A finding that was not made, because one of this name was there; with the story it was seen in. */
interface Doubled {
	readonly command: WaitingCommand;
	readonly kind: FindingKind;
	readonly id: FindingId;
	readonly seenIn: z.output<typeof FirstSeenIn>;
	readonly existing: FindingId;
}
function doubledBy(command: WaitingCommand): Doubled | null {
	const kind = kindOf.get(command.type);
	const existing = FindingId.safeParse(command.refused?.details['finding']).data;
	const made = NewFinding.safeParse(command.input).data;
	return kind && existing && made ? { command, kind, ...made, existing } : null;
}
const labelIn = ({ type, input }: WaitingCommand): Label | null =>
	type === labelStory.type ? (labelStory.input.safeParse(input).data ?? null) : null;

/**
 * What may be done with a refused command instead: its labels put on the finding that has the name already, together
 * with those that were given to the one that was not made; or on the finding that the other was merged into.
 */
export function ontoOf(refused: WaitingCommand, all: readonly WaitingCommand[], state: ReadState): Onto | null {
	const label = labelIn(refused);
	const doubled =
		doubledBy(refused) ??
		all.map(doubledBy).find((each) => each && label?.add.some(({ finding }) => finding === each.id)) ??
		null;
	if (doubled) return ontoExisting(doubled, all, state);
	const into = FindingId.safeParse(refused.refused?.details['into']).data;
	if (!into || !label) return null;
	const rows = label.add.map(({ kind }) => findingsOf(state, kind));
	const add = label.add.map((link, at) =>
		rows[at]?.get(link.finding)?.mergedInto === into ? { ...link, finding: into } : link
	);
	const text = rows.map((each) => each.get(into)?.text).find((each) => each !== undefined);
	return text === undefined ? null : { why: 'merged', text, labels: [{ ...label, add }], settles: [refused] };
}

function ontoExisting(
	{ command, kind, id, seenIn, existing }: Doubled,
	all: readonly WaitingCommand[],
	state: ReadState
): Onto | null {
	const text = findingsOf(state, kind).get(existing)?.text;
	const followers = all.flatMap((each) => {
		const label = labelIn(each);
		return label?.add.some(({ finding }) => finding === id) ? [{ each, label }] : [];
	});
	const first = seenIn && {
		story: seenIn.story,
		add: [{ kind, finding: existing, stance: seenIn.stance }],
		remove: []
	};
	const labels = [
		...(first ? [first] : []),
		...followers.map(({ label }) => ({
			...label,
			add: label.add.map((link) => (link.finding === id ? { ...link, finding: existing } : link))
		}))
	];
	if (text === undefined || labels.length === 0) return null;
	return { why: 'exists', text, labels, settles: [command, ...followers.map(({ each }) => each)] };
}
