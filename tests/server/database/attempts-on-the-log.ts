import type { Sql } from '$lib/server/platform/driver/sql';
import { IncidentId } from '$lib/domain/core/ids';

/** What somebody would try by plain SQL, with the connection of the program, against lines of a log. */
export const attempts: readonly string[] = [
	"update event set data = '{}'",
	"update event set data = 'null', salt = null",
	'update command set salt = null',
	'delete from event',
	'delete from command',
	'truncate event cascade',
	'truncate command',
	"update signed_head set hash = '\\x00'",
	'delete from signed_head',
	"update report_version set content = '{}'",
	'delete from report_version',
	'update incident set exercise = not exercise',
	'delete from incident',
	'truncate incident cascade',
	"insert into event select * from event on conflict (log_id, seq) do update set data = '{}'",
	'select * from event for update',
	'alter table event add column mine text',
	'alter table event owner to current_user',
	'alter table event disable trigger all',
	'alter table event disable trigger kept',
	'drop trigger kept on event',
	'drop table event cascade',
	'create trigger mine before insert on event for each row execute function keep_rows()',
	'create rule mine as on insert to event do instead nothing',
	'create table mine (a integer)',
	'create temporary table event (a integer)',
	'create function mine() returns integer language sql as $$ select 1 $$',
	'create function pg_temp.mine() returns integer language sql as $$ select 1 $$',
	'create or replace function written_now(uuid, integer, text) returns boolean language sql as $$ select true $$',
	'alter function mask_lines(uuid, integer, boolean, integer[], text[], text[]) security invoker',
	'alter function settle_redaction(uuid, integer) security invoker',
	"select written_now('00000000-0000-0000-0000-000000000000', 1, 'log.masked')",
	"select is_masking_due('00000000-0000-0000-0000-000000000000', 1)",
	'update event set hidden = null',
	"update event set stored_at = 'epoch'",
	"update log set head_at = head_at + interval '1 hour'",
	"update log set head_at = head_at - interval '1 hour'",
	'update log set head_seq = head_seq - 1',
	"insert into log values ('00000000-0000-4000-8000-000000000000', 0, '', now() + interval '1 hour')",
	"grant update on event to current_user; update event set data = '{}'",
	'set session_replication_role = replica',
	'set role pg_write_all_data',
	'set session authorization pg_write_all_data',
	'create role mine superuser',
	'alter role current_user superuser',
	"copy event to program 'cat'",
	"select pg_read_file('postgresql.conf')",
	'insert into drizzle.__drizzle_migrations (hash, created_at) values (null, 1)'
];

/** Those that were let in; each is taken back, whatever it did. */
export async function acceptedAttempts(program: Sql): Promise<string[]> {
	const through: string[] = [];
	for (const attempt of attempts) {
		const undo = new Error('undo');
		await program
			.begin(async (tx) => {
				await tx.unsafe(attempt);
				through.push(attempt);
				throw undo;
			})
			.catch((error: unknown) => {
				if (error !== undo && !isRefusal(error)) throw error;
			});
	}
	return through;
}

/** Refused for want of a right: 42501, or whatever a statement says that may not touch it. */
const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42501';

/** Calls of the functions that blank and mask, by somebody who has no event for it in the same transaction. */
export async function openedDoors(program: Sql, log: IncidentId): Promise<string[]> {
	const [head] = await program<{ head_seq: number }[]>`select head_seq from log where id = ${log}`;
	const opened: string[] = [];
	for (const by of [1, head?.head_seq ?? 0, (head?.head_seq ?? 0) + 1]) {
		for (const call of [
			program`select settle_redaction(${log}, ${by})`,
			program`select mask_lines(${log}, ${by}, false, array[2], array['{}'], array['{}'])`
		])
			await call.then(
				() => opened.push(`by line ${by}`),
				(error: unknown) => {
					if (!isRefusal(error)) throw error;
				}
			);
	}
	return opened;
}
