import { AuthorKind } from '$lib/domain/posts/author';
import { AuthorNumber } from '$lib/domain/core/ids';
import type { ReadingContext } from './reading-context';

/** The numbers of authors that are no private persons, and which of those are we ourselves. */
interface PublicAuthors {
	readonly voices: readonly AuthorNumber[];
	/** Accounts that bear the organisation's own name. */
	readonly own: readonly AuthorNumber[];
}

/**
 * Media, organisations and office holders of an incident, by what people said of their kind, else by what the source
 * says. Ours is an organisation's account with the name of the organisation that runs this installation: a rumour does
 * not spread by our own rebuttal.
 */
export async function publicAuthors(
	{ sql, incident, state }: ReadingContext,
	organisation: string | null
): Promise<PublicAuthors> {
	const judged = [...state.authorKinds.keys()];
	const rows = await sql<{ number: number; kind: string; name: string }[]>`
		select number, kind, name from author where incident_id = ${incident} and (kind <> 'private' or number = any(${judged}::int[]))`;
	const known = rows
		.map(({ number, kind, name }) => ({
			number: AuthorNumber.parse(number),
			kind: AuthorKind.catch('private').parse(kind),
			name
		}))
		.map((author) => ({ ...author, kind: state.authorKinds.get(author.number)?.kind ?? author.kind }))
		.filter(({ kind }) => kind !== 'private');
	return {
		voices: known.map(({ number }) => number),
		own: known.filter(({ name }) => isOwn(name, organisation)).map(({ number }) => number)
	};
}

/** Whether an account of this name is that of the organisation, however it writes accents and capitals. */
export const isOwn = (name: string, organisation: string | null): boolean =>
	organisation !== null && plain(name) === plain(organisation);

const plain = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
