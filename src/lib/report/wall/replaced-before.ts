import type { Report } from '$lib/domain/report/content';
import type { ReplacedInReport } from '$lib/domain/review/citation';

/** Whether an answer or a verdict in the report rests on a replaced fact that nobody reviewed. */
export const isUnderReview = ({ information, limitation }: Report): boolean =>
	information.needs.some(({ answer }) => answer?.replaced !== undefined) ||
	limitation.rumours.some(({ verdict }) => verdict?.replaced !== undefined);

/** The facts that were replaced before the report was released, with what is so now. */
export const replacedBefore = ({ known }: Report): ReplacedInReport[] =>
	known.facts.flatMap(({ id, text, source, instead }) =>
		instead ? [{ ...instead, now: { text, source }, fact: id, under: [], times: 1, isChecking: true }] : []
	);
