import { IncidentId } from '$lib/domain/ids';
import { PersonalRole, type Grant } from '$lib/domain/role';

/** The ticked roles of a form, for all incidents or for the one chosen. An administrator is one everywhere or not at all. */
export function readGrants(form: FormData): Grant[] {
	const incident = IncidentId.safeParse(form.get('incident')).data ?? null;
	return form.getAll('role').flatMap((value) => {
		const role = PersonalRole.safeParse(value).data;
		return role ? [{ role, incident: role === 'administrator' ? null : incident }] : [];
	});
}
