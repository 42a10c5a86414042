import type { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { Flow } from '$lib/report/write/flow';
import type { ReportFrame } from '$lib/report/write/write-report';
import type { PdfFrame } from '../export/pdf-document';
import { startThread, WorkerThread } from '$lib/server/platform/operations/worker-thread';

/** What the thread writes. */
export interface WritingJob {
	readonly extension: string;
	readonly report: Report;
	readonly frame: ReportFrame;
	readonly article: string;
	readonly language: Language;
	readonly isUncompressed?: boolean;
}

/** Any other document that is a PDF. */
export interface PdfJob {
	readonly pdf: PdfFrame;
	readonly flow: readonly Flow[];
}

/** The same as a Word document. */
export interface DocxJob {
	readonly docx: PdfFrame;
	readonly flow: readonly Flow[];
}

/** Writes report files in a thread: a PDF takes a tenth of a second of a processor. */
export type WriterThread = WorkerThread<WritingJob | PdfJob | DocxJob, Uint8Array<ArrayBuffer>>;

export const makeWriterThread = (timeout = 30_000): WriterThread =>
	new WorkerThread(
		() => startThread('report-worker', new URL('./report-worker.ts', import.meta.url), { maxOldGenerationSizeMb: 256 }),
		timeout
	);
