import { createHash } from 'node:crypto';
import type { ColumnMapping, UndatedReason } from '$lib/domain/posts/entry/file-import';
import type { Platform } from '$lib/domain/posts/platform';
import { cleanAddress, hostOf } from '$lib/server/ingest/pipeline/clean-address';
import { normalise } from '$lib/server/ingest/pipeline/normalise';
import type { RawAuthor, RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { isFuture, readDate } from '$lib/domain/posts/moments/date-cell';
import {
	isErrorValue,
	isGenericSource,
	namedLanguage,
	namedPlatform,
	platformOfHost,
	readCount,
	readMedia,
	wasRounded
} from './cell-values';
import { columnName, type Field } from './columns';
import { FileRefused, limits, type RowRefusal } from './refused';
import { tableOf, type CellRow } from './table';
import { isTotal } from './totals';

/** A clean post from a file, or the reason that the row gives none. `row` as a spreadsheet numbers it. */
export type ReadRow = { readonly row: number } & (
	| { readonly post: RawPost; readonly undated: UndatedReason | null }
	| { readonly refused: RowRefusal; readonly cells: readonly string[] }
);

/**
 * Yields every row of a file, in order. Consume it in batches: reading stops while the consumer does, and nothing is
 * buffered.
 * @throws FileRefused when it cannot be read at all
 */
export async function* readRows(
	input: Uint8Array | AsyncIterable<Uint8Array>,
	mapping: ColumnMapping
): AsyncGenerator<ReadRow> {
	const table = await tableOf(input instanceof Uint8Array ? input : await collectBytes(input), mapping);
	let header = mapping.header;
	let width = mapping.header && mapping.separator !== null ? 0 : Infinity;
	let hasKinds = false;
	for await (const row of table.rows()) {
		// Names may be on two lines.
		if (header && 'cells' in row && row.row >= mapping.above) width = Math.max(width, row.cells.length);
		if (row.row <= mapping.above) continue;
		if (header) {
			header = false;
			const column = mapping.columns.source?.[0] ?? -1;
			hasKinds = 'cells' in row && KIND_COLUMN.test(columnName(row.cells[column] ?? ''));
		} else if ('refused' in row) yield { ...row, cells: [] };
		// A separator in a cell without quotation marks: everything after it would end up in the wrong column.
		else if (row.cells.some((cell, at) => at >= width && cell.trim() !== ''))
			yield { row: row.row, refused: 'moreCells', cells: row.cells };
		else if (row.hidden && !mapping.withHidden) yield { row: row.row, refused: 'hidden', cells: row.cells };
		else if (isTotal(row.cells)) yield { row: row.row, refused: 'total', cells: row.cells };
		else if (row.cells.some((cell) => cell.trim() !== '')) {
			const found = parseRow(row, mapping, hasKinds);
			yield 'post' in found ? { row: row.row, ...found } : { row: row.row, ...found, cells: row.cells };
		}
	}
}

/** As written in the file; empty when it has none. */
export async function columnNamesIn(bytes: Uint8Array, mapping: ColumnMapping): Promise<readonly string[]> {
	if (!mapping.header) return [];
	for await (const row of (await tableOf(bytes, mapping)).rows())
		if (row.row > mapping.above) return 'cells' in row ? row.cells : [];
	return [];
}

/** @throws FileRefused `tooLarge` as soon as it is */
async function collectBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const all: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		length += chunk.length;
		if (length > limits.bytes) throw new FileRefused('tooLarge');
		all.push(chunk);
	}
	return Buffer.concat(all);
}

/** A column of kinds of sources, such as `Source Type`: without an address, a word in it is no medium. */
const KIND_COLUMN = /\b(?:type|soort|bronsoort|mediatype|brontype)$/;

