import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { IncidentId, momentOf, Sha256 } from '$lib/domain/core/ids';
import { hashOfHead, headIn, NO_HEAD, type SignedHeadRow, type SigningKey } from './signed-head';

/** Why a head is signed. */
type Reason = 'day' | 'release' | 'closing';

/**
 * Signs the heads that moved since they were last signed. `closing`: all of them. `day`: those not signed since midnight
 * UTC, and those with lines from before midnight that no head covers yet. Any process may do this at any time.
 */
export async function signHeads(sql: Sql, key: SigningKey, reason: 'day' | 'closing'): Promise<void> {
	const moved = await sql<{ id: string }[]>`
		select l.id from log l left join lateral (
			select seq, at from signed_head where log_id = l.id order by seq desc limit 1) s on true
		where l.head_seq > coalesce(s.seq, 0) and (${reason === 'closing'} or s.at is null
			or s.at < date_trunc('day', now(), 'UTC')
			or exists (select from event e
				where e.log_id = l.id and e.seq = s.seq + 1 and e.at < date_trunc('day', now(), 'UTC')))
		order by l.id`;
	for (const { id } of moved) await sql.begin((tx) => signHead(tx, key, IncidentId.parse(id), reason));
}

/** Signs the head of a log in the transaction that releases a report, so that every release has one. */
export const signRelease = (tx: TransactionSql, key: SigningKey, log: IncidentId): Promise<void> =>
	signHead(tx, key, log, 'release');

/**
 * Signs under the lock of the log, because each head refers to the previous one. Does nothing when the head is already
 * signed.
 */
async function signHead(tx: TransactionSql, key: SigningKey, log: IncidentId, reason: Reason): Promise<void> {
	const [head] = await tx<{ seq: number; hash: Buffer; at: Date }[]>`
		select head_seq as seq, head_hash as hash, date_trunc('milliseconds', clock_timestamp()) as at
		from log where id = ${log} for update`;
	const [last] = await tx<SignedHeadRow[]>`
		select log_id, seq, hash, at, previous, public_key, signature from signed_head
		where log_id = ${log} order by seq desc limit 1`;
	if (!head || (last && last.seq >= head.seq)) return;
	const { previous, signature } = key.sign({
		log,
		seq: head.seq,
		hash: Sha256.parse(head.hash.toString('hex')),
		at: momentOf(head.at.getTime()),
		previous: last ? hashOfHead(headIn(last)) : NO_HEAD
	});
	await tx`
		insert into signed_head (log_id, seq, hash, at, reason, previous, public_key, signature)
		values (${log}, ${head.seq}, ${head.hash}, ${head.at}, ${reason}, ${Buffer.from(previous, 'hex')},
			${Buffer.from(key.publicKey, 'hex')}, ${Buffer.from(signature, 'hex')})`;
}
