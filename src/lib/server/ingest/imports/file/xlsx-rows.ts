import { plainCell } from '$lib/server/platform/http/csv';
import { limits } from './refused';
import { formulaLink, isWebAddress } from './links';
import type { TableRow } from './table';
import { cellText, unescaped } from './xlsx-cell-text';
import { linksIn, type Worksheet, type Workbook } from './xlsx-workbook';
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
	const rows = new SheetRows((row) => found.push(row), styles, await linksIn(xlsxPackage, path));
	for await (const read of readXml(await xlsxPackage.stream(path), rows)) if (read > 0) yield* found.splice(0);
}

/** `AB12` is column 27, from 0; without a reference the one after the last. */
function columnOf(reference: string | undefined, next: number): number {
	const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
	if (letters === undefined) return next;
	return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const lettersOf = (column: number): string =>
	(column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

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
	#currentElement: 'value' | 'formula' | null = null;
	#inPhonetic = false;

	constructor(
		readonly found: (row: TableRow) => void,
		readonly styles: Workbook['styles'],
		/** By reference: `C2`. */
		readonly links: ReadonlyMap<string, string>
	) {}

	open(name: string, attributes: Attributes): void {
		if (name === 'row') this.#startRow(attributes);
		else if (name === 'c') {
			this.#column = columnOf(attributes['r'], this.#column + 1);
			this.#reference = attributes['r'] ?? `${lettersOf(this.#column)}${this.#row}`;
			this.#kind = attributes['t'];
			this.#style = Number(attributes['s'] ?? 0);
			this.#value = this.#formula = null;
		} else if (name === 'v' || name === 't') {
			this.#currentElement = 'value';
			this.#value ??= '';
		} else if (name === 'f') {
			this.#currentElement = 'formula';
			this.#formula = '';
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
		const text =
			value === '' && this.#formula
				? `=${unescaped(this.#formula)}`
				: value === ''
					? ''
					: cellText(this.#kind, this.#style, value, this.styles);
		if (text === '') return;
		if (this.#column >= limits.columns) this.#isTooWide = true;
		else {
			while (this.#cells.length < this.#column) this.#cells.push('');
			this.#cells[this.#column] = plainCell(text);
			const link = this.links.get(this.#reference) ?? formulaLink(unescaped(this.#formula ?? ''))?.address;
			if (link !== undefined && !isWebAddress(text)) this.#links.set(this.#column, link);
		}
	}
	#endRow(): void {
		const row = this.#row;
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
