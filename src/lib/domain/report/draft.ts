import { z } from 'zod';
import { Moment, Sha256 } from '../core/ids';
import type { ReportVersion } from './version';
import { Report } from './content';

/**
 * What a report cannot be released without: the picture in short, the counter-signals or the word that there are none, and the certainty of a
 * judgement, with why.
 */
export const Unfinished = z.enum(['brief', 'counterSignals', 'certainty']);
export type Unfinished = z.infer<typeof Unfinished>;

/** Where a report is on its way: a draft is ready when nothing is unfinished. */
export type ReportState = 'draft' | 'ready' | 'released' | 'withdrawn';
export const stateOfDraft = (unfinished: readonly Unfinished[]): ReportState =>
	unfinished.length === 0 ? 'ready' : 'draft';
export const stateOfVersion = ({ withdrawn }: Readonly<ReportVersion>): ReportState =>
	withdrawn ? 'withdrawn' : 'released';

/** The report as the desk and programs get it over HTTP. */
export const ReportDraft = z.object({
	/** What stands around the content; `number` is the one it would have. */
	frame: z.object({
		number: z.int().positive(),
		place: z.int().nonnegative(),
		moment: Moment,
		chainHead: Sha256,
		rules: z.string(),
		checksum: Sha256,
		/** What must be filled in before release. */
		unfinished: z.array(Unfinished)
	}),
	report: Report,
	/** The picture in short as the machine proposes it, in Dutch; null when there is nothing to tell. */
	proposal: z.object({ sentences: z.array(z.string()), from: z.array(z.string()) }).nullable(),
	/** Open findings that are left out because they have no evidence. */
	omitted: z.int().nonnegative()
});
export type ReportDraft = z.infer<typeof ReportDraft>;
