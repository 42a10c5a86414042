import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, momentOf } from '$lib/domain/core/ids';
import { isAllowed } from '$lib/domain/core/policy';
import type { Actor } from '$lib/domain/core/role';
import { makeToken } from '$lib/domain/installation/token';
import { prepareText } from '$lib/domain/prepared/prepared-text';
import { CHOOSE_WITHIN, type By } from '$lib/server/accounts/people';

/** What a page and a form action have in common. */
type Asking = Pick<RequestEvent, 'locals' | 'getClientAddress' | 'request'>;

/** The person as they act on the whole installation, with the roles that they have in all incidents; null for nobody. */
export const installationActor = ({ person, program }: App.Locals): Actor | null =>
	person && program.executor.actorFor(person.id, INSTALLATION);

export const isAdministrator = ({ roles }: Actor): boolean => roles.includes('administrator');
/** Whether this person can create and revoke the tokens of programs, and connect the accounts that we publish by. */
export const mayManageTokens = ({ roles }: Actor): boolean => isAllowed(roles, makeToken.allow);
/** Whether this person can write and approve prepared texts: for all incidents, so with a role for all. */
export const mayPrepareTexts = ({ roles }: Actor): boolean => isAllowed(roles, prepareText.allow);

/** Requires an administrator; everybody else gets 403, whatever they request. */
export function asAdministrator(event: Asking) {
	const { accounts, origin } = event.locals.program;
	return {
		by: asOneWho(isAdministrator, event),
		people: accounts.people,
		sessions: accounts.sessions,
		/** The address to hand over; it is shown once. */
		linkFor: (secret: string) => ({
			address: `${origin}/choose-password/${secret}`,
			until: momentOf(Date.now() + CHOOSE_WITHIN)
		})
	};
}

/** Requires a person who may manage tokens; everybody else gets 403, whatever they request. */
export const asTokenManager = (event: Asking) => ({
	by: asOneWho(mayManageTokens, event),
	tokens: event.locals.program.tokens
});

/** Requires a person who may prepare texts; everybody else gets 403, whatever they request. */
export const asTextPreparer = (event: Asking): By => asOneWho(mayPrepareTexts, event);

function asOneWho(may: (actor: Actor) => boolean, { locals, getClientAddress, request }: Asking): By {
	const actor = installationActor(locals);
	if (!actor || !may(actor)) error(403);
	return { actor, origin: getClientAddress(), device: request.headers.get('user-agent') };
}
