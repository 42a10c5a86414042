import * as m from '$lib/messages';
import type { PersonalRole } from '$lib/domain/core/role';
import type { Words } from '$lib/i18n/words';

/** One of the made-up people of an exercise. */
export interface ExercisePerson {
	readonly id: string;
	readonly name: string;
	readonly role: PersonalRole;
}

/** The name of the signed-in person; in an exercise with the role that this person plays. */
export function ownName(
	person: { readonly id: string; readonly name: string },
	exercisePeople: readonly ExercisePerson[],
	{ t }: Words
): string {
	const own = exercisePeople.find(({ id }) => id === person.id);
	return own ? t(m.navigation.roleName, { name: own.name, role: t(m.roles[own.role]) }) : person.name;
}
