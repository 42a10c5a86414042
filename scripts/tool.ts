import postgres, { type Sql } from 'postgres';
import { BackupError } from '../src/lib/server/records/backup/manifest';
import { ConfigError, readConfig, type Config } from '../src/lib/server/platform/config/config';
import { connect } from '../src/lib/server/platform/database/connect';
import { bringUp } from '../src/lib/server/platform/database/database';
import { EmbeddedError, runningEmbedded, startEmbedded } from '../src/lib/server/platform/database/embedded';
import { MigrationError } from '../src/lib/server/platform/database/migrate';
import { log } from '../src/lib/server/platform/operations/logger';
import { UsageError } from './typed';

export interface Reached {
	sql: Sql;
	/** As the program connects. */
	url: string;
	/** For what makes and changes tables; null where the program's role does that too. */
	owner: string | null;
	config: Config;
}

export type Work = (reached: Reached) => Promise<number>;

/**
 * Does a tool's work on the program's database, with the program's settings, whether the program runs or not: the one
 * in DATABASE_URL, the embedded one of a running program, or else the embedded one, started for as long as the work
 * takes.
 * @param migrates false for work on the tables as they are, whatever their version
 * @param prepare reads what was typed, before anything is started, and returns the work, which returns the exit code.
 *   Mistakes are reported as sentences.
 */
export async function runTool(
	name: string,
	prepare: () => Work,
	{ migrates = true }: { migrates?: boolean } = {}
): Promise<void> {
	await plainTool(() => {
		const work = prepare();
		const config = readConfig(process.env);
		log.level = 'warn';
		return reach(config, name, work, migrates);
	});
}

/** The same without a database: only the exit code and the sentences. */
export async function plainTool(work: () => Promise<number>): Promise<void> {
	try {
		process.exitCode = await work();
	} catch (error) {
		const isForPeople = [
			UsageError,
			ConfigError,
			EmbeddedError,
			MigrationError,
			BackupError,
			postgres.PostgresError
		].some((kind) => error instanceof kind);
		process.stderr.write(
			`${isForPeople && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error)}\n`
		);
		process.exitCode = 1;
	}
}

async function reach(config: Config, name: string, work: Work, migrates: boolean): Promise<number> {
	const there = config.databaseUrl === null ? await answering(runningEmbedded(config.dataDir)) : null;
	const embedded =
		config.databaseUrl === null && there === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null;
	const running = there ?? embedded;
	const url = running?.url ?? config.databaseUrl ?? '';
	const owner = running ? running.ownerUrl() : config.databaseUrlOwner;
	// Of an older version that runs here, or that was here last: the tables are as they were, and so is the way in.
	const isOlder = running !== null && !migrates && !(await isOurs(url));
	const sql = connect(isOlder ? (owner ?? url) : url, { max: 2, name: `voelspriet ${name}` });
	try {
		if (embedded && migrates) await bringUp(url, owner);
		return await work({ sql, url: isOlder ? (owner ?? url) : url, owner, config });
	} finally {
		await sql.end({ timeout: 2 });
		await embedded?.stop();
	}
}

/** Whether the program's role may read the logs there. */
async function isOurs(url: string): Promise<boolean> {
	const sql = connect(url, { max: 1 });
	try {
		const [row] = await sql<
			{ may: boolean | null }[]
		>`select has_table_privilege(to_regclass('public.event'), 'select') as may`;
		return row?.may === true;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Returns the addresses if a database answers there: a killed program leaves an address at which nothing answers. */
async function answering(there: ReturnType<typeof runningEmbedded>): Promise<typeof there> {
	if (there === null) return null;
	const sql = postgres(there.url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
	try {
		await sql`select 1`;
		return there;
	} catch {
		return null;
	} finally {
		await sql.end({ timeout: 0 });
	}
}
