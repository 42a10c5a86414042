import * as m from '$lib/messages';
import { z } from 'zod';
import { titleOf } from '$lib/report/write/write-report';
import { csv, excelCsv } from './csv';
import { docx, fullDocx } from './docx';
import type { Exported, ExportKind } from './export-kind';
import { html } from './html';
import { json } from './json';
import { fullPdf, pdf } from './pdf';
import { plainName } from './plain-name';
import { lcms, text } from './text';

/** Every kind of file, in the order of the screens. Pages, routes, the API and its documentation are made from it. */
const kinds = [pdf, docx, lcms, fullPdf, fullDocx, html, text, excelCsv, csv, json] as const;

export const Extension = z.enum(kinds.map(({ extension }) => extension));
export type Extension = z.infer<typeof Extension>;
export const exportKinds: ReadonlyMap<string, ExportKind> = new Map(kinds.map((kind) => [kind.extension, kind]));

/**
 * `omgevingsrapport-7-brand-zuiderpark-2026-11-20-1403-OEFENING.pdf`: letters, digits and hyphens, valid everywhere.
 */
export function fileName({ report, frame, words }: Exported, { extension }: ExportKind): string {
	const { incident, moment } = report;
	const parts = [
		words.t(m.report.desk.export.file),
		String(frame.number),
		// Before the title: a long one is cut.
		frame.withdrawn ? words.t(m.partner.feeds.states.withdrawn) : '',
		titleOf(report),
		words.dayKey(moment),
		words.clockField(moment).replace(':', ''),
		incident.exercise ? words.t(m.exercise.word).toUpperCase() : ''
	];
	const name = parts
		.map(plainName)
		.filter((part) => part !== '')
		.join('-');
	return `${name.slice(0, 150)}.${extension}`;
}
