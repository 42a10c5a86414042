import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import { dayGap, releaseGap, type HeadGap } from './head-gaps';
import { hashOfHead, headIn, isSigned, NO_HEAD, type SignedHead, type SignedHeadRow } from './signed-head';

/**
 * What is wrong with a signed head. `absent`: the log does not reach it any more. `other`: another line stands there.
 * `key`: signed with a key that is not this installation's. `previous`: the head before it is gone, or is another one.
 * `removed`: it was signed, and is no longer among the signed heads.
 */
export type HeadFault = 'signature' | 'absent' | 'other' | 'key' | 'previous' | 'removed';
export type VerifiedHeads =
	| {
			readonly ok: true;
			readonly heads: number;
			/** Lines at the end that no head covers yet. */
			readonly unsigned: number;
			readonly keys: readonly string[];
	  }
	| { readonly ok: false; readonly seq: number; readonly why: HeadFault }
	| { readonly ok: false; readonly gap: HeadGap };

/**
 * Whether the log that stands here now still goes through a head that was signed earlier: one that was cut short, or
 * rewritten, does not. Says nothing of the chain up to there (`verifyLog`).
 */
async function faultOfHead(sql: Sql | TransactionSql, head: SignedHead): Promise<HeadFault | null> {
	if (!isSigned(head)) return 'signature';
	const [line] = await sql<{ hash: Buffer }[]>`select hash from event where log_id = ${head.log} and seq = ${head.seq}`;
	if (!line) return 'absent';
	return line.hash.toString('hex') === head.hash ? null : 'other';
}

/** The same for a head that was kept elsewhere: it must also still be among the signed heads. */
export async function faultOfOutsideHead(sql: Sql | TransactionSql, head: SignedHead): Promise<HeadFault | null> {
	const fault = await faultOfHead(sql, head);
	if (fault) return fault;
	const kept = await keptHeads(sql, head.log);
	return kept.some((each) => hashOfHead(each) === hashOfHead(head)) ? null : 'removed';
}

/**
 * Checks all heads of a log that are kept here: each is signed with a known key, stands in the log and names the head
 * before it, and each release and each day that ended has one.
 */
export async function verifyHeads(
	sql: Sql | TransactionSql,
	log: IncidentId,
	isKnown: (key: string) => boolean
): Promise<VerifiedHeads> {
	const heads = await keptHeads(sql, log);
	let previous = NO_HEAD;
	for (const head of heads) {
		const why =
			(await faultOfHead(sql, head)) ??
			(isKnown(head.key) ? null : 'key') ??
			(head.previous === previous ? null : 'previous');
		if (why) return { ok: false, seq: head.seq, why };
		previous = hashOfHead(head);
	}
	const gap = (await releaseGap(sql, log)) ?? (await dayGap(sql, log));
	if (gap) return { ok: false, gap };
	const [end] = await sql<{ seq: number }[]>`select head_seq as seq from log where id = ${log}`;
	const unsigned = (end?.seq ?? 0) - (heads.at(-1)?.seq ?? 0);
	return { ok: true, heads: heads.length, unsigned, keys: [...new Set(heads.map(({ key }) => key))] };
}

/** The heads of a log that were signed, in their order. */
export async function keptHeads(sql: Sql | TransactionSql, log: IncidentId, upTo = 2 ** 31 - 1): Promise<SignedHead[]> {
	const rows = await sql<SignedHeadRow[]>`
		select log_id, seq, hash, at, previous, public_key, signature from signed_head
		where log_id = ${log} and seq <= ${upTo} order by seq`;
	return rows.map(headIn);
}
