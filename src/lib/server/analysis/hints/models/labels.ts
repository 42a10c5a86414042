import type { FindingKind } from '$lib/domain/core/ids';

/** A link of a story to a finding. */
export interface LabelLink {
	readonly kind: FindingKind;
	readonly finding: string;
}

/** The labels of a story from which hints for other stories are made. */
export interface Labels {
	readonly links: readonly LabelLink[];
	readonly relevant: boolean;
}
