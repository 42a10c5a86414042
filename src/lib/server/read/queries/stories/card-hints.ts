import { findingsOf, isOpen } from '$lib/domain/findings/finding';
import { FindingId, StoryId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { isKeptApart } from '$lib/domain/stories/apart';
import type { PerhapsSame, StoryCard } from '$lib/domain/stories/card';
import type { ProposedLabels } from '$lib/server/analysis/hints/proposals/suggestions';
import type { Proposed } from '$lib/server/analysis/worker/jobs';

/** The automatic hints on a card. */
export interface CardHints extends Pick<StoryCard, 'suggestion' | 'maybe' | 'likely'> {
	readonly perhapsSame: Pick<PerhapsSame, 'story' | 'reason'> | null;
}
export const noHints: CardHints = { suggestion: null, maybe: [], likely: [], perhapsSame: null };

/** Whether a card must be sent again. Ignores scores and the order of `likely`, which change with every label. */
export const isChanged = (before: CardHints, now: CardHints): boolean =>
	JSON.stringify(before.suggestion) !== JSON.stringify(now.suggestion) ||
	before.maybe.map(({ kind }) => kind).join() !== now.maybe.map(({ kind }) => kind).join() ||
	before.perhapsSame?.story !== now.perhapsSame?.story;

/** The hints as a card shows them. */
export const hintsOf = (
	story: StoryId,
	{ suggestion, maybe, likely, retells }: Proposed,
	state: ReadState
): CardHints => ({
	suggestion: suggestion && suggestionFor(suggestion, state),
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

/** The proposal without links to findings that were closed or merged since; null when nothing is left. */
function suggestionFor(
	{ labels, method, version, score, reason, story, alike }: ProposedLabels,
	state: ReadState
): StoryCard['suggestion'] {
	const links = labels.links.flatMap(({ kind, finding, stance }) => {
		const id = FindingId.parse(finding);
		const open = findingsOf(state, kind).get(id);
		return open && isOpen(open) ? [{ kind, finding: id, stance }] : [];
	});
	const { emotion, attitude, relevant } = labels;
	if (links.length === 0 && emotion === null && attitude === null && relevant) return null;
	return {
		links,
		emotion,
		attitude,
		relevant,
		reason: { method, version, score, reason },
		alike: StoryId.parse(story),
		support: alike
	};
}
