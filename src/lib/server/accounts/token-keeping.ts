import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, type PersonId } from '$lib/domain/ids';
import { mayAs } from '$lib/domain/role';
import { makeToken } from '$lib/domain/token';
import { executor } from '../execute';
import { program } from '../host';
import type { Program } from '../part';
import type { By } from './people';
import { tokens, type Tokens } from './tokens';

/** Whether this person makes and revokes the tokens of programs. */
export const keepsTokens = (running: Program, person: { readonly id: PersonId } | null): boolean =>
	person !== null && mayAs(executor.of(running).actorFor(person.id, INSTALLATION).roles, makeToken.allow);

/** A person who does, in a page or a form; all others get 403, whatever they ask. */
export function tokenKeeping(person: App.Locals['person'], origin: string): { by: By; keep: Tokens } {
	const running = program();
	if (!person || !keepsTokens(running, person)) error(403);
	return { by: { actor: executor.of(running).actorFor(person.id, INSTALLATION), origin }, keep: tokens.of(running) };
}

/** The same for a form action. */
export const tokenKeepingOf = ({ locals, getClientAddress }: RequestEvent) => tokenKeeping(locals.person, getClientAddress());
