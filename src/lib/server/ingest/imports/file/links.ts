const TERM = '(?:"(?:[^"]|"")*"|\\$?[A-Z]{1,3}\\$?\\d{1,7})';
const TERMS = `${TERM}(?:\\s*&\\s*${TERM})*`;
const HYPERLINK = new RegExp(`^\\s*HYPERLINK\\(\\s*(${TERMS})\\s*(?:[,;]\\s*(?:(${TERMS})|[^"]*?)\\s*)?\\)\\s*$`, 'i');

/** The longest formula of Excel, in characters. */
const MAX_FORMULA = 8_192;
export const isLink = (formula: string): boolean => formula.length <= MAX_FORMULA && /^\s*HYPERLINK\(/i.test(formula);

/**
 * The address and the words of `HYPERLINK("https://…"&B2,"…")`; null for any other formula. `cellAt` gives what an
 * earlier cell has; nothing else is calculated.
 */
export function formulaLink(
	formula: string,
	cellAt: (reference: string) => string = () => ''
): { readonly address: string; readonly shown: string } | null {
	const [, addressTerms, shownTerms] = (isLink(formula) && HYPERLINK.exec(formula)) || [];
	const joined = (terms = ''): string =>
		Array.from(terms.matchAll(new RegExp(TERM, 'gi')), ([term]) =>
			term.startsWith('"') ? term.slice(1, -1).replaceAll('""', '"') : cellAt(term.replaceAll('$', '').toUpperCase())
		)
			.join('')
			.trim();
	const address = joined(addressTerms);
	return isWebAddress(address) ? { address, shown: joined(shownTerms) } : null;
}

/** The formula that a cell shares with one that is `rows` above and `columns` before it. */
export const shiftedFormula = (formula: string, rows: number, columns: number): string =>
	formula.replace(
		/"(?:[^"]|"")*"|(\$?)([A-Z]{1,3})(\$?)(\d{1,7})\b/g,
		(term, fixed: string, letters: string, fixedRow: string, row: string) =>
			term.startsWith('"')
				? term
				: `${fixed ? letters : lettersOf(columnOf(letters) + columns)}${fixedRow ? row : String(Number(row) + rows)}`
	);

/** `AB` is column 27, from 0. */
export const columnOf = (letters: string): number =>
	Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
export const lettersOf = (column: number): string =>
	(column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text);
