import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { EventOf } from '$lib/domain/core/event';
import { readEvent } from '$lib/domain/events';
import { IncidentId, momentOf, PersonId, type Moment } from '$lib/domain/core/ids';
import { GENESIS, shortHash } from './chain';

/**
 * A line of a log, or what comes before its first: its sequence number and the beginning of its hash (`shortHash`). A
 * restored database may have another line with this number, or none.
 */
export interface LogPosition {
	readonly seq: number;
	readonly hash: string;
}
export const LOG_START: LogPosition = { seq: 0, hash: shortHash(GENESIS) };

/**
 * The database does not have a line that this process has read: it was restored, or an older copy replaced it; or words
 * were removed from its lines. The log must be read again before anything is written.
 */
export class LogRolledBack extends Error {
	override readonly name = 'LogRolledBack';
	constructor(readonly log: IncidentId) {
		super(`the log ${log} was rolled back`);
	}
}

/** One line of a log before it is stored. `wallAt` is the real time; `command` is null for an event that no command caused. */
export interface NewLine extends EventOf {
	readonly seq: number;
	readonly wallAt: Moment;
	readonly by: PersonId;
	readonly command: string | null;
	/** An earlier version blanked it, so it no longer changes the state. A masked line does. */
	readonly redacted: boolean;
}
/** One line of a log. */
export interface LogLine extends NewLine, LogPosition {}

interface EventRow {
	seq: number;
	hash: Buffer;
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
	hash: shortHash(row.hash),
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
		select seq, hash, at, actor, command_id, type, data, coalesce(salt is null and data = 'null', false) as redacted from event
		where log_id = ${log} and seq > ${after} order by seq limit ${limit}`;
	return rows.map(lineOf);
}

/** A log, and the line up to which it was read. */
export type ReadUpTo = readonly [log: IncidentId, position: LogPosition];

/** The lines after this position, in order. @throws LogRolledBack when the database has no line at the position */
export async function linesSince(
	sql: Sql | TransactionSql,
	log: IncidentId,
	position: LogPosition
): Promise<LogLine[]> {
	if (position.seq === 0) return linesAfter(sql, log, 0);
	const [before, ...lines] = await linesAfter(sql, log, position.seq - 1);
	if (!isAt(before, position)) throw new LogRolledBack(log);
	return lines;
}
const isAt = (line: LogPosition | undefined, { seq, hash }: LogPosition): boolean =>
	line?.seq === seq && line.hash === hash;

/**
 * The lines of several logs in one query, of each after the line up to which it was read, in order. Leaves out a log
 * without that line.
 * @param limit the maximum number of lines per log
 */
export async function linesAfterEach(
	sql: Sql,
	read: readonly ReadUpTo[],
	limit: number
): Promise<Map<IncidentId, LogLine[]>> {
	const rows = await sql<(EventRow & { log_id: string })[]>`
		select r.log_id, e.seq, e.hash, e.at, e.actor, e.command_id, e.type, e.data, coalesce(e.salt is null and e.data = 'null', false) as redacted
		from unnest(${read.map(([log]) => log)}::uuid[], ${read.map(([, { seq }]) => seq)}::int[]) r (log_id, seq)
		cross join lateral (
			select seq, hash, at, actor, command_id, type, data, salt from event
			where log_id = r.log_id and event.seq >= r.seq order by event.seq limit ${limit + 1}) e
		order by r.log_id, e.seq`;
	const byLog = new Map(read.map(([log]): [IncidentId, LogLine[]] => [log, []]));
	for (const row of rows) byLog.get(IncidentId.parse(row.log_id))?.push(lineOf(row));
	return new Map(
		read.flatMap(([log, position]) => {
			const [before, ...lines] = byLog.get(log) ?? [];
			return isAt(before, position) ? [[log, lines]] : [];
		})
	);
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
		select seq, hash, at, actor, command_id, type, data, coalesce(salt is null and data = 'null', false) as redacted from event
		where log_id = ${log} and seq > ${after} and seq <= ${upTo} and type <> 'posts.arrived' and (${only === null} or type = any(${[...(only ?? [])]})) order by seq`;
	return rows.map(lineOf);
}
