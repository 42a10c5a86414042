import { wordsIn } from '$lib/i18n/words';
import { exportedOf } from '../report/export/export-kind';
import { fullPdf, pdf } from '../report/export/pdf';
import type { WritePdf } from './parts/report-parts';

/** Writes a PDF in this thread: for the console, where nobody waits for anything else. */
export const writePdfHere: WritePdf = ({ extension, report, frame, article, language, isUncompressed = false }) =>
	(extension === fullPdf.extension ? fullPdf : pdf).write({
		...exportedOf(report, frame, article, language, wordsIn(language)),
		isUncompressed
	});
