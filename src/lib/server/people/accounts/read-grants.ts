import { IncidentId } from '$lib/domain/core/ids';
import { PersonalRole, type Grant } from '$lib/domain/core/role';

/** The roles that a form sends under one field name. */
export const rolesIn = (form: FormData, name: string): PersonalRole[] =>
	form.getAll(name).flatMap((value) => PersonalRole.safeParse(value).data ?? []);

/** The ticked roles of a form, for all incidents or for the chosen one. Administrator is always for all incidents. */
export function readGrants(form: FormData): Grant[] {
	const incident = IncidentId.safeParse(form.get('incident')).data ?? null;
	return rolesIn(form, 'role').map((role) => ({ role, incident: role === 'administrator' ? null : incident }));
}
