import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import checksums from './checksums.json';
import { digestOf } from './digest';
import { EmbeddedError } from './error';

/** In the cluster: the checksum of the PostgreSQL that it was last seen with. */
const SEEN_FILE = 'voelspriet.binaries';

const pinned: Readonly<Record<string, { readonly digest: string } | undefined>> = checksums;
/** Of this machine's PostgreSQL, as pinned with this version of the program. */
export const pinnedDigest = (): string | null =>
	pinned[`${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`]?.digest ?? null;

/**
 * Refuses a PostgreSQL that is not, file by file, the one that this version of the program was made with. Reading it all
 * takes a few tenths of a second, so it is done before a cluster is made, and once more after every change of version.
 * @param cluster where it is remembered; it may not be there yet
 * @throws EmbeddedError `changed`
 */
export async function assertUnchanged(native: string, cluster: string, expected = pinnedDigest()): Promise<void> {
	if (expected === null) return;
	const seenDigest = await readFile(join(cluster, SEEN_FILE), 'utf8').catch(() => null);
	if (seenDigest?.trim() === expected) return;
	const actual = await digestOf(native).catch(() => null);
	if (actual === expected) return;
	throw new EmbeddedError(
		'changed',
		`The PostgreSQL in ${native} is not the one that belongs to this version: a file was changed or is missing. Remove the folder node_modules and run "npm ci".`
	);
}

/** Remembers in the cluster that this PostgreSQL was looked at. */
export async function rememberUnchanged(cluster: string, digest = pinnedDigest()): Promise<void> {
	const file = join(cluster, SEEN_FILE);
	const seenDigest = existsSync(file) ? (await readFile(file, 'utf8')).trim() : null;
	if (digest !== null && seenDigest !== digest) await writeFile(file, `${digest}\n`, { mode: 0o600 });
}
