import { hostOf } from '$lib/server/ingest/pipeline/clean-address';
import { readMoment } from '$lib/domain/posts/moments/moment-text';
import { readDate } from '$lib/domain/posts/moments/date-cell';
import { AMSTERDAM } from '$lib/domain/core/local-time';
import { isGenericSource, namedPlatform, readCount } from './cell-values';
import { fields, foldedName, namedField, type Field } from './columns';
import type { ColumnMapping } from '$lib/domain/posts/entry/file-import';

export interface PreviewColumn {
	/** Empty when the file has no names. */
	readonly name: string;
	/** The first five cells that are not empty, shortened. */
	readonly samples: readonly string[];
	readonly takenAs: Field | null;
	/** Its name is known and its cells match it; if not, a person should check. */
	readonly sure: boolean;
}
export interface Layout {
	/** Rows up to this number are above the names: a title, a period. */
	readonly above: number;
	readonly header: boolean;
	readonly columns: readonly PreviewColumn[];
	readonly chosen: ColumnMapping['columns'];
	/** The zone that the name of the date column, or a line above the table, names. */
	readonly zone: string;
}

/** Determines the columns of a file from its first rows. */
export function layoutOf(numberedRows: readonly { readonly row: number; readonly cells: readonly string[] }[]): Layout {
	const above = rowsAbove(numberedRows);
	const rows = numberedRows.filter(({ row }) => row > above).map(({ cells }) => cells);
	const [names = [], ...rest] = rows;
	const known = countKnownNames(names);
	// Names are short words; a row of data has a moment, an address or a long text.
	const header =
		known > 0 || !names.some((cell) => readMoment(cell) !== null || hostOf(cell) !== null || cell.length > 60);
	const data = header ? rest : rows;
	const width = Math.max(0, ...rows.map((cells) => cells.length));
	const columnCells = Array.from({ length: width }, (_, at) =>
		data.map((cells) => cells[at]?.trim() ?? '').filter((cell) => cell !== '')
	);
	const taken = assignFields(header ? names : [], columnCells);
	const columns = columnCells.map((cells, at): PreviewColumn => {
		const one = taken.get(at);
		const samples = cells.slice(0, 5).map((cell) => (cell.length > 120 ? `${cell.slice(0, 119)}…` : cell));
		return {
			name: header ? (names[at]?.trim() ?? '') : '',
			samples,
			takenAs: one?.field ?? null,
			sure: one?.sure ?? false
		};
	});
	const chosen: ColumnMapping['columns'] = {};
	for (const field of fields) {
		const columnsOfField = [...taken].filter(([, one]) => one.field === field).sort(([, a], [, b]) => a.rank - b.rank);
		if (columnsOfField.length > 0) chosen[field] = columnsOfField.map(([at]) => at);
	}
	const described = [
		columns[chosen.date?.[0] ?? -1]?.name ?? '',
		columns[chosen.time?.[0] ?? -1]?.name ?? '',
		...numberedRows.filter(({ row }) => row <= above).flatMap(({ cells }) => cells)
	];
	const zone = described.some((text) => /\b(?:utc|gmt)\b/i.test(text.replace(/_/g, ' '))) ? 'UTC' : AMSTERDAM;
	return { above, header, columns, chosen, zone };
}

const countKnownNames = (cells: readonly string[]): number => cells.filter((cell) => namedField(cell)).length;

/** Services put a title and a period above the table: the header is the first row with the most known names. */
function rowsAbove(numberedRows: readonly { readonly row: number; readonly cells: readonly string[] }[]): number {
	const counts = numberedRows.slice(0, 20).map(({ row, cells }) => ({ row, known: countKnownNames(cells) }));
	const [first] = counts;
	const names = counts.reduce((mostCells, one) => (one.known > mostCells.known ? one : mostCells), {
		row: 0,
		known: 0
	});
	return first && names.known >= 2 && names.known > first.known ? Math.min(names.row - 1, 1_000) : 0;
}

interface AssignedField {
	field: Field;
	rank: number;
	sure: boolean;
}

/**
 * By name first, one column per field (all columns with text: one may be empty where another is not); then, for the
 * missing fields, by the content of a column.
 */
function assignFields(
	names: readonly string[],
	columnCells: readonly (readonly string[])[]
): Map<number, AssignedField> {
	const taken = new Map<number, AssignedField>();
	const byName = columnCells.flatMap((cells, at) => {
		const named = namedField(names[at] ?? '');
		// `type` may also be the kind of post: it names the source only where its cells do.
		if (
			named?.field === 'source' &&
			/^(?:content )?type$/.test(foldedName(names[at] ?? '')) &&
			!mostCells(cells, namesSource)
		)
			return [];
		return named ? [{ at, ...named, sure: agrees(named.field, cells) }] : [];
	});
	for (const one of byName.sort((a, b) => Number(b.sure) - Number(a.sure) || a.rank - b.rank))
		if (one.field === 'text' || ![...taken.values()].some(({ field }) => field === one.field)) taken.set(one.at, one);
	for (const field of ['date', 'url', 'text'] as const) {
		if ([...taken.values()].some((one) => one.field === field)) continue;
		const candidates = columnCells
			.map((cells, at) => ({
				at,
				length: average(cells),
				fits: !taken.has(at) && !isOfAnother(names[at] ?? '') && hasContentOf(field, cells)
			}))
			.filter((one) => one.fits);
		const best =
			field === 'text'
				? candidates.sort((a, b) => b.length - a.length)[0]
				: (candidates.find(({ at }) => /post|publi|geplaatst|datum|date|url|link/i.test(names[at] ?? '')) ??
					candidates[0]);
		if (best) taken.set(best.at, { field, rank: 0, sure: false });
	}
	return taken;
}

const average = (cells: readonly string[]): number =>
	cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);
const mostCells = (cells: readonly string[], holds: (cell: string) => boolean): boolean =>
	cells.filter(holds).length >= 0.8 * cells.length;
const isDate = (cell: string): boolean =>
	readDate(cell, { order: 'dayFirst' }) !== null || readDate(cell, { order: 'monthFirst' }) !== null;

const namesSource = (cell: string): boolean => namedPlatform(cell) !== null || isGenericSource(cell);

/** A column about a page or an account, such as when it was made, says nothing about a post. */
const isOfAnother = (name: string): boolean =>
	/^(?:page|pagina|account|profile?|profiel|user|gebruiker|author|auteur|channel|kanaal|thread|parent|sponsor)\b/.test(
		foldedName(name)
	) || /\b(?:avatar|thumbnail|photo url|image url|video url|music|sticker)/.test(foldedName(name));

/** Whether the content of a column can be what its name says; an empty column can. */
function agrees(field: Field, cells: readonly string[]): boolean {
	if (field === 'date') return mostCells(cells, isDate);
	if (field === 'url') return mostCells(cells, (cell) => /^https?:\/\//i.test(cell));
	if (field === 'reach') return mostCells(cells, (cell) => readCount(cell) !== null || cell === '-');
	return true;
}

/** Whether a column without a known name has such content. */
function hasContentOf(field: 'date' | 'url' | 'text', cells: readonly string[]): boolean {
	if (cells.length === 0) return false;
	return field === 'text' ? average(cells) > 25 && !agrees('url', cells) : agrees(field, cells);
}
