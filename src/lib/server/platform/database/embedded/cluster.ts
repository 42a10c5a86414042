import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { lchown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { repairAdvice } from '../../config/data-dir';
import { binary } from './binaries';
import { EmbeddedError } from './error';
import { giveTo, plainEnvironment, type Runner } from './runner';

/** The role that owns everything in an embedded cluster, and the name of its database. */
export const OWNER_ROLE = 'voelspriet';
/** The role that the program connects as: it may read and write rows, and change no table. */
export const PROGRAM_ROLE = 'voelspriet_program';

/** Stored inside the cluster, so that the two stay together. */
const passwordFile = (cluster: string, role: string): string => join(cluster, `${role}.password`);

/** Whether the program's role has a password; older versions of the program created no second role. */
export const hasProgramRole = (cluster: string): boolean => existsSync(passwordFile(cluster, PROGRAM_ROLE));

/** Makes the password of the program's role, where there is none. */
export async function ensureProgramPassword(cluster: string, runner: Runner | null): Promise<void> {
	if (hasProgramRole(cluster)) return;
	const temporary = join(cluster, `.${PROGRAM_ROLE}-${process.pid}`);
	await writeFile(temporary, randomBytes(24).toString('hex'), { mode: 0o600 });
	if (runner) await lchown(temporary, runner.uid, runner.gid);
	await rename(temporary, passwordFile(cluster, PROGRAM_ROLE));
}

export function readPassword(cluster: string, role: string): string {
	try {
		return readFileSync(passwordFile(cluster, role), 'utf8').trim();
	} catch (cause) {
		throw new EmbeddedError(
			'notOurs',
			`The password of the database in ${cluster} cannot be read: ${passwordFile(cluster, role)} is missing, or belongs to another user. ${repairAdvice(cluster)}.`,
			{ cause }
		);
	}
}

/**
 * How PostgreSQL gets the cluster's folder. As root on Linux: as the working folder, which needs no permission on the
 * folders above it. So the data may be in a closed folder, which is where data should be.
 */
export const clusterArgument = (cluster: string, runner: Runner | null): string =>
	runner && process.platform === 'linux' ? '/proc/self/cwd' : cluster;

/**
 * Creates an empty cluster in a temporary folder and then renames it: an interrupted start leaves no incomplete cluster,
 * and of two concurrent starts one succeeds.
 * @param durable false leaves out waiting for the disk: for tests.
 */
export async function createCluster(
	native: string,
	cluster: string,
	runner: Runner | null,
	durable: boolean
): Promise<void> {
	const parent = join(cluster, '..');
	await mkdir(parent, { recursive: true, mode: 0o700 });
	const prefix = `${basename(cluster)}.new-`;
	for (const name of await readdir(parent)) {
		// Creating a cluster never takes an hour, so this one was interrupted.
		// eslint-disable-next-line no-restricted-syntax -- the name has a moment
		if (name.startsWith(prefix) && Date.now() - Number(name.slice(prefix.length).split('-')[0]) > 3_600_000) {
			await rm(join(parent, name), { recursive: true, force: true });
		}
	}
	const temporary = await mkdtemp(join(parent, `${prefix}${Date.now()}-`));
	const newCluster = join(temporary, 'cluster');
	try {
		const password = randomBytes(24).toString('hex');
		await mkdir(newCluster, { mode: 0o700 });
		await writeFile(join(temporary, 'password'), password, { mode: 0o600 });
		if (runner) await giveTo(runner, temporary);
		await run(
			binary(native, 'initdb'),
			initdbArguments(clusterArgument(newCluster, runner), durable),
			newCluster,
			runner
		);
		await rename(join(temporary, 'password'), passwordFile(newCluster, OWNER_ROLE));
		await rename(newCluster, cluster).catch((error: unknown) => {
			if (!existsSync(join(cluster, 'PG_VERSION'))) throw error; // otherwise another start was first
		});
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

// The builtin C.UTF-8 sorts and folds the same on every system; with plain C, trigrams lose accented letters
// (measured).
const initdbArguments = (folder: string, durable: boolean): string[] => [
	'-D',
	folder,
	'-U',
	OWNER_ROLE,
	'--pwfile',
	'../password',
	'-A',
	'scram-sha-256',
	'-E',
	'UTF8',
	'--locale-provider=builtin',
	'--builtin-locale=C.UTF-8',
	process.platform === 'win32' ? '--locale=C' : '--locale=C.UTF-8',
	...(durable ? [] : ['--no-sync'])
];

function run(program: string, args: string[], cwd: string, runner: Runner | null): Promise<void> {
	return new Promise((done, fail) => {
		const child = spawn(program, args, {
			cwd,
			env: plainEnvironment(),
			stdio: ['ignore', 'ignore', 'pipe'],
			...(runner && { uid: runner.uid, gid: runner.gid })
		});
		let output = '';
		child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
		child.once('error', (cause) => {
			fail(cannotRun(program, cause.message, cause));
		});
		child.once('close', (code) => {
			if (code === 0) done();
			else fail(cannotRun(program, output.trim() || `it ended with ${String(code)}`));
		});
	});
}

/** The usual reason on small Linux systems is that they have another C library than the binaries were made for. */
const cannotRun = (program: string, output: string, cause?: unknown): EmbeddedError =>
	new EmbeddedError(
		'failed',
		`The PostgreSQL that came along does not run here (${program}): ${output}. Set DATABASE_URL to use a PostgreSQL of your own.`,
		{ cause }
	);

/** Advice by the message of PostgreSQL. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
	[/No space left/, 'Make room on that disk, and start again'],
	[/Read-only file system/, 'Let that disk be written to, and start again'],
	[
		/Permission denied|wrong ownership|invalid permissions/,
		'Give that folder and all in it to the user that runs the database, with mode 0700, and start again'
	]
];

/** PostgreSQL does not start on the database of an existing installation. */
export const cannotStart = (cluster: string, output: string, cause?: unknown): EmbeddedError =>
	new EmbeddedError(
		'failed',
		`PostgreSQL does not start on the database in ${cluster}: ${output
			.replace(/^LOG:.*$/gm, '')
			.trim()
			.replaceAll('\n', ' ')}. ${REMEDIES.find(([message]) => message.test(output))?.[1] ?? repairAdvice(cluster)}.`,
		{ cause }
	);
