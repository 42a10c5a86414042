import {
	chmodSync,
	existsSync,
	lchownSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { basename, join } from 'node:path';

/** The folder of the embedded PostgreSQL, which has its own rights and may belong to another user. */
const CLUSTER = /^postgresql-/;
/** The major version of the embedded PostgreSQL. Each major version has a data folder of its own. */
const POSTGRES = '18';
export const clusterFolder = (dataDir: string): string => join(dataDir, `postgresql-${POSTGRES}`);

/** A file in the data folder until its database is ready, so that an interrupted first start is repeated. */
const FIRST_START = 'first-start';
/** A file in the data folder until the database has what a restore brings. */
const RESTORE_BEGAN = 'restore-began';
/** Files that show that an installation was made in this folder. */
const TRACES = ['signing-key', 'secret', 'secret.previous', 'forgotten.json'];

/** What is in a data folder: no installation, one whose first start was not completed, or a complete one. */
export type Installed = 'none' | 'unfinished' | 'whole';

/** The data folder of an installation is damaged. The message is advice for a person, which never leads to an empty installation. */
export class DamagedDataDir extends Error {
	override readonly name = 'DamagedDataDir';
	constructor(
		what: string,
		/** Whether there is no database in it, so that a back-up can be restored into it. */
		readonly isEmpty = false
	) {
		super(what);
	}
}

/** What to do when a restore was interrupted: an empty installation must not take its place. */
export const unfinishedRestore = (where: string): string =>
	`A restore into ${where} did not finish, so nothing of the back-up is there. Run it again: npm run restore -- FILE. To begin with an empty installation instead, take another folder or database. Nothing was changed.`;

/** What to do about a damaged database. */
export const repairAdvice = (cluster: string): string =>
	`Nothing was changed. Put back the whole folder from a copy of the disk; or move ${cluster} elsewhere, keep it, and restore the newest back-up: npm run restore -- FILE. An installation in another folder would be empty`;

/**
 * Determines what is in a data folder with the embedded PostgreSQL, and changes nothing.
 * @param fromSettings whether these come from the settings, and not from a file in the folder
 * @throws DamagedDataDir when parts of an installation are missing or cannot be read
 */
export function inspectDataDir(dataDir: string, fromSettings: { secret: boolean; signingKey: boolean }): Installed {
	const names = namesIn(dataDir);
	if (names === null) return 'none';
	const cluster = clusterFolder(dataDir);
	const traces = TRACES.filter((name) => names.includes(name));
	if (names.includes(RESTORE_BEGAN)) throw new DamagedDataDir(unfinishedRestore(`the folder ${dataDir}`), true);
	if (names.includes(FIRST_START)) return 'unfinished';
	if (!names.includes(basename(cluster)) && traces.length === 0) return 'none';
	const clusterNames = namesIn(cluster);
	if (clusterNames === null || clusterNames.length === 0) {
		const own = traces.includes('secret') ? '' : ' If it has a PostgreSQL of its own, its settings are missing.';
		const found =
			traces.length > 0
				? `, but ${traces.join(' and ')} of an installation ${traces.length > 1 ? 'are' : 'is'} there`
				: '';
		throw new DamagedDataDir(
			`The database is missing: ${cluster} ${clusterNames === null ? 'does not exist' : 'is empty'}${found}.${own} If it is on another disk, mount that. ${repairAdvice(cluster)}.`,
			true
		);
	}
	const version = clusterNames.includes('PG_VERSION') ? readPart(join(cluster, 'PG_VERSION')).trim() : null;
	if (version === null || version === '')
		throw new DamagedDataDir(
			`The database in ${cluster} is damaged: PG_VERSION is missing or empty. ${repairAdvice(cluster)}.`
		);
	if (version !== POSTGRES)
		throw new DamagedDataDir(
			`The database in ${cluster} is of PostgreSQL ${version.slice(0, 20)}, and this program has ${POSTGRES}. Start the version of Voelspriet that made it, or restore a back-up with this one: move ${cluster} elsewhere, keep it, and npm run restore -- FILE. Nothing was changed.`
		);
	const missing = [
		...(fromSettings.secret ? [] : ['secret']),
		...(fromSettings.signingKey ? [] : ['signing-key'])
	].filter((name) => !names.includes(name));
	if (missing.length > 0)
		throw new DamagedDataDir(
			missing.map((name) => `${join(dataDir, name)} is missing: ${missingAdvice[name as 'secret']}`).join(' ')
		);
	return 'whole';
}

/** What to do when a file with a secret is missing or damaged. */
export const missingAdvice = {
	secret:
		'put it back from a copy (it is also in each back-up that was made without SECRET), or give its content as SECRET. Nothing was changed.',
	'signing-key':
		'put your copy of it back, or give its content as SIGNING_KEY. If there is none, make another one (openssl rand -hex 32), and give the fingerprint of the earlier key to verify-log. Nothing was changed.'
} as const;

/** @returns null when it does not exist. @throws DamagedDataDir when it cannot be read */
function namesIn(folder: string): string[] | null {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw new DamagedDataDir(cannotRead(folder, error));
	}
}

