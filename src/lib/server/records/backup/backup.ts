import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, type PassThrough } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { PendingQuery, Row, TransactionSql } from '$lib/server/platform/driver/sql';
import { ZipFile } from 'yazl';
import { connect } from '$lib/server/platform/database/connect';
import { BackupError, entryOf, MANIFEST, SECRET, type Manifest } from './manifest';
import { contentsOf } from './contents';
import { personalData } from './personal-data';
import { sealed, type SealFor } from './sealing';
import { backedUpTables, type BackedUpTable } from './tables';

interface BackupResult {
	readonly file: string;
	readonly rows: number;
	readonly bytes: number;
	readonly manifest: Manifest;
}

/** Only the owner may read it: it holds the installation's secret and all that people wrote. */
const FILE_MODE = 0o600;

interface BackupOptions {
	readonly dataDir: string;
	/** Who can open it; null: everybody who can read the file. */
	readonly sealFor?: SealFor | null;
	/** Aborts it at once; nothing remains. */
	readonly signal?: AbortSignal;
}

/**
 * Writes everything the program keeps to one file, as it was at one moment. The program may run meanwhile and is not
 * blocked. The file has its name only when it is whole and on the disk: one that was cut short, also by a loss of
 * power, is called `….part-…`.
 * @param to the file, or a folder in which it gets a name with the moment
 * @throws BackupError `exists` when the file exists already
 */
export async function backUp(
	url: string,
	to: string,
	{ dataDir, sealFor = null, signal }: BackupOptions
): Promise<BackupResult> {
	const names = await namesFor(to, sealFor === null ? 'zip' : 'zip.age');
	const temporaryFile = `${names(0)}${PART}${process.pid}`;
	const sql = connect(url, { max: 1, name: 'voelspriet backup' });
	let failure: unknown;
	try {
		signal?.throwIfAborted();
		const manifest = await sql.begin('isolation level repeatable read read only', (tx) =>
			write(tx, temporaryFile, { dataDir, sealFor, signal }).catch((error: unknown) => {
				failure = error;
				throw error;
			})
		);
		signal?.throwIfAborted();
		const file = await giveName(temporaryFile, names);
		await syncFolderOf(file);
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		return { file, rows, bytes: (await stat(file)).size, manifest };
	} catch (error) {
		await rm(temporaryFile, { force: true }).catch(() => undefined);
		// Ending what was copied may cancel the end of the transaction too.
		throw failure ?? error;
	} finally {
		await sql.end({ timeout: 2 });
	}
}

/** In the name of a file that is not whole yet, before the number of the process that writes it. */
export const PART = '.part-';

/** A name is safe from a loss of power when its folder is written; not every system lets a folder be opened. */
async function syncFolderOf(file: string): Promise<void> {
	const folder = await open(dirname(file), 'r').catch(() => null);
	await folder?.sync().catch(() => undefined);
	await folder?.close();
}

/** The names that a back-up may get, by number: that of the file, or in a folder those of this second and later ones. */
async function namesFor(to: string, ending: string): Promise<(number: number) => string> {
	const isFolder =
		to.endsWith('/') ||
		(await stat(to)
			.then((found) => found.isDirectory())
			.catch(() => false));
	if (!isFolder) {
		if (existsSync(to)) throw alreadyThere(to);
		return () => to;
	}
	const now = Date.now();
	const names = (number: number): string => {
		const moment = new Date(now + number * 1_000).toISOString();
		return join(to, `voelspriet-${moment.slice(0, 19).replace(/[-:]/g, '')}Z.${ending}`);
	};
	let firstFree = 0;
	while (existsSync(names(firstFree))) firstFree += 1;
	return (number) => names(firstFree + number);
}

/** Gives the file the first name that no other file has; another back-up may have taken one meanwhile. */
async function giveName(temporaryFile: string, names: (number: number) => string): Promise<string> {
	for (let number = 0; ; number += 1) {
		const file = names(number);
		try {
			// Not `rename`, which would replace a file of that name.
			await link(temporaryFile, file);
			await rm(temporaryFile);
			return file;
		} catch (error) {
			if (existsSync(file)) {
				if (file === names(number + 1)) throw alreadyThere(file);
				continue;
			}
			if (codeOf(error) === 'ENOENT') throw error;
			// Not every file system has links.
			await rename(temporaryFile, file);
			return file;
		}
	}
}

const alreadyThere = (file: string): BackupError =>
	new BackupError('exists', `${file} exists already: give another name, or take that file away first.`);

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

