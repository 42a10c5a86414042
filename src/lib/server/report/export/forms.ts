import { titleOf } from '$lib/report/write/write-report';
import { csv } from './csv';
import { docx } from './docx';
import type { Exported, Form } from './form';
import { html } from './html';
import { json } from './json';
import { pdf } from './pdf';
import { text } from './text';

/** Every export format, by its file extension. */
export const forms: ReadonlyMap<string, Form> = new Map(
	[pdf, docx, html, text, csv, json].map((form) => [form.extension, form])
);

/**
 * `omgevingsrapport-7-brand-zuiderpark-2026-11-20-1403-OEFENING.pdf`: letters, digits and hyphens, valid everywhere.
 */
export function fileName({ report, frame, words }: Exported, { extension }: Form): string {
	const { incident, moment } = report;
	const parts = [
		words.t('report.desk.export.file'),
		String(frame.number),
		titleOf(report),
		words.dayKey(moment),
		words.clock(moment).replace(/\D/g, ''),
		incident.exercise ? words.t('exercise.word').toUpperCase() : ''
	];
	const name = parts
		.map(plainName)
		.filter((part) => part !== '')
		.join('-');
	return `${name.slice(0, 150)}.${extension}`;
}

/** Letters, digits and hyphens. */
export const plainName = (part: string): string =>
	part
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
