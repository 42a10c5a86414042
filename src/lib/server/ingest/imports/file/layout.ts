import { hostOf } from '$lib/server/ingest/pipeline/clean-address';
import { readMoment } from '$lib/domain/posts/moments/moment-text';
import { readDate } from '$lib/domain/posts/moments/date-cell';
import { AMSTERDAM } from '$lib/domain/core/local-time';
import { isGenericSource, namedPlatform, readCount } from './cell-values';
import { columnName, fields, foldedName, namedField, toolOf, type Field } from './columns';
import type { CellRow } from './table';
import type { ColumnMapping } from '$lib/domain/posts/entry/file-import';

export interface PreviewColumn {
	/** Empty when the file has no names. */
	readonly name: string;
	/** The first five cells that are not empty, shortened. */
	readonly samples: readonly string[];
	readonly takenAs: Field | null;
	/** Its name is known and its cells match it; otherwise a person should check. */
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

/**
 * Determines the columns of a file from its first rows.
 * @param chosenRow the row with the names that a person chose; 0 for none, null to find it
 */
export function layoutOf(numberedRows: readonly CellRow[], chosenRow: number | null = null): Layout {
	const headerRow = chosenRow === 0 || numberedRows.some(({ row }) => row === chosenRow) ? chosenRow : null;
	const found = headerRow ?? rowsAbove(numberedRows) + 1;
	const lines = numberedRows.filter(({ row }) => row >= found);
	// Names are short words; a row of data has a moment, an address or a long text.
	const header = headerRow === null ? isHeader(lines[0]?.cells ?? []) : headerRow > 0;
	const { names, lastRow } = header ? headerOf(numberedRows, lines) : { names: [], lastRow: Math.max(0, found - 1) };
	const above = Math.min(header ? lastRow - 1 : lastRow, 1_000);
	const data = numberedRows.filter(({ row }) => row > lastRow);
	const width = Math.max(0, names.length, ...data.map(({ cells }) => cells.length));
	const columnCells = Array.from({ length: width }, (_, at) =>
		data.map(({ cells }) => cells[at]?.trim() ?? '').filter((cell) => cell !== '')
	);
	// For cells that show other text, the address behind them.
	const linkCells = columnCells.map((cells, at) =>
		data.some(({ links }) => links?.has(at))
			? data.map((row) => row.links?.get(at) ?? row.cells[at]?.trim() ?? '').filter((cell) => cell !== '')
			: cells
	);
	const assigned = assignFields(names, columnCells, linkCells);
	const columns = columnCells.map((cells, at): PreviewColumn => {
		const one = assigned.get(at);
		const samples = (one?.field === 'url' ? (linkCells[at] ?? cells) : cells)
			.slice(0, 5)
			.map((cell) => (cell.length > 120 ? `${cell.slice(0, 119)}…` : cell));
		return {
			name: names[at]?.name ?? '',
			samples,
			takenAs: one?.field ?? null,
			sure: one?.sure ?? false
		};
	});
	const chosen: ColumnMapping['columns'] = {};
	for (const field of fields) {
		const columnsOfField = [...assigned]
			.filter(([, one]) => one.field === field)
			.sort(([, a], [, b]) => a.rank - b.rank);
		if (columnsOfField.length > 0) chosen[field] = columnsOfField.map(([at]) => at);
	}
	const described = [
		columns[chosen.date?.[0] ?? -1]?.name ?? '',
		columns[chosen.time?.[0] ?? -1]?.name ?? '',
		...numberedRows.filter(({ row }) => row <= above).flatMap(({ cells }) => cells)
	];
	const zone = described.some((text) => /\b(?:utc|gmt)\b(?!\s*[+-]\s*[1-9])/i.test(text.replace(/_/g, ' ')))
		? 'UTC'
		: AMSTERDAM;
	return { above, header, columns, chosen, zone };
}

const isHeader = (cells: readonly string[]): boolean => countKnownNames(cells) > 0 || !cells.some(isData);
const isData = (cell: string): boolean => readMoment(cell) !== null || hostOf(cell) !== null || cell.length > 60;

/** The name of a column, and the name of the group of columns above it. */
interface ColumnName {
	readonly name: string;
	readonly group: string;
	readonly own: string;
}

/**
 * The names of the columns, from one line or two. With merged cells the upper line has a group for the names below it
 * (`Author`: `Name`, `Followers`); a column without a group has its name on either line.
 */
function headerOf(
	numberedRows: readonly CellRow[],
	[line, next]: readonly CellRow[]
): { names: ColumnName[]; lastRow: number } {
	if (!line) return { names: [], lastRow: 0 };
	if (next && isSecondLine(line.cells, next.cells))
		return { names: joinedNames(line.cells, next.cells), lastRow: next.row };
	const before = numberedRows.find(({ row }) => row === line.row - 1);
	const groups = before && isGroupLine(before.cells) ? before.cells : [];
	return { names: joinedNames(groups, line.cells), lastRow: line.row };
}

const isShortName = (cell: string): boolean => cell.length <= 40 && !/\d/.test(cell) && !isData(cell);
const isEmpty = (cell: string | undefined): boolean => (cell ?? '').trim() === '';

/** Whether a line has names below empty cells and below groups, or only words in brackets that belong to the names above. */
function isSecondLine(line: readonly string[], next: readonly string[]): boolean {
	const filled = [...next.keys()].filter((at) => !isEmpty(next[at]));
	const cells = filled.map((at) => next[at]?.trim() ?? '');
	if (cells.length === 0 || !cells.every(isShortName)) return false;
	if (cells.every((cell) => /^\(.*\)$/.test(cell))) return true;
	const isBelowGroup = (at: number): boolean => isEmpty(line[at + 1]) && !isEmpty(next[at + 1]);
	return (
		countKnownNames(cells) > 0 &&
		filled.some((at) => isEmpty(line[at])) &&
		filled.every((at) => isEmpty(line[at]) || line[at]?.trim() === next[at]?.trim() || isBelowGroup(at))
	);
}

/** The names of groups, unlike a title or a period, reach further than the first two columns. */
function isGroupLine(cells: readonly string[]): boolean {
	const filled = [...cells.keys()].filter((at) => !isEmpty(cells[at]));
	return (filled.at(-1) ?? 0) >= 2 && filled.every((at) => isShortName(cells[at]?.trim() ?? ''));
}

/** A group applies to the empty cells after it, as far as there are names below them. */
function joinedNames(groups: readonly string[], names: readonly string[]): ColumnName[] {
	let group = '';
	return Array.from({ length: Math.max(groups.length, names.length) }, (_, at) => {
		const [upper, own] = [groups[at]?.trim() ?? '', names[at]?.trim() ?? ''];
		if (upper !== '' || own === '') group = upper;
		if (own === '' || group === '' || group === own) return { name: own || group, group: '', own: own || group };
		return { name: `${group} ${own}`, group, own };
	});
}

/** The field that a name suggests: with the name of its group, or without where that is not about somebody else. */
function fieldNamed({ name, group, own }: ColumnName, tool: ReturnType<typeof toolOf>): ReturnType<typeof namedField> {
	const whole = namedField(name, tool);
	if (whole || group === '') return whole;
	if (own.startsWith('(')) return namedField(group, tool);
	const alone = namedField(own, tool);
	return alone && isAboutOther(name) && !['author', 'handle', 'reach'].includes(alone.field) ? null : alone;
}

const countKnownNames = (cells: readonly string[]): number => cells.filter((cell) => namedField(cell)).length;

/** Services put a title and a period above the table: the header is the first row with the most known names. */
function rowsAbove(numberedRows: readonly CellRow[]): number {
	const counts = numberedRows.slice(0, 20).map(({ row, cells }) => ({ row, known: countKnownNames(cells) }));
	const [first] = counts;
	const names = counts.reduce((best, one) => (one.known > best.known ? one : best), {
		row: 0,
		known: 0
	});
	return first && names.known >= 2 && names.known > first.known
		? Math.min(names.row - 1, 1_000)
		: Math.min(0, (first?.row ?? 1) - 1);
}

/** The most columns of words; a mapping has no room for more. */
const MAX_TEXTS = 10;

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
	names: readonly ColumnName[],
	columnCells: readonly (readonly string[])[],
	linkCells: readonly (readonly string[])[]
): Map<number, AssignedField> {
	const assigned = new Map<number, AssignedField>();
	const nameOf = (at: number): string => names[at]?.name ?? '';
	const tool = toolOf(names.map(({ name }) => name));
	const byName = columnCells.flatMap((cells, at) => {
		const suggested = names[at] ? fieldNamed(names[at], tool) : null;
		const named = suggested && byMoments(suggested, cells);
		// `type` may also be the kind of post: it names the source only where its cells do.
		if (
			named?.field === 'source' &&
			/^(?:content )?type$/.test(foldedName(nameOf(at))) &&
			!mostCells(cells, namesSource)
		)
			return [];
		if (!named) return [];
		const sure = matchesField(named.field, (named.field === 'url' ? linkCells[at] : null) ?? cells);
		return [{ at, ...named, sure, lacksTime: named.field === 'date' && mostCells(cells, isDay) }];
	});
	const hasTimes = byName.some(({ field, sure }) => field === 'time' && sure);
	const worse = (one: (typeof byName)[number]): number =>
		one.rank + (one.sure ? 0 : 100_000) + (one.lacksTime && !hasTimes ? 10_000 : 0);
	for (const one of byName.sort((a, b) => worse(a) - worse(b))) {
		const before = [...assigned.values()].filter(({ field }) => field === one.field).length;
		if (before === 0 || (one.field === 'text' && one.sure && before < MAX_TEXTS)) assigned.set(one.at, one);
	}
	for (const field of ['date', 'url', 'text'] as const) {
		if ([...assigned.values()].some((one) => one.field === field)) continue;
		const candidates = columnCells
			.map((cells, at) => ({
				at,
				length: average(cells),
				fits:
					!assigned.has(at) &&
					!isAboutOther(nameOf(at)) &&
					hasContentOf(field, (field === 'url' ? linkCells[at] : null) ?? cells)
			}))
			.filter((one) => one.fits);
		const best =
			field === 'text'
				? candidates.sort((a, b) => b.length - a.length)[0]
				: (candidates.find(({ at }) => /post|publi|geplaatst|datum|date|url|link/i.test(nameOf(at))) ?? candidates[0]);
		if (best) assigned.set(best.at, { field, rank: 0, sure: false });
	}
	addTimeBesideDay(assigned, columnCells, nameOf);
	return assigned;
}

