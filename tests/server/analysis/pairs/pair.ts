/** A copy adds nothing… */
type SameKind = 'shared' | 'cut' | 'respelt' | 'reworded';
/** …and what differs in one of these is never one story. */
export const apartKinds = ['negation', 'number', 'place', 'subject', 'question', 'comment'] as const;

export type PairKind = SameKind | (typeof apartKinds)[number];

/**
 * A post and a later post. Made up by us (CC0-1.0), in the Dutch of social media and of phone notes, before the method
 * was tuned.
 */
interface Group {
	readonly first: string;
	readonly then: readonly (readonly [PairKind, string])[];
}

/** One made-up crisis: the words for its place as an incident's search profile would have them, and its groups. */
export interface Crisis {
	readonly crisis: string;
	readonly place: string;
	readonly places: readonly string[];
	readonly groups: readonly Group[];
}
