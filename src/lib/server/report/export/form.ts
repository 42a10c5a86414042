import type { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { flowOf, type Flow } from '$lib/report/write/flow';
import { titleOf, writeReport, type ReportFrame } from '$lib/report/write/write-report';

/** A version as every export format receives it: its content, its frame, and its text in one language. */
export interface Exported {
	readonly report: Report;
	readonly frame: ReportFrame;
	readonly language: Language;
	readonly words: Words;
	readonly title: string;
	readonly flow: readonly Flow[];
	/** The article as it was kept at release. */
	readonly article: string;
}

/** An export format. To add one: a file here, and a line in `forms.ts`. */
export interface Form {
	/** The file extension. */
	readonly extension: string;
	readonly type: string;
	/** Takes long: it is written in a thread, whose entry imports it (`report-worker.ts`). */
	readonly inThread?: true;
	write(exported: Exported): Promise<Uint8Array | string> | Uint8Array | string;
}

/** A version prepared for any format. */
export function exportedOf(
	report: Report,
	frame: ReportFrame,
	article: string,
	language: Language,
	words: Words
): Exported {
	const { exercise } = report.incident;
	const name = words.t('report.desk.export.title', { number: frame.number, title: titleOf(report) });
	const title = exercise ? `${words.t('exercise.word')} – ${name}` : name;
	return {
		report,
		frame,
		language,
		words,
		title,
		article,
		flow: flowOf(writeReport(report, frame, words), exercise ? words.t('exercise.word') : null)
	};
}
