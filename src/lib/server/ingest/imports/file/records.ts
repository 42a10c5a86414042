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
	/^\s*(?:window\.[\w.]+\s*=\s*)?(?:\[\s*[{[\]"]|\{\s*["}])/.test(head);

/** @throws FileRefused */
export function assertReadable(text: string): void {
	if (text.length > MAX_CHARACTERS) throw new FileRefused('tooLarge');
}

/** The cells of a row, or null for a line that completes none, so that others can run before the next one. */
type Cells = readonly string[] | null;

/** The messages of a chat as rows under our own column names. */
export function* chatRows(text: string, style: ChatReader['style']): Generator<Cells> {
	yield ['datum', 'auteur', 'tekst'];
	const cells = (message: ChatMessage | null): Cells => message && [message.when, message.author ?? '', message.text];
	const reader = new ChatReader(style);
	for (const line of linesIn(text)) yield cells(reader.take(line.replace(/\r$/, '')));
	yield cells(reader.end());
}

/** The records of a document as rows under the names of their fields. @throws FileRefused `damaged`, `empty` */
export function* jsonRows(text: string): Generator<Cells> {
	const records = recordsIn(text);
	const names = new Set<string>();
	let read = 0;
	for (const cells of records) {
		for (const name of cells?.keys() ?? []) names.add(name);
		if (cells && (read += 1) === ROWS_FOR_COLUMNS) break;
		yield null;
	}
	const columns = [...names].slice(0, limits.columns);
	if (columns.length === 0) throw new FileRefused('empty');
	yield columns;
	for (const cells of records) yield cells && columns.map((name) => cells.get(name) ?? '');
}

/** The fields of a record by name, or null for a part of the document that has none, so that others can run. */
type Fields = ReadonlyMap<string, string> | null;

/** The records of a document, which is one value or has a value on each line. */
function recordsIn(text: string): Iterable<Fields> {
	const json = text.replace(/^\s*window\.[\w.]+\s*=\s*/, '');
	let parsed: unknown;
	try {
		parsed = JSON.parse(json);
	} catch {
		return { [Symbol.iterator]: () => recordsByLine(json) };
	}
	const value = withLettersOfBytes(parsed) ?? parsed;
	return { [Symbol.iterator]: () => fieldsIn(value) };
}

/** The fields of posts and comments of known networks; where there are none, of the records of the largest list. */
function* fieldsIn(value: unknown): Generator<Fields> {
	let found = 0;
	for (const cells of networkRecords(value)) {
		if (cells) found += 1;
		yield cells;
	}
	if (found === 0) for (const record of largestList(withoutEnvelope(value), 0)) yield flat(record);
}

/** What Zeeschuimer collected, without its own facts: when that was is no moment of a post. */
const withoutEnvelope = (value: unknown): unknown =>
	isObject(value) && 'timestamp_collected' in value && isObject(value['data'])
		? { ...value['data'], platform: value['source_platform'] }
		: value;

/** Empty lines are skipped. @throws FileRefused when a line is something else than JSON */
function* recordsByLine(text: string): Generator<Fields> {
	for (const line of linesIn(text)) {
		if (line.trim() === '') continue;
		let value: unknown;
		try {
			value = JSON.parse(line);
		} catch {
			throw new FileRefused('damaged');
		}
		if (isObject(value)) yield* fieldsIn(withLettersOfBytes(value) ?? value);
	}
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
	list.slice(0, 20).some((record) => [...flat(record).keys()].some((name) => namedField(name)?.field === 'text'));

/** The content of a wrapper such as `{ "tweet": { … } }`. */
function unwrapped(record: JsonObject): JsonObject {
	const values = Object.values(record);
	return values.length === 1 && isObject(values[0]) ? values[0] : record;
}

/** The fields of a record as text; of an object within it under both names: `user name`. */
const flat = (record: JsonObject): Map<string, string> => fieldsOf(withoutMetaNesting(unwrapped(record)), '', 0);
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
