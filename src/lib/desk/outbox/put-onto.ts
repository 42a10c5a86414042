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

/** A refusal caused by another finding, and the labels as they would be on that finding. */
interface Relabelling {
	readonly why: 'exists' | 'merged';
	/** The name of the other finding. */
	readonly text: string;
	readonly labels: readonly Label[];
	/** All refused commands that can be discarded once the labels were sent. */
	readonly settles: readonly WaitingCommand[];
}

const kindOf = new Map<string, FindingKind>([
	[raiseNeed.type, 'need'],
	[signalRumour.type, 'rumour'],
	[recordBehaviour.type, 'behaviour'],
	[recordMeaning.type, 'meaning']
]);
const NewFinding = z.object({ id: FindingId, seenIn: FirstSeenIn });

/** A finding that was not created because one of this name exists; with the story in which it was seen. */
interface DuplicateFinding {
	readonly command: WaitingCommand;
	readonly kind: FindingKind;
	readonly id: FindingId;
	readonly seenIn: z.output<typeof FirstSeenIn>;
	readonly existing: FindingId;
}
function duplicateIn(command: WaitingCommand): DuplicateFinding | null {
	const kind = kindOf.get(command.type);
	const existing = FindingId.safeParse(command.refused?.details['finding']).data;
	const made = NewFinding.safeParse(command.input).data;
	return kind && existing && made ? { command, kind, ...made, existing } : null;
}
const labelIn = ({ type, input }: WaitingCommand): Label | null =>
	type === labelStory.type ? (labelStory.input.safeParse(input).data ?? null) : null;

/**
 * The alternative to a refused command. If the finding exists already: put its labels, and those of later commands that
 * refer to the finding that was not created, on the existing one. If it was merged: put them on the finding into which
 * it was merged.
 */
export function ontoOf(refused: WaitingCommand, all: readonly WaitingCommand[], state: ReadState): Relabelling | null {
	const label = labelIn(refused);
	const duplicate =
		duplicateIn(refused) ??
		all.map(duplicateIn).find((each) => each && label?.add.some(({ finding }) => finding === each.id)) ??
		null;
	if (duplicate) return relabelAsExisting(duplicate, all, state);
	const into = FindingId.safeParse(refused.refused?.details['into']).data;
	if (!into || !label) return null;
	const rows = label.add.map(({ kind }) => findingsOf(state, kind));
	const add = label.add.map((link, at) =>
		rows[at]?.get(link.finding)?.mergedInto === into ? { ...link, finding: into } : link
	);
	const text = rows.map((each) => each.get(into)?.text).find((each) => each !== undefined);
	return text === undefined ? null : { why: 'merged', text, labels: [{ ...label, add }], settles: [refused] };
}

function relabelAsExisting(
	{ command, kind, id, seenIn, existing }: DuplicateFinding,
	all: readonly WaitingCommand[],
	state: ReadState
): Relabelling | null {
	const text = findingsOf(state, kind).get(existing)?.text;
	const later = all.flatMap((each) => {
		const label = labelIn(each);
		return label?.add.some(({ finding }) => finding === id) ? [{ each, label }] : [];
	});
	const firstLabel = seenIn && {
		story: seenIn.story,
		add: [{ kind, finding: existing, stance: seenIn.stance }],
		remove: []
	};
	const labels = [
		...(firstLabel ? [firstLabel] : []),
		...later.map(({ label }) => ({
			...label,
			add: label.add.map((link) => (link.finding === id ? { ...link, finding: existing } : link))
		}))
	];
	if (text === undefined || labels.length === 0) return null;
	return { why: 'exists', text, labels, settles: [command, ...later.map(({ each }) => each)] };
}
