import { lstatSync, lchownSync } from 'node:fs';
import { dirname } from 'node:path';
import { postgres, type Sql } from '../src/lib/server/platform/driver/sql';
import { INSTALLATION } from '../src/lib/domain/core/ids';
import { BackupError } from '../src/lib/server/records/backup/manifest';
import { ConfigError, NoInstallation, readConfig, type Config } from '../src/lib/server/platform/config/config';
import { codeOf, giveToOwner } from '../src/lib/server/platform/config/data-dir';
import { databaseAddress } from '../src/lib/server/platform/config/database-address';
import { connect } from '../src/lib/server/platform/database/connect';
import {
	assertRestored,
	migrateDatabase,
	isInstalled,
	UnfinishedRestore
} from '../src/lib/server/platform/database/database';
import { EmbeddedError, runningEmbedded, startEmbedded } from '../src/lib/server/platform/database/embedded';
import { isDatabaseUnavailable } from '../src/lib/server/platform/database/failure';
import { MigrationError } from '../src/lib/server/platform/database/migrate';
import { OtherSecret } from '../src/lib/server/platform/database/secret-check';
import { log } from '../src/lib/server/platform/operations/logger';
import { environment } from './settings-file';
import { UsageError } from './typed';

export interface ToolContext {
	sql: Sql;
	/** The address that the program connects to. */
	url: string;
	/** The address of the role that creates and changes tables; null when that is the program's role. */
	owner: string | null;
	config: Config;
}

export type Work = (context: ToolContext) => Promise<number>;

interface ToolOptions {
	/** False for work on the tables as they are, whatever their version. */
	readonly migrates?: boolean;
	/** Whether it fills an empty database. Every other tool needs an installation, and makes none. */
	readonly fills?: boolean;
}

const WHICH_INSTALLATION =
	'Say which installation this is for: --settings FILE with the settings of the service (with systemd its EnvironmentFile, such as /etc/voelspriet/settings), or DATA_DIR or DATABASE_URL. Nothing was made.';

/**
 * Does a tool's work on the program's database, with the program's settings, whether the program runs or not: the one
 * in DATABASE_URL, the embedded one of a running program, or else the embedded one, started for as long as the work
 * takes. Says which installation that is.
 * @param prepare reads what was typed, before anything is started, and returns the work, which returns the exit code.
 *   Mistakes are reported as sentences.
 */
export async function runTool(
	name: string,
	prepare: () => Work,
	{ migrates = true, fills = false }: ToolOptions = {}
): Promise<void> {
	await setExitCodeFrom(async () => {
		const work = prepare();
		const settings = environment();
		const isNamed = ['DATA_DIR', 'DATABASE_URL'].some((each) => settings[each] || settings[`${each}_FILE`]);
		if (fills && !isNamed) throw new UsageError(`Nothing says where to restore. ${WHICH_INSTALLATION}`);
		const config = readConfig(settings, fills ? 'restore' : 'tool');
		log.level = 'warn';
		try {
			return await withDatabase(config, name, work, { migrates, fills });
		} finally {
			giveToOwner(config.dataDir);
		}
	});
}

/** Sets the exit code to the result of the work, or to 1 after printing its error. */
export async function setExitCodeFrom(work: () => Promise<number>): Promise<void> {
	try {
		process.exitCode = await work();
	} catch (error) {
		process.stderr.write(`${userMessage(error) ?? String(error instanceof Error ? error.stack : error)}\n`);
		process.exitCode = 1;
	}
}

const USER_ERRORS = [
	...[UsageError, UnfinishedRestore, ConfigError, EmbeddedError, MigrationError, BackupError, OtherSecret],
	postgres.PostgresError
];
const FILE_ERRORS: Readonly<Record<string, string | undefined>> = {
	EACCES: 'this user may not do that; run this as the user that runs the program, or as root',
	EPERM: 'this user may not do that; run this as the user that runs the program, or as root',
	ENOENT: 'there is no such file or folder',
	ENOTDIR: 'a part of that is not a folder',
	EISDIR: 'that is a folder',
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk quota of this user is used up',
	EROFS: 'that disk can only be read'
};

