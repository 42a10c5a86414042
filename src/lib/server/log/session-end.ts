import type { PendingQuery, Row, Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { PersonId } from '$lib/domain/core/ids';

/** Informs every process of a session that ended: `session person`. */
export const SESSION_CHANNEL = 'voelspriet_session';

/** Ends these sessions of the person, all when none are given, and informs every process after the commit. */
export function endSessions(
	sql: Sql | TransactionSql,
	person: PersonId,
	which: PendingQuery<Row[]> = sql`true`
): Promise<unknown> {
	return sql`
		with ended as (delete from session where user_id = ${person} and ${which} returning id)
		select pg_notify(${SESSION_CHANNEL}, id || ' ' || ${person}::text) from ended`;
}
