import type { Exported, ExportKind } from './export-kind';
import type { PdfFrame } from './pdf-document';

/** Loaded when one is written: the program's own thread writes none. */
const writer = () => import('./pdf-document');

/** A tagged PDF, on two pages. */
export const pdf = {
	extension: 'pdf',
	type: 'application/pdf',
	inThread: true,
	write: async (exported: Exported) => (await writer()).shortPdf(frameOf(exported), exported.short)
} as const satisfies ExportKind;

/** All ten sections, where {@link pdf} has two pages. */
export const fullPdf = {
	...pdf,
	extension: 'full.pdf',
	write: async (exported: Exported) => (await writer()).documentPdf(frameOf(exported), exported.flow)
} as const satisfies ExportKind;

const frameOf = ({ title, language, report, frame, isUncompressed = false }: Exported): PdfFrame => ({
	title,
	language,
	exercise: report.incident.exercise,
	made: frame.released ?? report.moment,
	isUncompressed
});
