import type { Flow, Run } from '../flow';

/** A line in a cell. `to`: where in the incident its evidence is; `dutch`: written by people, whatever the language. */
export interface EvaluationLine {
	readonly text: string;
	/** Before the text, in the language of the page. */
	readonly before?: string;
	readonly to?: string;
	/** After the text of a link, for screen readers only: a link that is read alone does not name its column. */
	readonly hidden?: string;
	readonly dutch?: true;
	readonly subtle?: true;
}
export type EvaluationCell = readonly EvaluationLine[];

export interface EvaluationTable {
	readonly columns: readonly {
		readonly id: string;
		readonly label: string;
		readonly kind: 'head' | 'number' | 'text' | 'wide';
	}[];
	readonly rows: readonly { readonly key: string; readonly cells: readonly EvaluationCell[] }[];
}
export type EvaluationSectionId =
	'times' | 'figures' | 'timeline' | 'rumours' | 'needs' | 'advice' | 'approvals' | 'load' | 'duty' | 'points';
export interface EvaluationSection {
	readonly id: EvaluationSectionId;
	readonly title: string;
	/** What it shows, or that there is nothing to show. */
	readonly lead: string;
	/** Null where there is nothing. */
	readonly table: EvaluationTable | null;
}

/** An evaluation in words, in one language: the source of the page and of its files. */
export interface EvaluationDocument {
	readonly title: string;
	/** The title of the incident. */
	readonly about: string;
	readonly period: string;
	/** That it may still change; null once the incident is closed. */
	readonly provisional: string | null;
	readonly lead: string;
	/** The posts in time, for a small chart; null where there are none. */
	readonly chart: { readonly values: readonly number[]; readonly says: string } | null;
	readonly sections: readonly EvaluationSection[];
}

/** The same as a linear sequence, for the files. @param mark shown above an exercise; null for a real incident */
export function evaluationFlow(document: EvaluationDocument, mark: string | null): Flow[] {
	const { title, about, period, provisional, lead, chart, sections } = document;
	const small = (text: string): Flow => ({ kind: 'paragraph', runs: [{ text }], style: 'small' });
	return [
		...(mark === null ? [] : [{ kind: 'kicker', text: mark } as const]),
		{ kind: 'kicker', text: title },
		{ kind: 'heading', level: 1, text: about, sub: null },
		small(period),
		...(provisional === null ? [] : [{ kind: 'paragraph', runs: [{ text: provisional, strong: true }] } as const]),
		{ kind: 'paragraph', runs: [{ text: [lead, chart?.says ?? ''].join(' ').trim() }] },
		...sections.flatMap((section): Flow[] => [
			{ kind: 'heading', level: 2, text: section.title, sub: null },
			small(section.lead),
			...(section.table ? [tableFlow(section.table)] : [])
		])
	];
}

function tableFlow({ columns, rows }: EvaluationTable): Flow {
	return {
		kind: 'table',
		caption: '',
		columns: columns.map(({ label, kind }) => ({ label, number: kind === 'number' })),
		rows: rows.map(({ cells }) => cells.map((cell) => cell.map(runsOf)))
	};
}

const runsOf = ({ text, before, dutch }: EvaluationLine): Run[] => [
	...(before === undefined ? [] : [{ text: `${before} `, strong: true as const }]),
	{ text, ...(dutch && { dutch }) }
];
