import type { FactId, FindingId } from '$lib/domain/core/ids';
import type { Replacement } from '$lib/domain/findings/fact';
import type { Report } from '$lib/domain/report/content';

/** A replaced fact on the wall. */
export interface WallReplacement extends Replacement {
	readonly fact: FactId;
	/** The verdicts and answers that rest on it and still have to be reviewed. */
	readonly under: readonly FindingId[];
}

/** Whether an answer or a verdict in the report rests on a replaced fact that nobody reviewed. */
export const isUnderReview = ({ information, limitation }: Report): boolean =>
	information.needs.some(({ answer }) => answer?.replaced !== undefined) ||
	limitation.rumours.some(({ verdict }) => verdict?.replaced !== undefined);

/** The facts that were replaced before the report was released, with the ones that are valid now. */
export const replacedBefore = ({ known }: Report): WallReplacement[] =>
	known.facts.flatMap(({ id, text, source, instead }) =>
		instead ? [{ ...instead, now: { text, source }, fact: id, under: [] }] : []
	);
