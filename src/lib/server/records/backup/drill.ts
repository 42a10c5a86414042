import { access, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { millisecondsInHour } from 'date-fns/constants';
import type { Logger } from 'pino';
import { startEmbedded } from '$lib/server/platform/database/embedded';
import { restore, type Restored } from './restore';
import type { OpenWith } from './sealing';

/** The name of the folder that a drill makes. */
const FOLDER_PREFIX = 'voelspriet-restore-drill-';

interface Drilled extends Restored {
	/** From the beginning until all was proven equal. */
	readonly seconds: number;
}

interface DrillOptions {
	readonly keys: OpenWith;
	/** The list of what was forgotten since; it is only read. Null where there is none. */
	readonly forgotten: string | null;
	readonly log: Logger;
	/** Ends it; the folder is removed then too. */
	readonly signal?: AbortSignal;
	/** Where the temporary database is stored: it takes some three times the size of the file. */
	readonly parentFolder?: string;
}

/**
 * Restores a back-up into a database of its own, in a folder that is removed afterwards, with every proof of a real
 * restore. Nothing of the installation is touched: not its database, not its folder.
 * @throws BackupError as `restore` does
 */
export async function drill(
	file: string,
	{ keys, forgotten, log, signal, parentFolder = tmpdir() }: DrillOptions
): Promise<Drilled> {
	const began = performance.now();
	await clearAbandoned(parentFolder);
	const dataDir = await mkdtemp(join(parentFolder, FOLDER_PREFIX));
	try {
		signal?.throwIfAborted();
		const database = await startEmbedded({ dataDir, log, durable: false });
		try {
			const ended = new Promise<never>((_, fail) => {
				signal?.addEventListener('abort', () => {
					fail(signal.reason as Error);
				});
			});
			const list = forgotten !== null && (await isThere(forgotten)) ? forgotten : undefined;
			const restored = await Promise.race([restore(database.ownerUrl(), file, { dataDir }, list, keys), ended]);
			const listMissing = list === undefined ? forgotten : null;
			return { ...restored, listMissing, seconds: (performance.now() - began) / 1000 };
		} finally {
			await database.stop();
		}
	} finally {
		await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** One that cannot be read is there: it is refused when it is read. */
const isThere = (file: string): Promise<boolean> =>
	access(file).then(
		() => true,
		(error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
	);

/** Removes what a killed drill left: no drill runs for hours. */
async function clearAbandoned(parentFolder: string): Promise<void> {
	for (const name of await readdir(parentFolder)) {
		if (!name.startsWith(FOLDER_PREFIX)) continue;
		const stats = await stat(join(parentFolder, name)).catch(() => null);
		// eslint-disable-next-line no-restricted-syntax -- a file's time is a moment
		if (stats && Date.now() - stats.mtimeMs > 12 * millisecondsInHour)
			await rm(join(parentFolder, name), { recursive: true, force: true }).catch(() => undefined);
	}
}
