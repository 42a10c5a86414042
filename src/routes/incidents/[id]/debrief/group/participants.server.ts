import type { PersonId } from '$lib/domain/core/ids';
import type { Program } from '$lib/server/program';

/** The names of the participants, in the order of the alphabet: no ranking. */
export async function alphabetical(
	{ accounts }: Pick<Program, 'accounts'>,
	people: readonly PersonId[]
): Promise<{ id: PersonId; name: string }[]> {
	const names = await accounts.people.names();
	return people
		.map((id) => ({ id, name: names.get(id)?.name ?? '?' }))
		.sort((a, b) => a.name.localeCompare(b.name, 'nl'));
}
