import type { FindingId } from '../core/ids';
import type { ReadState } from '../core/state';
import { riskOf } from '../findings/risk';
import { inRumourOrder } from '../findings/rumour-order';
import { isVerdictReworded, type Rumour } from '../findings/rumour';
import { fitsVerdict } from '../official-text/official-text';
import { flaggedCitations, replacedUnder } from '../review/citation';
import { textsByRumour } from './overdue';

/**
 * Which rumours of a state need nothing now: closed ones, and those with a verdict and a published text, not a holding
 * statement, that both still hold.
 */
export function settledIn(state: ReadState): (rumour: Readonly<Rumour>) => boolean {
	const [texts, flags] = [textsByRumour(state), flaggedCitations(state)];
	return (rumour) => {
		if (rumour.closed || rumour.mergedInto) return true;
		if (!rumour.judged || isVerdictReworded(rumour) || replacedUnder(flags, rumour.id) !== null) return false;
		const { verdict } = rumour.judged;
		return (texts.get(rumour.id) ?? []).some(
			({ kind, publications, withdrawn }) =>
				kind !== 'holding' && publications.length > 0 && !withdrawn && fitsVerdict(kind, verdict)
		);
	};
}

/** All rumours of a state that are not merged, in the one order, with the spread that was recorded last. */
export function recordedRumours(state: ReadState, postsOf: (rumour: FindingId) => number): Readonly<Rumour>[] {
	const isSettled = settledIn(state);
	const rumours = [...state.rumours.values()].filter(({ mergedInto }) => mergedInto === null);
	return inRumourOrder(rumours, (rumour) => ({
		finding: rumour.id,
		...riskOf(rumour, rumour.spread?.value ?? 1),
		settled: isSettled(rumour),
		now: 0,
		posts: postsOf(rumour.id)
	}));
}
