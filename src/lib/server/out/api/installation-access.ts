import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, momentOf } from '$lib/domain/core/ids';
import { isAllowed, proofMissing } from '$lib/domain/core/policy';
import type { Actor } from '$lib/domain/core/role';
import { makeToken } from '$lib/domain/installation/token';
import { draftPrepared } from '$lib/domain/prepared/prepared-text';
import { CHOOSE_WITHIN, type By } from '$lib/server/people/accounts/people';

/** What a page and a form action have in common. */
type AccessRequest = Pick<RequestEvent, 'locals' | 'getClientAddress' | 'request' | 'url'>;

/** The person as they act on the whole installation, with the roles that they have in all incidents; null for nobody. */
export const installationActor = ({ person, session, program }: App.Locals): Actor | null =>
	person && program.executor.actorFor(person.id, INSTALLATION, session?.proof);

export const isAdministrator = ({ roles }: Actor): boolean => roles.includes('administrator');
/** Whether this person can create and revoke the tokens of programs, and connect the accounts that we publish by. */
export const mayManageTokens = ({ roles }: Actor): boolean => isAllowed(roles, makeToken.allow);
/** Whether this person can write and approve prepared texts: for all incidents, so with a role for all. */
export const mayPrepareTexts = ({ roles }: Actor): boolean => isAllowed(roles, draftPrepared.allow);

/** Requires an administrator; everybody else gets 403, whatever they request. */
export function asAdministrator(event: AccessRequest) {
	const { accounts, origin } = event.locals.program;
	return {
		by: withSecondFactor(requireActor(isAdministrator, event), event),
		people: accounts.people,
		sessions: accounts.sessions,
		factors: accounts.factors,
		/** The address to hand over; it is shown once. */
		linkFor: (secret: string) => ({
			address: `${origin}/choose-password/${secret}`,
			until: momentOf(Date.now() + CHOOSE_WITHIN)
		})
	};
}

/** Requires a person who may manage tokens; everybody else gets 403, whatever they request. */
export const asTokenManager = (event: AccessRequest) => ({
	by: withSecondFactor(requireActor(mayManageTokens, event), event),
	tokens: event.locals.program.tokens
});

/** Requires a person who may prepare texts; everybody else gets 403, whatever they request. */
export const asTextPreparer = (event: AccessRequest): By => requireActor(mayPrepareTexts, event);

/** Redirects a person without the second factor that the installation requires to the page that sets one up. */
function withSecondFactor(by: By, { locals, url }: AccessRequest): By {
	const { proofRule } = locals.program.executor;
	if (proofMissing('second', by.actor, proofRule, momentOf(Date.now())))
		redirect(303, `/account/second-factor?next=${encodeURIComponent(url.pathname)}`);
	return by;
}

function requireActor(
	isPermitted: (actor: Actor) => boolean,
	{ locals, getClientAddress, request }: AccessRequest
): By {
	const actor = installationActor(locals);
	if (!actor || !isPermitted(actor)) error(403);
	return { actor, origin: getClientAddress(), device: request.headers.get('user-agent') };
}
