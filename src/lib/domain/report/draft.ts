import { z } from 'zod';
import { Moment, Sha256 } from '../core/ids';
import type { ReportVersion } from './version';
import { Report } from './content';
import { PublicKey } from './public-key';

/**
 * What a report cannot be released without: the summary, the counter-signals or the statement that there are none, and
 * the certainty of a judgement, with its reason.
 */
export const Unfinished = z.enum(['brief', 'counterSignals', 'certainty']);
export type Unfinished = z.infer<typeof Unfinished>;

/** The state of a report: a draft is ready when nothing is unfinished. */
export type ReportState = 'draft' | 'ready' | 'released' | 'withdrawn';
export const stateOfDraft = (unfinished: readonly Unfinished[]): ReportState =>
	unfinished.length === 0 ? 'ready' : 'draft';
export const stateOfVersion = ({ withdrawn }: Readonly<ReportVersion>): ReportState =>
	withdrawn ? 'withdrawn' : 'released';

/** The report as the desk and programs receive it over HTTP. */
export const ReportDraft = z.object({
	/** The data around the content; `number` is the one that the report would have. */
	frame: z.object({
		number: z.int().positive(),
		position: z.int().nonnegative(),
		moment: Moment,
		chainHead: Sha256,
		rules: z.string(),
		/** The public key of the signatures of the logs’ heads. */
		publicKey: PublicKey.nullable().default(null),
		checksum: Sha256,
		/** What must be filled in before release. */
		unfinished: z.array(Unfinished)
	}),
	report: Report,
	/** The summary that the machine proposes, in Dutch; null when there is nothing to report. */
	proposal: z.object({ sentences: z.array(z.string()), from: z.array(z.string()) }).nullable(),
	/** Open findings that are left out because they have no evidence. */
	omitted: z.int().nonnegative()
});
export type ReportDraft = z.infer<typeof ReportDraft>;
