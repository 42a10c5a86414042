import { isolated } from '$lib/i18n/isolated';
import { headingOf, plainTextOf, type Flow } from '$lib/report/write/flow';
import { lcmsText } from '$lib/report/write/short/lcms';
import type { ExportKind } from './export-kind';

/** The short form for LCMS and a chat. */
export const lcms = {
	extension: 'lcms.txt',
	type: 'text/plain; charset=utf-8',
	write: ({ report, frame, words }) => `${lcmsText(report, frame, words)}\n`
} as const satisfies ExportKind;

/** The full report as plain text: line breaks are the only layout. */
export const text = {
	extension: 'txt',
	type: 'text/plain; charset=utf-8',
	write: ({ flow }) =>
		`${flow
			.map(textOf)
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim()}\n`
} as const satisfies ExportKind;

function textOf(block: Flow): string {
	switch (block.kind) {
		case 'kicker':
			return block.text;
		case 'heading':
			return block.level === 3
				? `\n${plainTextOf(headingOf(block))}`
				: `\n${plainTextOf(headingOf(block))}\n${'='.repeat(72)}`;
		case 'paragraph':
			return plainTextOf(block.runs);
		case 'list':
			return block.items.map((item) => `- ${plainTextOf(item)}`).join('\n');
		case 'terms':
			return block.rows
				.map(({ name, lines }) => [`${isolated(name)}:`, ...lines.map((line) => `  ${plainTextOf(line)}`)].join('\n'))
				.join('\n');
		case 'columns':
			return block.columns.flatMap((column) => column.map(textOf)).join('\n');
		case 'panel':
			return block.blocks.map(textOf).join('\n');
		case 'chart':
			return block.chart.says;
		case 'table': {
			const heads = block.columns?.map(({ label }) => label) ?? [];
			const rows = block.rows.map((cells) =>
				cells
					.map((lines, at) => {
						const content = lines.map(plainTextOf).join('; ');
						return at === 0 ? `- ${content}` : `  ${heads[at] ? `${heads[at]}: ` : ''}${content}`;
					})
					.join('\n')
			);
			return [...(block.caption === '' ? [] : [`${block.caption}:`]), ...rows].join('\n');
		}
	}
}
