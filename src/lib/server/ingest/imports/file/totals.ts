import { readCount } from './cell-values';

const LABEL =
	/^(?:(?:sub-?|eind|grand |algemeen )?tota?al(?:en|s)?|som|sum|gemiddelde?|average|aantal|count)(?: (?:aantal |van de |number of )?(?:berichten|posts|messages|rijen|rows|resultaten|results|vermeldingen|mentions|tweets|reacties|items|bereik|reach))?\s*[:=]?$/iu;
const isNumber = (cell: string): boolean => /^=/.test(cell) || readCount(cell.replace(/[%€$-]/g, '')) !== null;

/** Whether a row, often the last, only counts the others: a label such as `Total`, and besides it nothing but numbers. */
export function isTotal(cells: readonly string[]): boolean {
	const [first = '', ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const [, label = first, number] = /^(.*?[:=])\s*(\S.*)$/.exec(first) ?? [];
	const numbers = number === undefined ? others : [number, ...others];
	return numbers.length > 0 && LABEL.test(label) && numbers.every(isNumber);
}
