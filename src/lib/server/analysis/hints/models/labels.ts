import type { FindingKind } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { Stance } from '$lib/domain/stories/story';

/** A link of a story to a finding; only rumours have a stance. */
export interface LabelLink {
	readonly kind: FindingKind;
	readonly finding: string;
	readonly stance: Stance | null;
}

/** The labels of a story that can be proposed for another story. */
export interface Labels {
	readonly links: readonly LabelLink[];
	readonly emotion: Emotion | null;
	readonly attitude: Attitude | null;
	readonly relevant: boolean;
}
