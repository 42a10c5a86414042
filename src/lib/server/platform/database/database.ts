import { setTimeout as pause } from 'node:timers/promises';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { Config } from '../config/config';
import { log } from '../operations/logger';
import { clusterFolder, endFirstStart, isFirstStart, repairAdvice, unfinishedRestore } from '../config/data-dir';
import { databaseAddress } from '../config/database-address';
import { reportChangedCollation } from './collation';
import { checkSecret } from './secret-check';
import { connect, connectDrizzle, CONNECTIONS, type Drizzle } from './connect';
import { startEmbedded, type Embedded } from './embedded';
import { isDatabaseUnavailable } from './failure';
import { migrate } from './migrate';
import { writeProblem } from './probe';
import { Pulse } from './pulse';
import { excessRights } from './roles';

/**
 * Whether a pooler between us and PostgreSQL shares sessions between transactions, as pgbouncer does with `pool_mode =
 * transaction`. Advisory locks, LISTEN and prepared statements belong to a session: at the next statement another
 * client would have them. Detected like this: while another of our connections holds a transaction, ours keeps the
 * session that it had before, and the other has another one.
 */
export async function isPooledByTransaction(url: string): Promise<boolean> {
	const [one, other] = [connect(url, { max: 1 }), connect(url, { max: 2 })];
	try {
		const before = await sessionOf(one);
		return await other.begin((first) =>
			other.begin(async (second) => {
				const otherSessions = [await sessionOf(first), await sessionOf(second)];
				return otherSessions.includes(before) || (await sessionOf(one)) !== before;
			})
		);
	} finally {
		await Promise.all([one.end({ timeout: 1 }), other.end({ timeout: 1 })]);
	}
}

/** By the simple protocol, which needs no prepared statement. */
async function sessionOf(sql: Sql | TransactionSql): Promise<number | undefined> {
	const [row] = await sql<{ session: number }[]>`select pg_backend_pid() as session`.simple();
	return row?.session;
}

export interface Database {
	/** For connections outside the pool, such as the one for LISTEN. */
	url: string;
	sql: Sql;
	drizzle: Drizzle;
	stop(): Promise<void>;
	/**
	 * The rights of the program's role on lines of the logs besides adding and reading them; empty when the owner is another
	 * role.
	 */
	excessRights(): Promise<readonly string[]>;
	/** The current problem of the database; null when there is none. @throws when it cannot be reached */
	problem(): Promise<string | null>;
}

/** The oldest PostgreSQL that everything here is tested with. */
const OLDEST_VERSION = 15;

/**
 * How long to wait for an external database at the start, in milliseconds: containers often start at the same time.
 */
const START_TIMEOUT = 30_000;

/** Opens the program's database and brings its tables to this version. */
export async function openDatabase(config: Config): Promise<Database> {
	const { url, owner, embedded } = await locateDatabase(config);
	const sql = connect(url);
	const drizzle = connectDrizzle(url);
	const pulse = Pulse.of(url);
	const pulseSql = connect(url, { max: CONNECTIONS.pulse, name: 'voelspriet pulse', isPulse: true });
	const stop = async (): Promise<void> => {
		pulse.stop();
		await Promise.all([sql, drizzle.$client, pulseSql].map((pool) => pool.end({ timeout: 2 })));
		await embedded?.stop();
	};
	try {
		await waitUntilReachable(sql);
		if (!embedded && (await isPooledByTransaction(url)))
			throw new Error(
				'DATABASE_URL leads to a pooler that shares connections by transaction: lead it to PostgreSQL itself, or let the pooler share by session.'
			);
		await assertRestored(sql);
		if (embedded && !isFirstStart(config.dataDir) && !(await isInstalled(sql)))
			throw new Error(
				`The database in DATA_DIR has no tables, but an installation was made there before (${config.dataDir}). ${repairAdvice(clusterFolder(config.dataDir))}.`
			);
		await migrateDatabase(url, owner);
		await checkSecret(sql, config);
		if (embedded) endFirstStart(config.dataDir);
		await reportChangedCollation(sql);
		const rights = await excessRights(sql);
		if (rights.length > 0)
			log.warn({ rights }, 'owner and program are not separated: the role of DATABASE_URL may change the logs');
		pulse.start(pulseSql);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url,
		sql,
		drizzle,
		stop,
		excessRights: () => excessRights(sql),
		async problem() {
			if (pulse.isSilent) return 'the database does not answer';
			if (embedded && !embedded.isUp()) return 'PostgreSQL is starting again';
			const [problem] = await Promise.all([
				writeProblem(sql, ['log', 'event', 'command', 'session']),
				drizzle.$client`select 1`
			]);
			return problem;
		}
	};
}

