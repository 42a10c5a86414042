import type { Sql, TransactionSql } from 'postgres';
import type { EventOf } from '$lib/domain/core/event';
import { readEvent } from '$lib/domain/events';
import { momentOf, PersonId, type IncidentId, type Moment } from '$lib/domain/core/ids';

/** One line of a log. `wallAt` is the wall's moment; `command` null is what no command made. */
export interface LogLine extends EventOf {
	readonly seq: number;
	readonly wallAt: Moment;
	readonly by: PersonId;
	readonly command: string | null;
	/** Its data was removed by a court or a person's right: it changes nothing any more. A masked line does. */
	readonly redacted: boolean;
}

interface Row {
	seq: number;
	at: Date;
	actor: string;
	command_id: string | null;
	type: string;
	data: unknown;
	redacted: boolean;
}
/** @throws UnknownEvent, z.ZodError */
const lineOf = (row: Row): LogLine => ({
	seq: row.seq,
	wallAt: momentOf(row.at.getTime()),
	by: PersonId.parse(row.actor),
	command: row.command_id,
	redacted: row.redacted,
	...(row.redacted ? { type: row.type, data: null } : readEvent(row))
});

/** The lines after a number, in order. */
export async function linesAfter(
	sql: Sql | TransactionSql,
	log: IncidentId,
	after: number,
	limit = 100_000
): Promise<LogLine[]> {
	const rows = await sql<Row[]>`
		select seq, at, actor, command_id, type, data, coalesce(salt is null and data = 'null', false) as redacted from event
		where log_id = ${log} and seq > ${after} order by seq limit ${limit}`;
	return rows.map(lineOf);
}

/**
 * The lines up to a number, from one after another on, that make the state: all but the arrivals of posts, which change
 * nothing in it.
 * @param only of these types; all of them unless given
 */
export async function linesForState(
	sql: Sql | TransactionSql,
	log: IncidentId,
	upTo: number,
	after = 0,
	only: readonly string[] | null = null
): Promise<LogLine[]> {
	const rows = await sql<Row[]>`
		select seq, at, actor, command_id, type, data, coalesce(salt is null and data = 'null', false) as redacted from event
		where log_id = ${log} and seq > ${after} and seq <= ${upTo} and type <> 'posts.arrived' and (${only === null} or type = any(${[...(only ?? [])]})) order by seq`;
	return rows.map(lineOf);
}
