import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import { isAllowed } from '$lib/domain/core/policy';
import { makeToken } from '$lib/domain/installation/token';
import type { Executor } from '../execute/execute';
import type { By } from './people';
import type { Tokens } from './tokens';

/** Whether this person can create and revoke the tokens of programs. */
export const keepsTokens = (executor: Executor, person: { readonly id: PersonId } | null): boolean =>
	person !== null && isAllowed(executor.actorFor(person.id, INSTALLATION).roles, makeToken.allow);

/** Requires such a person, in a page or a form; everybody else gets 403, whatever they request. */
export function tokenKeeping(tokens: Tokens, person: App.Locals['person'], origin: string): { by: By; keep: Tokens } {
	const { executor } = tokens;
	if (!person || !keepsTokens(executor, person)) error(403);
	return { by: { actor: executor.actorFor(person.id, INSTALLATION), origin }, keep: tokens };
}

/** The same for a form action. */
export const tokenKeepingOf = ({ locals: { person, program }, getClientAddress }: RequestEvent) =>
	tokenKeeping(program.tokens, person, getClientAddress());
