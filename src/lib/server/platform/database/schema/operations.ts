import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** A back-up that was made, or that failed. One without an end is in progress, or its process was killed. */
export const backupRun = pgTable(
	'backup_run',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		/** Who made it: the program by its timetable, or a person by the command. */
		by: text('by').notNull(),
		startedAt: moment('started_at').notNull(),
		endedAt: moment('ended_at'),
		/** Why it failed, in one word; null when it was made. */
		problem: text('problem'),
		/** The name of the file, without its folder. */
		file: text('file'),
		bytes: bigint('bytes', { mode: 'number' }),
		rows: bigint('rows', { mode: 'number' })
	},
	(t) => [check('backup_run_by', sql`${t.by} in ('timetable', 'command')`), index('backup_run_ended').on(t.endedAt)]
);

/** Which secret this database is used with, as a keyed hash. One row. */
export const secretFingerprint = pgTable(
	'secret_fingerprint',
	{
		id: smallint('id').primaryKey(),
		fingerprint: text('fingerprint').notNull()
	},
	(t) => [check('secret_fingerprint_once', sql`${t.id} = 1`)]
);
