import { finished } from 'node:stream';
import { parse, type Parser } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { chatStyleOf, isUndatedChat, withShortHeads } from '$lib/domain/posts/entry/chat';
import { separators, type Separator } from '$lib/domain/posts/entry/file-import';
import { plainCell } from '$lib/server/platform/http/csv';
import { decode, encodingOf, type Encoding } from '$lib/server/platform/net/encoding';
import { namedField } from './columns';
import { FileRefused, limits, type RowRefusal } from './refused';
import { assertReadable, chatRows, jsonRows, looksLikeJson } from './records';
import { formulaLink } from './links';
import { onlyFileIn, refuseOle } from './xlsx-package';
import { sheetRows } from './xlsx-rows';
import { openWorkbook } from './xlsx-workbook';

export type { Separator };

export interface CellRow {
	/** As a spreadsheet numbers it: the first is 1, an empty line counts, a line break within a cell does not. */
	readonly row: number;
	readonly cells: readonly string[];
	/** The addresses behind cells that show something else, by column. */
	readonly links?: ReadonlyMap<number, string>;
	/** Hidden in the workbook, by hand or by a filter. */
	readonly hidden?: boolean;
}
export type TableRow = CellRow | { readonly row: number; readonly refused: RowRefusal };

/** Rows and cells, whatever kind of file they come from. */
interface Table {
	readonly encoding: Encoding;
	/** Null of a workbook, a chat and JSON (`encoding` says which). */
	readonly separator: Separator | null;
	/** The names of a workbook’s sheets, and which one this is. */
	readonly sheets: readonly string[];
	readonly sheet: string | null;
	rows(): AsyncIterable<TableRow>;
}

interface ReadAs {
	readonly encoding?: Encoding;
	readonly separator?: Separator | null;
	readonly sheet?: string | null;
}
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Reads a workbook (XLSX) or a file of separated values; `as` gives what a preview found before.
 * @throws FileRefused
 */
export async function tableOf(bytes: Uint8Array, as: ReadAs = {}): Promise<Table> {
	if (bytes.length > limits.bytes) throw new FileRefused('tooLarge');
	refuseOtherFormats(bytes);
	if (!isZip(bytes)) return textTable(bytes, as);
	const only = await onlyFileIn(bytes);
	return only ? tableOf(only, as) : sheetTable(bytes, as.sheet ?? null);
}

async function sheetTable(bytes: Uint8Array, sheetName: string | null): Promise<Table> {
	const workbook = await openWorkbook(bytes);
	const largest = workbook.sheets.reduce((most, sheet) => (sheet.bytes > most.bytes ? sheet : most));
	const sheet = workbook.sheets.find(({ name }) => name === sheetName) ?? largest;
	return {
		encoding: 'xlsx',
		separator: null,
		sheets: workbook.sheets.map(({ name }) => name),
		sheet: sheet.name,
		rows: () => sheetRows(workbook, sheet)
	};
}

/** A chat, JSON, lines of JSON, or separated values: by the content, not by the file name. */
function textTable(bytes: Uint8Array, as: ReadAs): Table {
	const isKnown = as.encoding === 'chat' || as.encoding === 'json';
	const encoding = as.encoding === undefined || isKnown ? encodingOf(bytes) : as.encoding;
	const text = inUtf8(bytes, encoding);
	const head = headOf(text);
	if (head.trim() === '') throw new FileRefused('empty');
	if (countControlCharacters(head) > head.length / 100) throw new FileRefused('notText');
	if (isMail(head)) throw new FileRefused('mail');
	if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(head)) throw new FileRefused('html');
	const chatHead = withShortHeads(withLineFeeds(head));
	const mayBeChat = !hasNames(chatHead);
	if (!looksLikeJson(chatHead) && isUndatedChat(chatHead, mayBeChat)) throw new FileRefused('undatedChat');
	const records = (as.separator ?? null) === null ? recordTable(chatHead, text, mayBeChat) : null;
	if (records) return records;
	// Excel writes and reads this first line.
	const [separatorLine, sign] = /^sep=([,;\t|])(?:\r\n|\n|\r)/i.exec(head) ?? [];
	const separator = as.separator ?? separators.find((known) => known === sign) ?? guessSeparator(head);
	return {
		encoding,
		separator,
		sheets: [],
		sheet: null,
		rows: () => rowsIn(text, separator, separatorLine?.length ?? 0)
	};
}

