import type { FindingKind } from '$lib/domain/core/ids';
import type { ComputerRole } from '$lib/domain/core/role';
import type { Scene, ShownAct } from '$lib/domain/incident/computer-colleagues';
import type { Harm, Verdict } from '$lib/domain/findings/rumour';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { CallForHelp, Stance } from '$lib/domain/stories/story';

/** A finding as the labels of a script name it: its kind and key. */
export interface FindingName {
	readonly kind: FindingKind;
	readonly key: string;
}

/** What a computer colleague does, in the words of the script: posts by their id, findings by their key. */
export type ParticipantTask =
	| ({ readonly do: 'link'; readonly post: string; readonly stance: Stance | null } & FindingName)
	| {
			readonly do: 'feel';
			readonly post: string;
			readonly emotion: Emotion | undefined;
			readonly attitude: Attitude | undefined;
	  }
	| { readonly do: 'look'; readonly post: string; readonly outcome: 'looked' | 'notRelevant' }
	| { readonly do: 'help'; readonly post: string; readonly help: CallForHelp['state'] }
	| { readonly do: 'assess'; readonly rumour: string; readonly harm: Harm }
	| { readonly do: 'inquire'; readonly rumour: string }
	| ({ readonly do: 'establish' } & FindingName)
	| { readonly do: 'judge'; readonly rumour: string; readonly verdict: Verdict }
	| ({ readonly do: 'draft' | 'submit' | 'approve' | 'publish' } & FindingName)
	| { readonly do: 'writeReport' | 'release' | 'advise' | 'adopt' | 'schedule' };

/** Where a shown act takes place. */
export type ShownOn = { readonly post: string } | { readonly finding: FindingName } | { readonly text: FindingName };

interface Planned {
	/** Unique in its plan: the command's id is derived from it, so that it is done only once. */
	readonly id: string;
	/** Milliseconds from the start of the script. */
	readonly at: number;
	readonly role: ComputerRole;
}
export interface PlannedTask extends Planned {
	readonly task: ParticipantTask;
}
/** Says what is about to be done, so that people can read along. */
export interface PlannedShow extends Planned {
	readonly show: { readonly scene: Scene; readonly act: ShownAct; readonly about: string; readonly on: ShownOn | null };
}
/** The clock stops: the rest is for the person who watched. */
interface PlannedEnd extends Planned {
	readonly end: true;
}
export type PlannedAct = PlannedTask | PlannedShow | PlannedEnd;

/** Sorts by time; acts with equal times keep their order. */
export const inOrder = <A extends Planned>(acts: readonly A[]): A[] => acts.toSorted((a, b) => a.at - b.at);
