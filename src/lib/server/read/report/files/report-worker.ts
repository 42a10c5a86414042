// The entry of the thread that writes report files: its own bundle.
import { wordsIn } from '$lib/i18n/words';
import { serveJobs } from '$lib/server/platform/operations/thread-entry';
import { docx, fullDocx } from '../export/docx';
import { documentDocx } from '../export/docx-document';
import { exportedOf } from '../export/export-kind';
import { fullPdf, pdf } from '../export/pdf';
import { documentPdf } from '../export/pdf-document';
import type { DocxJob, PdfJob, WritingJob } from './writer-thread';

serveJobs(async (job: WritingJob | PdfJob | DocxJob) => {
	if ('pdf' in job) return new Uint8Array(Buffer.from(await documentPdf(job.pdf, job.flow)));
	if ('docx' in job) return new Uint8Array(Buffer.from(await documentDocx(job.docx, job.flow)));
	const { extension, report, frame, article, language, isUncompressed = false } = job;
	const kind = [pdf, docx, fullPdf, fullDocx].find((each) => each.extension === extension);
	if (!kind) throw new Error(`no thread writes ${extension}`);
	const exported = exportedOf(report, frame, article, language, wordsIn(language));
	const file = await kind.write({ ...exported, isUncompressed });
	return new Uint8Array(Buffer.from(file));
});
