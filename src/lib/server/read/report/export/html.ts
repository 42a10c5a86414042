import { renderFile } from '../render-html';
import type { ExportKind } from './export-kind';

/** One file without references to anything outside it. */
export const html = {
	extension: 'html',
	type: 'text/html; charset=utf-8',
	write: ({ title, report, frame, notices, article, words }) =>
		renderFile(words, { title, exercise: report.incident.exercise, isClosed: !!frame.closed, notices }, article)
} as const satisfies ExportKind;
