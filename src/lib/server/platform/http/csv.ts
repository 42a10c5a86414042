/** Puts an apostrophe before a cell that a spreadsheet would take for a formula. */
const neutral = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Tells spreadsheets that what follows is UTF-8. */
export const MARK = '\ufeff';
/** Between cells: a comma (RFC 4180), or what spreadsheets expect where the comma is in numbers, as in Dutch. */
export type Separator = ',' | ';';
/** A row with its line end (RFC 4180). Numbers stay numbers. */
export const csvLine = (cells: readonly (string | number)[], separator: Separator = ','): string =>
	`${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(neutral(cell)))).join(separator)}\r\n`;

/** A table as CSV that every spreadsheet reads as UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number)[])[], separator?: Separator): string =>
	MARK + rows.map((row) => csvLine(row, separator)).join('');
