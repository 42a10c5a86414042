import { basename } from 'node:path';
import type { Sql } from '$lib/server/platform/driver/sql';
import { momentOf } from '$lib/domain/core/ids';
import { BackupProblem, type BackupState } from '$lib/domain/installation/backups';
import { fileProblem } from '$lib/server/platform/operations/file-problem';
import { BackupError } from './manifest';

/** How many runs are remembered. */
const MAX_RUNS = 100;

type LastRuns = Pick<BackupState, 'made' | 'failed'>;

interface FinishedBackup {
	readonly file: string;
	readonly bytes: number;
	readonly rows: number;
}

/**
 * Records that the program starts a back-up now. Called by the one process that makes them: a run without an end was
 * cut short, because its process is gone.
 * @returns its number, for `endRun`
 */
export async function beginRun(sql: Sql, at: number): Promise<number> {
	await sql`
		update backup_run set ended_at = ${new Date(at)}, problem = 'cutShort' where ended_at is null and by = 'timetable'`;
	const [run] = await sql<
		{ id: number }[]
	>`insert into backup_run (by, started_at) values ('timetable', ${new Date(at)}) returning id::float8 as id`;
	if (!run) throw new Error('PostgreSQL did not number a back-up.');
	await sql`delete from backup_run where id <= ${run.id - MAX_RUNS}`;
	return run.id;
}

/** Remembers how it ended. */
export async function endRun(sql: Sql, id: number, at: number, result: FinishedBackup | BackupProblem): Promise<void> {
	if (typeof result === 'string')
		await sql`update backup_run set ended_at = ${new Date(at)}, problem = ${result} where id = ${id}`;
	else
		await sql`
			update backup_run set ended_at = ${new Date(at)}, file = ${basename(result.file)}, bytes = ${result.bytes}, rows = ${result.rows}
			where id = ${id}`;
}

/** Remembers one that a person made by the command; a database that is older than this list has no table for it. */
export async function rememberMade(
	sql: Sql,
	began: number,
	at: number,
	{ file, bytes, rows }: FinishedBackup
): Promise<void> {
	const [list] = await sql<{ there: boolean }[]>`select to_regclass('public.backup_run') is not null as there`;
	if (!list?.there) return;
	await sql`
		insert into backup_run (by, started_at, ended_at, file, bytes, rows)
		values ('command', ${new Date(began)}, ${new Date(at)}, ${basename(file)}, ${bytes}, ${rows})`;
}

/** The last that was made, and the last that failed. */
export async function lastRuns(sql: Sql): Promise<LastRuns> {
	const [made] = await sql<{ at: Date; began: Date; file: string | null; bytes: number | null }[]>`
		select ended_at as at, started_at as began, file, bytes::float8 as bytes from backup_run
		where ended_at is not null and problem is null order by ended_at desc limit 1`;
	const [failed] = await sql<{ at: Date; problem: string }[]>`
		select ended_at as at, problem from backup_run
		where ended_at is not null and problem is not null order by ended_at desc limit 1`;
	return {
		made:
			made?.file != null && made.bytes !== null
				? {
						at: momentOf(made.at.getTime()),
						file: made.file,
						bytes: made.bytes,
						seconds: (made.at.getTime() - made.began.getTime()) / 1000
					}
				: null,
		failed: failed ? { at: momentOf(failed.at.getTime()), problem: BackupProblem.parse(failed.problem) } : null
	};
}

/** What kind of problem an error is. */
export function problemOf(error: unknown): BackupProblem {
	const problem = fileProblem(error);
	if (problem === 'full') return 'full';
	return problem !== null || (error instanceof BackupError && error.code === 'exists') ? 'folder' : 'other';
}
