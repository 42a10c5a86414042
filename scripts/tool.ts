import postgres, { type Sql } from 'postgres';
import { BackupError } from '../src/lib/server/backup/manifest';
import { ConfigError, readConfig, type Config } from '../src/lib/server/config/config';
import { connect } from '../src/lib/server/database/connect';
import { EmbeddedError, runningEmbedded, startEmbedded } from '../src/lib/server/database/embedded';
import { migrate, MigrationError } from '../src/lib/server/database/migrate';
import { log } from '../src/lib/server/operations/logger';
import { UsageError } from './typed';

export interface Reached {
	sql: Sql;
	url: string;
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
	try {
		const work = prepare();
		const config = readConfig(process.env);
		log.level = 'warn';
		process.exitCode = await reach(config, name, work, migrates);
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
	const there = config.databaseUrl ?? (await answering(runningEmbedded(config.dataDir)));
	const embedded = there === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null;
	const url = there ?? embedded?.url ?? '';
	const sql = connect(url, { max: 2, name: `voelspriet ${name}` });
	try {
		if (embedded && migrates) await migrate(url);
		return await work({ sql, url, config });
	} finally {
		await sql.end({ timeout: 2 });
		await embedded?.stop();
	}
}

/** Returns the address if a database answers there: a killed program leaves an address at which nothing answers. */
async function answering(url: string | null): Promise<string | null> {
	if (url === null) return null;
	const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
	try {
		await sql`select 1`;
		return url;
	} catch {
		return null;
	} finally {
		await sql.end({ timeout: 0 });
	}
}
