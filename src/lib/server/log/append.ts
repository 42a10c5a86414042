import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { EventOf } from '$lib/domain/core/event';
import { momentOf, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { digestOf, GENESIS, hashOf, restOf, type Rest } from './chain';
import type { LogLine } from './lines';

/**
 * The head of a log, read under its lock. `at` is the moment of the events appended now: the database's clock, never
 * before the previous event.
 */
export interface Head {
	readonly log: IncidentId;
	readonly seq: number;
	readonly hash: Buffer;
	readonly at: Date;
}

/** Makes the log when it is not there; for opening an incident, and for the installation at the first start. */
export async function makeLog(tx: TransactionSql, log: IncidentId): Promise<void> {
	await tx`insert into log (id, head_seq, head_hash, head_at) values (${log}, 0, ${GENESIS}, 'epoch') on conflict do nothing`;
}

/**
 * How long a process that holds a head may say nothing, in milliseconds: one that was frozen would hold up the people at
 * all others. Longer than the report that a release renders meanwhile.
 */
const SILENCE = 15_000;

/**
 * Locks the head row until the transaction ends; null when there is no such log. What others committed before can only
 * be seen by later statements. PostgreSQL ends the session of a process that falls silent under the lock.
 */
export async function lockHead(tx: TransactionSql, log: IncidentId): Promise<Head | null> {
	const [row] = await tx<{ seq: number; hash: Buffer; at: Date }[]>`
		select head_seq as seq, head_hash as hash, greatest(date_trunc('milliseconds', clock_timestamp()), head_at) as at,
			set_config('idle_in_transaction_session_timeout', ${String(SILENCE)}, true)
		from log where id = ${log} for update`;
	return row ? { log, seq: row.seq, hash: row.hash, at: row.at } : null;
}

/** The lines that events of one command become, after a number. */
export function linesFor(
	{ at }: Head,
	after: number,
	events: readonly EventOf[],
	by: PersonId,
	command: string | null
): LogLine[] {
	const wallAt = momentOf(at.getTime());
	return events.map(({ type, data }, i) => ({ seq: after + 1 + i, wallAt, by, command, redacted: false, type, data }));
}

/** The type of an array of `bytea` in PostgreSQL's own list: the driver would take one for a single `bytea`. */
const BYTEA_ARRAY = 1001;
/** A parameter of type `bytea[]`. */
export const byteas = (tx: TransactionSql, values: readonly (Uint8Array | null)[]) =>
	tx.array([...values], BYTEA_ARRAY);

/**
 * Appends the next lines under the lock and moves the head; whoever commits them tells the other processes
 * (`Logs.committed`). Sends its statements together, the same ones for any number of lines.
 */
export async function appendLines(tx: TransactionSql, head: Head, lines: readonly LogLine[]): Promise<void> {
	let { hash } = head;
	const [salts, digests, hashes]: [Buffer[], Buffer[], Buffer[]] = [[], [], []];
	const rests: (Rest | null)[] = [];
	for (const { seq, by, type, data } of lines) {
		const salt = randomBytes(16);
		const digest = digestOf(salt, data);
		const rest = restOf({ type, data });
		hash = hashOf(hash, { seq, at: head.at, actor: by, type }, digest, rest);
		rests.push(rest);
		salts.push(salt);
		digests.push(digest);
		hashes.push(hash);
	}
	const last = head.seq + lines.length;
	await Promise.all([
		tx`insert into event (log_id, at, seq, actor, command_id, type, data, salt, digest, hash, words, rest_salt, rest)
			select ${head.log}, ${head.at}, seq, actor, command, type, data::jsonb, salt, digest, hash, words::jsonb, rest_salt, rest from unnest(
				${lines.map(({ seq }) => seq)}::int[], ${lines.map(({ by }) => by)}::uuid[], ${lines.map(({ command }) => command)}::uuid[],
				${lines.map(({ type }) => type)}::text[], ${lines.map(({ data }) => JSON.stringify(data))}::text[],
				${byteas(tx, salts)}::bytea[], ${byteas(tx, digests)}::bytea[], ${byteas(tx, hashes)}::bytea[],
				${rests.map((rest) => rest && JSON.stringify(rest.words))}::text[],
				${byteas(
					tx,
					rests.map((rest) => rest?.salt ?? null)
				)}::bytea[],
				${byteas(
					tx,
					rests.map((rest) => rest?.digest ?? null)
				)}::bytea[])
			as l(seq, actor, command, type, data, salt, digest, hash, words, rest_salt, rest)`,
		tx`update log set head_seq = ${last}, head_hash = ${hash}, head_at = ${head.at} where id = ${head.log}`
	]);
}

/** The same with the events of one command, or of none. */
export async function append(
	tx: TransactionSql,
	head: Head,
	events: readonly EventOf[],
	actor: PersonId,
	command: string | null
): Promise<readonly LogLine[]> {
	const lines = linesFor(head, head.seq, events, actor, command);
	await appendLines(tx, head, lines);
	return lines;
}
