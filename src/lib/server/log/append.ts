import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { EventOf } from '$lib/domain/core/event';
import { momentOf, PersonId, type IncidentId } from '$lib/domain/core/ids';
import { digestOf, GENESIS, hashOf } from './chain';
import type { LogLine } from './lines';

/** The channel on which every process is notified that a log grew: `log-id number`. */
export const CHANNEL = 'voelspriet_log';

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
 * Locks the head row until the transaction ends; null when there is no such log. What others committed before can only
 * be seen by later statements.
 */
export async function lockHead(tx: TransactionSql, log: IncidentId): Promise<Head | null> {
	const [row] = await tx<{ seq: number; hash: Buffer; at: Date }[]>`
		select head_seq as seq, head_hash as hash, greatest(date_trunc('milliseconds', clock_timestamp()), head_at) as at
		from log where id = ${log} for update`;
	return row ? { log, ...row } : null;
}

/**
 * Appends events under the lock, moves the head, and wakes the followers when the transaction commits. Sends its
 * statements together.
 */
export async function append(
	tx: TransactionSql,
	head: Head,
	events: readonly EventOf[],
	actor: PersonId,
	command: string | null
): Promise<readonly LogLine[]> {
	let { seq, hash } = head;
	const rows = events.map(({ type, data }) => {
		seq += 1;
		const salt = randomBytes(16);
		const digest = digestOf(salt, data);
		hash = hashOf(hash, { seq, at: head.at, actor, type }, digest);
		return {
			log_id: head.log,
			seq,
			at: head.at,
			actor,
			command_id: command,
			type,
			data: tx.json(data as never),
			salt,
			digest,
			hash
		};
	});
	await Promise.all([
		tx`insert into event ${tx(rows)}`,
		tx`update log set head_seq = ${seq}, head_hash = ${hash}, head_at = ${head.at} where id = ${head.log}`,
		tx`select pg_notify(${CHANNEL}, ${`${head.log} ${seq}`})`
	]);
	const wallAt = momentOf(head.at.getTime());
	return events.map(({ type, data }, i) => ({
		seq: head.seq + 1 + i,
		wallAt,
		by: actor,
		command,
		redacted: false,
		type,
		data
	}));
}
