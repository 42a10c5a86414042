import {
	chmodSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';

/** The folder of the embedded PostgreSQL, which has its own rights and may belong to another user. */
const CLUSTER = /^postgresql-/;

/**
 * Creates the folder for the program's data, and removes the rights of other users on it and its content, also when it
 * existed. When the program runs as root, PostgreSQL runs as another user: on Linux it reaches its folder without rights
 * on this one; elsewhere that user may enter this folder but not list it.
 * @throws when it cannot be written to
 */
export function makeDataDir(dataDir: string): void {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const probe = join(dataDir, `.probe-${process.pid}`);
	writeFileSync(probe, '', { mode: 0o600 });
	rmSync(probe);
	if (process.platform === 'win32') return;
	restrictRights(dataDir, process.getuid?.() === 0 && process.platform !== 'linux' ? 0o711 : 0o700);
	for (const name of readdirSync(dataDir)) if (!CLUSTER.test(name)) restrictRightsWithin(join(dataDir, name));
}

function restrictRightsWithin(path: string): void {
	const found = lstatSync(path, { throwIfNoEntry: false });
	// A link leads to a file outside this folder.
	if (!found || found.isSymbolicLink()) return;
	if (!found.isDirectory()) {
		if (found.isFile()) restrictRights(path, 0o600);
		return;
	}
	restrictRights(path, 0o700);
	for (const name of readdirSync(path)) restrictRightsWithin(join(path, name));
}

/** Leaves the rights of files of another user as they are, such as those of a volume in a container. */
function restrictRights(path: string, mode: number): void {
	try {
		if ((lstatSync(path).mode & 0o777) !== mode) chmodSync(path, mode);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : null;
		if (code !== 'EPERM' && code !== 'ENOENT' && code !== 'EROFS') throw error;
	}
}

/**
 * The text of a file in the data folder, which is created once. Two first starts at the same moment get the same text:
 * only one of them can create the link, and its content is complete.
 * @throws when it belongs to another user
 */
export function keptText(dataDir: string, name: string, make: () => string): string {
	const file = join(dataDir, name);
	if (!existsSync(file)) {
		const temporary = join(dataDir, `.${name}-${process.pid}`);
		writeFileSync(temporary, `${make()}\n`, { mode: 0o600 });
		try {
			linkSync(temporary, file);
		} catch (error) {
			if (!existsSync(file)) throw error;
		} finally {
			rmSync(temporary);
		}
	}
	chmodSync(file, 0o600);
	return readFileSync(file, 'utf8').trim();
}
