import { isOfferedInFull, type Exported, type ExportKind } from './export-kind';
import type { PdfFrame } from './pdf-document';

/** Loaded when one is written: the program's own thread writes none. */
const writer = () => import('./pdf-document');

/** A tagged PDF, on two pages where the report has that form. */
export const pdf = {
	extension: 'pdf',
	type: 'application/pdf',
	inThread: true,
	write: async (exported) => {
		const { documentPdf, shortPdf } = await writer();
		const frame = frameOf(exported);
		return exported.short ? shortPdf(frame, exported.short) : documentPdf(frame, exported.flow);
	}
} as const satisfies ExportKind;

/** All ten sections, where {@link pdf} has two pages. */
export const fullPdf = {
	...pdf,
	extension: 'full.pdf',
	isOffered: isOfferedInFull,
	write: async (exported: Exported) => (await writer()).documentPdf(frameOf(exported), exported.flow)
} as const satisfies ExportKind;

const frameOf = ({ title, language, report, frame, isUncompressed = false }: Exported): PdfFrame => ({
	title,
	language,
	exercise: report.incident.exercise,
	made: frame.released ?? report.moment,
	isUncompressed
});
