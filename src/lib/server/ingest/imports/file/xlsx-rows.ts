import { plainCell } from '$lib/server/platform/http/csv';
import { limits } from './refused';
import { columnOf, formulaLink, isLink, isWebAddress, lettersOf, shiftedFormula } from './links';
import type { TableRow } from './table';
import { cellText, unescaped } from './xlsx-cell-text';
import { belowRows, type MergedCells, type Worksheet, type Workbook } from './xlsx-workbook';
import { readXml, type Attributes } from './xlsx-xml';

/**
 * Yields the rows of a sheet that are not empty, while unpacking. Formulas are never calculated: the saved value is
 * used, or the text of the formula where there is none.
 * @throws FileRefused when it breaks on the way
 */
export async function* sheetRows(
	{ package: xlsxPackage, styles }: Workbook,
	{ path }: Worksheet
): AsyncGenerator<TableRow> {
	const found: TableRow[] = [];
	const { links, merged } = await belowRows(xlsxPackage, path);
	const rows = new SheetRows((row) => found.push(row), styles, links, merged);
	for await (const read of readXml(await xlsxPackage.stream(path), rows)) if (read > 0) yield* found.splice(0);
}

/** The column of `AB12`; without a reference the one after the last. */
const columnIn = (reference: string | undefined, next: number): number => {
	const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
	return letters === undefined ? next : columnOf(letters);
};

/** A formula that other cells share, by its number. */
interface SharedFormula {
	readonly formula: string;
	readonly row: number;
	readonly column: number;
}
/** What the first of merged cells has, for the rows below it. */
interface Merged {
	readonly column: number;
	readonly to: number;
	readonly text: string;
	readonly link: string | undefined;
}

/** Whether an address was cut off to show it: `https://www.omroep.example/nie…`. */
const isShortened = (text: string): boolean => /(?:…|\.\.\.)$/.test(text.trim());

class SheetRows {
	#row = 0;
	#cells: string[] = [];
	#links = new Map<number, string>();
	#isHidden = false;
	#isTooWide = false;
	#isTooLong = false;
	#column = -1;
	#reference = '';
	#kind: string | undefined;
	#style = 0;
	#value: string | null = null;
	#formula: string | null = null;
	#sharedNumber: string | undefined;
	readonly #shared = new Map<string, SharedFormula>();
	readonly #merges = new Map<number, MergedCells[]>();
	#merged: readonly Merged[] = [];
	#currentElement: 'value' | 'formula' | null = null;
	#inPhonetic = false;

	constructor(
		readonly found: (row: TableRow) => void,
		readonly styles: Workbook['styles'],
		/** By reference: `C2`. */
		readonly links: ReadonlyMap<string, string>,
		merged: readonly MergedCells[]
	) {
		for (const each of merged) {
			const starting = this.#merges.get(each.from) ?? [];
			this.#merges.set(each.from, starting);
			starting.push(each);
		}
	}

