import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { AuthorNumber, PostId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';

/** Private unless a person (or an exercise script) says otherwise; only the other kinds are ever shown by name. */
export const AuthorKind = z.enum(['private', 'organisation', 'media', 'officeHolder']);
export type AuthorKind = z.infer<typeof AuthorKind>;
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
export const revealAuthor = command('author.look', {
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
export const authorRevealed = event('author.lookedAt', {
	data: () => z.object({ post: PostId }),
	// Changes nothing: it is kept for the record.
	evolve: () => undefined
});
