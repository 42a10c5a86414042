import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chooseRunner } from '$lib/server/platform/database/embedded/runner';

export interface SystemPostgres {
	/** The folder with its programs. */
	bin: string;
	version: number;
}

/** A PostgreSQL that this machine has installed, of version 15 or later: the program must work with those too. */
export function findSystemPostgres(): SystemPostgres | null {
	const folders = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'].flatMap((folder) =>
		listOf(folder).map((name) => join(folder, name, 'bin'))
	);
	const binFolders = [...(process.env['PATH'] ?? '').split(delimiter), ...folders];
	for (const folder of binFolders) {
		const result = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
		const version = Number(/\) (\d+)/.exec(result.stdout || '')?.[1]);
		if (version < 15 || Number.isNaN(version)) continue;
		const bin = dirname(realpathSync(join(folder, 'postgres')));
		if (listOf(bin).includes('initdb')) return { bin, version };
	}
	return null;
}

/** A cluster that runs in a folder of its own. */
interface RunningPostgres {
	readonly url: string;
	/** @param how `SIGQUIT` as when it crashes: nothing is finished, and its sessions end at once. */
	stop(how?: 'SIGINT' | 'SIGQUIT'): Promise<void>;
	/** Makes a standby the primary. Resolves when it accepts writes. */
	promote(): void;
}

/** Starts it empty. @param env in addition to the variables of this process */
export async function startSystemPostgres(
	{ bin }: Pick<SystemPostgres, 'bin'>,
	env: Readonly<Record<string, string>> = {}
): Promise<RunningPostgres> {
	const created = makeClusterFolder();
	writeFileSync(join(created.folder, 'password'), PASSWORD);
	if (created.runner) chownSync(join(created.folder, 'password'), created.runner.uid, created.runner.gid);
	make(created, join(bin, 'initdb'), [
		...['-D', created.cluster, '-U', 'tester', '--pwfile', join(created.folder, 'password'), '-A', 'scram-sha-256'],
		...['-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
	]);
	return run(created, bin, env);
}

/** Whether this PostgreSQL can make a standby of itself. */
export const canReplicate = ({ bin }: SystemPostgres): boolean => listOf(bin).includes('pg_basebackup');

/** Starts a standby that streams from another. */
export async function startStandbyOf(primary: string, { bin }: SystemPostgres): Promise<RunningPostgres> {
	const created = makeClusterFolder();
	make(created, join(bin, 'pg_basebackup'), [
		...['-D', created.cluster, '-d', primary, '--write-recovery-conf', '--wal-method=stream'],
		...['--checkpoint=fast', '--no-sync']
	]);
	return run(created, bin);
}

const PASSWORD = 'for-this-test';

interface ClusterFolder {
	readonly folder: string;
	readonly cluster: string;
	readonly runner: { readonly uid: number; readonly gid: number } | null;
}

/** A new folder, owned by the user that PostgreSQL runs as. */
function makeClusterFolder(): ClusterFolder {
	const folder = mkdtempSync(join(tmpdir(), 'voelspriet-system-postgres-'));
	const cluster = join(folder, 'cluster');
	const runner = chooseRunner(cluster);
	mkdirSync(cluster, { mode: 0o700 });
	if (runner) for (const path of [folder, cluster]) chownSync(path, runner.uid, runner.gid);
	return { folder, cluster, runner };
}

function make({ folder, runner }: ClusterFolder, program: string, args: readonly string[]): void {
	const made = spawnSync(program, args, {
		cwd: folder,
		encoding: 'utf8',
		...(runner && { uid: runner.uid, gid: runner.gid })
	});
	if (made.status !== 0) throw new Error(made.stderr);
}

async function run(
	created: ClusterFolder,
	bin: string,
	env: Readonly<Record<string, string>> = {}
): Promise<RunningPostgres> {
	const { folder, cluster, runner } = created;
	const port = await freePort();
	const chosen = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const child = spawn(
		join(bin, 'postgres'),
		['-D', cluster, '-p', String(port), ...chosen.flatMap((setting) => ['-c', setting])],
		{
			cwd: folder,
			stdio: ['ignore', 'ignore', 'pipe'],
			env: { ...process.env, ...env },
			...(runner && { uid: runner.uid, gid: runner.gid })
		}
	);
	let output = '';
	await new Promise<void>((done, fail) => {
		child.stderr.on('data', (piece: Buffer) => {
			output += piece.toString();
			if (output.includes('ready to accept')) done();
		});
		child.once('close', () => {
			fail(new Error(output));
		});
	});
	let isStopped = false;
	return {
		url: `postgres://tester:${PASSWORD}@127.0.0.1:${port}/postgres`,
		promote: () => make(created, join(bin, 'pg_ctl'), ['promote', '-w', '-D', cluster]),
		async stop(how = 'SIGINT') {
			if (isStopped) return;
			isStopped = true;
			await new Promise<void>((done) => {
				child.once('exit', () => {
					done();
				});
				child.kill(how);
			});
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function listOf(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function freePort(): Promise<number> {
	return new Promise((done) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => {
				done(port);
			});
		});
	});
}