	open(name: string, attributes: Attributes): void {
		if (name === 'row') this.#startRow(attributes);
		else if (name === 'c') {
			this.#column = columnIn(attributes['r'], this.#column + 1);
			this.#reference = attributes['r'] ?? `${lettersOf(this.#column)}${this.#row}`;
			this.#kind = attributes['t'];
			this.#style = Number(attributes['s'] ?? 0);
			this.#value = this.#formula = null;
			this.#sharedNumber = undefined;
		} else if (name === 'v' || name === 't') {
			this.#currentElement = 'value';
			this.#value ??= '';
		} else if (name === 'f') {
			this.#currentElement = 'formula';
			this.#formula = '';
			this.#sharedNumber = attributes['t'] === 'shared' ? attributes['si'] : undefined;
		} else if (name === 'rPh') this.#inPhonetic = true;
	}
	text(text: string): void {
		if (this.#currentElement === 'value' && !this.#inPhonetic) this.#value = this.#append(this.#value, text);
		else if (this.#currentElement === 'formula') this.#formula = this.#append(this.#formula, text);
	}
	close(name: string): void {
		if (name === 'v' || name === 't' || name === 'f') this.#currentElement = null;
		else if (name === 'rPh') this.#inPhonetic = false;
		else if (name === 'c') this.#addCell();
		else if (name === 'row') this.#endRow();
	}

	#startRow(attributes: Attributes): void {
		this.#row = Number(attributes['r'] ?? this.#row + 1) || this.#row + 1;
		this.#cells = [];
		this.#links = new Map();
		this.#isHidden = /^(?:1|true)$/.test(attributes['hidden'] ?? '') || Number(attributes['ht'] ?? 1) === 0;
		this.#column = -1;
		this.#isTooWide = this.#isTooLong = false;
	}
	#append(before: string | null, text: string): string {
		if ((before?.length ?? 0) + text.length <= limits.cell) return (before ?? '') + text;
		this.#isTooLong = true;
		return before ?? '';
	}
	#addCell(): void {
		const value = this.#value ?? '';
		const formula = this.#ownFormula();
		const text =
			value === '' && formula
				? `=${formula}`
				: value === ''
					? ''
					: cellText(this.#kind, this.#style, value, this.styles);
		if (text === '') return;
		if (this.#column >= limits.columns) this.#isTooWide = true;
		else {
			while (this.#cells.length < this.#column) this.#cells.push('');
			this.#cells[this.#column] = plainCell(text);
			const ofFormula = formula === '' ? null : formulaLink(formula, (at) => this.#cellAt(at));
			const link = this.links.get(this.#reference) ?? ofFormula?.address;
			if (link !== undefined && (!isWebAddress(text) || isShortened(text))) this.#links.set(this.#column, link);
		}
	}
	/** The formula of the cell, also where it is written in another cell only. */
	#ownFormula(): string {
		if (this.#formula === null) return '';
		const written = unescaped(this.#formula);
		if (this.#sharedNumber === undefined) return written;
		const shared = this.#shared.get(this.#sharedNumber);
		if (written !== '' || !shared) {
			if (isLink(written))
				this.#shared.set(this.#sharedNumber, { formula: written, row: this.#row, column: this.#column });
			return written;
		}
		return shiftedFormula(shared.formula, this.#row - shared.row, this.#column - shared.column);
	}
	/** What an earlier cell of the row has: its address, or else its text. */
	#cellAt(reference: string): string {
		if (Number(/\d+$/.exec(reference)?.[0]) !== this.#row) return '';
		const column = columnIn(reference, -1);
		return this.#links.get(column) ?? this.#cells[column] ?? '';
	}
	/** A row below merged cells has what the first of them has, if it has cells of its own. */
	#fillMerged(): void {
		if (this.#merges.size === 0) return;
		const hasOwn = this.#cells.some((cell) => cell.trim() !== '');
		this.#merged = this.#merged.filter(({ to }) => to >= this.#row);
		for (const { column, text, link } of hasOwn ? this.#merged : []) {
			while (this.#cells.length < column) this.#cells.push('');
			this.#cells[column] ||= text;
			if (link !== undefined) this.#links.set(column, link);
		}
		const starting = (this.#merges.get(this.#row) ?? []).map(({ column: letters, to }): Merged => {
			const column = columnOf(letters);
			return { column, to, text: this.#cells[column] ?? '', link: this.#links.get(column) };
		});
		// Merged cells of one column cannot overlap, whatever a file says.
		if (starting.length > 0)
			this.#merged = [...this.#merged, ...starting.filter(({ text }) => text !== '')].slice(-limits.columns);
	}
	#endRow(): void {
		const row = this.#row;
		this.#fillMerged();
		if (this.#isTooWide) this.found({ row, refused: 'tooManyCells' });
		else if (this.#isTooLong) this.found({ row, refused: 'tooLong' });
		else if (this.#cells.some((cell) => cell.trim() !== ''))
			this.found({
				row,
				cells: this.#cells,
				...(this.#links.size > 0 && { links: this.#links }),
				...(this.#isHidden && { hidden: true })
			});
	}
}
