import { hash } from 'node:crypto';
import { visibleText } from '$lib/domain/core/texts/visible';
import type { RawPost } from './raw-post';

const whoAndWhen = ({ externalId, author, publishedAt }: RawPost): string =>
	JSON.stringify([externalId, author?.externalId ?? null, publishedAt]);
const isWhole = ({ author, publishedAt }: RawPost): boolean => author !== null && publishedAt !== null;
const hashedId = (text: string): string => `sha256:${hash('sha256', text)}`;

/** Whether two texts read the same: some exports leave invisible characters out. */
export const isSameText = (one: string, other: string): boolean =>
	one === other || visibleText(one) === visibleText(other);

/** Follows a document from its first row. Rows of tables and feeds may share an id or an address: that of an article. */
export class RowsSeen {
	readonly #texts = new Map<string, string>();
	readonly #same = new Map<string, number>();

	/** The row with its `row`; call it once for each, in order. */
	take(raw: RawPost): RawPost {
		const key = whoAndWhen(raw);
		const shown = visibleText(raw.text);
		const text = hash('sha256', shown);
		const first = this.#texts.get(key);
		// One without a text is refused, and takes no id.
		if (first === undefined && shown !== '') this.#texts.set(key, text);
		const repeat = isWhole(raw) ? 0 : (this.#same.get(key + text) ?? 0);
		if (!isWhole(raw)) this.#same.set(key + text, repeat + 1);
		return { ...raw, row: { alone: (first ?? text) === text, repeat } };
	}
}

/** The id that a row has by itself; of the next of equal rows without an author or a moment it is made. */
export const ownIdOf = (raw: RawPost): string =>
	raw.row && raw.row.repeat > 0 ? idByText(raw, raw.row) : raw.externalId;

/**
 * The ids under which a row may be stored where another row has its own: of its author and moment, or of its text as
 * well. The likeliest is first.
 */
export function otherIdsOf(raw: RawPost): readonly string[] {
	if (!raw.row || raw.row.repeat > 0) return [];
	const byText = idByText(raw, raw.row);
	return isWhole(raw) ? [hashedId(whoAndWhen(raw)), byText] : [byText];
}
const idByText = (raw: RawPost, row: NonNullable<RawPost['row']>): string =>
	hashedId(JSON.stringify([whoAndWhen(raw), visibleText(raw.text), row.repeat]));

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
	const candidateAt = (externalId: string) => ({ externalId, before: storedAt(externalId) });
	const own = candidateAt(ownIdOf(raw));
	// Only where its own id is taken is a row stored under another.
	if (!raw.row || (raw.row.alone && !own.before)) return own;
	const candidates = [own, ...otherIdsOf(raw).map(candidateAt)];
	const same = candidates.filter(({ before }) => before !== undefined && isSame(raw, before));
	const known = same.find(
		({ before }) => before?.forgotten === true || (before !== undefined && isSameText(before.text, raw.text))
	);
	if (known) return known;
	if (isWhole(raw) && raw.row.alone && same.length === 1 && same[0]) return same[0];
	const free = candidates.filter(({ before }) => before === undefined);
	return (raw.row.alone ? free[0] : free.at(-1)) ?? own;
}

function isSame(raw: RawPost, { author, published, forgotten }: StoredRow): boolean {
	const at = raw.publishedAt === null ? null : Date.parse(raw.publishedAt);
	return (published?.getTime() ?? null) === at && (forgotten || author === (raw.author?.externalId ?? null));
}
