import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId } from '$lib/domain/core/ids';
import type { Rest } from './chain';
import { ChainWalk, type ChainFault } from './chain-walk';
import { WordLocations, WordProof } from './word-proof';

interface VerifiedLines {
	/** How many lines an earlier version blanked. */
	readonly redacted: number;
	/** How many lines have masked words. */
	readonly masked: number;
	/** The lines that were stored with a moment that the database's clock had not reached. */
	readonly ahead: readonly number[];
}
export type Verified =
	| ({ readonly ok: true; readonly lines: number; readonly head: string } & VerifiedLines)
	| (ChainFault & { readonly ok: false });

interface ChainRow {
	seq: number;
	at: Date;
	stored_at: Date;
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

/** How far a line may be ahead of the clock: as in the trigger `clock` of the database. */
const MAX_AHEAD_MS = 1_000;

/** Verifies a stored log from its first line to its head. */
export async function verifyLog(sql: Sql | TransactionSql, log: IncidentId): Promise<Verified> {
	const walk = new ChainWalk();
	const ahead: number[] = [];
	const rows = sql<ChainRow[]>`select * from event where log_id = ${log} order by seq`.cursor(2000);
	for await (const some of rows)
		for (const row of some) {
			const fault = walk.take({ ...row, rest: restIn(row) });
			if (fault) return { ok: false, ...fault };
			if (row.at.getTime() > row.stored_at.getTime() + MAX_AHEAD_MS) ahead.push(row.seq);
		}
	const [head] = await sql<
		{ head_seq: number; head_hash: Buffer }[]
	>`select head_seq, head_hash from log where id = ${log}`;
	const fault = walk.end(head ? { seq: head.head_seq, hash: head.head_hash } : null);
	if (fault) return { ok: false, ...fault };
	return { ok: true, lines: walk.lines, head: walk.head, redacted: walk.blank, masked: walk.masked, ahead };
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