/** A column without a known name that has the times of the days next to it. */
function addTimeBesideDay(
	assigned: Map<number, AssignedField>,
	columnCells: readonly (readonly string[])[],
	nameOf: (at: number) => string
): void {
	const all = [...assigned];
	const [date] = all.find(([, { field }]) => field === 'date') ?? [];
	if (date === undefined || all.some(([, { field }]) => field === 'time')) return;
	const hasTimes = (at: number): boolean =>
		!assigned.has(at) &&
		(columnCells[at]?.length ?? 0) > 0 &&
		matchesField('time', columnCells[at] ?? []) &&
		!/dur|duur|lengt|dauer/i.test(nameOf(at));
	const time = mostCells(columnCells[date] ?? [], isDay) ? [date + 1, date - 1].find(hasTimes) : undefined;
	if (time !== undefined) assigned.set(time, { field: 'time', rank: 0, sure: false });
}

/**
 * Names do not tell whether a column has dates, times or both (`Tijdstip`, `Timestamp`): its cells do. Null for a time
 * that no cell has: every date would be unreadable with it.
 */
function byMoments<Named extends { field: Field; rank: number }>(named: Named, cells: readonly string[]): Named | null {
	if ((named.field !== 'date' && named.field !== 'time') || cells.length === 0) return named;
	const [dates, times] = [cells.filter(isDate).length, cells.filter(isTime).length];
	if (dates === 0 && times === 0) return named.field === 'date' ? named : null;
	const field = dates === times ? named.field : dates > times ? 'date' : 'time';
	return field === named.field ? named : { ...named, field, rank: named.rank + SWITCHED };
}
/** A column of which only the cells say what it is comes after those whose names do too. */
const SWITCHED = 5_000;

