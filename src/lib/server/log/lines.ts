import type { Sql, TransactionSql } from 'postgres';
import type { EventOf } from '$lib/domain/core/event';
import { readEvent } from '$lib/domain/events';
import { IncidentId, momentOf, PersonId, type Moment } from '$lib/domain/core/ids';

/** One line of a log. `wallAt` is the real time; `command` is null for an event that no command caused. */
export interface LogLine extends EventOf {
	readonly seq: number;
	readonly wallAt: Moment;
	readonly by: PersonId;
	readonly command: string | null;
	/** Its data was removed, by court order or a person's right, so it no longer changes the state. A masked line does. */
	readonly redacted: boolean;
}

interface EventRow {
	seq: number;
	at: Date;
	actor: string;
	command_id: string | null;
	type: string;
	data: unknown;
	redacted: boolean;
}
/** @throws UnknownEvent, z.ZodError */
const lineOf = (row: EventRow): LogLine => ({
	seq: row.seq,
	wallAt: momentOf(row.at.getTime()),
	by: PersonId.parse(row.actor),
	command: row.command_id,
	redacted: row.redacted,
	...(row.redacted ? { type: row.type, data: null } : readEvent(row))
});

/** The lines after a sequence number, in order. */
export async function linesAfter(
	sql: Sql | TransactionSql,
	log: IncidentId,
	after: number,
	limit = 100_000
): Promise<LogLine[]> {
	const rows = await sql<EventRow[]>`
		select seq, at, actor, command_id, type, data, coalesce(salt is null and data = 'null', false) as redacted from event
		where log_id = ${log} and seq > ${after} order by seq limit ${limit}`;
	return rows.map(lineOf);
}

/** A log, and the sequence number up to which it was read. */
export type ReadUpTo = readonly [log: IncidentId, seq: number];

/**
 * The lines of several logs in one query, of each after its own sequence number, in order.
 * @param limit the most lines per log
 */
export async function linesAfterEach(
	sql: Sql,
	read: readonly ReadUpTo[],
	limit: number
): Promise<Map<IncidentId, LogLine[]>> {
	const rows = await sql<(EventRow & { log_id: string })[]>`
		select r.log_id, e.seq, e.at, e.actor, e.command_id, e.type, e.data, coalesce(e.salt is null and e.data = 'null', false) as redacted
		from unnest(${read.map(([log]) => log)}::uuid[], ${read.map(([, seq]) => seq)}::int[]) r (log_id, seq)
		cross join lateral (
			select seq, at, actor, command_id, type, data, salt from event
			where log_id = r.log_id and event.seq > r.seq order by event.seq limit ${limit}) e
		order by r.log_id, e.seq`;
	const lines = new Map(read.map(([log]): [IncidentId, LogLine[]] => [log, []]));
	for (const row of rows) lines.get(IncidentId.parse(row.log_id))?.push(lineOf(row));
	return lines;
}

/**
 * The lines with sequence numbers above `after` and up to `upTo` that affect the state: all but the arrivals of posts.
 * @param only event types to read; null for all
 */
export async function linesForState(
	sql: Sql | TransactionSql,
	log: IncidentId,
	upTo: number,
	after = 0,
	only: readonly string[] | null = null
): Promise<LogLine[]> {
	const rows = await sql<EventRow[]>`
		select seq, at, actor, command_id, type, data, coalesce(salt is null and data = 'null', false) as redacted from event
		where log_id = ${log} and seq > ${after} and seq <= ${upTo} and type <> 'posts.arrived' and (${only === null} or type = any(${[...(only ?? [])]})) order by seq`;
	return rows.map(lineOf);
}
