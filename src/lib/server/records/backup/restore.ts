import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { joinForgotten, type ForgottenList } from '$lib/domain/incident/forgotten';
import { connect } from '$lib/server/platform/database/connect';
import { markRestore, unmarkRestore } from '$lib/server/platform/database/database';
import { endRestore } from '$lib/server/platform/config/data-dir';
import { replaceFile } from '$lib/server/platform/operations/replace-file';
import { knownMigrations, migrate } from '$lib/server/platform/database/migrate';
import { BackupError, entryOf, Manifest, MANIFEST, SECRET } from './manifest';
import { differentRows, differentContents } from './contents';
import { Executor } from '$lib/server/log/execute/execute';
import { Leases } from '$lib/server/platform/database/leases';
import { Masking } from '../retention/masking';
import { Logs } from '$lib/server/log/logs';
import { opened, type OpenWith } from './sealing';
import { addForgotten, FORGOTTEN, forgottenList, repeatForgotten, type Repeated } from './forgotten';
import { firstTableWithRows, backedUpTables, transient } from './tables';

export interface Restored {
	readonly manifest: Manifest;
	/** Names of the migrations that were run after the restore, to match this program. */
	readonly migrated: readonly string[];
	/** Whether the data folder now has the secret of the back-up. */
	readonly secret: boolean;
	/** What was forgotten after the back-up, and is now forgotten here too. */
	readonly forgotten: Repeated;
	/** Where the list of forgotten data should be; null when it is there. */
	readonly listMissing: string | null;
}

/** The most that is read into memory at once: the manifest of ten thousand incidents is a few megabytes. */
const MAX_BYTES_IN_MEMORY = 64 * 1024 * 1024;
/** One restore at a time. */
const RESTORE_LOCK = 7_310_022;
const CONNECTION_NAME = 'voelspriet restore';

/**
 * Fills an empty database from a back-up, in one transaction, and proves that rows, chains and report checksums are
 * equal; then migrates to this program, and forgets what was forgotten since. Nothing is stored when anything differs.
 * The secret and the list are stored in the data folder before the rows can be read, so that after an interruption the
 * program forgets the rest when it starts.
 * @param extraList the file of a list of what was forgotten, in addition to the one in the data folder
 * @param keys the keys or passphrase of an encrypted back-up
 * @throws BackupError with a sentence for people
 */
export async function restore(
	url: string,
	file: string,
	{ dataDir }: { dataDir: string },
	extraList?: string,
	keys: OpenWith = {}
): Promise<Restored> {
	const decrypted = await opened(file, keys, dataDir);
	try {
		return await restoreDecrypted(url, decrypted.file, dataDir, extraList);
	} finally {
		await decrypted.remove();
	}
}

async function restoreDecrypted(
	url: string,
	file: string,
	dataDir: string,
	extraList: string | undefined
): Promise<Restored> {
	const archive = await Archive.open(file);
	const sql = connect(url, { max: 1, name: CONNECTION_NAME });
	try {
		const { manifest } = archive;
		const listFile = join(dataDir, FORGOTTEN);
		const stored = await listIn(listFile);
		const extra = extraList === undefined ? null : await listIn(extraList);
		if (extraList !== undefined && extra === null)
			throw new BackupError('damaged', `There is no list ${extraList}. Nothing was changed.`);
		const list = joinForgotten(stored ?? {}, extra ?? {});
		refuseNewer(manifest);
		await archive.check();
		await lockForRestore(sql);
		await clearEmpty(sql, manifest);
		await markRestore(sql);
		const backupMigrations = new Set(manifest.migrations.map(({ when }) => when));
		await migrate(url, { only: backupMigrations });
		let secret = false;
		await load(sql, archive, async () => {
			secret = await putSecret(archive, dataDir);
			await addForgotten(dataDir, list);
			endRestore(dataDir);
		});
		const migrated = await migrate(url);
		const difference = migrated.length > 0 ? await differentContents(sql, manifest) : null;
		if (difference !== null) throw different(difference);
		const listMissing = stored === null && extra === null ? listFile : null;
		return { manifest, migrated, secret, forgotten: await repeatIn(url, list), listMissing };
	} finally {
		archive.close();
		await sql.end({ timeout: 2 });
	}
}

async function listIn(file: string): Promise<ForgottenList | null> {
	try {
		return await forgottenList(file);
	} catch (cause) {
		throw new BackupError(
			'damaged',
			`${file} cannot be read: it says what was forgotten since the back-up. Put a whole copy of it there. Nothing was changed.`,
			{ cause }
		);
	}
}

async function repeatIn(url: string, list: ForgottenList): Promise<Repeated> {
	const sql = connect(url, { name: CONNECTION_NAME });
	const [logs, locks] = [new Logs(sql), new Leases(url, CONNECTION_NAME)];
	try {
		await logs.start();
		return await repeatForgotten(list, logs, new Masking(sql, new Executor(sql, logs, null), locks));
	} finally {
		await logs.stop();
		await locks.end();
		await sql.end({ timeout: 2 });
	}
}

function refuseNewer({ migrations }: Manifest): void {
	const known = new Map(knownMigrations().map(({ when, hash }) => [when, hash]));
	if (migrations.some(({ when, hash }) => known.get(when) !== hash))
		throw new BackupError(
			'newer',
			'This back-up was made by a newer version of Voelspriet, or by one from before release 1.0: restore it with that version. Nothing was changed.'
		);
}