function recordTable(head: string, bytes: Buffer, mayHavePreface: boolean): Table | null {
	const isJson = looksLikeJson(head);
	const style = isJson ? null : chatStyleOf(head, mayHavePreface);
	if (!isJson && !style) return null;
	const lines = withLineFeeds(bytes.toString());
	const text = style ? withShortHeads(lines) : lines;
	assertReadable(text);
	return {
		encoding: style ? 'chat' : 'json',
		separator: null,
		sheets: [],
		sheet: null,
		rows: () => recordRows(style ? chatRows(text, style) : jsonRows(text))
	};
}

/** An old Mac ends its lines otherwise. */
const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** Whether one of the first lines has names of columns: then it is a table, whatever is in its cells. */
function hasNames(head: string): boolean {
	const lines = head.split('\n', 20).filter((line) => line.trim() !== '');
	const namesIn = (cells: readonly string[]): number => cells.filter((cell) => namedField(cell)).length;
	return (
		namesIn(lines.slice(0, 1)) > 0 ||
		lines.some((line) => separators.some((separator) => namesIn(line.split(separator)) > 1))
	);
}

/** Numbers and checks the rows of records, and lets others run in between. */
async function* recordRows(records: ReturnType<typeof jsonRows>): AsyncGenerator<TableRow> {
	const slice = new TimeSlice();
	let row = 0;
	for (const record of records) {
		const { line, cells } = record && 'line' in record ? record : { line: record && (row += 1), cells: record };
		if (line !== null) yield cells ? checkedRow(line, cells) : { row: line, refused: 'brokenLine' };
		if (slice.isOver) await slice.yield();
	}
}

/** The head of an e-mail: fields with a name, some of which every mail has. */
const isMail = (head: string): boolean =>
	/^(?:[\w-]{1,60}: [^\n]*\n(?:[ \t][^\n]*\n)*){3}/.test(head.replace(/\r/g, '')) &&
	/^(?:received|message-id|mime-version|return-path): /im.test(head.slice(0, 20_000));

/** Judges by the first bytes, not by the file name. */
function refuseOtherFormats(bytes: Uint8Array): void {
	const startsWith = (...first: number[]): boolean => first.every((byte, at) => bytes[at] === byte);
	if (bytes.length === 0) throw new FileRefused('empty');
	if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) refuseOle(bytes);
	if (
		startsWith(0x25, 0x50, 0x44, 0x46) ||
		startsWith(0x1f, 0x8b) ||
		startsWith(0x89, 0x50, 0x4e, 0x47) ||
		startsWith(0xff, 0xd8, 0xff)
	)
		throw new FileRefused('notText');
}

/**
 * Text has only line breaks and tabs; a control character that strayed into a cell is removed when the cell is cleaned.
 */
const countControlCharacters = (head: string): number => head.match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Without its byte order mark. Most files are UTF-8 already, and are not copied. */
function inUtf8(bytes: Uint8Array, encoding: Encoding): Buffer {
	if (encoding !== 'utf-8') return Buffer.from(decode(bytes, encoding));
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return buffer.subarray(0, 3).equals(BYTE_ORDER_MARK) ? buffer.subarray(3) : buffer;
}

/** The first lines, whole. */
function headOf(text: Buffer): string {
	const head = text.subarray(0, 65_536);
	const end = head.length < text.length ? head.lastIndexOf(0x0a) + 1 : head.length;
	return head.subarray(0, end || head.length).toString();
}

