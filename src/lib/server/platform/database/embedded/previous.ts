import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { binary } from './binaries';
import { OWNER_ROLE, readPassword } from './cluster';
import { EmbeddedError } from './error';
import { plainEnvironment } from './runner';

/**
 * The content of `postmaster.pid`: the process that uses this cluster, and its port (`null` while it is starting).
 */
interface Postmaster {
	pid: number;
	port: number | null;
}

/** @returns `null` when no process uses this cluster, according to its files. */
export function readPostmaster(cluster: string): Postmaster | null {
	const file = join(cluster, 'postmaster.pid');
	if (!existsSync(file)) return null;
	const lines = readFileSync(file, 'utf8').split('\n');
	const pid = Math.abs(Number(lines[0]));
	return pid > 0 ? { pid, port: Number(lines[3]) || null } : null;
}

/** Removes a file that a crash or a full disk left without a process number: it would prevent a start of PostgreSQL. */
function removeEmptyPostmaster(cluster: string): void {
	const file = join(cluster, 'postmaster.pid');
	if (existsSync(file) && readPostmaster(cluster) === null && processesIn(cluster).length === 0)
		rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** The address of an embedded database that runs. */
export const addressOf = (cluster: string, port: number, database: string, role = OWNER_ROLE): string =>
	`postgres://${role}:${readPassword(cluster, role)}@127.0.0.1:${port}/${database}`;

/**
 * The advisory lock that a running program holds in its embedded database. It is released when the program exits or is
 * killed.
 */
const OWNER_LOCK = 7_310_018;

/** Takes the lock on a connection that stays open until `end()`. */
export async function takeOwnerLock(url: string): Promise<Sql | null> {
	const sql = postgres(url, {
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		connect_timeout: 5,
		// Not needed here; and where PostgreSQL stops while types are read, the failure is never reported (postgres 3.4,
		// `fetchArrayTypes`).
		fetch_types: false,
		onnotice: () => undefined
	});
	try {
		const [row] = await sql<{ free: boolean }[]>`select pg_try_advisory_lock(${OWNER_LOCK}) as free`;
		if (row?.free) return sql;
	} catch (error) {
		await sql.end({ timeout: 0 });
		throw error;
	}
	await sql.end({ timeout: 0 });
	return null;
}

/**
 * Ensures that no other PostgreSQL uses this cluster. Stops one that a killed program left behind; waits for one that a
 * running program uses, because that program may be stopping.
 * @param timeout milliseconds to wait before giving up.
 */
export async function clearPrevious(native: string, cluster: string, timeout: number): Promise<void> {
	const deadline = performance.now() + timeout;
	let unlockedSince = 0;
	let isSignalled = false;
	for (;;) {
		const previous = readPostmaster(cluster);
		if (!previous) {
			removeEmptyPostmaster(cluster);
			return;
		}
		if (!isAlive(previous.pid)) return;
		if (!isPostgresOf(previous.pid, cluster)) {
			// The process number now belongs to another process (usual in containers). The file is stale only when no process
			// uses the cluster.
			if (processesIn(cluster).length === 0) {
				rmSync(join(cluster, 'postmaster.pid'), { force: true });
				return;
			}
		} else if (!isSignalled && previous.port && (await isFree(cluster, previous.port))) {
			// A program takes the lock a moment after its PostgreSQL is up: only a PostgreSQL that stays unlocked for a
			// second was left behind.
			unlockedSince ||= performance.now();
			isSignalled = performance.now() - unlockedSince > 1_000;
			if (isSignalled) interrupt(native, cluster, previous.pid, 'fast');
		}
		if (performance.now() > deadline) throw inUse(cluster, previous.pid);
		await pause(50);
	}
}

/** After a kill of the postmaster its children may live on for a while and hold its memory. */
export function endOrphans(cluster: string): void {
	for (const pid of processesIn(cluster)) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// gone already
		}
	}
}

/**
 * Asks PostgreSQL to stop: `fast` ends sessions and writes everything down, `immediate` leaves that to the next start.
 */
export function interrupt(native: string, cluster: string, pid: number, how: 'fast' | 'immediate'): void {
	if (process.platform === 'win32') {
		spawnSync(binary(native, 'pg_ctl'), ['stop', '-D', cluster, '-m', how, '-W'], {
			stdio: 'ignore',
			env: plainEnvironment()
		});
		return;
	}
	try {
		process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
	} catch {
		// gone already
	}
}

async function isFree(cluster: string, port: number): Promise<boolean> {
	try {
		const sql = await takeOwnerLock(addressOf(cluster, port, 'postgres'));
		await sql?.end({ timeout: 0 });
		return sql !== null;
	} catch {
		return false; // starting, stopping or recovering: check again
	}
}

/**
 * Whether that process is a PostgreSQL of this cluster. A process number alone says nothing: numbers are used again.
 */
function isPostgresOf(pid: number, cluster: string): boolean {
	if (process.platform === 'linux') return workingFolder(pid) === realpathSync(cluster);
	if (process.platform === 'win32') return true; // the password and the lock decide
	return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(cluster);
}

function processesIn(cluster: string): number[] {
	if (process.platform !== 'linux') return [];
	const folder = realpathSync(cluster);
	return readdirSync('/proc')
		.map(Number)
		.filter(
			(pid) => pid > 0 && pid !== process.pid && workingFolder(pid) === folder && commandName(pid) === 'postgres'
		);
}

function workingFolder(pid: number): string | null {
	try {
		return readlinkSync(`/proc/${pid}/cwd`);
	} catch {
		return null; // gone, or another user's and so not ours
	}
}

function commandName(pid: number): string | null {
	try {
		return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
	} catch {
		return null;
	}
}

const inUse = (cluster: string, pid: number): EmbeddedError =>
	new EmbeddedError(
		'inUse',
		`The database in ${cluster} is in use by another running Voelspriet (PostgreSQL process ${pid}). Stop that one first.`
	);
