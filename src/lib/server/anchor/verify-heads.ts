import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import { headIn, isSigned, type SignedHead, type SignedHeadRow } from './signed-head';

/** What is wrong with a signed head. `absent`: the log does not reach it any more. `other`: another line stands there. */
export type HeadFault = 'signature' | 'absent' | 'other';
export type VerifiedHeads =
	| { readonly ok: true; readonly heads: number; readonly keys: readonly string[] }
	| { readonly ok: false; readonly seq: number; readonly why: HeadFault };

/**
 * Whether the log that stands here now still goes through a head that was signed earlier: one that was cut short, or
 * rewritten, does not. Says nothing of the chain up to there (`verifyLog`).
 */
export async function faultOfHead(sql: Sql | TransactionSql, head: SignedHead): Promise<HeadFault | null> {
	if (!isSigned(head)) return 'signature';
	const [line] = await sql<{ hash: Buffer }[]>`select hash from event where log_id = ${head.log} and seq = ${head.seq}`;
	if (!line) return 'absent';
	return line.hash.toString('hex') === head.hash ? null : 'other';
}

/** The same for all heads of a log that are kept here, with the keys that signed them. */
export async function verifyHeads(sql: Sql | TransactionSql, log: IncidentId): Promise<VerifiedHeads> {
	const heads = await keptHeads(sql, log);
	for (const head of heads) {
		const why = await faultOfHead(sql, head);
		if (why) return { ok: false, seq: head.seq, why };
	}
	return { ok: true, heads: heads.length, keys: [...new Set(heads.map(({ key }) => key))] };
}

/** The heads of a log that were signed, in their order. */
export async function keptHeads(sql: Sql | TransactionSql, log: IncidentId, upTo = 2 ** 31 - 1): Promise<SignedHead[]> {
	const rows = await sql<SignedHeadRow[]>`
		select log_id, seq, hash, at, public_key, signature from signed_head
		where log_id = ${log} and seq <= ${upTo} order by seq, at, public_key`;
	return rows.map(headIn);
}
