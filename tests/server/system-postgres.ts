import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chooseRunner } from '$lib/server/database/embedded/runner';

export interface SystemPostgres {
	/** The folder with its programs. */
	bin: string;
	version: number;
}

/** A PostgreSQL that this machine has installed, of version 15 or later: the program must work with those too. */
export function findSystemPostgres(): SystemPostgres | null {
	const shelves = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'].flatMap((shelf) =>
		listOf(shelf).map((name) => join(shelf, name, 'bin'))
	);
	const places = [...(process.env['PATH'] ?? '').split(delimiter), ...shelves];
	for (const place of places) {
		const said = spawnSync(join(place, 'postgres'), ['--version'], { encoding: 'utf8' });
		const version = Number(/\) (\d+)/.exec(said.stdout || '')?.[1]);
		if (version < 15 || Number.isNaN(version)) continue;
		const bin = dirname(realpathSync(join(place, 'postgres')));
		if (listOf(bin).includes('initdb')) return { bin, version };
	}
	return null;
}

/** Starts it empty, with a separate folder. */
export async function startSystemPostgres({ bin }: SystemPostgres): Promise<{ url: string; stop(): Promise<void> }> {
	const folder = mkdtempSync(join(tmpdir(), 'voelspriet-system-postgres-'));
	const cluster = join(folder, 'cluster');
	const runner = chooseRunner(cluster);
	mkdirSync(cluster);
	writeFileSync(join(folder, 'password'), 'for-this-test');
	if (runner) for (const path of [folder, cluster, join(folder, 'password')]) chownSync(path, runner.uid, runner.gid);
	const user = runner ? { uid: runner.uid, gid: runner.gid } : {};
	const made = spawnSync(
		join(bin, 'initdb'),
		[
			'-D',
			cluster,
			'-U',
			'tester',
			'--pwfile',
			join(folder, 'password'),
			'-A',
			'scram-sha-256',
			'-E',
			'UTF8',
			'--locale=C.UTF-8',
			'--no-sync'
		],
		{ cwd: folder, encoding: 'utf8', ...user }
	);
	if (made.status !== 0) throw new Error(made.stderr);
	const port = await freePort();
	const child = spawn(
		join(bin, 'postgres'),
		[
			'-D',
			cluster,
			'-p',
			String(port),
			'-c',
			'listen_addresses=127.0.0.1',
			'-c',
			'unix_socket_directories=',
			'-c',
			'fsync=off'
		],
		{ cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...user }
	);
	await new Promise<void>((done, fail) => {
		let said = '';
		child.stderr.on('data', (piece: Buffer) => {
			said += piece.toString();
			if (said.includes('ready to accept connections')) done();
		});
		child.once('close', () => {
			fail(new Error(said));
		});
	});
	return {
		url: `postgres://tester:for-this-test@127.0.0.1:${port}/postgres`,
		async stop() {
			await new Promise<void>((done) => {
				child.once('exit', () => {
					done();
				});
				child.kill('SIGINT');
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
