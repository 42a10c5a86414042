// The entry of the thread that writes report files: its own bundle.
import { wordsIn } from '$lib/i18n/both';
import { serveJobs } from '$lib/server/operations/thread-entry';
import { docx } from './docx';
import { exportedOf } from './export-kind';
import { pdf } from './pdf';
import type { WritingJob } from './writer-thread';

serveJobs(async ({ extension, report, frame, article, language }: WritingJob) => {
	const kind = [pdf, docx].find((each) => each.extension === extension);
	if (!kind) throw new Error(`no thread writes ${extension}`);
	const file = await kind.write(exportedOf(report, frame, article, language, wordsIn(language)));
	return new Uint8Array(Buffer.from(file));
});
