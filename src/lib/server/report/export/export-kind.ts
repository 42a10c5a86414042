import * as m from '../../../messages';
import { hasShortForm, type Report } from '$lib/domain/report/content';
import type { ReportVersion } from '$lib/domain/report/version';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { flowOf, shortFlowOf, type Flow } from '$lib/report/write/flow';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { titleOf, writeReport, type ReportFrame } from '$lib/report/write/write-report';

/** A version as every kind of file receives it: its content, its frame, and its text in one language. */
export interface Exported {
	readonly report: Report;
	readonly frame: ReportFrame;
	readonly language: Language;
	readonly words: Words;
	readonly title: string;
	readonly flow: readonly Flow[];
	/** On two pages; null for a report from before there was such a form. */
	readonly short: readonly Flow[] | null;
	/** The article as it was kept at release. */
	readonly article: string;
	/** A PDF for an archive: compression differs between versions of Node, and its bytes must not. */
	readonly isUncompressed?: boolean;
}

/** A kind of file that a released report is exported as; its words are in messages/ under `report.desk.export.kinds`. */
export interface ExportKind {
	/** The file extension, by which addresses and words name it. */
	readonly extension: string;
	readonly type: string;
	/** Takes long: it is written in a thread, whose entry imports it (`report-worker.ts`). */
	readonly inThread?: true;
	/** Compressed in itself, so a zip stores it as it is. */
	readonly isCompressed?: true;
	/** Whether it is offered for this version; by default for every one. */
	isOffered?(version: Readonly<ReportVersion>): boolean;
	write(exported: Exported): Promise<Uint8Array | string> | Uint8Array | string;
}

/** Only versions that are shared on two pages have the full report as another file. */
export const isOfferedInFull = ({ rules }: Readonly<ReportVersion>): boolean => hasShortForm(rules);

/** A version prepared for any kind of file. */
export function exportedOf(
	report: Report,
	frame: ReportFrame,
	article: string,
	language: Language,
	words: Words
): Exported {
	const { exercise } = report.incident;
	const name = words.t(m.report.desk.export.title, { number: frame.number, title: titleOf(report) });
	const mark = exercise ? words.t(m.exercise.word) : null;
	const title = exercise ? `${words.t(m.exercise.word)} – ${name}` : name;
	return {
		report,
		frame,
		language,
		words,
		title,
		article,
		flow: flowOf(writeReport(report, frame, words), mark),
		short: hasShortForm(frame.rules) ? shortFlowOf(writeShortReport(report, frame, words), mark) : null
	};
}
