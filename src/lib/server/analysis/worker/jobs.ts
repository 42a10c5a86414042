import type { FindingKind } from '$lib/domain/core/ids';
import type { Labels } from '../hints/models/labels';
import type { Utterance } from '../hints/models/traits';
import type { Maybe } from '../hints/proposals/maybe';
import type { Retelling } from '../hints/proposals/retellings';
import type { LikelyFinding, ProposedLabels } from '../hints/proposals/suggestions';
import type { TextHints, Texts } from '../post';

/** What the program asks of its analysis thread, and the answers: plain values, which are copied on the way. */
export type AnalysisJob = { readonly read: Texts } | { readonly propose: ProposeJob } | { readonly forget: number };
export type AnalysisAnswer =
	{ readonly read: readonly TextHints[] } | { readonly proposed: readonly Proposed[] | null };

export interface UtteredStory {
	readonly story: string;
	readonly utterance: Utterance;
}

/** First what is new to an index of labels, then the stories to propose for. */
export interface ProposeJob {
	/** The index: each has a number of its own, so that one that was given up never mixes with the next. */
	readonly index: number;
	/** The index begins with this job; of another that the thread does not have, `null` is the answer. */
	readonly isNew: boolean;
	/** Stories that came in: their words are what the incident is about. */
	readonly met: readonly { readonly story: string; readonly text: string }[];
	/** A text of null: it can no longer be linked. */
	readonly findings: readonly { readonly kind: FindingKind; readonly finding: string; readonly text: string | null }[];
	/** Labels of null: people took back all of them. */
	readonly labelled: readonly (UtteredStory & { readonly labels: Labels | null })[];
	readonly stories: readonly UtteredStory[];
}

/** What the machine proposes for a story. */
export interface Proposed {
	readonly suggestion: ProposedLabels | null;
	readonly maybe: readonly Maybe[];
	readonly likely: readonly LikelyFinding[];
	/** The earlier stories that it perhaps tells again, the most alike first. */
	readonly retells: readonly Retelling[];
}
