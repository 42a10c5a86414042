import type { Sql } from '$lib/server/platform/driver/sql';
import { Clock, clockSet } from '$lib/domain/core/clock';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import { incidentTimeThen } from '$lib/domain/core/present';
import type { ReadState } from '$lib/domain/core/state';

/** All clocks that an incident ever had, in order, with the number of their event. */
export async function clocksOf(sql: Sql, incident: IncidentId): Promise<(Clock & { readonly seq: number })[]> {
	const rows = await sql<{ seq: number; data: unknown }[]>`
		select seq, data from event where log_id = ${incident} and type = ${clockSet.type} and salt is not null order by seq`;
	return rows.map(({ seq, data }) => ({ seq, ...Clock.parse(data) }));
}

/**
 * Gives the time on the incident's clock at a wall-clock moment, for what is stored by the wall clock but shown beside
 * times of an exercise.
 */
export async function onIncidentClock(
	sql: Sql,
	incident: IncidentId,
	state: Pick<ReadState, 'incident'> | null
): Promise<(wall: Moment) => Moment> {
	if (!state?.incident?.exercise) return (wall) => wall;
	const clocks = await clocksOf(sql, incident);
	return (wall) => incidentTimeThen(clocks, wall);
}
