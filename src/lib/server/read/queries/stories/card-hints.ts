import { FindingId, findingKinds, StoryId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { isKeptApart } from '$lib/domain/stories/apart';
import type { PerhapsSame, StoryCard } from '$lib/domain/stories/card';
import type { Proposed } from '$lib/server/analysis/worker/jobs';

/** The automatic hints on a card. */
export interface CardHints extends Pick<StoryCard, 'maybe' | 'likely'> {
	readonly perhapsSame: Pick<PerhapsSame, 'story' | 'reason'> | null;
}
export const noHints: CardHints = { maybe: [], likely: [], perhapsSame: null };

/** Whether a card must be sent again. Ignores scores and all but the likeliest of a kind, which change with every label. */
export const isChanged = (before: CardHints, now: CardHints): boolean =>
	likeliest(before).join() !== likeliest(now).join() ||
	before.maybe.map(({ kind }) => kind).join() !== now.maybe.map(({ kind }) => kind).join() ||
	before.perhapsSame?.story !== now.perhapsSame?.story;

const likeliest = ({ likely }: CardHints): FindingId[] =>
	findingKinds.flatMap((kind) => likely.find((each) => each.kind === kind)?.finding ?? []);

/** The hints as a card shows them. */
export const hintsOf = (story: StoryId, { maybe, likely, retells }: Proposed, state: ReadState): CardHints => ({
	maybe: maybe.map(({ kind, method, version, score, reason }) => ({
		kind,
		reason: { method, version, score, reason }
	})),
	likely: likely.map(({ kind, finding, likeness, words }) => ({
		kind,
		finding: FindingId.parse(finding),
		likeness,
		words: [...words]
	})),
	perhapsSame: perhapsSameFor(story, retells, state)
});

/** The first retold story that was not merged away and that no person marked as a different story. */
function perhapsSameFor(story: StoryId, retells: Proposed['retells'], state: ReadState): CardHints['perhapsSame'] {
	for (const { story: id, method, version, score, reason } of retells) {
		const other = StoryId.parse(id);
		if (!state.mergedStories.has(other) && !isKeptApart(state, story, other))
			return { story: other, reason: { method, version, score, reason } };
	}
	return null;
}
