import * as m from '$lib/messages';
import type { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { flowOf, runsOf, shortFlowOf, type Flow } from '$lib/report/write/flow';
import { writeNotices, type ReleaseNotice } from '$lib/report/write/replaced';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { titleOf, writeReport, type ReportFrame } from '$lib/report/write/write-report';

/** A version as every kind of file receives it: its content, its frame, and its text in one language. */
export interface Exported {
	readonly report: Report;
	readonly frame: ReportFrame;
	readonly language: Language;
	readonly words: Words;
	readonly title: string;
	/** That it was withdrawn, and its facts that were replaced since its release, in words. */
	readonly notices: readonly ReleaseNotice[];
	readonly flow: readonly Flow[];
	/** On two pages. */
	readonly short: readonly Flow[];
	/** The article as it was stored at release. */
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
	write(exported: Exported): Promise<Uint8Array | string> | Uint8Array | string;
}

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
	const state = frame.withdrawn ? [words.t(m.partner.feeds.states.withdrawn)] : [];
	const title = [...(mark === null ? [] : [mark]), ...state, name].join(' – ');
	const notices = writeNotices(frame, words, report);
	const notice = notices.map(({ line }): Flow => ({ kind: 'paragraph', runs: runsOf(line) }));
	/** Adds the notices above everything except the mark of an exercise. */
	const withNotice = (flow: readonly Flow[]): Flow[] => {
		const above = mark === null ? 0 : 1;
		return [...flow.slice(0, above), ...notice, ...flow.slice(above)];
	};
	return {
		report,
		frame,
		language,
		words,
		title,
		article,
		notices,
		flow: withNotice(flowOf(writeReport(report, frame, words), mark)),
		short: withNotice(shortFlowOf(writeShortReport(report, frame, words), mark))
	};
}
