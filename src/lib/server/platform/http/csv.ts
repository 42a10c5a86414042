import { lineBreak } from '$lib/domain/core/texts/clean';

/** What a spreadsheet takes for the start of a formula, in ASCII, full width and small width, also after spaces. */
const FORMULA = String.raw`[\s\uFEFF]*[=+\-@\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20]|[\t\r\n]`;
/** Also matches a formula that already has apostrophes before it, so that {@link plainCell} restores every text. */
const toNeutralise = new RegExp(`^'*(?:${FORMULA})`);
const neutralised = new RegExp(`^''*(?:${FORMULA})`);

/** Puts an apostrophe before a cell that a spreadsheet would take for a formula. */
const neutral = (cell: string): string => (toNeutralise.test(cell) ? `'${cell}` : cell);
/** The cell as it was before {@link csvLine} or another program neutralised it. */
export const plainCell = (cell: string): string =>
	cell.startsWith("'") && neutralised.test(cell) ? cell.slice(1) : cell;

/** Without control characters and what UTF-8 cannot contain. */
const readable = (cell: string): string =>
	cell.replace(lineBreak, '\n').replace(/(?![\n\t])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, '');
const quoted = (cell: string): string => (/[",;|\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Tells spreadsheets that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
/** Between cells: what a Dutch spreadsheet expects, whose numbers have a comma, or the comma of RFC 4180. */
export type CsvSeparator = ';' | ',';
/** A row with its line end (RFC 4180). Numbers stay numbers. */
export const csvLine = (cells: readonly (string | number)[], separator: CsvSeparator = ';'): string =>
	`${cells
		.map((cell) => {
			if (typeof cell === 'string') return quoted(neutral(readable(cell)));
			return separator === ';' ? String(cell).replace('.', ',') : String(cell);
		})
		.join(separator)}\r\n`;

/** A table as CSV that every spreadsheet reads as UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number)[])[], separator?: CsvSeparator): string =>
	BYTE_ORDER_MARK + rows.map((row) => csvLine(row, separator)).join('');
