import type { ReadState } from '../core/state';
import { replacementForOutside, type MaskOutside } from '../report/for-outside';
import { replacedIn, type ReplacedInReport } from './citation';

/** The facts of a released report that were replaced since, as people outside read them. */
export const replacedForOutside = (state: ReadState, number: number, mask: MaskOutside): ReplacedInReport[] =>
	replacedIn(state, number).map((each) => replacementForOutside(each, mask));
