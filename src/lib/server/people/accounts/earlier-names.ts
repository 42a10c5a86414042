import type { Sql } from '$lib/server/platform/driver/sql';
import { momentOf, type Moment } from '$lib/domain/core/ids';
import type { NameHistory } from '$lib/domain/installation/names';

/** The names that people had before, by person, the oldest first. */
export async function earlierNames(sql: Sql): Promise<ReadonlyMap<string, NonNullable<NameHistory['earlier']>>> {
	const rows = await sql<{ person: string; name: string; until: Date }[]>`
		select person_id as person, name, until from earlier_name order by until`;
	const byPerson = new Map<string, { readonly name: string; readonly until: Moment }[]>();
	for (const { person, name, until } of rows)
		byPerson.set(person, [...(byPerson.get(person) ?? []), { name, until: momentOf(until.getTime()) }]);
	return byPerson;
}
