import type { Report } from '$lib/domain/report-content';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import type { Flow } from '$lib/report/write/flow';
import type { ReportFrame } from '$lib/report/write/write-report';

/** A version as every form gets it: its content, what stands around it, and its words in one language. */
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

/** One way to take a report along. To add one: a file here, and a line in `forms.ts`. */
export interface Form {
	/** The end of its file's name. */
	readonly extension: string;
	readonly type: string;
	write(exported: Exported): Promise<Uint8Array | string> | Uint8Array | string;
}
