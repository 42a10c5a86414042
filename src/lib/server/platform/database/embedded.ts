import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { clusterFolder, repairAdvice } from '../config/data-dir';
import { binary, reachablePostgres } from './embedded/binaries';
import {
	cannotStart,
	clusterArgument,
	createCluster,
	hasProgramRole,
	ensureProgramPassword,
	PROGRAM_ROLE,
	readPassword,
	OWNER_ROLE
} from './embedded/cluster';
import { EmbeddedError } from './embedded/error';
import { addressOf, clearPrevious, endOrphans, interrupt, takeOwnerLock, readPostmaster } from './embedded/previous';
import { assertUnchanged, rememberUnchanged } from './embedded/unchanged';
import { chooseRunner, giveTo, plainEnvironment, type Runner } from './embedded/runner';

export { EmbeddedError } from './embedded/error';

interface EmbeddedOptions {
	/** DATA_DIR: the cluster gets a folder of its own in it. */
	dataDir: string;
	log: Logger;
	/** False leaves out waiting for the disk: for tests, never for people's work. */
	durable?: boolean;
	/** False refuses to make a database where there is none. */
	creates?: boolean;
	/** Milliseconds to wait for another program that may be stopping; 8,000 by default. */
	previousTimeout?: number;
	/** Further settings of PostgreSQL, as `{ max_connections: '200' }`. */
	settings?: Record<string, string>;
}

export interface Embedded {
	/** For the program's role, which cannot change tables. It stays the same when PostgreSQL is restarted. */
	readonly url: string;
	/** For the owner of the tables. Read from the cluster each time, so that the password does not stay in memory. */
	readonly ownerUrl: () => string;
	/** Whether it accepts connections now; false while it recovers from a crash. */
	isUp(): boolean;
	/** Writes all data to disk and stops, within some five seconds. */
	stop(): Promise<void>;
}

/**
 * Starts the bundled PostgreSQL, creates its cluster at the first start, and restarts it after a crash. It listens on
 * loopback only, with a password that no other user of the machine can read. It stops with this process, also when that
 * is killed.
 * @throws {EmbeddedError} with a sentence for people.
 */
export async function startEmbedded({
	dataDir,
	log,
	durable = true,
	creates = true,
	previousTimeout = 8_000,
	settings = {}
}: EmbeddedOptions): Promise<Embedded> {
	const cluster = clusterFolder(dataDir);
	const runner = chooseRunner(cluster);
	const native = await reachablePostgres(runner);
	await assertUnchanged(native, cluster);
	if (!existsSync(join(cluster, 'PG_VERSION'))) {
		if (!creates) throw missing(cluster);
		log.info({ folder: cluster }, 'making the database');
		await createCluster(native, cluster, runner, durable);
	}
	if (runner && lstatSync(cluster).uid !== runner.uid) {
		// It belongs to root after a copy or restore, or to another user who ran it before.
		await clearPrevious(native, cluster, previousTimeout);
		await giveTo(runner, cluster);
	}

	await rememberUnchanged(cluster);

	const installation = {
		native,
		cluster,
		runner,
		log,
		creates,
		previousTimeout,
		settings: { ...(durable ? {} : NOT_DURABLE), ...settings }
	};
	let running = await startOnFreePort(installation);
	let isUp = true;
	const stopping = new AbortController();
	const isStopping = (): boolean => stopping.signal.aborted;

	const watchProcess = (): void => {
		running.ended
			.then(async (reason) => {
				isUp = false;
				void running.owner.end({ timeout: 0 });
				if (isStopping()) return;
				log.error({ how: reason }, 'PostgreSQL ended by itself; starting it again');
				running = await startAgain(installation, running.port, isStopping);
				if (isStopping()) {
					await end(installation, running);
					return;
				}
				isUp = true;
				watchProcess();
			})
			.catch((error: unknown) => {
				if (!isStopping()) log.fatal({ err: error }, 'PostgreSQL cannot be started again');
			});
	};
	watchProcess();

	const { port } = running;
	return {
		url: addressOf(cluster, port, OWNER_ROLE, PROGRAM_ROLE),
		ownerUrl: () => addressOf(cluster, port, OWNER_ROLE),
		isUp: () => isUp,
		async stop() {
			stopping.abort();
			isUp = false;
			await end(installation, running);
		}
	};
}

