import type { MaybeHint, StoryCard } from '$lib/domain/stories/card';
import type { StoryLabels } from '$lib/domain/stories/story';

/**
 * The hints that are still useful, most certain first: none of a kind that a person labelled, and none at all once a person looked at the story.
 */
export function hintsLeft(
	{ maybe }: Pick<StoryCard, 'maybe'>,
	{ links, looked: handledMark, sentiment }: Readonly<StoryLabels>
): readonly MaybeHint[] {
	if (handledMark) return [];
	const named = new Set<string>(links.map(({ kind }) => kind));
	const isLabelled = links.length > 0 || sentiment !== null;
	return maybe
		.filter(({ kind }) => (kind === 'notRelevant' ? !isLabelled : !named.has(kind)))
		.toSorted((a, b) => b.reason.score - a.reason.score);
}
