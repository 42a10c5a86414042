import { flaggedCitations, flagsOn, type FlaggedCitation } from '$lib/domain/review/citation';
import type { FindingFigures } from '$lib/domain/overview/figures';
import { millisecondsOf, type FindingId, type Moment } from '$lib/domain/core/ids';
import type { Need } from '$lib/domain/findings/need';
import { answerStatus, type AnswerStatus } from '$lib/domain/findings/need-answer';
import type { ReadState } from '$lib/domain/core/state';
import { needWaitsSince } from '$lib/domain/overview/waiting-since';
import { findingViews, type NeedView } from './findings';

/** The sections of the board by urgency: unanswered needs first. */
export const needParts = ['open', 'askedAgain', 'answering', 'answered'] as const satisfies readonly Need['state'][];
export type NeedPart = (typeof needParts)[number];
/** The groups of people who ask; `phone`: callers of the phone desk. */
export const askers = ['everybody', 'online', 'phone', 'press'] as const;
export type Asker = (typeof askers)[number];

export interface NeedRow {
	readonly seen: NeedView;
	readonly part: NeedPart;
	readonly figures: FindingFigures | undefined;
	/** Since when people wait: see `needWaitsSince`. */
	readonly since: Moment | null;
	/** The number of posts that asked it since its answer; 0 without an answer. */
	readonly askedSince: number;
	/** Set when the fact that its answer cites was replaced and nobody has reviewed the answer yet. */
	readonly flags: readonly FlaggedCitation[];
	/** Whether its answer may be used; null without an answer. */
	readonly answerStatus: AnswerStatus | null;
}

/**
 * All open needs, unanswered ones first; within a section by waiting time multiplied by the number of posts.
 * @param now on the incident's clock, in milliseconds
 */
export function needRows(
	state: ReadState,
	measured: (id: FindingId) => FindingFigures | undefined,
	now: number
): NeedRow[] {
	const flags = flaggedCitations(state);
	const weightOf = (row: NeedRow): number => (waitingTime(row, now) ?? 0) * Math.max(1, row.figures?.posts ?? 0);
	return findingViews(state, measured, 'need')
		.flatMap((seen): NeedRow[] => {
			if (seen.kind !== 'need') return [];
			const { need } = seen;
			const stored = state.needs.get(seen.id);
			const figures = measured(seen.id);
			return [
				{
					seen,
					part: need.state,
					figures,
					since: needWaitsSince(need, figures?.sinceAnswer?.from ?? null),
					askedSince: need.answer ? (figures?.sinceAnswer?.posts ?? 0) : 0,
					answerStatus: stored ? answerStatus(state, stored) : null,
					flags: flagsOn(flags, seen.id)
				}
			];
		})
		.sort(
			(a, b) =>
				needParts.indexOf(a.part) - needParts.indexOf(b.part) ||
				weightOf(b) - weightOf(a) ||
				(b.figures?.posts ?? 0) - (a.figures?.posts ?? 0)
		);
}

/** For aftercare: questions without an answer, and answered ones that were asked this week; most asked first. */
export const remainingRows = (rows: readonly NeedRow[]): NeedRow[] =>
	rows
		.filter(({ part, figures }) => part !== 'answered' || (figures?.week?.now ?? 0) > 0)
		.sort((a, b) => (b.figures?.week?.now ?? 0) - (a.figures?.week?.now ?? 0));

/** How often this group asked it. */
export const timesAskedBy = (row: NeedRow, asker: Asker): number =>
	asker === 'everybody' ? (row.figures?.posts ?? 0) : (row.figures?.[asker] ?? 0);

/** How long people have waited, in milliseconds. @param now on the incident's clock, in milliseconds */
export const waitingTime = ({ since }: NeedRow, now: number): number | null =>
	since === null ? null : Math.max(0, now - millisecondsOf(since));