/**
 * The addresses of the embedded database of a running program; `null` when none runs. For command-line tools. `url` is
 * that of the owner when an older version of the program created no second role.
 */
export function runningEmbedded(dataDir: string): Pick<Embedded, 'url' | 'ownerUrl'> | null {
	const cluster = clusterFolder(dataDir);
	const port = existsSync(cluster) ? readPostmaster(cluster)?.port : null;
	if (!port) return null;
	return {
		url: addressOf(cluster, port, OWNER_ROLE, hasProgramRole(cluster) ? PROGRAM_ROLE : OWNER_ROLE),
		ownerUrl: () => addressOf(cluster, port, OWNER_ROLE)
	};
}

interface Installation {
	native: string;
	cluster: string;
	runner: Runner | null;
	log: Logger;
	creates: boolean;
	previousTimeout: number;
	settings: Record<string, string>;
}

const missing = (cluster: string): EmbeddedError =>
	new EmbeddedError('absent', `There is no database of Voelspriet in ${cluster}. ${repairAdvice(cluster)}.`);

interface Running {
	child: ChildProcess;
	port: number;
	/** Holds the lock that shows that a running program uses this database. */
	owner: Sql;
	/** Resolves with the reason when PostgreSQL has exited. */
	ended: Promise<string>;
}

const NOT_DURABLE = { fsync: 'off', full_page_writes: 'off' };

// Only PostgreSQL's own lines: those about statements would put people's words into our log, and commands are logged
// with their actor anyway.
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
	log_checkpoints: 'off',
	log_line_prefix: '',
	lc_messages: 'C',
	TimeZone: 'UTC',
	jit: 'off',
	shared_buffers: `${sharedBuffers()}MB`
};

/**
 * The size of PostgreSQL's cache in megabytes: an eighth of the memory, at least 128 and at most 1,024. With its default
 * of 128, each search in a very large incident would read from disk again.
 */
function sharedBuffers(): number {
	const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
	return Math.round(Math.min(1_024, Math.max(128, memory / 8 / 1_048_576)));
}

/**
 * Runs PostgreSQL and stops it in order when the program exits or is killed: then the program's end of the pipe closes.
 */
const FOLLOW_PARENT =
	'exec 3<&0; "$@" 3<&- </dev/null & server=$!; (read -r _ <&3; kill -INT $server) & watch=$!; wait $server; code=$?; kill $watch 2>/dev/null; exit $code';

async function startOnFreePort(installation: Installation, fixedPort?: number): Promise<Running> {
	const until = performance.now() + 10_000;
	for (;;) {
		await clearPrevious(installation.native, installation.cluster, installation.previousTimeout);
		try {
			return await startOnce(installation, fixedPort ?? (await freePort()));
		} catch (error) {
			const message = error instanceof EmbeddedError ? error.message : String(error);
			// Another process took the port first, another start was first or stopped this PostgreSQL because it seemed left
			// behind, or children of a killed PostgreSQL still hold its memory.
			if (!/in use|lock file|shared memory|administrator command/.test(message) || performance.now() > until)
				throw error;
			if (/shared memory/.test(message) && performance.now() > until - 7_000) endOrphans(installation.cluster);
			await pause(100);
		}
	}
}

/** Tries as long as the program runs: people's unsaved work waits in their browsers meanwhile. */
async function startAgain(installation: Installation, port: number, isStopping: () => boolean): Promise<Running> {
	for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
		try {
			return await startOnFreePort(installation, port);
		} catch (error) {
			if (isStopping()) throw error;
			installation.log.error({ err: error }, 'PostgreSQL does not start; trying again');
			await pause(wait);
		}
	}
}

