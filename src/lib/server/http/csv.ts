/** A cell that a spreadsheet would take as a formula is given an apostrophe, so that it is text (quality.md §5). */
const neutral = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table as CSV (RFC 4180) that every spreadsheet reads as UTF-8. Numbers stay numbers. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
	`\ufeff${rows.map((cells) => cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(neutral(cell)))).join(',')).join('\r\n')}\r\n`;
