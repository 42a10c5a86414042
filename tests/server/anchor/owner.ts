import { randomBytes } from 'node:crypto';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { momentOf, Sha256, type IncidentId } from '$lib/domain/core/ids';
import { hashOfHead, NO_HEAD, type SigningKey } from '$lib/server/log/anchor/signed-head';
import { readSignedHeads } from '$lib/server/log/anchor/verify-heads';
import { digestOf, GENESIS, hashOf, restOf } from '$lib/server/log/chain';

interface Line {
	seq: number;
	at: Date;
	actor: string;
	type: string;
	data: unknown;
}

const UNDO = new Error('undo');

/** What somebody does who owns the tables, and what is found then; all is taken back. */
export async function asOwner<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
	const found: T[] = [];
	await sql
		.begin(async (tx) => {
			for (const table of ['log', 'event', 'command', 'signed_head'])
				await tx.unsafe(`alter table ${table} disable trigger user`);
			found.push(await work(tx));
			throw UNDO;
		})
		.catch((error: unknown) => {
			if (error !== UNDO) throw error;
		});
	const [only] = found;
	if (only === undefined) throw new Error('nothing was found');
	return only;
}

/** Rewrites the lines of a log, with a consistent hash chain. */
export async function rewrite(
	tx: TransactionSql,
	log: IncidentId,
	change: (line: Line) => Partial<Line>
): Promise<void> {
	const lines = await tx<Line[]>`select seq, at, actor, type, data from event where log_id = ${log} order by seq`;
	let hash = GENESIS;
	for (const before of lines) {
		const line = { ...before, ...change(before) };
		const salt = randomBytes(16);
		const digest = digestOf(salt, line.data);
		const rest = restOf(salt, line);
		hash = hashOf(hash, line, digest, rest);
		await tx`update event set at = ${line.at}, type = ${line.type}, data = ${JSON.stringify(line.data)}::text::jsonb, salt = ${salt},
			words = ${rest && JSON.stringify(rest.words)}::text::jsonb, rest = ${rest?.digest ?? null}, word_proof = null,
			digest = ${digest}, hash = ${hash} where log_id = ${log} and seq = ${line.seq}`;
	}
	await tx`update log set head_hash = ${hash}, head_at = ${lines.at(-1)?.at ?? new Date(0)} where id = ${log}`;
}

/** Takes away the lines behind this one. */
export async function cut(tx: TransactionSql, log: IncidentId, after: number): Promise<void> {
	await tx`delete from command where log_id = ${log} and to_seq > ${after}`;
	await tx`delete from event where log_id = ${log} and seq > ${after}`;
	await tx`update log set head_seq = ${after},
		head_hash = (select hash from event where log_id = ${log} and seq = ${after}) where id = ${log}`;
}

/** A head as the program would have signed it at that moment. */
export async function signAt(
	tx: TransactionSql,
	key: SigningKey,
	{ log, seq, at }: { log: IncidentId; seq: number; at: string }
): Promise<void> {
	const [line] = await tx<{ hash: Buffer }[]>`select hash from event where log_id = ${log} and seq = ${seq}`;
	const last = (await readSignedHeads(tx, log)).at(-1);
	const hash = line?.hash ?? GENESIS;
	const { previous, signature } = key.sign({
		log,
		seq,
		at: momentOf(Date.parse(at)),
		hash: Sha256.parse(hash.toString('hex')),
		previous: last ? hashOfHead(last) : NO_HEAD
	});
	await tx`insert into signed_head (log_id, seq, hash, at, reason, previous, public_key, signature)
		values (${log}, ${seq}, ${hash}, ${at}, 'day', ${Buffer.from(previous, 'hex')},
			${Buffer.from(key.publicKey, 'hex')}, ${Buffer.from(signature, 'hex')})`;
}
