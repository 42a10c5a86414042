import { inRumourOrder } from '../findings/rumour-order';
import type { RumourLine } from './content';

/** A verdict and a published text settle a rumour, until the fact behind it is replaced or the claim is reworded. */
export const isSettled = ({ verdict, lastText }: RumourLine): boolean =>
	verdict !== null && lastText !== null && verdict.replaced === undefined && !verdict.reworded;

/** The rumours of a report in the one order; in aftercare by the posts of the week. */
export const orderedRumours = (rumours: readonly RumourLine[]): RumourLine[] =>
	inRumourOrder(rumours, (line) => ({ ...line, settled: isSettled(line), now: (line.week ?? line.course).now }));
