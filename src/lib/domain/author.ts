import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { AuthorNumber } from './ids';

/** Private unless a person (or an exercise script) says otherwise; only the others are ever shown by name. */
export const AuthorKind = z.enum(['private', 'organisation', 'media', 'officeHolder']);
export type AuthorKind = z.infer<typeof AuthorKind>;
export const AuthorKindSet = z.object({ kind: AuthorKind });
export type AuthorKindSet = z.infer<typeof AuthorKindSet>;

export const setAuthorKind = command('author.setKind', {
	input: z.strictObject({ author: AuthorNumber, kind: AuthorKind }),
	allow: ['analyst'],
	decide: (input) => authorKindSet(input)
});
export const authorKindSet = event('author.kindSet', {
	data: z.object({ author: AuthorNumber, kind: AuthorKind }),
	evolve(state, { author, kind }) {
		if (state.authorKinds.get(author)?.kind !== kind) state.authorKinds.set(author, { kind });
	}
});
