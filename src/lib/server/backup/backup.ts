import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransactionSql } from 'postgres';
import { ZipFile } from 'yazl';
import { connect } from '../database/connect';
import { BackupError, entryOf, MANIFEST, SECRET, type Manifest } from './manifest';
import { contentsOf } from './contents';
import { personalData } from './personal-data';
import { keptTables, type KeptTable } from './tables';

interface BackedUp {
	readonly file: string;
	readonly bytes: number;
	readonly manifest: Manifest;
}

/** Only the owner may read it: it holds the installation's secret and all that people wrote. */
const CLOSED = 0o600;

/**
 * Writes everything the program keeps to one file, as it was at one moment. The program may run meanwhile and is not
 * blocked.
 * @param to the file, or a folder in which it gets a name with the moment
 * @throws BackupError `exists` when the file exists already
 */
export async function backUp(url: string, to: string, { dataDir }: { dataDir: string }): Promise<BackedUp> {
	const file = await placeFor(to);
	const aside = `${file}.part-${process.pid}`;
	const sql = connect(url, { max: 1, name: 'voelspriet backup' });
	try {
		const manifest = await sql.begin('isolation level repeatable read read only', (tx) => write(tx, aside, dataDir));
		await rename(aside, file);
		return { file, bytes: (await stat(file)).size, manifest };
	} catch (error) {
		await rm(aside, { force: true });
		throw error;
	} finally {
		await sql.end({ timeout: 2 });
	}
}

async function placeFor(to: string): Promise<string> {
	const isFolder =
		to.endsWith('/') ||
		(await stat(to)
			.then((found) => found.isDirectory())
			.catch(() => false));
	const name = `voelspriet-${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.zip`;
	const file = isFolder ? join(to, name) : to;
	if (existsSync(file))
		throw new BackupError('exists', `${file} exists already: give another name, or take that file away first.`);
	return file;
}

async function write(tx: TransactionSql, file: string, dataDir: string): Promise<Manifest> {
	const [now] = await tx<
		{ at: Date; there: boolean }[]
	>`select now() as at, to_regclass('public.log') is not null as there`;
	if (!now?.there)
		throw new BackupError('empty', 'There is nothing to back up: the program was never started on this database.');
	const mtime = now.at;
	const zip = new ZipFile();
	const broken = new AbortController();
	const written = pipeline(zip.outputStream, createWriteStream(file, { flags: 'wx', mode: CLOSED }), {
		signal: broken.signal
	});
	// A full disk must end the copying too, not only the writing.
	const failed = written.then(() => new Promise<never>(() => undefined));
	failed.catch(() => undefined);
	zip.on('error', (error: Error) => broken.abort(error));
	try {
		const tables: Manifest['tables'] = [];
		for (const table of await keptTables(tx)) {
			const copied = new CopiedTable(tx, table);
			zip.addReadStream(copied.stream, entryOf(table.name), { mtime, mode: CLOSED });
			await Promise.race([copied.ended, failed]);
			tables.push({ ...table, columns: [...table.columns], rows: copied.rows, sha256: copied.sha256 });
		}
		const secret = await readFile(join(dataDir, 'secret')).catch(() => null);
		if (secret) zip.addBuffer(secret, SECRET, { mtime, mode: CLOSED });
		const manifest: Manifest = {
			format: 1,
			made: mtime.toISOString(),
			migrations: await migrationsOf(tx),
			tables,
			...(await contentsOf(tx)),
			personal: await personalData(tx),
			secret: secret && createHash('sha256').update(secret).digest('hex')
		};
		zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, '\t')), MANIFEST, { mtime, mode: CLOSED });
		zip.end();
		await written;
		return manifest;
	} catch (error) {
		broken.abort(error);
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

	constructor(tx: TransactionSql, { name, columns }: KeptTable) {
		const hash = createHash('sha256');
		const quoted = columns.map((column) => `"${column}"`).join(', ');
		const rows = async function* (this: CopiedTable): AsyncGenerator<Buffer> {
			const copy = await tx.unsafe(`copy "${name}" (${quoted}) to stdout`).readable();
			for await (const chunk of copy as AsyncIterable<Buffer>) {
				hash.update(chunk);
				// A line break within a value is written as \n, so each of these ends a row.
				for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.rows += 1;
				yield chunk;
			}
			// postgres.js 3.4 pauses its socket while much data waits here, and resumes it at the next read: after the last
			// row there is none.
			copy._read(0);
			this.sha256 = hash.digest('hex');
		};
		this.stream = Readable.from(rows.call(this), { objectMode: false });
		this.ended = new Promise((done, fail) => {
			this.stream.once('end', done);
			this.stream.once('error', fail);
		});
	}
}
