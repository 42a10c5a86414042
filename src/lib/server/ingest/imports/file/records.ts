import { ChatReader, type ChatMessage } from '$lib/domain/posts/entry/chat';
import { namedField } from './columns';
import { withLettersOfBytes, withoutMetaNesting } from './meta-download';
import { isObject, networkRecords, type JsonObject } from './network-records';
import { FileRefused, limits } from './refused';

/** Chats and JSON are kept in memory as text, and JSON is parsed at once: this is their limit, in characters. */
const MAX_CHARACTERS = 20_000_000;
/** Levels of objects within a record that become columns of their own. */
const MAX_DEPTH = 4;
/** Rows that decide which columns there are. */
const ROWS_FOR_COLUMNS = 1_000;

/** Whether a text begins as JSON or as lines of JSON do, which is never a table of another kind; also with the assignment that the archive of X puts before it. */
export const looksLikeJson = (head: string): boolean =>
	/^\s*(?:window\.[\w.]+\s*=\s*)?(?:\[\s*[{[\]"]|\{\s*["}])/.test(head) || hasLinesOfRecords(head);
/** Also where the first line is the end of another record. */
function hasLinesOfRecords(head: string): boolean {
	const lines = head.split('\n', 20).filter((line) => line.trim() !== '');
	return lines.filter((line) => /^\s*\{"/.test(line)).length > lines.length / 2;
}

/** @throws FileRefused */
export function assertReadable(text: string): void {
	if (text.length > MAX_CHARACTERS) throw new FileRefused('tooLarge');
}

/**
 * The cells of a row, or null for a line that completes none, so that others can run before the next one; of a file with
 * a record on each line, with the number of the line, or without cells where it cannot be read.
 */
type Cells = readonly string[] | null | { readonly line: number; readonly cells: readonly string[] | null };

/** The messages of a chat as rows under our own column names. */
export function* chatRows(text: string, style: ChatReader['style']): Generator<Cells> {
	yield ['datum', 'auteur', 'tekst'];
	const cells = (message: ChatMessage | null): Cells => message && [message.when, message.author ?? '', message.text];
	const reader = new ChatReader(style);
	for (const line of linesIn(text)) yield cells(reader.take(line.replace(/\r$/, '')));
	yield cells(reader.end());
}

/** The records of a document as rows under the names of their fields. @throws FileRefused `brokenRecords`, `empty` */
export function* jsonRows(text: string): Generator<Cells> {
	const records = recordsIn(text);
	const names = new Set<string>();
	let read = 0;
	const broken: string[] = [];
	let byLine = false;
	for (const record of records) {
		byLine ||= record?.line !== undefined;
		if (record && 'broken' in record) broken.push(record.broken.slice(0, 2));
		else {
			for (const name of record?.cells.keys() ?? []) names.add(name);
			if (record && (read += 1) === ROWS_FOR_COLUMNS) break;
		}
		yield null;
	}
	// One value on many lines has lines that begin otherwise, of which few are records.
	const strange = broken.filter((start) => start !== '{"').length;
	if (strange > read || (broken.length > 0 && read === 0)) throw new FileRefused('brokenRecords');
	const columns = [...names].slice(0, limits.columns);
	if (columns.length === 0) throw new FileRefused('empty');
	// The names are in no line.
	yield byLine ? { line: 0, cells: columns } : columns;
	for (const record of records) {
		const cells = record && 'cells' in record ? columns.map((name) => record.cells.get(name) ?? '') : null;
		yield record?.line === undefined ? cells : { line: record.line, cells };
	}
}

/** The fields of a record by name, or null for a part of the document that has none, so that others can run. */
type Fields = ReadonlyMap<string, string> | null;
/** A record, with its line where each has its own; or a line that cannot be read. */
type JsonRecord =
	| { readonly cells: ReadonlyMap<string, string>; readonly line?: number }
	| { readonly broken: string; readonly line: number };

/** The records of a document, which is one value or has a value on each line. */
function recordsIn(text: string): Iterable<JsonRecord | null> {
	const json = text.replace(/^\s*window\.[\w.]+\s*=\s*/, '');
	let parsed: unknown;
	try {
		parsed = JSON.parse(json);
	} catch {
		return { [Symbol.iterator]: () => recordsByLine(json) };
	}
	const value = withLettersOfBytes(parsed) ?? parsed;
	return {
		*[Symbol.iterator]() {
			for (const cells of fieldsIn(value)) yield cells && { cells };
		}
	};
}

/** The fields of posts and comments of known networks; where there are none, of the records of the largest list. */
function* fieldsIn(value: unknown): Generator<Fields> {
	let found = 0;
	for (const cells of networkRecords(value)) {
		if (cells) found += 1;
		yield cells;
	}
	if (found > 0) return;
	const list = largestList(withoutEnvelope(value), 0);
	const isWrapped = list.every((record) => unwrapped(record) !== record);
	for (const record of list) yield flat(isWrapped ? unwrapped(record) : record);
}

/** What Zeeschuimer collected, without its own facts: when that was is no moment of a post. */
const withoutEnvelope = (value: unknown): unknown =>
	isObject(value) && 'timestamp_collected' in value && isObject(value['data'])
		? { ...value['data'], platform: value['source_platform'] }
		: value;

/** Empty lines are skipped. The lines of a list that was cut off are records too. */
function* recordsByLine(text: string): Generator<JsonRecord | null> {
	let line = 0;
	for (const written of linesIn(text)) {
		line += 1;
		const json = written.trim();
		if (json === '' || json === '[' || json === ']') continue;
		const parsed = parsedLine(json);
		if (!parsed) yield { line, broken: json };
		else if (isObject(parsed.value))
			for (const cells of fieldsIn(withLettersOfBytes(parsed.value) ?? parsed.value)) yield cells && { line, cells };
	}
}

/** Null when it is no JSON, also without what a list has around a record. */
function parsedLine(json: string): { value: unknown } | null {
	for (const part of [json, json.replace(/^\[\s*(?=\{)/, '').replace(/(?<=\})\s*[,\]]$/, '')])
		try {
			return { value: JSON.parse(part) as unknown };
		} catch {
			// Perhaps without what is around it.
		}
	return null;
}

function* linesIn(text: string): Generator<string> {
	for (let at = 0, end = 0; end !== -1; at = end + 1) {
		end = text.indexOf('\n', at);
		yield text.slice(at, end === -1 ? undefined : end);
	}
}

/**
 * The longest list of objects in a document, those with words first: exports put facts about themselves around it, and a
 * chat may have more people than messages.
 */
function largestList(value: unknown, depth: number): JsonObject[] {
	if (Array.isArray(value)) return asRecords(value) ?? value.filter(isObject);
	if (!isObject(value) || depth > MAX_DEPTH) return [];
	const lists = Object.values(value).map((each) => largestList(each, depth + 1));
	const [largest = []] = lists.sort((a, b) => Number(hasWords(b)) - Number(hasWords(a)) || b.length - a.length);
	return largest.length > 0 || depth > 0 ? largest : [value];
}
/** Rows of cells, of which the first has their names. Null for any other list. */
function asRecords(list: readonly unknown[]): JsonObject[] | null {
	const [names, ...rows] = list;
	if (!Array.isArray(names) || !names.every((name) => typeof name === 'string') || !rows.every(Array.isArray))
		return null;
	return rows.map((cells: readonly unknown[]) => Object.fromEntries(names.map((name, at) => [name, cells[at]])));
}
const hasWords = (list: readonly JsonObject[]): boolean =>
	list
		.slice(0, 20)
		.some((record) => [...flat(unwrapped(record)).keys()].some((name) => namedField(name)?.field === 'text'));

/** The content of a wrapper such as `{ "tweet": { … } }`. */
function unwrapped(record: JsonObject): JsonObject {
	if (withoutMetaNesting(record) !== record) return record;
	const values = Object.values(record);
	return values.length === 1 && isObject(values[0]) ? values[0] : record;
}

/** The fields of a record as text; of an object within it under both names: `user name`. */
const flat = (record: JsonObject): Map<string, string> => fieldsOf(withoutMetaNesting(record), '', 0);
function fieldsOf(record: JsonObject, prefix: string, depth: number): Map<string, string> {
	const cells = new Map<string, string>();
	for (const [name, value] of Object.entries(record)) {
		const path = prefix === '' ? name : `${prefix} ${name}`;
		if (isObject(value)) {
			if (depth < MAX_DEPTH) for (const [inner, cell] of fieldsOf(value, path, depth + 1)) cells.set(inner, cell);
		} else {
			const cell = Array.isArray(value) ? joined(value) : scalar(value);
			if (cell !== '') cells.set(path, cell);
		}
	}
	return cells;
}

/** Formatted text is a list of texts and of objects with a text; other lists of objects are left out. */
const joined = (list: readonly unknown[]): string =>
	list.every((each) => typeof each === 'string' || (isObject(each) && typeof each['text'] === 'string'))
		? list.map((each) => (isObject(each) ? scalar(each['text']) : scalar(each))).join(list.some(isObject) ? '' : ' ')
		: '';

const scalar = (value: unknown): string =>
	typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
