import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, type PersonId } from '$lib/domain/ids';
import { prepareText } from '$lib/domain/prepared-text';
import { mayAs } from '$lib/domain/role';
import type { By } from '$lib/server/accounts/people';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import type { Program } from '$lib/server/part';

/** Whether this person writes and approves prepared texts: for all incidents, so with a role for all. */
export const preparesTexts = (running: Program, person: { readonly id: PersonId } | null): boolean =>
	person !== null && mayAs(executor.of(running).actorFor(person.id, INSTALLATION).roles, prepareText.allow);

/** A person who does, in a page or a form; all others get 403, whatever they ask. */
export function preparing(person: App.Locals['person'], origin: string): By {
	const running = program();
	if (!person || !preparesTexts(running, person)) error(403);
	return { actor: executor.of(running).actorFor(person.id, INSTALLATION), origin };
}

/** The same for a form action. */
export const preparingOf = ({ locals, getClientAddress }: RequestEvent): By => preparing(locals.person, getClientAddress());
