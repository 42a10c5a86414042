import type { Block, Line, ReportDocument, NamedRow, SectionId, DocumentRow } from './write/document';
import { textOf } from './write/flow';

/**
 * A piece of a report that keeps its identity from version to version: a row of a table, a line, a paragraph.
 * Identified by `key` in its section.
 */
export interface Entry {
	readonly key: string;
	/** The name shown beside it, if any. */
	readonly name: string | null;
	readonly text: string;
}
/** Everything that a section says, in its order; `head` is what comes above the sections. */
export interface SectionEntries {
	readonly id: SectionId | 'head';
	readonly title: string;
	readonly entries: readonly Entry[];
}

export type Compared =
	| { readonly kind: 'same'; readonly key: string }
	| { readonly kind: 'new'; readonly key: string; readonly after: Entry }
	| { readonly kind: 'gone'; readonly key: string; readonly before: Entry }
	/** `figures`: only numbers differ. */
	| {
			readonly kind: 'changed';
			readonly key: string;
			readonly before: Entry;
			readonly after: Entry;
			readonly figures: boolean;
	  };
export interface ComparedSection {
	readonly id: SectionEntries['id'];
	readonly title: string;
	/** In the order of the second version; a removed entry comes after the one that it followed in the first. */
	readonly entries: readonly Compared[];
}

/** Every word of a report between its kicker and its foot, which name the version, as entries. */
export function entriesOf({ head, parts }: ReportDocument): SectionEntries[] {
	const meta = head.meta.map(({ line }, at): Entry => ({ key: `meta ${at}`, name: null, text: textOf(line) }));
	return [
		{ id: 'head', title: head.title, entries: [{ key: 'title', name: null, text: head.title }, ...meta] },
		...parts.flatMap(({ sections }) =>
			sections.map(({ id, title, blocks }) => ({
				id,
				title,
				entries: withUniqueKeys(blocks.flatMap((block) => entriesIn(block)))
			}))
		)
	];
}

/**
 * The differences between two versions of a report, both in one language: complete, so that the first with these
 * applied is the second, word for word and in its order.
 */
export function compareReports(before: readonly SectionEntries[], after: readonly SectionEntries[]): ComparedSection[] {
	const entriesBefore = new Map(before.map((section) => [section.id, section.entries]));
	return after.map(({ id, title, entries }) => ({
		id,
		title,
		entries: compareEntries(entriesBefore.get(id) ?? [], entries)
	}));
}

/** Facts, verdicts and advice first, then texts by people. */
const importance: readonly SectionEntries['id'][] = [
	'known',
	'limitation',
	'advice',
	'brief',
	'reading',
	'counterSignals',
	'meaning',
	'information',
	'voices',
	'head',
	'basis'
];
/** Whether more than numbers differ. */
export const isMoreThanFigures = (entry: Compared): boolean =>
	entry.kind === 'new' || entry.kind === 'gone' || (entry.kind === 'changed' && !entry.figures);

/** What matters first; sections in which nothing but figures differ come last. */
export function mostImportantFirst(sections: readonly ComparedSection[]): ComparedSection[] {
	const rank = ({ id, entries }: ComparedSection): number =>
		importance.indexOf(id) + (entries.some(isMoreThanFigures) ? 0 : importance.length);
	return [...sections].sort((a, b) => rank(a) - rank(b));
}

function compareEntries(before: readonly Entry[], after: readonly Entry[]): Compared[] {
	const beforeByKey = new Map(before.map((entry) => [entry.key, entry]));
	const keysAfter = new Set(after.map(({ key }) => key));
	const removed = new Map<string | null, Compared[]>();
	let follows: string | null = null;
	for (const entry of before) {
		if (keysAfter.has(entry.key)) follows = entry.key;
		else removed.set(follows, [...(removed.get(follows) ?? []), { kind: 'gone', key: entry.key, before: entry }]);
	}
	const compared = after.flatMap((entry) => [
		compareEntry(beforeByKey.get(entry.key), entry),
		...(removed.get(entry.key) ?? [])
	]);
	return [...(removed.get(null) ?? []), ...compared];
}

function compareEntry(before: Entry | undefined, after: Entry): Compared {
	const { key } = after;
	if (!before) return { kind: 'new', key, after };
	if (before.text === after.text && before.name === after.name) return { kind: 'same', key };
	return { kind: 'changed', key, before, after, figures: withoutFigures(before) === withoutFigures(after) };
}
const withoutFigures = ({ name, text }: Entry): string =>
	`${name ?? ''} ${text}`.replace(/\p{N}+(?:[.,]\p{N}+)*/gu, '0');

/** Numbers entries with equal keys in their order. */
function withUniqueKeys(entries: readonly Entry[]): Entry[] {
	const seen = new Map<string, number>();
	return entries.map((entry) => {
		const count = (seen.get(entry.key) ?? 0) + 1;
		seen.set(entry.key, count);
		return count === 1 ? entry : { ...entry, key: `${entry.key} ${count}` };
	});
}

function entriesIn(block: Block): Entry[] {
	const one = (key: string, text: string, name: string | null = null): Entry => ({ key, name, text });
	switch (block.kind) {
		case 'lead':
		case 'verbatim':
			return block.paragraphs.map((text, at) => one(`words ${at}`, text));
		case 'note':
		case 'missing':
			return [one('words 0', block.text)];
		case 'caveat':
			return [one('caveat', `${block.strong} ${block.text}`)];
		case 'rows':
			return block.rows.flatMap((row) => linesIn(row));
		case 'changes': {
			const lines = block.columns.flatMap(({ name, lines }) => linesIn({ id: name, name, lines }));
			return block.note === null ? lines : [...lines, one('note', block.note)];
		}
		case 'labels':
			return block.tables.flatMap(({ caption, rows }, at) => [
				one(`labels ${at}`, caption),
				...rows.map(({ key, name, text }) => one(`label ${at} ${key}`, text, name))
			]);
		case 'advice':
			return [
				...block.rows.map(({ key, goal, what, meta }) => one(key, [what, ...meta.map(textOf)].join(' · '), goal)),
				...block.became.map((line) => one(`became ${keyOf(line)}`, textOf(line)))
			];
		case 'table':
			return [one(block.id, block.caption), ...block.rows.map((row) => one(row.key, rowText(row, block)))];
	}
}

/** A row with one line is identified by the row, whatever the line says. */
const linesIn = ({ id, name, lines }: Pick<NamedRow, 'id' | 'name' | 'lines'>): Entry[] =>
	lines.map((line) => ({ key: lines.length === 1 ? id : `${id} ${keyOf(line)}`, name, text: textOf(line) }));

/** What a line is about: the quote in it, if it has one. */
const keyOf = (line: Line): string => line.flatMap((piece) => (piece.kind === 'verbatim' ? piece.text : [])).join(' ');

function rowText({ head, under, cells }: DocumentRow, { columns }: Extract<Block, { kind: 'table' }>): string {
	const rest = columns
		.slice(1)
		.map(({ label }, at) => `${label.toLowerCase()}: ${cells[at] ? textOf(cells[at]) : '–'}`);
	return [textOf(head), ...under.map(textOf), ...rest].join(' · ');
}
