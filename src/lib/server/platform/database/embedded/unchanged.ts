import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import checksums from './checksums.json';
import { digestOf } from './digest';
import { EmbeddedError } from './error';

/** The file in the cluster with the checksum of the PostgreSQL that was verified last. */
const SEEN_FILE = 'voelspriet.binaries';

const pinned: Readonly<Record<string, { readonly digest: string } | undefined>> = checksums;
/** The expected digest of PostgreSQL for this platform; null for an unknown platform. */
export const pinnedDigest = (): string | null =>
	pinned[`${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`]?.digest ?? null;

/**
 * Refuses a PostgreSQL whose files differ from those that this version of the program was built with. Reading all files
 * takes a few tenths of a second, so this is done before a cluster is created, and again after each change of version.
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

/** Stores in the cluster that this PostgreSQL was verified. */
export async function rememberUnchanged(cluster: string, digest = pinnedDigest()): Promise<void> {
	const file = join(cluster, SEEN_FILE);
	const seenDigest = existsSync(file) ? (await readFile(file, 'utf8')).trim() : null;
	if (digest !== null && seenDigest !== digest) await writeFile(file, `${digest}\n`, { mode: 0o600 });
}
