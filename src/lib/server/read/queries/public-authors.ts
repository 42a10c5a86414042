import { plainLetters } from '$lib/domain/core/plain-letters';
import { publicKinds } from '$lib/server/log/public-kinds';
import { AuthorKind, isPublicKind } from '$lib/domain/posts/author';
import { AuthorNumber } from '$lib/domain/core/ids';
import type { ReadingContext } from '$lib/server/log/reading-context';

/** The numbers of authors that are not private persons, and those that are our own accounts. */
interface PublicAuthors {
	readonly voices: readonly AuthorNumber[];
	/** Accounts with the name of the organisation. */
	readonly own: readonly AuthorNumber[];
}

/**
 * The media, organisations and office holders among the authors of an incident. The kind that a person set overrides that
 * of the source. Accounts with the name of this installation's organisation are our own: our rebuttal of a rumour must
 * not count as spread.
 */
export async function publicAuthors(
	{ sql, incident, state }: ReadingContext,
	organisation: string | null
): Promise<PublicAuthors> {
	const labelled = [...state.authorKinds.keys()];
	const rows = await sql<{ number: number; kind: string; name: string }[]>`
		select number, kind, name from author where incident_id = ${incident} and (kind = any(${publicKinds(sql)}) or number = any(${labelled}::int[]))`;
	const authors = rows
		.map(({ number, kind, name }) => ({
			number: AuthorNumber.parse(number),
			kind: AuthorKind.catch('private').parse(kind),
			name
		}))
		.map((author) => ({ ...author, kind: state.authorKinds.get(author.number)?.kind ?? author.kind }))
		.filter(({ kind }) => isPublicKind(kind));
	return {
		voices: authors.map(({ number }) => number),
		own: authors.filter(({ name }) => isOwn(name, organisation)).map(({ number }) => number)
	};
}

/** Whether a name is that of the organisation, ignoring accents and case. */
export const isOwn = (name: string, organisation: string | null): boolean =>
	organisation !== null && plainLetters(name).trim() === plainLetters(organisation).trim();