/** Takes the lock of a restore. @throws BackupError when the program or another restore uses the database */
async function lockForRestore(sql: Sql): Promise<void> {
	const [lock] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${RESTORE_LOCK}) as taken`;
	const others = await sql`
		select 1 from pg_stat_activity where datname = current_database() and application_name like 'voelspriet%' and application_name <> ${CONNECTION_NAME}`;
	if (!lock?.taken || others.length > 0)
		throw new BackupError(
			'inUse',
			'The program, or another restore, is using this database: stop it first. Nothing was changed.'
		);
}

/**
 * Drops tables that a first start made and that are still empty, so that the back-up finds the tables it was made from.
 */
async function clearEmpty(sql: Sql, { tables, migrations }: Manifest): Promise<void> {
	const firstTable = await firstTableWithRows(sql);
	if (firstTable !== null)
		throw new BackupError(
			'notEmpty',
			`The database is not empty (there are rows in "${firstTable}"): restore into an empty database or an empty DATA_DIR. Nothing was changed.`
		);
	const there = new Set((await backedUpTables(sql)).map(({ name }) => name));
	const [migrated] = await sql<
		{ there: boolean }[]
	>`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
	if (!migrated?.there) return;
	const done = await sql<
		{ when: number }[]
	>`select coalesce(created_at, 0)::float8 as when from drizzle.__drizzle_migrations order by 1`;
	const isSame = done.map(({ when }) => when).join() === migrations.map(({ when }) => when).join();
	const all = [...new Set([...there, ...tables.map(({ name }) => name), ...transient])];
	await sql.begin(async (tx) => {
		if (isSame) await tx`truncate ${tx(all)}`;
		else {
			for (const name of all) await tx`drop table if exists public.${tx(name)} cascade`;
			await tx`drop text search configuration if exists public.voelspriet cascade`;
			await tx`drop schema drizzle cascade`;
		}
	});
}

/** `beforeCommit` runs when all is proven equal, before anybody can read it. */
async function load(sql: Sql, archive: Archive, beforeCommit: () => Promise<void>): Promise<void> {
	const { manifest } = archive;
	const all = await sql.begin(async (tx) => {
		// The triggers are for lines that are written now, by this database's clock.
		for (const name of ['log', 'event']) await tx`alter table ${tx(name)} disable trigger user`;
		for (const { name, columns } of manifest.tables) {
			const quoted = columns.map((column) => `"${column}"`).join(', ');
			await pipeline(
				await archive.stream(entryOf(name)),
				await tx.unsafe(`copy "${name}" (${quoted}) from stdin`).writable()
			);
		}
		const difference = (await differentRows(tx, manifest)) ?? (await differentContents(tx, manifest));
		if (difference !== null) throw different(difference);
		for (const name of ['log', 'event']) await tx`alter table ${tx(name)} enable trigger user`;
		await beforeCommit();
		await unmarkRestore(tx);
		return manifest.tables.map(({ name }) => name);
	});
	for (const name of all) await sql`analyze ${sql(name)}`;
}

const different = (how: string): BackupError =>
	new BackupError(
		'different',
		`What was restored differs from the back-up: ${how} Do not use this database; restore again into an empty one.`
	);

/** @returns whether the data folder holds the back-up's secret now */
async function putSecret(archive: Archive, dataDir: string): Promise<boolean> {
	if (archive.manifest.secret === null) return false;
	const path = join(dataDir, 'secret');
	await replaceFile(path, await archive.bytes(SECRET));
	return (await readFile(path)).length > 0;
}

/** The file itself. Its list of contents is at its end, so a truncated file is noticed at once. */
class Archive {
	private constructor(
		readonly zip: ZipFile,
		readonly entries: ReadonlyMap<string, Entry>,
		readonly manifest: Manifest
	) {}

	static async open(file: string): Promise<Archive> {
		let zip: ZipFile | null = null;
		try {
			zip = await openPromise(file, { autoClose: false });
			const entries = new Map<string, Entry>();
			for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
			const manifest = Manifest.parse(JSON.parse((await bytesIn(zip, entries.get(MANIFEST))).toString()));
			return new Archive(zip, entries, manifest);
		} catch (cause) {
			zip?.close();
			if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
				throw new BackupError('damaged', `There is no file ${file}.`, { cause });
			throw damaged(cause);
		}
	}

	/** Reads all of it once, before the database is touched. */
	async check(): Promise<void> {
		const wanted = [
			...this.manifest.tables.map(({ name, sha256 }) => ({ entry: entryOf(name), sha256 })),
			...(this.manifest.secret === null ? [] : [{ entry: SECRET, sha256: this.manifest.secret }])
		];
		for (const { entry, sha256 } of wanted) {
			const hash = createHash('sha256');
			try {
				for await (const chunk of await this.stream(entry)) hash.update(chunk as Buffer);
			} catch (cause) {
				throw damaged(cause);
			}
			if (hash.digest('hex') !== sha256) throw damaged(null);
		}
	}

	stream(name: string) {
		const entry = this.entries.get(name);
		if (!entry) throw damaged(null);
		return this.zip.openReadStreamPromise(entry);
	}
	bytes(name: string): Promise<Buffer> {
		return bytesIn(this.zip, this.entries.get(name));
	}
	close(): void {
		this.zip.close();
	}
}

async function bytesIn(zip: ZipFile, entry: Entry | undefined): Promise<Buffer> {
	if (!entry || entry.uncompressedSize > MAX_BYTES_IN_MEMORY) throw damaged(null);
	const chunks: Buffer[] = [];
	for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

const damaged = (cause: unknown): BackupError =>
	cause instanceof BackupError
		? cause
		: new BackupError(
				'damaged',
				'This file is damaged, or is no back-up of Voelspriet: take another copy of it. Nothing was changed.',
				{
					cause
				}
			);
