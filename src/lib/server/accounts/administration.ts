import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, momentOf } from '$lib/domain/ids';
import { executor } from '../execute';
import { program } from '../host';
import { accounts, originOf } from './accounts';
import { CHOOSE_WITHIN, type By } from './people';

/** An administrator at work, in a page or a form; all others get 403, whatever they ask. */
export function administration(person: App.Locals['person'], origin: string) {
	const running = program();
	const actor = person && executor.of(running).actorFor(person.id, INSTALLATION);
	if (!actor?.roles.includes('administrator')) error(403);
	const by: By = { actor, origin };
	const { people, sessions } = accounts.of(running);
	/** The address to hand over, shown once. */
	const linkFor = (secret: string) => ({
		address: `${originOf(running.host)}/choose-password/${secret}`,
		until: momentOf(Date.now() + CHOOSE_WITHIN)
	});
	return { by, people, sessions, linkFor };
}

/** The same for a form action. */
export const administrationOf = ({ locals, getClientAddress }: RequestEvent) => administration(locals.person, getClientAddress());
