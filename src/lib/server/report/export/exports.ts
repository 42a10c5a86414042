import { z } from 'zod';
import type { Report } from '$lib/domain/report/content';
import type { ReportVersion } from '$lib/domain/report/version';
import { titleOf } from '$lib/report/write/write-report';
import { cap } from './cap';
import { csv, excelCsv } from './csv';
import { docx, fullDocx } from './docx';
import type { EarlierActions } from '../reports';
import type { Exported, ExportKind } from './export-kind';
import { html } from './html';
import { json } from './json';
import { fullPdf, pdf } from './pdf';
import { plainName } from './plain-name';
import { lcms, text } from './text';

/** Every kind of file, in the order of the screens. Pages, routes, the API and its documentation are made from it. */
const kinds = [pdf, docx, lcms, fullPdf, fullDocx, html, text, excelCsv, csv, json, cap] as const;

export const Extension = z.enum(kinds.map(({ extension }) => extension));
export type Extension = z.infer<typeof Extension>;
export const exportKinds: ReadonlyMap<string, ExportKind> = new Map(kinds.map((kind) => [kind.extension, kind]));
/** The kinds that are offered for a version: for any content, or for this one. */
export const exportsOf = (
	version: Readonly<ReportVersion>,
	report: Report | null = null,
	earlier: readonly EarlierActions[] = []
): Extension[] =>
	kinds
		.filter((kind: ExportKind) => kind.isOffered?.(version) ?? true)
		.filter((kind: ExportKind) => kind.isIn === undefined || (report !== null && kind.isIn(report, earlier)))
		.map(({ extension }) => extension);

/**
 * `omgevingsrapport-7-brand-zuiderpark-2026-11-20-1403-OEFENING.pdf`: letters, digits and hyphens, valid everywhere.
 */
export function fileName({ report, frame, words }: Exported, { extension }: ExportKind): string {
	const { incident, moment } = report;
	const parts = [
		words.t('report.desk.export.file'),
		String(frame.number),
		titleOf(report),
		words.dayKey(moment),
		words.clockField(moment).replace(':', ''),
		incident.exercise ? words.t('exercise.word').toUpperCase() : ''
	];
	const name = parts
		.map(plainName)
		.filter((part) => part !== '')
		.join('-');
	return `${name.slice(0, 150)}.${extension}`;
}