/** The separator that splits the first rows into equal numbers of cells, preferring more cells. */
function guessSeparator(head: string): Separator {
	const scored = separators.map((separator) => {
		const rows = firstRows(head, separator).map((cells) => cells.length);
		const mostCommonWidth = rows.reduce((most, width) => (count(rows, width) > count(rows, most) ? width : most), 0);
		return {
			separator,
			score: mostCommonWidth > 1 ? (count(rows, mostCommonWidth) / rows.length) * Math.log(mostCommonWidth + 1) : 0
		};
	});
	return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

const count = (widths: readonly number[], width: number): number => widths.filter((one) => one === width).length;

const parserOptions = (delimiter: Separator) => ({
	delimiter,
	// Each line may end otherwise: a program adds rows to a file of another system, or two exports are joined.
	record_delimiter: ['\r\n', '\n', '\r'],
	relax_quotes: true,
	relax_column_count: true,
	skip_empty_lines: true,
	// For all cells of a row together; each is measured later.
	max_record_size: 4 * limits.cell
});

function firstRows(head: string, separator: Separator): string[][] {
	const parse = (text: string): string[][] => parseAtOnce(text, { ...parserOptions(separator), to: 50 });
	try {
		return parse(head);
	} catch {
		// A quote that is never closed: read line by line, so that it spoils one row.
		return head.split(/\r\n|\n|\r/, 50).flatMap((line) => {
			try {
				return parse(line);
			} catch {
				return [];
			}
		});
	}
}

/**
 * Yields every row, also after an invalid one: a quote that is never closed would swallow the rest of the file, so
 * reading starts again on the next line.
 */
async function* rowsIn(text: Buffer, separator: Separator, from: number): AsyncGenerator<TableRow> {
	let start = from;
	let before = from > 0 ? 1 : 0;
	const slice = new TimeSlice();
	while (start < text.length) {
		const part = new RowParser(separator, before);
		for (const bytes of chunks(text.subarray(start))) {
			yield* await part.take(bytes);
			if (part.broken) break;
			if (slice.isOver) await slice.yield();
		}
		yield* await part.take(null);
		if (!part.broken) return;
		before = part.last + 1;
		yield { row: before, refused: 'quote' };
		const next = nextLine(text, start + part.good);
		if (next === null) return;
		start = next;
	}
}

/** Where the line after this position begins; null in the last line. */
function nextLine(text: Buffer, from: number): number | null {
	const ends = [text.indexOf(0x0a, from), text.indexOf(0x0d, from)].filter((at) => at !== -1);
	if (ends.length === 0) return null;
	const end = Math.min(...ends);
	return end + (text[end] === 0x0d && text[end + 1] === 0x0a ? 2 : 1);
}

/** Rows up to the first invalid one. The parser drops its buffer when it fails, so rows are taken one by one. */
class RowParser {
	broken = false;
	/** Bytes up to the end of the last good row, and its number. */
	good = 0;
	readonly #rows: TableRow[] = [];
	readonly #parser: Parser;

	constructor(
		separator: Separator,
		public last: number
	) {
		const before = last;
		this.#parser = parse({
			...parserOptions(separator),
			on_record: (cells: string[], { bytes, records, empty_lines }) => {
				this.good = bytes;
				this.last = before + records + empty_lines;
				this.#rows.push(separatedRow(this.last, cells));
				return null;
			}
		});
		this.#parser.on('error', () => (this.broken = true)).resume();
	}

	/** The rows that these bytes complete; null for the last ones. */
	async take(bytes: Buffer | null): Promise<TableRow[]> {
		if (!this.broken)
			await new Promise<void>((done) => {
				const after = (error?: Error | null): void => {
					this.broken ||= Boolean(error);
					done();
				};
				if (bytes) this.#parser.write(bytes, after);
				else {
					finished(this.#parser, after);
					this.#parser.end();
				}
			});
		return this.#rows.splice(0);
	}
}

function* chunks(text: Buffer): Generator<Buffer> {
	for (let at = 0; at < text.length; at += 65_536) yield text.subarray(at, at + 65_536);
}

function checkedRow(row: number, cells: readonly string[]): TableRow {
	if (cells.length > limits.columns) return { row, refused: 'tooManyCells' };
	return cells.some((cell) => cell.length > limits.cell)
		? { row, refused: 'tooLong' }
		: { row, cells: cells.map(plainCell) };
}

/** Some services write links as formulas, for a spreadsheet that opens the file. */
function separatedRow(row: number, written: readonly string[]): TableRow {
	const links = new Map<number, string>();
	const cells = written.map((cell, at) => {
		const link = cell.startsWith('=') ? formulaLink(cell.slice(1)) : null;
		if (link) links.set(at, link.address);
		return link ? link.shown || link.address : cell;
	});
	return { ...checkedRow(row, cells), ...(links.size > 0 && { links }) };
}
