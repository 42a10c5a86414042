import { error, type RequestEvent } from '@sveltejs/kit';
import { INSTALLATION, momentOf } from '$lib/domain/core/ids';
import type { Executor } from '../execute/execute';
import type { Accounts } from './accounts';
import { CHOOSE_WITHIN, type By } from './people';

/** Requires an administrator, in a page or a form; everybody else gets 403, whatever they request. */
export function administration(
	{
		executor,
		accounts: { people, sessions },
		origin: ours
	}: { executor: Executor; accounts: Accounts; origin: string },
	person: App.Locals['person'],
	origin: string
) {
	const actor = person && executor.actorFor(person.id, INSTALLATION);
	if (!actor?.roles.includes('administrator')) error(403);
	const by: By = { actor, origin };
	/** The address to hand over; it is shown once. */
	const linkFor = (secret: string) => ({
		address: `${ours}/choose-password/${secret}`,
		until: momentOf(Date.now() + CHOOSE_WITHIN)
	});
	return { by, people, sessions, linkFor };
}

/** The same for a form action. */
export const administrationOf = ({ locals: { person, program }, getClientAddress }: RequestEvent) =>
	administration(program, person, getClientAddress());
