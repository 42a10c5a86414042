import { randomBytes } from 'node:crypto';
import type { TransactionSql } from '$lib/server/platform/driver/sql';
import type { EventOf } from '$lib/domain/core/event';
import { momentOf, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { digestOf, GENESIS, hashOf, restOf, shortHash, type Rest } from './chain';
import type { LogLine, LogPosition, NewLine } from './lines';

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

/** Creates the log if it does not exist; for opening an incident, and for the installation at the first start. */
export async function makeLog(tx: TransactionSql, log: IncidentId): Promise<void> {
	await tx`insert into log (id, head_seq, head_hash, head_at) values (${log}, 0, ${GENESIS}, 'epoch') on conflict do nothing`;
}

/**
 * How long a process may be idle while it holds the lock of a log, in milliseconds: a frozen process would block all
 * others. Longer than a release needs to render its report meanwhile.
 */
const LOCK_IDLE_TIMEOUT_MS = 15_000;

/**
 * Locks the head row until the transaction ends; null when there is no such log. Only later statements see what others
 * committed before. PostgreSQL ends the session of a process that is idle too long under the lock.
 */
export async function lockHead(tx: TransactionSql, log: IncidentId): Promise<Head | null> {
	const [row] = await tx<{ seq: number; hash: Buffer; at: Date }[]>`
		select head_seq as seq, head_hash as hash, greatest(date_trunc('milliseconds', clock_timestamp()), head_at) as at,
			set_config('idle_in_transaction_session_timeout', ${String(LOCK_IDLE_TIMEOUT_MS)}, true)
		from log where id = ${log} for update`;
	return row ? { log, seq: row.seq, hash: row.hash, at: row.at } : null;
}

/** The head as a position. */
export const positionOf = ({ seq, hash }: Head): LogPosition => ({ seq, hash: shortHash(hash) });

/** The log lines of one command's events, after a sequence number. */
export function linesFor(
	{ at }: Head,
	after: number,
	events: readonly EventOf[],
	by: PersonId,
	command: string | null
): NewLine[] {
	const wallAt = momentOf(at.getTime());
	return events.map(({ type, data }, i) => ({ seq: after + 1 + i, wallAt, by, command, redacted: false, type, data }));
}

/** The OID of `bytea[]` in PostgreSQL: the driver would take an array of buffers for a single `bytea`. */
const BYTEA_ARRAY = 1001;
/** A parameter of type `bytea[]`. */
export const byteas = (tx: TransactionSql, values: readonly (Uint8Array | null)[]) =>
	tx.array([...values], BYTEA_ARRAY);

/**
 * Appends the next lines under the lock and moves the head. The caller notifies the other processes after the commit
 * (`Logs.committed`). Sends its statements together, the same number for any number of lines.
 * @returns the lines with their hashes
 */
export async function appendLines(
	tx: TransactionSql,
	head: Head,
	lines: readonly NewLine[]
): Promise<readonly LogLine[]> {
	let { hash } = head;
	const [salts, digests, hashes]: [Buffer[], Buffer[], Buffer[]] = [[], [], []];
	const rests: (Rest | null)[] = [];
	for (const { seq, by, type, data } of lines) {
		const salt = randomBytes(16);
		const digest = digestOf(salt, data);
		const rest = restOf(salt, { type, data });
		hash = hashOf(hash, { seq, at: head.at, actor: by, type }, digest, rest);
		rests.push(rest);
		salts.push(salt);
		digests.push(digest);
		hashes.push(hash);
	}
	const last = head.seq + lines.length;
	await Promise.all([
		tx`insert into event (log_id, at, seq, actor, command_id, type, data, salt, digest, hash, words, rest)
			select ${head.log}, ${head.at}, seq, actor, command, type, data::jsonb, salt, digest, hash, words::jsonb, rest from unnest(
				${lines.map(({ seq }) => seq)}::int[], ${lines.map(({ by }) => by)}::uuid[], ${lines.map(({ command }) => command)}::uuid[],
				${lines.map(({ type }) => type)}::text[], ${lines.map(({ data }) => JSON.stringify(data))}::text[],
				${byteas(tx, salts)}::bytea[], ${byteas(tx, digests)}::bytea[], ${byteas(tx, hashes)}::bytea[],
				${rests.map((rest) => rest && JSON.stringify(rest.words))}::text[],
				${byteas(
					tx,
					rests.map((rest) => rest?.digest ?? null)
				)}::bytea[])
			as l(seq, actor, command, type, data, salt, digest, hash, words, rest)`,
		tx`update log set head_seq = ${last}, head_hash = ${hash}, head_at = ${head.at} where id = ${head.log}`
	]);
	return lines.map((line, i) => ({ ...line, hash: shortHash(hashes[i] ?? GENESIS) }));
}

/** Appends the events of one command, or events without a command. */
export async function append(
	tx: TransactionSql,
	head: Head,
	events: readonly EventOf[],
	actor: PersonId,
	command: string | null
): Promise<readonly LogLine[]> {
	return appendLines(tx, head, linesFor(head, head.seq, events, actor, command));
}
