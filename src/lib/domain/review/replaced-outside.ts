import type { ReadState } from '../core/state';
import { replacementForOutside, type MaskOutside } from '../report/for-outside';
import type { ReportVersion } from '../report/version';
import { replacedIn, type ReplacedInReport } from './citation';

/** The facts of a released report that were replaced since, as people outside read them. */
export const replacedForOutside = (state: ReadState, number: number, mask: MaskOutside): ReplacedInReport[] =>
	replacedIn(state, number).map((each) => replacementForOutside(each, mask));

/** A released version as people outside read of it: with the reason for which it was withdrawn, if it was. */
export const versionForOutside = (version: Readonly<ReportVersion>, mask: MaskOutside): ReportVersion => ({
	...version,
	withdrawn: version.withdrawn && { ...version.withdrawn, why: mask(version.withdrawn.why) }
});