function readPart(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new DamagedDataDir(cannotRead(file, error));
	}
}

/** A sentence about a file or folder that cannot be used, with what to do. */
export function cannotRead(path: string, error: unknown): string {
	const code = codeOf(error);
	if (code === 'EACCES' || code === 'EPERM') {
		const owner = statSync(path, { throwIfNoEntry: false })?.uid;
		return `${path} cannot be read by this user (number ${process.getuid?.() ?? '?'}${owner === undefined ? '' : `; it belongs to user number ${owner}`}): run this as the user that runs the program, or as root. Nothing was changed.`;
	}
	if (code === 'ENOTDIR') return `${path} is not a folder: give the folder of the installation. Nothing was changed.`;
	return `${path} cannot be read (${error instanceof Error ? error.message : String(error)}): repair its disk, or put it back from a copy. Nothing was changed.`;
}

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

/** Whether the first start of this installation did not end yet. */
export const isFirstStart = (dataDir: string): boolean => existsSync(join(dataDir, FIRST_START));
export const beginFirstStart = (dataDir: string): void => {
	writeFileSync(join(dataDir, FIRST_START), 'The first start did not end yet.\n', { mode: 0o600 });
};
export const endFirstStart = (dataDir: string): void => {
	rmSync(join(dataDir, FIRST_START), { force: true });
};

/** From here on the folder is no first start: until the restore has ended, no empty installation may start in it. */
export const beginRestore = (dataDir: string): void => {
	writeFileSync(join(dataDir, RESTORE_BEGAN), 'A restore into this folder did not end yet.\n', { mode: 0o600 });
	endFirstStart(dataDir);
};
/** From here on the database itself knows whether the restore has ended. */
export const endRestore = (dataDir: string): void => {
	rmSync(join(dataDir, RESTORE_BEGAN), { force: true });
};

/**
 * Gives what root wrote in a folder of another user to that user, so that the program can read it: each file and folder
 * of root gets the owner of the folder that it is in.
 */
export function giveToOwner(folder: string): void {
	if (process.getuid?.() !== 0) return;
	const found = lstatSync(folder, { throwIfNoEntry: false });
	if (!found?.isDirectory()) return;
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const inside = lstatSync(path, { throwIfNoEntry: false });
		if (inside?.uid === 0 && found.uid !== 0) lchownSync(path, found.uid, found.gid);
		if (inside?.isDirectory()) giveToOwner(path);
	}
}

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
export function readOrCreateFile(dataDir: string, name: string, make: () => string): string {
	const file = join(dataDir, name);
	if (!existsSync(file)) {
		const temporary = join(dataDir, `.${name}-${process.pid}`);
		try {
			writeFileSync(temporary, `${make()}\n`, { mode: 0o600 });
			linkSync(temporary, file);
		} catch (error) {
			if (!existsSync(file)) throw error;
		} finally {
			rmSync(temporary, { force: true });
		}
	}
	chmodSync(file, 0o600);
	return readFileSync(file, 'utf8').trim();
}
