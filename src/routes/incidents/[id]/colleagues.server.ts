import { PersonId, type IncidentId } from '$lib/domain/core/ids';
import { computerColleagues, ComputerRole, rolesIn } from '$lib/domain/core/role';
import { areAtWork } from '$lib/domain/incident/computer-colleagues';
import type { NameHistory } from '$lib/domain/installation/names';
import { earlierNames } from '$lib/server/people/accounts/earlier-names';
import { initialsOf } from '$lib/server/people/auth/person';
import type { Program } from '$lib/server/program';

/**
 * The people with a role in this incident: their names are shown beside what they did. In an exercise with computer
 * colleagues these are among them, and a computer spokesperson can be asked for an approval.
 */
export async function colleagues(
	program: Pick<Program, 'database' | 'logs'>,
	incident: IncidentId
): Promise<(NameHistory & { id: PersonId; initials: string; spokesperson: boolean })[]> {
	const { people } = program.logs.installation;
	const ids = [...people.entries()].filter(([, { grants }]) => rolesIn(grants, incident).length > 0).map(([id]) => id);
	const isSpokesperson = (id: PersonId): boolean => {
		const found = people.get(id);
		return found !== undefined && !found.suspended && rolesIn(found.grants, incident).includes('spokesperson');
	};
	const rows = await program.database.sql<
		{ id: string; name: string }[]
	>`select id, name from "user" where id = any(${ids}::uuid[])`;
	const before = await earlierNames(program.database.sql);
	const computers = program.logs.state(incident)?.computers;
	return [
		...rows.map(({ id: row, name }) => {
			const id = PersonId.parse(row);
			return { id, name, earlier: before.get(row), initials: initialsOf(name), spokesperson: isSpokesperson(id) };
		}),
		...(computers?.roles ?? []).map((role) => ({
			...computerColleagues[role],
			spokesperson: role === ComputerRole.enum.spokesperson && areAtWork(computers ?? null)
		}))
	];
}
