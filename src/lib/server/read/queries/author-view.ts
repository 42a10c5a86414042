import { AuthorKind, isPublicKind } from '$lib/domain/posts/author';
import { AuthorNumber } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import type { AuthorView } from '$lib/domain/stories/card';

/** The author columns of `post left join author`; kind and name are null once retention deleted the author. */
export interface AuthorRow {
	readonly author: number | null;
	readonly author_kind: string | null;
	readonly author_name: string | null;
}

/**
 * An author as the desk may see them. The kind that a person set overrides that of the source. A private or unknown author
 * never has a name here, so that no screen can show it by mistake.
 */
export function authorView({ author, author_kind, author_name }: AuthorRow, state: ReadState): AuthorView | null {
	if (author === null) return null;
	const number = AuthorNumber.parse(author);
	const kind = state.authorKinds.get(number)?.kind ?? AuthorKind.catch('private').parse(author_kind);
	return { number, kind, name: isPublicKind(kind) ? author_name : null };
}
