import type { IncidentId } from '$lib/domain/core/ids';
import { PersonalRole } from '$lib/domain/core/role';
import type { RoleOf } from '$lib/server/records/openness/inventory-files';

/** The role by which a document is known: the first that a person has in the incident. Never a name. */
export const makerRole =
	({ executor }: Pick<App.Locals['program'], 'executor'>, incident: IncidentId): RoleOf =>
	(person) => {
		const { roles } = executor.actorFor(person, incident);
		return PersonalRole.options.find((role) => roles.includes(role)) ?? null;
	};
