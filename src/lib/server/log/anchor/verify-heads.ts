import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId } from '$lib/domain/core/ids';
import { dayGap, releaseGap, type HeadGap } from './head-gaps';
import { hashOfHead, headIn, isSigned, NO_HEAD, type SignedHead, type SignedHeadRow } from './signed-head';

/**
 * What is wrong with a signed head. `absent`: the log has no such line any more. `other`: the line has another hash.
 * `key`: signed with a key that is not this installation's. `previous`: the previous head is missing or another one.
 * `removed`: it is no longer in the table of signed heads.
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
 * Checks that the log still contains a head that was signed earlier; a truncated or rewritten log does not. Does not
 * verify the chain up to it (`verifyLog`).
 */
async function faultOfHead(sql: Sql | TransactionSql, head: SignedHead): Promise<HeadFault | null> {
	if (!isSigned(head)) return 'signature';
	const [line] = await sql<{ hash: Buffer }[]>`select hash from event where log_id = ${head.log} and seq = ${head.seq}`;
	if (!line) return 'absent';
	return line.hash.toString('hex') === head.hash ? null : 'other';
}

/** The same for a head from outside the database: it must also still be in the table of signed heads. */
export async function faultOfOutsideHead(sql: Sql | TransactionSql, head: SignedHead): Promise<HeadFault | null> {
	const fault = await faultOfHead(sql, head);
	if (fault) return fault;
	const stored = await readSignedHeads(sql, head.log);
	return stored.some((each) => hashOfHead(each) === hashOfHead(head)) ? null : 'removed';
}

/**
 * Checks all stored heads of a log: each is signed with a known key, matches the log and refers to the previous head, and
 * each release and each day that ended has one.
 */
export async function verifyHeads(
	sql: Sql | TransactionSql,
	log: IncidentId,
	isKnown: (key: string) => boolean
): Promise<VerifiedHeads> {
	const heads = await readSignedHeads(sql, log);
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

/** The signed heads of a log, in order. */
export async function readSignedHeads(
	sql: Sql | TransactionSql,
	log: IncidentId,
	upTo = 2 ** 31 - 1
): Promise<SignedHead[]> {
	const rows = await sql<SignedHeadRow[]>`
		select log_id, seq, hash, at, previous, public_key, signature from signed_head
		where log_id = ${log} and seq <= ${upTo} order by seq`;
	return rows.map(headIn);
}