async function startOnce(installation: Installation, port: number): Promise<Running> {
	const { native, cluster, runner, settings, creates } = installation;
	const program = binary(native, 'postgres');
	const settingArguments = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([name, value]) => [
		'-c',
		`${name}=${value}`
	]);
	const args = [program, '-D', clusterArgument(cluster, runner), ...settingArguments];
	const [command = '', ...rest] =
		process.platform === 'win32' ? args : ['/bin/sh', '-c', FOLLOW_PARENT, 'voelspriet', ...args];
	const child = spawn(command, rest, {
		cwd: cluster,
		env: plainEnvironment(),
		stdio: ['pipe', 'ignore', 'pipe'],
		detached: process.platform !== 'win32', // an interrupt typed in the terminal is for the program, which then stops us in its turn
		...(runner && { uid: runner.uid, gid: runner.gid })
	});
	const ended = new Promise<string>((done) => {
		child.once('error', (error) => {
			done(error.message);
		});
		child.once('exit', (code, signal) => {
			done(signal ?? `code ${String(code)}`);
		});
	});
	child.stdin.on('error', () => undefined);
	await waitUntilReady(child, cluster, installation.log);
	await ensureProgramPassword(cluster, runner);
	await createDatabaseAndRole(cluster, port, creates);
	const owner = await waitForOwnerLock(addressOf(cluster, port, 'postgres', PROGRAM_ROLE));
	return { child, port, owner, ended };
}

/** Waits for the line that says that it is ready, without a timeout: recovery after a crash may take long. */
function waitUntilReady(child: ChildProcess, cluster: string, log: Logger): Promise<void> {
	return new Promise((done, fail) => {
		let output = '';
		child.stderr?.on('data', (piece: Buffer) => {
			for (const line of piece.toString().split('\n')) {
				if (!line) continue;
				output = `${output}\n${line}`.slice(-2_000);
				log.debug({ postgres: line });
				if (line.includes('ready to accept connections')) done();
			}
		});
		child.once('error', (cause) => {
			fail(cannotStart(cluster, cause.message, cause));
		});
		child.once('close', (code) => {
			fail(cannotStart(cluster, output.trim() || `it ended with ${String(code)}`));
		});
	});
}

/** Another start that checks whether the cluster is in use holds the lock for a moment. */
async function waitForOwnerLock(url: string): Promise<Sql> {
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const owner = await takeOwnerLock(url);
		if (owner) return owner;
		await pause(50);
	}
	throw new EmbeddedError('inUse', 'The database that was just started is in use by another Voelspriet.');
}

/** Creates the database and the program's role; `separateRoles` grants its rights after the tables are created. */
async function createDatabaseAndRole(cluster: string, port: number, creates: boolean): Promise<void> {
	const password = readPassword(cluster, PROGRAM_ROLE);
	const sql = postgres(addressOf(cluster, port, 'postgres'), { max: 1, fetch_types: false, onnotice: () => undefined });
	try {
		const [found] = await sql<{ database: boolean; role: boolean }[]>`
			select exists (select from pg_database where datname = ${OWNER_ROLE}) as database, exists (select from pg_roles where rolname = ${PROGRAM_ROLE}) as role`;
		if (!found?.database && !creates) throw missing(cluster);
		if (!found?.database) await sql`create database ${sql(OWNER_ROLE)}`;
		// At every start: the file counts, also where the cluster was put together from copies. No statement is logged here.
		await sql.unsafe(
			`${found?.role ? 'alter' : 'create'} role ${PROGRAM_ROLE} login password '${password}' nosuperuser nocreatedb nocreaterole noreplication nobypassrls`
		);
	} catch (error) {
		if (!(error instanceof postgres.PostgresError)) throw error;
		throw new EmbeddedError(
			'notOurs',
			error.code === '28P01'
				? `The password of the database in ${cluster} is another than the one in its file ${OWNER_ROLE}.password. ${repairAdvice(cluster)}.`
				: `The database in ${cluster} cannot be used: ${error.message}. ${repairAdvice(cluster)}.`,
			{ cause: error }
		);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

async function end({ native, cluster, log }: Installation, { child, owner, ended }: Running): Promise<void> {
	await owner.end({ timeout: 0 });
	const pid = readPostmaster(cluster)?.pid;
	child.stdin?.end();
	if (process.platform === 'win32' && pid) interrupt(native, cluster, pid, 'fast');
	const isLate = await Promise.race([ended.then(() => false), pause(4_000, true, { ref: false })]);
	if (!isLate) return;
	log.warn('PostgreSQL takes too long to stop; it will recover at the next start');
	if (pid) interrupt(native, cluster, pid, 'immediate');
	await Promise.race([ended, pause(1_000, undefined, { ref: false })]);
}

function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer();
		probe.once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => {
				done(port);
			});
		});
	});
}