const average = (cells: readonly string[]): number =>
	cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);
const mostCells = (cells: readonly string[], matches: (cell: string) => boolean): boolean =>
	cells.filter(matches).length >= 0.8 * cells.length;
const isDate = (cell: string): boolean =>
	readDate(cell, { order: 'dayFirst' }) !== null || readDate(cell, { order: 'monthFirst' }) !== null;
const isDay = (cell: string): boolean =>
	[readDate(cell, { order: 'dayFirst' }), readDate(cell, { order: 'monthFirst' })].some((at) => at?.doubt === 'noTime');
const isTime = (cell: string): boolean => readMoment(`2000-01-02 ${cell}`) !== null;

const namesSource = (cell: string): boolean => namedPlatform(cell) !== null || isGenericSource(cell);

/**
 * A column about a page or an account, such as when it was made, says nothing about a post; nor does when the post was
 * changed or collected.
 */
const isAboutOther = (name: string): boolean =>
	/^(?:page|pagina|account|profile?|profiel|user|gebruiker|author|auteur|channel|kanaal|thread|parent|sponsor|owner|poster|commenter|sender|creator|group|groep|surface|media|link)\b(?!$)/.test(
		columnName(name)
	) ||
	/\b(?:avatar|thumbnail|photo url|image url|video (?:url|link)|music|sticker|voice to text|updated|modified|edited|collected|retrieved|scraped|crawled|indexed|imported|gewijzigd|opgehaald|verzameld|ingelezen)/.test(
		columnName(name)
	);

/** An address, a number or a moment: not what a person wrote. */
const isNoText = (cell: string): boolean => /^(?:https?:\/\/\S+|[\d.,\s-]+)$/i.test(cell) || isDate(cell);

/** Whether the content of a column can be what its name says; an empty column can. */
function matchesField(field: Field, cells: readonly string[]): boolean {
	if (field === 'date') return mostCells(cells, isDate);
	if (field === 'time') return mostCells(cells, isTime);
	if (field === 'text') return cells.length === 0 || !mostCells(cells, isNoText);
	if (field === 'url') return mostCells(cells, (cell) => /^https?:\/\//i.test(cell));
	if (field === 'reach') return mostCells(cells, (cell) => readCount(cell) !== null || cell === '-');
	return true;
}

/** Whether the content of a column without a known name can be that of a field. */
function hasContentOf(field: 'date' | 'url' | 'text', cells: readonly string[]): boolean {
	if (cells.length === 0) return false;
	return field === 'text' ? average(cells) > 25 && !matchesField('url', cells) : matchesField(field, cells);
}
