import type { Sql } from '$lib/server/platform/driver/sql';
import { log } from '../operations/logger';

interface ChangedCollation {
	readonly database: string;
	/** The version of the rules with which the indexes were made. */
	readonly made: string;
	/** The version that the system has now. */
	readonly now: string;
}

/**
 * Whether the operating system sorts text by another version of its rules than when the database was made: a newer
 * system or container image does. Indexes on text then miss rows until they are made again. Null where nothing changed,
 * or where the rules have no version.
 */
export async function changedCollation(sql: Sql): Promise<ChangedCollation | null> {
	const [row] = await sql<{ database: string; made: string | null; now: string | null }[]>`
		select datname as database, datcollversion as made, pg_database_collation_actual_version(oid) as now
		from pg_database where datname = current_database()`;
	if (!row || row.made === null || row.now === null || row.made === row.now) return null;
	return { database: row.database, made: row.made, now: row.now };
}

/** Logs a changed collation with the command that repairs it. */
export async function reportChangedCollation(sql: Sql): Promise<void> {
	const changed = await changedCollation(sql);
	if (changed)
		log.warn(
			{ ...changed, repair: repairCommand(changed) },
			'the system sorts text by other rules than the indexes of the database: run the command in "repair" while the program is stopped, as the owner of the database'
		);
}

/** For a shell: a name between quotation marks of SQL, within those of the shell. */
export function repairCommand({ database }: Pick<ChangedCollation, 'database'>): string {
	const name = `"${database.replaceAll('"', '""')}"`.replaceAll("'", `'\\''`);
	return `psql --dbname='${database.replaceAll("'", `'\\''`)}' --command='reindex database ${name}' --command='alter database ${name} refresh collation version'`;
}