function parseRow(
	{ cells, links }: CellRow,
	mapping: ColumnMapping,
	hasKinds: boolean
): { post: RawPost; undated: UndatedReason | null } | { refused: RowRefusal } {
	const cell = (field: Field): string => firstFilled(cells, mapping.columns[field]);
	const [title, body] = [wordsOf(cells, mapping.columns.title), wordsOf(cells, mapping.columns.text)];
	const linkOf = (field: Field): string | undefined =>
		(mapping.columns[field] ?? []).flatMap((column) => links?.get(column) ?? [])[0];
	const linked = linkOf('title') ?? linkOf('text');
	const address = linkOf('url') ?? (cell('url') || (linked ?? linkOf('id') ?? linkOf('date') ?? ''));
	const words = title && !body.startsWith(title) ? `${title}\n\n${body}` : body || title;
	// The address behind the words is kept: as that of the post, or with the words.
	const text = linked === undefined || linked === address || words.includes(linked) ? words : `${words} ${linked}`;
	const publishedAt = momentOf(cell('date'), cell('time'), mapping);
	const url = cleanAddress(address);
	const written = cell('source');
	const isKind = isGenericSource(written) || (hasKinds && url === null && namedPlatform(written) === null);
	const source = isKind ? '' : written;
	const platform = platformOf(source, url, mapping);
	const author = authorOf(cell, platform, source, hostOf(address));
	const reach = readCount(cell('reach'));
	const id =
		(wasRounded(cell('id')) ? '' : cell('id')) ||
		url ||
		`sha256:${createHash('sha256')
			.update(JSON.stringify([publishedAt, author?.externalId ?? null, text]))
			.digest('hex')}`;
	const post = normalise({
		externalId: id,
		text,
		publishedAt,
		author,
		url,
		lang: namedLanguage(cell('lang')),
		shares: cell('shares') || null,
		replyTo: cell('replyTo') || null,
		reach,
		...(mapping.columns.media && { media: readMedia(cell('media')) }),
		platform
	});
	if (post.text !== '') return { post, undated: undatedReason(publishedAt, cells, mapping) };
	const ofWords = [...(mapping.columns.text ?? []), ...(mapping.columns.title ?? [])];
	return { refused: ofWords.some((column) => isErrorValue(cells[column] ?? '')) ? 'errorValue' : 'noText' };
}

/** Of several columns the first that has something to read; empty when none has. */
export const firstFilled = (cells: readonly string[], columns: readonly number[] = []): string =>
	columns.map((column) => readable(cells[column])).find((value) => value !== '') ?? '';

/** The words of all columns, without those that another column has too, such as a fragment of the whole text. */
function wordsOf(cells: readonly string[], columns: readonly number[] = []): string {
	const texts = [...new Set(columns.map((column) => readable(cells[column])))].filter((text) => text !== '');
	const isFragment = (text: string, at: number): boolean =>
		texts.some((other, place) => place !== at && hasWordsOf(other, text) && (place < at || !hasWordsOf(text, other)));
	return texts.length < 2 ? (texts[0] ?? '') : texts.filter((text, at) => !isFragment(text, at)).join('\n\n');
}

/** Whether a text has the words of another, which may be cut off and have dots for what was left out. */
function hasWordsOf(text: string, other: string): boolean {
	const whole = folded(text);
	return other.split(/…|\.{3,}/).every((part) => whole.includes(folded(part)));
}
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Empty for an error value of a spreadsheet: it is no text, author or moment. A Mac may write `é` as two characters; a
 * post has the same identity either way.
 */
const readable = (cell = ''): string =>
	isErrorValue(cell) ? '' : HAS_MARKS.test(cell) ? cell.trim().normalize('NFC') : cell.trim();
/** Only beyond these can letters be written in two ways. */
const HAS_MARKS = /[^\0-\u02ff]/;

/** Null where the cell is empty or cannot be read: a wrong moment would mislead. */
function momentOf(date: string, time: string, { dateOrder, zone }: ColumnMapping): string | null {
	const reading = readDate(date, { order: dateOrder, zone }, time);
	return reading && new Date(reading.at).toISOString();
}

/** Why nothing counts as of the moment of a row. A future one stays with the post, as its source gave it. */
function undatedReason(publishedAt: string | null, cells: readonly string[], { columns }: ColumnMapping) {
	if (publishedAt !== null) return isFuture(Date.parse(publishedAt)) ? 'dateFuture' : null;
	const isFilled = [columns.date, columns.time].flat().some((at) => at !== undefined && cells[at]?.trim());
	return isFilled ? 'dateUnreadable' : 'dateMissing';
}

/**
 * By the network that the source names, else by the address. A kind of site (news, forum) says less than the address of
 * a network. Any other source is a medium.
 */
function platformOf(source: string, url: string | null, mapping: ColumnMapping): Platform {
	const ofAddress = url === null ? null : platformOfHost(hostOf(url) ?? '');
	const named = namedPlatform(source);
	if (named === 'news' || named === 'forum') return ofAddress ?? named;
	return named ?? ofAddress ?? (source === '' ? mapping.platform : 'news');
}

/** The medium is the author of a news item without one. Without a name in the file there is no author. */
function authorOf(
	cell: (field: Field) => string,
	platform: Platform,
	source: string,
	host: string | null
): RawAuthor | null {
	const handle = cell('handle').replace(/^@+/, '') || cell('author');
	if (handle)
		return {
			externalId: handle.toLowerCase().slice(0, 500),
			handle: handle.slice(0, 200),
			name: (cell('author') || handle).slice(0, 200),
			followers: null
		};
	const medium = platform === 'news' ? (host ?? source) : '';
	if (!medium) return null;
	const name = namedPlatform(source) ? medium : source || medium;
	return {
		externalId: medium.toLowerCase().slice(0, 500),
		handle: medium.slice(0, 200),
		name: name.slice(0, 200),
		followers: null
	};
}
