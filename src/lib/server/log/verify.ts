import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import { logRedacted } from '$lib/domain/incident/redaction';
import { digestOf, GENESIS, hashOf } from './chain';

export type Verified =
	| { readonly ok: true; readonly lines: number; readonly head: string; readonly redacted: number }
	| { readonly ok: false; readonly line: number; readonly why: 'missing' | 'changed' | 'blanked' | 'chain' | 'head' };

interface Row {
	seq: number;
	at: Date;
	actor: string;
	type: string;
	data: unknown;
	salt: Buffer | null;
	digest: Buffer;
	hash: Buffer;
}

/**
 * Walks a log from its first line: numbers without gaps, data as digested, each hash over the one before, blanks only
 * where a redaction says so.
 */
export async function verifyLog(sql: Sql | TransactionSql, log: IncidentId): Promise<Verified> {
	let hash: Buffer = GENESIS;
	let seq = 0;
	const blank = new Set<number>();
	const allowed = new Set<number>();
	const rows = sql<
		Row[]
	>`select seq, at, actor, type, data, salt, digest, hash from event where log_id = ${log} order by seq`.cursor(2000);
	for await (const some of rows)
		for (const row of some) {
			seq += 1;
			if (row.seq !== seq) return { ok: false, line: seq, why: 'missing' };
			if (row.salt === null) blank.add(seq);
			else if (!digestOf(row.salt, row.data).equals(row.digest)) return { ok: false, line: seq, why: 'changed' };
			hash = hashOf(hash, row, row.digest);
			if (!hash.equals(row.hash)) return { ok: false, line: seq, why: 'chain' };
			if (row.type === logRedacted.type && row.salt !== null)
				for (const number of logRedacted.data.parse(row.data).numbers) allowed.add(number);
		}
	const unexplained = [...blank].find((number) => !allowed.has(number));
	if (unexplained !== undefined) return { ok: false, line: unexplained, why: 'blanked' };
	const [head] = await sql<
		{ head_seq: number; head_hash: Buffer }[]
	>`select head_seq, head_hash from log where id = ${log}`;
	if (head?.head_seq !== seq || !head.head_hash.equals(hash)) return { ok: false, line: seq + 1, why: 'head' };
	return { ok: true, lines: seq, head: hash.toString('hex'), redacted: blank.size };
}