interface DatabaseLocation {
	readonly url: string;
	/** The address of the role that creates and changes the tables; null when that is the program's role. */
	readonly owner: string | null;
	readonly embedded: Embedded | null;
}

async function locateDatabase({ databaseUrl, databaseUrlOwner, dataDir }: Config): Promise<DatabaseLocation> {
	if (databaseUrl) return { url: databaseUrl, owner: databaseUrlOwner, embedded: null };
	const embedded = await startEmbedded({ dataDir, log, creates: isFirstStart(dataDir) });
	return { url: embedded.url, owner: embedded.ownerUrl(), embedded };
}

/** Whether the program was ever started on this database. Also works for a role that has no rights in it yet. */
export async function isInstalled(sql: Sql): Promise<boolean> {
	const tables = await sql`
		select from pg_tables where (schemaname, tablename) in (('drizzle', '__drizzle_migrations'), ('public', 'log'))`;
	return tables.length === 2;
}

/** Marks a database that a restore is filling: in one schema with the list of migrations, which no back-up contains. */
export async function markRestore(sql: Sql): Promise<void> {
	await sql`create schema if not exists drizzle`;
	await sql`create table if not exists drizzle.restore_began ()`;
}
export const unmarkRestore = (tx: TransactionSql) => tx`drop table drizzle.restore_began`;
/** The message is advice for a person. */
export class UnfinishedRestore extends Error {
	override readonly name = 'UnfinishedRestore';
}
/** @throws UnfinishedRestore when a restore into this database was interrupted */
export async function assertRestored(sql: Sql): Promise<void> {
	const marks = await sql`select from pg_tables where schemaname = 'drizzle' and tablename = 'restore_began'`;
	if (marks.length > 0) throw new UnfinishedRestore(unfinishedRestore('this database'));
}

/** Migrates as the owner, and grants the program's role its rights. */
export async function migrateDatabase(url: string, owner: string | null): Promise<void> {
	const program = databaseAddress(url)?.user ?? '';
	const applied = owner === null ? await migrate(url) : await migrate(owner, { program });
	for (const name of applied) log.info({ migration: name }, 'migrated');
}

async function waitUntilReachable(sql: Sql): Promise<void> {
	const until = performance.now() + START_TIMEOUT;
	for (let warned = false; ; warned = true) {
		try {
			const [row] = await sql<{ version: number; encoding: string }[]>`
				select current_setting('server_version_num')::integer / 10000 as version, current_setting('server_encoding') as encoding`;
			if (!row || row.version < OLDEST_VERSION)
				throw new Error(
					`The database is PostgreSQL ${String(row?.version)}: version ${OLDEST_VERSION} or newer is needed.`
				);
			if (row.encoding !== 'UTF8')
				throw new Error(
					`The database is encoded as ${row.encoding}, which cannot hold all that people write: make one with encoding UTF8.`
				);
			return;
		} catch (error) {
			if (!isDatabaseUnavailable(error) || performance.now() > until) throw error;
			if (!warned) log.warn('the database does not answer yet; trying for half a minute');
			await pause(250);
		}
	}
}
