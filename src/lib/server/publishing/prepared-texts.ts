import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import { prepareText } from '$lib/domain/prepared/prepared-text';
import { isAllowed } from '$lib/domain/core/policy';
import type { By } from '$lib/server/accounts/people';
import type { Executor } from '$lib/server/execute/execute';

/** Whether this person can write and approve prepared texts: for all incidents, so with a role for all. */
export const mayPrepareTexts = (executor: Executor, person: { readonly id: PersonId } | null): boolean =>
	person !== null && isAllowed(executor.actorFor(person.id, INSTALLATION).roles, prepareText.allow);

/** Requires such a person, in a page or a form; everybody else gets 403, whatever they request. */
export function preparedTexts(executor: Executor, person: App.Locals['person'], origin: string): By {
	if (!person || !mayPrepareTexts(executor, person)) error(403);
	return { actor: executor.actorFor(person.id, INSTALLATION), origin };
}

/** The same for a form action. */
export const preparingOf = ({ locals: { person, program }, getClientAddress }: RequestEvent): By =>
	preparedTexts(program.executor, person, getClientAddress());
