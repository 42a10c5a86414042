import { correctionsDue, type CorrectionDue } from '$lib/domain/official-text/correction';
import { flaggedCitations, flagsOn, type FlaggedCitation } from '$lib/domain/review/citation';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { FindingId, Moment } from '$lib/domain/core/ids';
import { textsByRumour } from '$lib/domain/overview/overdue';
import { firstPublishedAt, textState, type OfficialText } from '$lib/domain/official-text/official-text';
import type { Actor } from '$lib/domain/core/role';
import { rumourClockOf, overdueAimOf, type OverdueAim, type RumourClock } from '$lib/domain/overview/rumour-clock';
import { isVerdictReworded, rumourState } from '$lib/domain/findings/rumour';
import type { ReadState } from '$lib/domain/core/state';
import { rumourOf } from '$lib/domain/official-text/basis';
import { inRumourOrder } from '$lib/domain/findings/rumour-order';
import { rewordedTexts } from '$lib/domain/review/reworded';
import { findingView, rumourWeightIn, type RumourView } from './findings';
import { nextStepOf, type NextStep } from './rumour-next';

/** The columns of the board, in the order of the process. */
export const boardSteps = ['signalled', 'verifying', 'judged', 'approval', 'published', 'closed'] as const;
export type BoardStep = (typeof boardSteps)[number];

export interface BoardCard {
	readonly seen: RumourView;
	readonly step: BoardStep;
	/** The column in which it would be if it were not closed or watched. */
	readonly open: BoardStep;
	readonly figures: FindingFigures | undefined;
	readonly clock: RumourClock | null;
	/** The response-time target that it missed, and by how many minutes. */
	readonly late: OverdueAim | null;
	/** Set when a fact cited by its verdict or a text was replaced and nobody has reviewed that yet. */
	readonly flags: readonly FlaggedCitation[];
	/** Its claim was reworded after its verdict or a text, and nobody has reviewed that yet. */
	readonly reworded: boolean;
	/** Channels that still show an outdated text. */
	readonly corrections: readonly CorrectionDue[];
	/** When its newest holding statement was first published; null if none was. */
	readonly holdingSince: Moment | null;
	/** What somebody should do now. */
	readonly next: NextStep;
}

/** The column of a rumour; `approval` and `published` follow from its texts only. */
function stepOf({ rumour }: RumourView, texts: readonly Readonly<OfficialText>[]): BoardStep {
	if (rumour.closed || rumour.approach === 'watch') return 'closed';
	const states = texts.filter(({ kind }) => kind !== 'holding').map(textState);
	if (texts.map(textState).includes('submitted')) return 'approval';
	if (states.includes('published')) return 'published';
	// An approach without a verdict does not count as judged.
	if (rumour.judged || states.includes('approved')) return 'judged';
	return rumour.verifying ? 'verifying' : 'signalled';
}

/** The rumour as if it were reopened. */
function asIfReopened(seen: RumourView): RumourView {
	const { closed, approach } = seen.rumour;
	if (!closed && approach !== 'watch') return seen;
	const rumour = { ...seen.rumour, closed: null, approach: closed ? approach : ('rebut' as const) };
	return { ...seen, rumour, step: rumourState(rumour) };
}

/**
 * All rumours that are not merged, as cards in the one order of rumours. One pass over texts and rumours.
 * @param previous the cards as they were: an unchanged card is the same object, so that it is not rendered again
 */
export function boardOf(
	state: ReadState,
	measured: (id: FindingId) => FindingFigures | undefined,
	now: Moment,
	reader: Actor,
	previous: readonly BoardCard[] = []
): BoardCard[] {
	const previousById = new Map(previous.map((card) => [card.seen.id, card]));
	const texts = textsByRumour(state);
	const [flags, due] = [flaggedCitations(state), correctionsDue(state)];
	const aims = state.incident?.aims;
	const cards = [...state.rumours.values()]
		.filter(({ mergedInto }) => mergedInto === null)
		.flatMap(({ id }): BoardCard[] => {
			const seen = findingView(state, measured, 'rumour', id);
			if (seen?.kind !== 'rumour') return [];
			const own = texts.get(id) ?? [];
			const clock = aims ? rumourClockOf(seen.rumour, own, aims) : null;
			const common = {
				seen,
				step: stepOf(seen, own),
				open: stepOf(asIfReopened(seen), own),
				figures: measured(id),
				clock,
				late: overdueAimOf(seen.rumour, clock, now),
				holdingSince: holdingStatementSince(own),
				...weaknessesOf(state, id, own, flags, due)
			};
			const card = {
				...common,
				next: nextStepOf({ ...common, texts: own, reader, duty: state.incident?.duty ?? null, now })
			};
			const before = previousById.get(id);
			return [before && isSame(before, card) ? before : card];
		});
	const weightOf = rumourWeightIn(state, measured);
	return inRumourOrder(cards, ({ seen }) => weightOf(seen));
}

/** Everything outdated about a rumour and its texts. */
export const weaknessesOf = (
	state: ReadState,
	rumour: FindingId,
	texts: readonly Readonly<OfficialText>[],
	flags = flaggedCitations(state),
	due: readonly CorrectionDue[] = correctionsDue(state)
): Pick<BoardCard, 'flags' | 'reworded' | 'corrections'> => ({
	flags: [...flagsOn(flags, rumour), ...texts.flatMap((text) => flagsOn(flags, text.id))],
	reworded: isReworded(state, rumour, due),
	corrections: due.filter(({ text }) => rumourOf(state, text)?.id === rumour)
});

function isReworded(state: ReadState, id: FindingId, due: readonly CorrectionDue[]): boolean {
	const rumour = state.rumours.get(id);
	if (rumour && isVerdictReworded(rumour)) return true;
	return rewordedTexts(state, due).some(({ text }) => rumourOf(state, text)?.id === id);
}

/** When the newest holding statement among these texts was first published. */
const holdingStatementSince = (texts: readonly Readonly<OfficialText>[]): Moment | null =>
	texts
		.filter(({ kind, withdrawn }) => kind === 'holding' && !withdrawn)
		.map(firstPublishedAt)
		.reduce((last, at) => ((last ?? '') < (at ?? '') ? at : last), null);

/** Whether two cards look the same. Rows of the state are replaced, never changed in place. */
function isSame(a: BoardCard, b: BoardCard): boolean {
	return (
		a.seen.rumour === b.seen.rumour &&
		a.figures === b.figures &&
		a.step === b.step &&
		a.reworded === b.reworded &&
		a.holdingSince === b.holdingSince &&
		a.late?.minutes === b.late?.minutes &&
		a.clock?.verdict.due === b.clock?.verdict.due &&
		a.clock?.verdict.met === b.clock?.verdict.met &&
		a.clock?.text.due === b.clock?.text.due &&
		a.clock?.text.met === b.clock?.text.met &&
		a.flags.length === b.flags.length &&
		a.corrections.length === b.corrections.length &&
		JSON.stringify(a.next) === JSON.stringify(b.next)
	);
}
