import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { lchown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedError } from './error';

/** The unprivileged user who runs PostgreSQL when the program itself runs as root. */
export interface Runner {
	name: string;
	uid: number;
	gid: number;
}

/** The users that may run PostgreSQL, in order of preference. */
const PREFERRED_USERS = ['voelspriet', 'postgres'] as const;
/**
 * Users that many unprivileged programs share: each of these programs can read the files of the others and stop them.
 */
const SHARED: readonly string[] = ['nobody', 'daemon'];

/**
 * PostgreSQL refuses to run as root. When the program runs as root, chooses the user who owns the cluster, else
 * `voelspriet`, else `postgres`, else a new system user. Never chooses a shared user: the cluster of such a user gets
 * another owner.
 * @returns `null` when the program does not run as root: PostgreSQL then runs as the same user.
 * @throws {EmbeddedError} where there is none, and none can be made
 */
export function chooseRunner(cluster: string): Runner | null {
	if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
	const users = knownUsers();
	if (existsSync(cluster)) {
		const { uid, gid } = lstatSync(cluster);
		const name = users.find((user) => user.uid === uid)?.name ?? String(uid);
		if (uid !== 0 && !SHARED.includes(name)) return { name, uid, gid };
	}
	return preferredUser(users) ?? createRunner();
}

function knownUsers(): Runner[] {
	return readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

const preferredUser = (users: readonly Runner[]): Runner | null =>
	PREFERRED_USERS.map((wanted) => users.find(({ name, uid }) => name === wanted && uid > 0)).find(Boolean) ?? null;

/** Creates a system user without home, password and shell: with `useradd`, or with `adduser` of small systems. */
function createRunner(): Runner {
	const [name] = PREFERRED_USERS;
	const tools: readonly (readonly [string, ...string[]])[] = [
		['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
		['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', name]
	];
	const env = { ...plainEnvironment(), PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
	for (const [tool, ...args] of tools) {
		spawnSync(tool, args, { stdio: 'ignore', env });
		const created = preferredUser(knownUsers());
		if (created) return created;
	}
	throw new EmbeddedError(
		'unsupported',
		`PostgreSQL refuses to run as root, and no system user "${name}" could be made to run it: make one (useradd --system ${name}), or start the program as an ordinary user.`
	);
}

/** The environment variables that PostgreSQL and its tools get: paths and locale, but no settings or secrets. */
const PASSED_VARIABLES =
	/^(PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|SystemRoot|SystemDrive|windir|COMSPEC|PATHEXT|USERPROFILE)$/i;
export const plainEnvironment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_VARIABLES.test(name)));

/** Gives a folder and all in it to the runner, for a cluster that root copied or restored. */
export async function giveTo({ uid, gid }: Runner, folder: string): Promise<void> {
	await lchown(folder, uid, gid);
	for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
}
