import type { DocxFrame } from './docx-document';
import type { Exported, ExportKind } from './export-kind';

/** Loaded when one is written: the program's own thread writes none. */
const writer = () => import('./docx-document');

/** A Word document, on two pages. */
export const docx = {
	extension: 'docx',
	type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	inThread: true,
	isCompressed: true,
	write: async (exported: Exported) => (await writer()).shortDocx(frameOf(exported), exported.short)
} as const satisfies ExportKind;

/** All ten sections, where {@link docx} has two pages. */
export const fullDocx = {
	...docx,
	extension: 'full.docx',
	write: async (exported: Exported) => (await writer()).documentDocx(frameOf(exported), exported.flow)
} as const satisfies ExportKind;

const frameOf = ({ title, language, report }: Exported): DocxFrame => ({
	title,
	language,
	exercise: report.incident.exercise
});
