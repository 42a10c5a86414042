import type { FindingKind } from '$lib/domain/core/ids';
import type { Labels } from '../hints/models/labels';
import type { Utterance } from '../hints/models/traits';
import type { Maybe } from '../hints/proposals/maybe';
import type { Retelling } from '../hints/proposals/retellings';
import type { LikelyFinding } from '../hints/proposals/suggestions';
import type { TextHints, Texts } from '../post';

/** The jobs of the analysis thread and their answers: plain values, which are copied. */
export type AnalysisJob = { readonly read: Texts } | { readonly propose: ProposeJob } | { readonly forget: number };
export type AnalysisAnswer =
	{ readonly read: readonly TextHints[] } | { readonly proposed: readonly Proposed[] | null };

export interface UtteredStory {
	readonly story: string;
	readonly utterance: Utterance;
}

/** Updates an index of labels, then finds hints for `stories`. */
export interface ProposeJob {
	/** The number of the index; never used again, so that an abandoned index is not mixed up with a later one. */
	readonly index: number;
	/** This job creates the index. For another job on an unknown index the answer is `null`. */
	readonly isNew: boolean;
	/** New stories, whose words are added to the vocabulary of the incident. */
	readonly newStories: readonly { readonly story: string; readonly text: string }[];
	/** A text is null when the finding can no longer be linked. */
	readonly findings: readonly { readonly kind: FindingKind; readonly finding: string; readonly text: string | null }[];
	/** Labels are null when people removed all of them. */
	readonly labelled: readonly (UtteredStory & { readonly labels: Labels | null })[];
	readonly stories: readonly UtteredStory[];
}

/** The hints for a story. */
export interface Proposed {
	readonly maybe: readonly Maybe[];
	readonly likely: readonly LikelyFinding[];
	/** The earlier stories that it perhaps retells, the most similar first. */
	readonly retells: readonly Retelling[];
}
