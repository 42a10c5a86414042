import { createHash } from 'node:crypto';
import { visibleText } from '$lib/domain/core/texts/visible';
import type { RawPost } from './raw-post';

const whoAndWhen = ({ externalId, author, publishedAt }: RawPost): string =>
	JSON.stringify([externalId, author?.externalId ?? null, publishedAt]);
const isWhole = ({ author, publishedAt }: RawPost): boolean => author !== null && publishedAt !== null;
const hash = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Whether two texts read the same: some exports leave invisible characters out. */
export const isSameText = (one: string, other: string): boolean =>
	one === other || visibleText(one) === visibleText(other);

/** Follows a document from its first row. Rows of tables and feeds may share an id or an address: that of an article. */
export class RowsSeen {
	readonly #texts = new Map<string, string>();
	readonly #same = new Map<string, number>();

	/** The row with its `row`; call it once for each, in order. */
	take(raw: RawPost): RawPost {
		const key = hash(whoAndWhen(raw));
		const shown = visibleText(raw.text);
		const text = hash(shown);
		const first = this.#texts.get(key);
		// One without a text is refused, and takes no id.
		if (first === undefined && shown !== '') this.#texts.set(key, text);
		const repeat = isWhole(raw) ? 0 : (this.#same.get(key + text) ?? 0);
		if (!isWhole(raw)) this.#same.set(key + text, repeat + 1);
		return { ...raw, row: { alone: (first ?? text) === text, repeat } };
	}
}

/**
 * The external ids under which a post may be stored, the likeliest first. A row whose own id another row has is stored
 * under an id of author and moment, or of its text as well.
 */
export function idsOfRow(raw: RawPost): readonly string[] {
	if (!raw.row) return [raw.externalId];
	const known = idsOf.get(raw);
	if (known) return known;
	const ids = makeIds(raw, raw.row);
	idsOf.set(raw, ids);
	return ids;
}
/** A row is looked up several times while its batch is stored. */
const idsOf = new WeakMap<RawPost, readonly string[]>();
function makeIds(raw: RawPost, row: NonNullable<RawPost['row']>): readonly string[] {
	const byText = hash(JSON.stringify([whoAndWhen(raw), visibleText(raw.text), row.repeat]));
	if (row.repeat > 0) return [byText];
	return isWhole(raw) ? [raw.externalId, hash(whoAndWhen(raw)), byText] : [raw.externalId, byText];
}

/** A stored post that may be the same row. */
export interface StoredRow {
	readonly text: string;
	/** The author's external id. */
	readonly author: string | null;
	readonly published: Date | null;
	/** Its text and author are gone. */
	readonly forgotten: boolean;
}

/**
 * The stored post that a row is, or the id under which it is new. It is the same post when id, author, moment and text
 * match. With another text it is an edit when only one row and one post have this id, author and moment.
 */
export function findRow<Row extends StoredRow>(
	raw: RawPost,
	storedAt: (externalId: string) => Row | undefined
): { readonly externalId: string; readonly before: Row | undefined } {
	const candidates = idsOfRow(raw).map((externalId) => ({ externalId, before: storedAt(externalId) }));
	const [first = { externalId: raw.externalId, before: undefined }] = candidates;
	if (!raw.row) return first;
	const same = candidates.filter(({ before }) => before !== undefined && isSame(raw, before));
	const known = same.find(
		({ before }) => before?.forgotten === true || (before !== undefined && isSameText(before.text, raw.text))
	);
	if (known) return known;
	if (isWhole(raw) && raw.row.alone && same.length === 1 && same[0]) return same[0];
	const free = candidates.filter(({ before }) => before === undefined);
	return (raw.row.alone ? free[0] : free.at(-1)) ?? first;
}

function isSame(raw: RawPost, { author, published, forgotten }: StoredRow): boolean {
	const at = raw.publishedAt === null ? null : Date.parse(raw.publishedAt);
	return (published?.getTime() ?? null) === at && (forgotten || author === (raw.author?.externalId ?? null));
}
