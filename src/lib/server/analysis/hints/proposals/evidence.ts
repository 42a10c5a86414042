import type { FindingKind } from '$lib/domain/core/ids';
import type { Labels } from '../models/labels';
import type { NearestText } from './nearest-texts';

/** Finds the findings of a kind that a text may belong to, by similar labelled stories and the words of the findings. */

/** A finding that the analyst could link, with its evidence. */
export interface Candidate {
	readonly finding: string;
	/** the likeness of all that belongs to it, the most alike counting most */
	readonly likeness: number;
	/** labelled stories among the most alike that have it, the most alike first */
	readonly stories: readonly NearestText[];
}

/** The share of its likeness that the second most similar story of a finding adds; the third adds half of that, etc. */
const NEXT_STORY_WEIGHT = 0.6;

/** The findings of a kind, the most alike first; equals in the order of `titles`. */
export function candidatesOf(
	kind: FindingKind,
	nearest: readonly NearestText[],
	labelsOf: (story: string) => Labels | undefined,
	/** the findings that can be linked, with the likeness of their own words */
	titles: ReadonlyMap<string, number>
): Candidate[] {
	const found = new Map<string, { likeness: number; stories: NearestText[] }>();
	for (const [finding, likeness] of titles) found.set(finding, { likeness, stories: [] });
	for (const story of nearest) {
		for (const link of labelsOf(story.story)?.links ?? []) {
			const candidate = found.get(link.finding);
			if (link.kind !== kind || !candidate) continue;
			const before = candidate.stories.push(story) - 1;
			candidate.likeness += before === 0 ? story.likeness : (NEXT_STORY_WEIGHT * story.likeness) / before;
		}
	}
	return [...found]
		.map(([finding, { likeness, stories }]) => ({ finding, likeness, stories }))
		.sort((a, b) => b.likeness - a.likeness);
}
