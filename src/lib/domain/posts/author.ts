import { visibleText } from '$lib/domain/core/texts/visible';
import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { AuthorNumber, PostId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { Platform } from './platform';

/** The only kinds that are ever shown by name; every other, also one that is added, is masked. */
export const PublicKind = z.enum(['organisation', 'media', 'officeHolder']);
export type PublicKind = z.infer<typeof PublicKind>;
/**
 * `private`: a resident, as on networks, in chats and at desks. `unknown`: a feed or a table does not say it, so the author
 * counts in totals only.
 */
export const AuthorKind = z.enum(['private', 'unknown', ...PublicKind.options]);
export type AuthorKind = z.infer<typeof AuthorKind>;
/** Whether somebody speaks as an organisation, a medium or the holder of an office, as far as that is known. */
export const isPublicKind = (kind: AuthorKind): kind is PublicKind => PublicKind.safeParse(kind).success;

interface NewAuthor {
	readonly handle: string;
	readonly name: string;
	readonly externalId: string;
	/** As an exercise script says. */
	readonly kind?: AuthorKind | undefined;
	/** As a feed of news says. */
	readonly isMedium?: boolean | undefined;
}

/** The kind of an author that posts for the first time: as is known from the search profile, else by the platform. */
export function kindOfNew(
	{ kind, isMedium, ...author }: NewAuthor,
	platform: Platform,
	followed: readonly { readonly account: string; readonly kind: AuthorKind | null }[]
): AuthorKind {
	if (kind) return kind;
	const names = new Set([author.handle, author.name, author.externalId].map(plainName));
	const known = followed.find(({ account }) => names.has(plainName(account)))?.kind;
	if (known === undefined && isMedium) return 'media';
	return known ?? (platform === 'news' || platform === 'other' ? 'unknown' : 'private');
}
const plainName = (name: string): string => visibleText(name).replace(/^@+/, '').toLowerCase();

/** The kind that a person gave an author. */
interface AuthorKindSet {
	readonly kind: AuthorKind;
}

declare module '../core/state' {
	interface Collections {
		authorKinds: [AuthorNumber, AuthorKindSet];
	}
}

export const setAuthorKind = command('author.setKind', {
	input: () => z.strictObject({ author: AuthorNumber, kind: AuthorKind }),
	allow: analysts,
	decide: (input) => authorKindSet(input)
});
export const authorKindSet = event('author.kindSet', {
	data: () => z.object({ author: AuthorNumber, kind: AuthorKind }),
	evolve(state, { author, kind }) {
		if (state.authorKinds.get(author)?.kind !== kind) state.authorKinds.set(author, { kind });
	}
});

/** Reveals the name behind a pseudonym to a person who is going to answer: the log records that, but not the name. */
export const revealAuthor = command('author.reveal', {
	input: () => z.strictObject({ post: PostId }),
	allow: deskStaff,
	afterExercise: true,
	refusals: ['post.absent'],
	referencesOf: ({ post }) => ({ posts: [post] }),
	decide({ post }, { references }) {
		if (!references.posts.has(post)) throw new Refusal('post.absent');
		return authorRevealed({ post });
	}
});
export const authorRevealed = event('author.revealed', {
	data: () => z.object({ post: PostId }),
	// Changes nothing: only the log records it.
	evolve: () => undefined
});
