import type { Sql } from '$lib/server/platform/driver/sql';
import type { PersonId } from '$lib/domain/core/ids';
import { QuietHours } from '$lib/domain/installation/quiet-hours';

/** The hours in which a person's devices do not ring; null when they have none. */
export async function quietHoursOf(sql: Sql, person: PersonId): Promise<QuietHours | null> {
	const [row] = await sql<{ from: string; to: string }[]>`
		select from_clock as from, to_clock as to from quiet_hours where person_id = ${person}`;
	return QuietHours.safeParse(row).data ?? null;
}

/** @param hours null ends them */
export async function setQuietHours(sql: Sql, person: PersonId, hours: QuietHours | null): Promise<void> {
	if (hours === null) await sql`delete from quiet_hours where person_id = ${person}`;
	else
		await sql`
			insert into quiet_hours (person_id, from_clock, to_clock) values (${person}, ${hours.from}, ${hours.to})
			on conflict (person_id) do update set from_clock = excluded.from_clock, to_clock = excluded.to_clock`;
}
