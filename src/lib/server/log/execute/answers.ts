import { randomBytes } from 'node:crypto';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId, PersonId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { isAudited } from '$lib/domain/installation/audit';
import { byteas, type Head } from '../append';
import { digestOf } from '../chain';
import type { Decided } from './decide-in-turn';
import type { ReadyCommand, Receipt } from './ready-command';

/** The stored answer to a command, with a digest to tell whether another command of the same id has the same content. */
export interface StoredAnswer {
	readonly id: string;
	readonly actor: string;
	/** Null once the command's content was redacted: then the content is no longer compared. */
	readonly salt: Buffer | null;
	readonly digest: Buffer;
	readonly from: number;
	readonly to: number;
}

const contentOf = (salt: Uint8Array, { type, input }: ReadyCommand): Buffer => digestOf(salt, [type, input]);

/** The answer to a command whose events have these sequence numbers. */
export function answerTo(command: ReadyCommand, from: number, to: number): StoredAnswer {
	const salt = randomBytes(16);
	return { id: command.id, actor: command.actor.id, salt, digest: contentOf(salt, command), from, to };
}

/** The stored answers to those of these commands that were sent before. */
export function findAnswers(
	tx: TransactionSql,
	log: IncidentId,
	commands: readonly ReadyCommand[]
): Promise<readonly StoredAnswer[]> {
	const ids = commands.map(({ id }) => id);
	// The common case is one id: its generic plan is cheap enough that PostgreSQL reuses it. `any` would be planned again
	// each time.
	const [only] = ids.length === 1 ? ids : [];
	return tx<StoredAnswer[]>`
		select id, actor, salt, digest, from_seq as from, to_seq as to from command
		where log_id = ${log} and ${only ? tx`id = ${only}` : tx`id = any(${ids})`}`;
}

/** Whether a command of this person was carried out. */
export async function isCarriedOut(sql: Sql, log: IncidentId, command: string, person: PersonId): Promise<boolean> {
	const found = await sql`select 1 from command where log_id = ${log} and id = ${command} and actor = ${person}`;
	return found.length > 0;
}

/** The receipt for a command that was sent before. @throws Refusal when the content or the person is another */
export function repeat({ actor, salt, digest, from, to }: StoredAnswer, command: ReadyCommand): Receipt {
	const isSame = actor === command.actor.id && (salt === null || digest.equals(contentOf(salt, command)));
	if (!isSame) throw new Refusal('command.idTaken');
	return { from, to, again: true };
}

/** Stores the answers to commands in the transaction of their events. Sends its statements together. */
export const storeAnswers = (tx: TransactionSql, head: Head, decided: readonly Decided[]): Promise<unknown> => {
	const answers = decided.map(({ answer }) => answer);
	const salts = answers.map(({ salt }) => salt);
	const digests = answers.map(({ digest }) => digest);
	return Promise.all([
		tx`insert into command (log_id, id, actor, salt, digest, from_seq, to_seq)
			select ${head.log}, * from unnest(
				${answers.map(({ id }) => id)}::uuid[], ${answers.map(({ actor }) => actor)}::uuid[],
				${byteas(tx, salts)}::bytea[], ${byteas(tx, digests)}::bytea[],
				${answers.map(({ from }) => from)}::int[], ${answers.map(({ to }) => to)}::int[])`,
		...decided.map(({ command, lines }) =>
			command.origin !== null && lines.some(({ type }) => isAudited(type)) ? storeOrigin(tx, head, command) : null
		)
	]);
};

/** Outside the log, because an address is personal data and is deleted before the log is (accounts/security-log.ts). */
const storeOrigin = (
	tx: TransactionSql,
	{ log, at }: Head,
	{ id, origin, device = null }: ReadyCommand
): Promise<unknown> => tx`
	insert into command_origin (log_id, command_id, at, address, device)
	values (${log}, ${id}, ${at}, ${origin}, ${device?.slice(0, 300) ?? null})`;
