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

/**
 * PostgreSQL refuses to run as root. As root: the user who already owns the cluster, else one of the users that systems
 * provide for such work.
 * @returns `null` when the program does not run as root: PostgreSQL then runs as the same user.
 */
export function chooseRunner(cluster: string): Runner | null {
	if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
	if (existsSync(cluster)) {
		const { uid, gid } = lstatSync(cluster);
		if (uid !== 0) return { name: String(uid), uid, gid };
	}
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
	for (const wanted of ['voelspriet', 'postgres', 'nobody', 'daemon']) {
		const found = users.find(({ name, uid }) => name === wanted && uid > 0);
		if (found) return found;
	}
	throw new EmbeddedError(
		'unsupported',
		'PostgreSQL refuses to run as root, and this system has no user "nobody" to run it. Start the program as an ordinary user, or set DATABASE_URL.'
	);
}

/** Gives a folder and all in it to the runner, for a cluster that root copied or restored. */
export async function giveTo({ uid, gid }: Runner, folder: string): Promise<void> {
	await lchown(folder, uid, gid);
	for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
}
