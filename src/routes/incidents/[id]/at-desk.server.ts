import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { IncidentId, INSTALLATION } from '$lib/domain/core/ids';
import { isAtDesk } from '$lib/domain/core/policy';
import type { Reader } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';

/**
 * The incident of the address, for a person who works in it. Another incident's id gets the same answer as an unknown
 * one. @throws as SvelteKit's `error` and `redirect` do
 */
export function deskOf(
	params: { id: string },
	{ person, session, program }: App.Locals,
	url: URL
): { id: IncidentId; state: ReadState; actor: Reader; person: NonNullable<App.Locals['person']> } {
	if (!person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
	const id = IncidentId.safeParse(params.id).data;
	const state = id && id !== INSTALLATION ? program.logs.state(id) : undefined;
	const actor = id ? program.executor.actorFor(person.id, id, session?.proof) : null;
	if (
		!id ||
		!state?.incident ||
		!actor ||
		actor.roles.length === 0 ||
		(person.exerciseOnly && !state.incident.exercise)
	)
		error(404, 'incident.absent');
	// A partner reads the released report, an administrator works on accounts.
	if (!isAtDesk(actor)) {
		if (actor.roles.includes('partner')) redirect(303, `/r/${id}`);
		error(403, 'role.missing');
	}
	return { id, state, actor, person };
}

/** The same for a form action, with the actor and the client address. */
export const deskOfAction = ({ params, locals, url, getClientAddress }: RequestEvent) => ({
	...deskOf({ id: params['id'] ?? '' }, locals, url),
	execute: locals.program.executor,
	origin: getClientAddress()
});