async function write(
	tx: TransactionSql,
	file: string,
	{ dataDir, sealFor, signal }: Required<Pick<BackupOptions, 'dataDir' | 'sealFor'>> & Pick<BackupOptions, 'signal'>
): Promise<Manifest> {
	const [now] = await tx<
		{ at: Date; there: boolean }[]
	>`select now() as at, to_regclass('public.log') is not null as there`;
	if (!now?.there)
		throw new BackupError('empty', 'There is nothing to back up: the program was never started on this database.');
	const mtime = now.at;
	const zip = new ZipFile();
	const broken = new AbortController();
	const zipStream = zip.outputStream as PassThrough;
	const bytes = sealFor === null ? zipStream : await sealed(zipStream, sealFor);
	const written = pipeline(bytes, createWriteStream(file, { flags: 'wx', mode: FILE_MODE, flush: true }), {
		signal: signal ? AbortSignal.any([broken.signal, signal]) : broken.signal
	});
	// A full disk must end the copying too, not only the writing.
	const failed = written.then(() => new Promise<never>(() => undefined));
	failed.catch(() => undefined);
	let copied: CopiedTable | null = null;
	zip.on('error', (error: Error) => broken.abort(error));
	try {
		const tables: Manifest['tables'] = [];
		for (const table of await backedUpTables(tx)) {
			copied = new CopiedTable(tx, table);
			zip.addReadStream(copied.stream, entryOf(table.name), { mtime, mode: FILE_MODE });
			await Promise.race([copied.ended, failed]);
			tables.push({ ...table, columns: [...table.columns], rows: copied.rows, sha256: copied.sha256 });
		}
		const secret = await readFile(join(dataDir, 'secret')).catch(() => null);
		if (secret) zip.addBuffer(secret, SECRET, { mtime, mode: FILE_MODE });
		const manifest: Manifest = {
			format: 1,
			made: mtime.toISOString(),
			migrations: await migrationsOf(tx),
			tables,
			...(await Promise.race([contentsOf(tx), failed])),
			personal: await personalData(tx),
			secret: secret && createHash('sha256').update(secret).digest('hex')
		};
		zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, '\t')), MANIFEST, { mtime, mode: FILE_MODE });
		zip.end();
		await written;
		return manifest;
	} catch (error) {
		broken.abort(error);
		await copied?.stop();
		await written.catch(() => undefined);
		throw error;
	}
}

const migrationsOf = (tx: TransactionSql): Promise<Manifest['migrations']> =>
	tx<
		Manifest['migrations']
	>`select coalesce(created_at, 0)::float8 as when, hash from drizzle.__drizzle_migrations order by created_at`.then(
		(rows) => rows.map(({ when, hash }) => ({ when, hash }))
	);

/** The rows of a table as PostgreSQL's own text (`COPY`), counted and digested as they pass. */
class CopiedTable {
	rows = 0;
	sha256 = '';
	readonly stream: Readable;
	/** Settles when the last row has passed. */
	readonly ended: Promise<void>;

	#query: PendingQuery<Row[]> | null = null;

	constructor(tx: TransactionSql, { name, columns }: BackedUpTable) {
		const hash = createHash('sha256');
		const quoted = columns.map((column) => `"${column}"`).join(', ');
		const rows = async function* (this: CopiedTable): AsyncGenerator<Buffer> {
			this.#query = tx.unsafe(`copy "${name}" (${quoted}) to stdout`);
			const copy = await this.#query.readable();
			try {
				for await (const chunk of copy.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
					hash.update(chunk);
					// A line break within a value is written as \n, so each of these ends a row.
					for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.rows += 1;
					yield chunk;
				}
				this.sha256 = hash.digest('hex');
			} finally {
				// The connection does nothing else until all that it sent is read, not even end the transaction.
				if (!copy.readableEnded) for await (const rest of copy) void rest;
				// postgres.js 3.4 pauses its socket while much data waits here, and resumes it at the next read: after the last
				// row there is none.
				copy._read(0);
			}
		};
		this.stream = Readable.from(rows.call(this), { objectMode: false });
		this.ended = new Promise((done, fail) => {
			this.stream.once('end', done);
			this.stream.once('error', fail);
		});
		this.ended.catch(() => undefined);
	}

	/** Ends the copying, so that the transaction can end. */
	async stop(): Promise<void> {
		this.#query?.cancel();
		await finished(this.stream.destroy()).catch(() => undefined);
	}
}
