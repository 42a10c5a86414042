import { hash } from 'node:crypto';
import { visibleText } from '$lib/domain/core/texts/visible';
import { withoutCounters } from './counters';
import type { RawPost } from './raw-post';

const rowKey = ({ externalId, author, publishedAt }: RawPost): string =>
	JSON.stringify([externalId, author?.externalId ?? null, publishedAt]);
const hasAuthorAndMoment = ({ author, publishedAt }: RawPost): boolean => author !== null && publishedAt !== null;
const hashedId = (text: string): string => `sha256:${hash('sha256', text)}`;

/** Whether two texts read the same: some exports leave invisible characters out. */
const isSameText = (one: string, other: string): boolean => one === other || visibleText(one) === visibleText(other);

/** Whether a stored text is this version of the post: counters in an item of a feed change without an edit. */
export const isSameVersion = (raw: RawPost, stored: string): boolean =>
	isSameText(stored, raw.text) ||
	(raw.row?.sameBy !== undefined && isSameText(withoutCounters(stored), withoutCounters(raw.text)));

/** Follows a document from its first row. Rows of tables and feeds may share an id or an address: that of an article. */
export class RowsSeen {
	readonly #texts = new Map<string, string>();
	readonly #repeats = new Map<string, number>();

	/** Adds `row` to a post. Call it once for each row of the document, in order. */
	take(raw: RawPost): RawPost {
		const key = rowKey(raw);
		const shown = visibleText(raw.text);
		const text = hash('sha256', shown);
		const firstText = this.#texts.get(key);
		// A row without a text is refused, so it uses no id.
		if (firstText === undefined && shown !== '') this.#texts.set(key, text);
		const repeat = hasAuthorAndMoment(raw) ? 0 : (this.#repeats.get(key + text) ?? 0);
		if (!hasAuthorAndMoment(raw)) this.#repeats.set(key + text, repeat + 1);
		return { ...raw, row: { alone: (firstText ?? text) === text, repeat } };
	}
}

/** The id of a row in its document. A repeat of a row without an author or a moment gets a computed id. */
export const ownIdOf = (raw: RawPost): string =>
	raw.row && raw.row.repeat > 0 ? idByText(raw, raw.row) : raw.externalId;

/**
 * The ids under which a row may be stored when another row uses its own id: computed from its author and moment, or
 * from its text as well. The likeliest is first.
 */
export function otherIdsOf(raw: RawPost): readonly string[] {
	if (!raw.row || raw.row.repeat > 0) return [];
	const byText = idByText(raw, raw.row);
	return hasAuthorAndMoment(raw) ? [hashedId(rowKey(raw)), byText] : [byText];
}
const idByText = (raw: RawPost, row: NonNullable<RawPost['row']>): string =>
	hashedId(JSON.stringify([rowKey(raw), visibleText(raw.text), row.repeat]));

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
	findStored: (externalId: string) => Row | undefined
): { readonly externalId: string; readonly before: Row | undefined } {
	const candidateFor = (externalId: string) => ({ externalId, before: findStored(externalId) });
	const own = candidateFor(ownIdOf(raw));
	// A row is stored under another id only when its own is in use.
	if (!raw.row || (raw.row.alone && !own.before)) return own;
	if (raw.row.sameBy && own.before && isSameAtAnyMoment(raw, own.before)) return own;
	const candidates = [own, ...otherIdsOf(raw).map(candidateFor)];
	const same = candidates.filter(({ before }) => before !== undefined && isSame(raw, before));
	const known = same.find(
		({ before }) => before?.forgotten === true || (before !== undefined && isSameVersion(raw, before.text))
	);
	if (known) return known;
	if (hasAuthorAndMoment(raw) && raw.row.alone && same.length === 1 && same[0]) return same[0];
	const free = candidates.filter(({ before }) => before === undefined);
	return (raw.row.alone ? free[0] : free.at(-1)) ?? own;
}

const isSameAtAnyMoment = (raw: RawPost, { author, text, forgotten }: StoredRow): boolean =>
	forgotten || (author === (raw.author?.externalId ?? null) && (raw.row?.sameBy === 'id' || isSameVersion(raw, text)));

function isSame(raw: RawPost, { author, published, forgotten }: StoredRow): boolean {
	const at = raw.publishedAt === null ? null : Date.parse(raw.publishedAt);
	return (published?.getTime() ?? null) === at && (forgotten || author === (raw.author?.externalId ?? null));
}