/** The message for the person; null for an error in the program. */
function userMessage(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	if (error instanceof NoInstallation) return `${error.message} ${WHICH_INSTALLATION}`;
	if (USER_ERRORS.some((kind) => error instanceof kind)) return error.message;
	if (isDatabaseUnavailable(error)) return `The database cannot be reached (${error.message}).`;
	const [why, path] = [FILE_ERRORS[String(codeOf(error))], 'path' in error ? error.path : undefined];
	// A stream that fails to write does not say to which file.
	if (why === undefined) return null;
	return `${typeof path === 'string' ? path : 'A file could not be written'}: ${why}.`;
}

/** Gives a file that root wrote in a folder of another user to that user, who else could not read it. */
export function giveToFolderOwner(file: string): void {
	if (process.getuid?.() !== 0) return;
	const { uid, gid } = lstatSync(dirname(file));
	if (uid !== 0) lchownSync(file, uid, gid);
}

async function withDatabase(
	config: Config,
	name: string,
	work: Work,
	{ migrates, fills }: Required<ToolOptions>
): Promise<number> {
	const found = config.databaseUrl === null ? await ifReachable(runningEmbedded(config.dataDir)) : null;
	const embedded =
		config.databaseUrl === null && found === null
			? await startEmbedded({ dataDir: config.dataDir, log, creates: fills })
			: null;
	const running = found ?? embedded;
	const url = running?.url ?? config.databaseUrl ?? '';
	const owner = running ? running.ownerUrl() : config.databaseUrlOwner;
	try {
		if (embedded && migrates && !(await isEmpty(owner ?? url))) await migrateDatabase(url, owner);
		// The tables may be those of an older version, which gave the program's role no access.
		const isOlder = running !== null && !migrates && !(await isOurs(url));
		const sql = connect(isOlder ? (owner ?? url) : url, { max: 2, name: `voelspriet ${name}` });
		try {
			if (!fills) await assertRestored(sql);
			if (!fills && !(await isInstalled(sql)))
				throw new NoInstallation(`There is no installation in ${locationOf(config)}.`);
			process.stderr.write(`Installation: ${fills ? locationOf(config) : await describe(sql, config)}.\n`);
			return await work({ sql, url: isOlder ? (owner ?? url) : url, owner, config });
		} finally {
			await sql.end({ timeout: 2 });
		}
	} finally {
		await embedded?.stop();
	}
}

/** Whether our tables are absent: a tool does not create them. */
async function isEmpty(url: string): Promise<boolean> {
	const sql = connect(url, { max: 1 });
	try {
		return !(await isInstalled(sql));
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** A description by which people recognise the installation. */
async function describe(sql: Sql, config: Config): Promise<string> {
	try {
		const [row] = await sql<{ organisation: string | null; incidents: number; exercises: number }[]>`
			select (select data->>'organisation' from event
					where log_id = ${INSTALLATION} and type = 'installation.setUp' order by seq limit 1) as organisation,
				(count(*) filter (where opened.data->>'exercise' = 'false'))::int as incidents,
				(count(*) filter (where opened.data->>'exercise' = 'true'))::int as exercises
			from log join event opened on opened.log_id = log.id and opened.seq = 1 and opened.type = 'incident.opened'`;
		const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
		return [
			row?.organisation ?? 'not set up yet',
			counted(row?.incidents ?? 0, 'incident'),
			counted(row?.exercises ?? 0, 'exercise'),
			locationOf(config)
		].join(', ');
	} catch {
		// Tables of another version.
		return locationOf(config);
	}
}

function locationOf({ databaseUrl, dataDir }: Config): string {
	const address = databaseUrl === null ? null : databaseAddress(databaseUrl);
	return address === null ? dataDir : `the database "${address.database}" on ${address.hosts.join(', ')}`;
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

/** Returns the addresses if the database answers: a killed program leaves the address of a stopped database. */
async function ifReachable(addresses: ReturnType<typeof runningEmbedded>): Promise<typeof addresses> {
	if (addresses === null) return null;
	const sql = postgres(addresses.url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
	try {
		await sql`select 1`;
		return addresses;
	} catch {
		return null;
	} finally {
		await sql.end({ timeout: 0 });
	}
}
