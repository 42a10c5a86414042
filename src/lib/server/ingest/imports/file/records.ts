import type { ChatMessage } from '$lib/domain/posts/entry/chat';
import { FileRefused, limits } from './refused';
import type { TableRow } from './table';

/** Chats and JSON are parsed at once, in memory: this is their limit, in characters. */
const MAX_CHARACTERS = 20_000_000;
/** Levels of objects within a record that become columns of their own. */
const MAX_DEPTH = 4;
/** Rows that decide which columns there are. */
const ROWS_FOR_COLUMNS = 1_000;

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text begins as JSON or as lines of JSON do; also with the assignment that the archive of X puts before it. */
export const looksLikeJson = (head: string): boolean =>
	/^\s*(?:window\.[\w.]+\s*=\s*)?(?:\[\s*[{\]]|\{\s*["}])/.test(head);

/** @throws FileRefused */
export function assertReadable(text: string): void {
	if (text.length > MAX_CHARACTERS) throw new FileRefused('tooLarge');
}

/** The messages as rows under our own column names. */
export function* chatRows(messages: readonly ChatMessage[]): Generator<TableRow> {
	yield { row: 1, cells: ['datum', 'auteur', 'tekst'] };
	for (const [at, { when, author, text }] of messages.entries())
		yield { row: at + 2, cells: [when, author ?? '', text] };
}

/** The records of a document as rows under the names of their fields. @throws FileRefused `damaged`, `empty` */
export function* jsonRows(text: string): Generator<TableRow> {
	const records = recordsIn(text).map((record) => flat(record));
	if (records.every((record) => record.size === 0)) throw new FileRefused('empty');
	const names = [...new Set(records.slice(0, ROWS_FOR_COLUMNS).flatMap((record) => [...record.keys()]))];
	const columns = names.slice(0, limits.columns);
	yield { row: 1, cells: columns };
	for (const [at, record] of records.entries())
		yield { row: at + 2, cells: columns.map((name) => record.get(name) ?? '') };
}

function recordsIn(text: string): JsonObject[] {
	const json = text.replace(/^\s*window\.[\w.]+\s*=\s*/, '');
	let parsed: unknown;
	try {
		parsed = JSON.parse(json);
	} catch {
		parsed = linesOf(json);
	}
	return largestList(parsed, 0).map(unwrapped);
}

/** One record a line; empty lines are skipped. @throws FileRefused when a line is something else */
function linesOf(text: string): unknown[] {
	return text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line): unknown => {
			try {
				return JSON.parse(line);
			} catch {
				throw new FileRefused('damaged');
			}
		});
}

/** The longest list of objects in a document: exports put facts about themselves around it. */
function largestList(value: unknown, depth: number): JsonObject[] {
	if (Array.isArray(value)) return value.filter(isObject);
	if (!isObject(value) || depth > MAX_DEPTH) return [];
	const lists = Object.values(value).map((each) => largestList(each, depth + 1));
	const longest = lists.reduce((most, list) => (list.length > most.length ? list : most), []);
	return longest.length > 0 || depth > 0 ? longest : [value];
}

/** `{ "tweet": { … } }` is what is in it. */
function unwrapped(record: JsonObject): JsonObject {
	const values = Object.values(record);
	return values.length === 1 && isObject(values[0]) ? values[0] : record;
}

/** The fields of a record as text; of an object within it under both names: `user name`. */
function flat(record: JsonObject, prefix = '', depth = 0): Map<string, string> {
	const cells = new Map<string, string>();
	for (const [name, value] of Object.entries(record)) {
		const path = prefix === '' ? name : `${prefix} ${name}`;
		if (isObject(value)) {
			if (depth < MAX_DEPTH) for (const [inner, cell] of flat(value, path, depth + 1)) cells.set(inner, cell);
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
