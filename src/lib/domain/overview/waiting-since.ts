import type { FindingId, Moment } from '../core/ids';
import type { ReadState } from '../core/state';
import type { Need } from '../findings/need';
import type { Rumour } from '../findings/rumour';
import { textsAbout } from './rumour-clock';

/** When the first post of a need after its last answer was written; null without one, or while it is unknown. */
export type UnansweredSince = (need: FindingId) => Moment | null;

/**
 * Since when people wait for the answer to a need, on the incident's clock: its first post after the last answer, posts
 * from before the incident left out; without new posts, that answer or when the need was noted. Null when answered.
 * Every screen and report uses this.
 * @param need as `needForOutside` gives it
 */
export function needWaitsSince(need: Pick<Need, 'state' | 'answer' | 'raised'>, first: Moment | null): Moment | null {
	if (need.state === 'answered') return null;
	return first ?? need.answer?.at ?? need.raised.at;
}

/**
 * Since when a rumour waits: from when it was signalled until the verdict, then from the verdict until a text is out. A
 * holding statement does not count. Null when nothing is waited for.
 */
export function rumourWaitsSince(state: ReadState, rumour: Readonly<Rumour>): Moment | null {
	if (!rumour.judged) return rumour.raised.at;
	const isOut = textsAbout(state, rumour).some(
		({ kind, publications }) => kind !== 'holding' && publications.length > 0
	);
	return isOut ? null : rumour.judged.at;
}
