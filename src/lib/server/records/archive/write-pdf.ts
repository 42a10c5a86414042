import { wordsIn } from '$lib/i18n/words';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { fullPdf, pdf } from '$lib/server/read/report/export/pdf';
import type { WritePdf } from './parts/report-parts';

/** Writes a PDF in this thread: for the console, where nobody waits for anything else. */
export const writePdfHere: WritePdf = ({ extension, report, frame, article, language, isUncompressed = false }) =>
	(extension === fullPdf.extension ? fullPdf : pdf).write({
		...exportedOf(report, frame, article, language, wordsIn(language)),
		isUncompressed
	});
