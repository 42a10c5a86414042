import {
	columnFields,
	type ColumnField,
	type ColumnMapping,
	type PreviewView
} from '$lib/domain/posts/entry/file-import';

/** The meaning of each column; '' leaves it out. */
export type ChosenColumns = readonly (ColumnField | '')[];

export const proposedColumns = ({ columns }: PreviewView, mapping: ColumnMapping): ChosenColumns =>
	columns.map((_, at) => columnFields.find((field) => mapping.columns[field]?.includes(at)) ?? '');

/** Several columns for one field keep the order that the preview proposed; columns that the user added come after. */
export function columnsOf(chosenColumns: ChosenColumns, proposed: ColumnMapping['columns']): ColumnMapping['columns'] {
	const columns: ColumnMapping['columns'] = {};
	for (const field of columnFields) {
		const chosen = chosenColumns.flatMap((each, at) => (each === field ? [at] : []));
		const before = (proposed[field] ?? []).filter((at) => chosen.includes(at));
		const all = [...before, ...chosen.filter((at) => !before.includes(at))].slice(0, 10);
		if (all.length > 0) columns[field] = all;
	}
	return columns;
}
