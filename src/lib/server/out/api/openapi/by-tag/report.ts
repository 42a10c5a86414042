import { z } from 'zod';
import { Moment, Sha256 } from '$lib/domain/core/ids';
import { Channel } from '$lib/domain/official-text/channel';
import { languages } from '$lib/i18n/language';
import { exportKinds, Extension } from '$lib/server/read/report/export/exports';
import type { Operation } from './operation';
import { ofIncident, reading } from './parameters';

/** The report at a log position and a moment on the incident's clock. */
export const ReportQuery = z.object({
	position: z.coerce.number().int().positive().optional(),
	moment: Moment.optional(),
	/** For the live draft: at least as new as this log position, which the caller already knows. */
	from: z.coerce.number().int().nonnegative().default(0)
});
/** The language of a file. */
export const ReportFileQuery = z.object({ lang: z.enum(languages).default('nl') });
/** Words to quote from a post. */
export const FindableQuery = z.object({ text: z.string().max(300) });
export const AnswerWordsQuery = z.object({ channel: Channel, checksum: Sha256 });

/** The reports, and what a report is based on. */
export const report: readonly Operation[] = [
	{
		...reading,
		path: `${ofIncident}/report`,
		id: 'readReport',
		tag: 'report',
		summary: 'Read the environment report',
		description:
			'As a draft of this moment, or as it was at an earlier `position` in the log and `moment` on the clock of the incident.',
		query: ReportQuery,
		answer: { status: 200, says: 'The report.', shape: 'ReportDraft' }
	},
	{
		...reading,
		path: `${ofIncident}/report/[number]/files/[extension]`,
		id: 'readReportFile',
		tag: 'report',
		summary: 'Read a released report as a file',
		description: 'The incident’s state lists the released versions with their numbers.',
		names: { number: z.int().positive(), extension: Extension },
		query: ReportFileQuery,
		answer: { status: 200, says: 'The file.', shape: { files: [...exportKinds.values()].map(({ type }) => type) } },
		problems: [503]
	},
	{
		...reading,
		path: `${ofIncident}/posts/[post]/findable`,
		id: 'readFindableWords',
		tag: 'report',
		summary: 'Read which words of a quote lead to its author',
		description:
			'Passages of at least five words that are in the post, and that nobody else in this incident wrote on a public network.',
		query: FindableQuery,
		answer: {
			status: 200,
			says: 'The passages; empty when a search for the quote would not find its author.',
			shape: 'FindableWords'
		}
	},
	{
		...reading,
		path: `${ofIncident}/texts/[text]/effect`,
		id: 'readTextEffect',
		tag: 'report',
		summary: 'Read the effect of an official text',
		description: 'The posts about its rumour before and after publication; null when it was not published yet.',
		answer: { status: 200, says: 'Posts per step and by stance.', shape: 'TextEffect' }
	},
	{
		...reading,
		path: `${ofIncident}/texts/[text]/words`,
		id: 'readAnswerWords',
		tag: 'report',
		summary: 'Read approved words to answer a person with',
		description:
			'Only while the text may be used: not when it is paused, withdrawn or changed, or when one of its facts was replaced.',
		query: AnswerWordsQuery,
		answer: { status: 200, says: 'The words.', shape: 'AnswerWords' },
		problems: [409]
	}
];
