import { fields, Mapping, type Field, type PreviewSeen } from '$lib/domain/file-import';

/** What each column is taken as; '' leaves it out. */
export type Taken = readonly (Field | '')[];

export const takenIn = ({ columns }: PreviewSeen, mapping: Mapping): Taken =>
	columns.map((_, at) => fields.find((field) => mapping.columns[field]?.includes(at)) ?? '');

/** Of several columns for one thing the order that the preview proposed stays; what was chosen beside it comes after. */
export function columnsOf(taken: Taken, proposed: Mapping['columns']): Mapping['columns'] {
	const columns: Mapping['columns'] = {};
	for (const field of fields) {
		const chosen = taken.flatMap((each, at) => (each === field ? [at] : []));
		const before = (proposed[field] ?? []).filter((at) => chosen.includes(at));
		const all = [...before, ...chosen.filter((at) => !before.includes(at))].slice(0, 10);
		if (all.length > 0) columns[field] = all;
	}
	return columns;
}

const keyOf = (columnSet: string): string => `voelspriet-import-${columnSet}`;

/** What was chosen before for the same columns, on this device; how this file is written is for the preview to say. */
export function remembered({ columnSet, mapping }: PreviewSeen): Mapping | null {
	try {
		const kept = Mapping.safeParse(JSON.parse(localStorage.getItem(keyOf(columnSet)) ?? 'null'));
		return kept.success ? { ...kept.data, encoding: mapping.encoding, separator: mapping.separator, header: mapping.header } : null;
	} catch {
		return null;
	}
}
export function remember({ columnSet }: PreviewSeen, mapping: Mapping): void {
	try {
		localStorage.setItem(keyOf(columnSet), JSON.stringify(mapping));
	} catch {
		// A device that keeps nothing asks again the next time.
	}
}
