import type { FindingKind } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { Stance } from '$lib/domain/stories/story';

/** What a link of a story to a finding says; a stance for rumours only. */
export interface LabelLink {
	readonly kind: FindingKind;
	readonly finding: string;
	readonly stance: Stance | null;
}

/** What people said of a story, as far as it can be proposed for another. */
export interface Labels {
	readonly links: readonly LabelLink[];
	readonly emotion: Emotion | null;
	readonly attitude: Attitude | null;
	readonly relevant: boolean;
}
