import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId } from '$lib/domain/core/ids';

/**
 * Lets days pass in a log, as if its last line were of then: later lines have that moment. The trigger refuses it to
 * everybody, so it is switched off here.
 */
export const passDays = (sql: Sql, log: IncidentId, days: number): Promise<unknown> =>
	sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`update log set head_at = date_trunc('milliseconds', greatest(head_at, clock_timestamp()) + ${days} * interval '1 day') where id = ${log}`;
	});
