import type { Sql } from 'postgres';
import { momentOf } from '$lib/domain/core/ids';
import type { NameHistory } from '$lib/domain/installation/names';

/** The names that people had before, by person, the oldest first. */
export async function earlierNames(sql: Sql): Promise<ReadonlyMap<string, NonNullable<NameHistory['earlier']>>> {
	const rows = await sql<{ person: string; name: string; until: Date }[]>`
		select person_id as person, name, until from earlier_name order by until`;
	const byPerson = Map.groupBy(rows, ({ person }) => person);
	return new Map(
		[...byPerson].map(([person, names]) => [
			person,
			names.map(({ name, until }) => ({ name, until: momentOf(until.getTime()) }))
		])
	);
}
