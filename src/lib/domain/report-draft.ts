import { z } from 'zod';
import { Moment, Sha256 } from './ids';
import { Report } from './report-content';

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
		unfinished: z.array(z.enum(['brief', 'counterSignals']))
	}),
	report: Report,
	/** The picture in short as the machine proposes it, in Dutch; null when there is nothing to tell. */
	proposal: z.object({ sentences: z.array(z.string()), from: z.array(z.string()) }).nullable(),
	/** Open findings that are left out because they have no evidence. */
	omitted: z.int().nonnegative()
});
export type ReportDraft = z.infer<typeof ReportDraft>;
