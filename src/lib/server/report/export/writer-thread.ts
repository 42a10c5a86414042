import type { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { ReportFrame } from '$lib/report/write/write-report';
import { startThread, WorkerThread } from '$lib/server/operations/worker-thread';

/** What the thread writes. */
export interface WritingJob {
	readonly extension: string;
	readonly report: Report;
	readonly frame: ReportFrame;
	readonly article: string;
	readonly language: Language;
}

/** Writes report files in a thread: a PDF takes a tenth of a second of a processor. */
export type WriterThread = WorkerThread<WritingJob, Uint8Array<ArrayBuffer>>;

export const makeWriterThread = (patience = 30_000): WriterThread =>
	new WorkerThread(
		() => startThread('report-worker', new URL('./report-worker.ts', import.meta.url), { maxOldGenerationSizeMb: 256 }),
		patience
	);
