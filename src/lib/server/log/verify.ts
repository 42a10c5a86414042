import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import type { Rest } from './chain';
import { ChainWalk, type ChainFault } from './chain-walk';
import { WordLocations, WordProof } from './word-proof';

export type Verified =
	| { readonly ok: true; readonly lines: number; readonly head: string; readonly redacted: number }
	| (ChainFault & { readonly ok: false });

interface ChainRow {
	seq: number;
	at: Date;
	actor: string;
	type: string;
	data: unknown;
	salt: Buffer | null;
	digest: Buffer;
	hash: Buffer;
	words: unknown;
	rest: Buffer | null;
	word_proof: unknown;
}

/** Verifies a stored log from its first line to its head. */
export async function verifyLog(sql: Sql | TransactionSql, log: IncidentId): Promise<Verified> {
	const walk = new ChainWalk();
	const rows = sql<ChainRow[]>`select * from event where log_id = ${log} order by seq`.cursor(2000);
	for await (const some of rows)
		for (const row of some) {
			const fault = walk.take({ ...row, rest: restIn(row) });
			if (fault) return { ok: false, ...fault };
		}
	const [head] = await sql<
		{ head_seq: number; head_hash: Buffer }[]
	>`select head_seq, head_hash from log where id = ${log}`;
	const fault = walk.end(head ? { seq: head.head_seq, hash: head.head_hash } : null);
	if (fault) return { ok: false, ...fault };
	return { ok: true, lines: walk.lines, head: walk.head, redacted: walk.blank };
}

/** The rest of a line from its row. */
export const restIn = ({
	words,
	rest: digest,
	word_proof: proof
}: Pick<ChainRow, 'words' | 'rest' | 'word_proof'>): Rest | null =>
	digest
		? {
				words: WordLocations.safeParse(words).data ?? [],
				proof: WordProof.safeParse(proof).data ?? null,
				digest
			}
		: null;
