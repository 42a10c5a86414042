import { error, redirect } from '@sveltejs/kit';
import { IncidentId, INSTALLATION } from '$lib/domain/ids';
import type { Role } from '$lib/domain/role';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { colleagues } from './colleagues.server';
import type { LayoutServerLoad } from './$types';

/** Who works on posts; a partner reads the released report elsewhere, an administrator has no business here. */
const atDesk: readonly Role[] = ['analyst', 'spokesperson', 'coordinator'];

/** Another incident's id gets the same answer as one that does not exist. */
export const load: LayoutServerLoad = async ({ params, locals: { person }, url }) => {
	if (!person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
	const id = IncidentId.safeParse(params.id).data;
	const state = id && id !== INSTALLATION ? logs.of(program()).state(id) : undefined;
	const incident = state?.incident;
	const roles = id ? executor.of(program()).actorFor(person.id, id).roles : [];
	if (!id || !incident || roles.length === 0 || (person.exerciseOnly && !incident.exercise)) error(404, 'incident.absent');
	if (!roles.some((role) => atDesk.includes(role))) error(403, 'role.missing');
	const { title, grip, phase, exercise } = incident;
	return {
		incident: { id, title, grip, phase, exercise },
		me: { id: person.id, name: person.name, initials: person.initials },
		roles,
		colleagues: await colleagues(program(), id)
	};
};
