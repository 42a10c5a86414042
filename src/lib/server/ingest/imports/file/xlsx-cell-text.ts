import type { Attributes } from './xlsx-xml';

/** The shared strings and styles of a workbook. */
export interface CellStyles {
	readonly strings: readonly string[];
	/** Whether a style shows its number as a date or a time. */
	readonly dates: readonly boolean[];
	/** The number of digits that a style shows at least: a format such as `00000` puts zeros before a number. */
	readonly digits: readonly number[];
	/** Days are counted from 1904 instead of 1900 (an old setting of Excel for Mac). */
	readonly from1904: boolean;
}

/** Numbers of the formats for dates and times that every workbook has (ECMA-376 part 1, 18.8.30). */
const isBuiltInDateFormat = (id: number): boolean =>
	(id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** How the styles of a workbook show a number. */
export function numberStyles(
	tags: readonly { name: string; attributes: Attributes }[]
): Pick<CellStyles, 'dates' | 'digits'> {
	const customFormats = new Map<number, string>();
	const [dates, digits]: [boolean[], number[]] = [[], []];
	let inCells = false;
	for (const { name, attributes } of tags) {
		if (name === 'numFmt') customFormats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
		if (name === 'cellXfs') inCells = true;
		else if (name === 'cellStyles' || name === 'dxfs') inCells = false;
		else if (name === 'xf' && inCells) {
			const id = Number(attributes['numFmtId'] ?? 0);
			const format = customFormats.get(id);
			dates.push(format === undefined ? isBuiltInDateFormat(id) : isDateFormat(format));
			digits.push(/^0{2,20}(?=;|$)/.exec(format ?? '')?.[0].length ?? 0);
		}
	}
	return { dates, digits };
}

/** A format with a letter of day, month, year, hour or second, outside quotes, escapes and colours, is one of dates. At most 255 in Excel. */
export const isDateFormat = (code: string): boolean =>
	/[dmyhsj]/i.test(
		code
			.slice(0, 255)
			.replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
			.replace(/"[^"]*"|\\.|_.|\*./g, '')
	);

/** The cell as text, as the rest of the import reads it: what it shows or, for a date, an unambiguous form. */
export function cellText(
	kind: string | undefined,
	style: number,
	value: string,
	{ strings, dates, digits, from1904 }: CellStyles
): string {
	if (kind === 's') return strings[Number(value)] ?? '';
	if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
	if (kind === 'd') return value.replace('T', ' ').replace(/Z$/, '');
	if (kind === 'str' || kind === 'inlineStr' || kind === 'e') return unescaped(value);
	const number = Number(value);
	if (value.trim() === '' || !Number.isFinite(number)) return value;
	if (dates[style]) return dateText(number, from1904);
	// Long numbers are stored as 1.8595234567890101E18: write all digits.
	const written = /e/i.test(value) && Number.isInteger(number) ? BigInt(number).toString() : value;
	return /^\d+$/.test(written) ? written.padStart(digits[style] ?? 0, '0') : written;
}

const SECONDS_PER_DAY = 86_400;
/** A day number (with the time as a fraction) as `2026-11-20 14:03:00`, in the author's local time. */
function dateText(serial: number, from1904: boolean): string {
	if (serial < 0) return String(serial);
	const seconds = Math.round(serial * SECONDS_PER_DAY);
	if (seconds < SECONDS_PER_DAY) return new Date(seconds * 1_000).toISOString().slice(11, 19);
	// Excel has a 29 February 1900, which did not exist: earlier days shift by one.
	const days = from1904 ? 1_462 : serial < 60 ? 1 : 0;
	const at = new Date((seconds + (days - 25_569) * SECONDS_PER_DAY) * 1_000);
	if (Number.isNaN(at.getTime())) return String(serial);
	const text = at.toISOString().replace('T', ' ').slice(0, 19);
	return seconds % SECONDS_PER_DAY === 0 ? text.slice(0, 10) : text;
}

/** `_x000D_` stands for a character that XML cannot hold or would change. */
export const unescaped = (text: string): string =>
	text.includes('_x')
		? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		: text;
