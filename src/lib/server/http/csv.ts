/** A cell that a spreadsheet would take as a formula is given an apostrophe, so that it is text (quality.md §5). */
const neutral = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Tells spreadsheets that what follows is UTF-8. */
export const MARK = '\ufeff';
/** A row with its line end (RFC 4180). Numbers stay numbers. */
export const csvLine = (cells: readonly (string | number)[]): string =>
	`${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(neutral(cell)))).join(',')}\r\n`;

/** A table as CSV that every spreadsheet reads as UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string => MARK + rows.map(csvLine).join('');
