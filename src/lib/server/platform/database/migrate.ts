import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { connect } from './connect';
import { separateRoles } from './roles';

/** The database does not match this program. The message tells a person what to do. */
export class MigrationError extends Error {
	constructor(
		readonly code: 'newer' | 'changed' | 'failed',
		message: string,
		options?: ErrorOptions
	) {
		super(message, options);
		this.name = 'MigrationError';
	}
}

const Journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

interface Migration {
	tag: string;
	/** Milliseconds since 1970 at which it was written: its identity, as drizzle-kit has it. */
	when: number;
	hash: string;
	statements: string[];
}

/** The advisory lock of the process that migrates this database. */
const MIGRATION_LOCK = 7_310_019;

/**
 * Migrates the tables of the database to this version, each migration in a transaction. Several processes may call it at
 * once. Keeps the same list as drizzle-kit (`drizzle.__drizzle_migrations`), but applies every migration that is missing
 * from it instead of those after the newest: migrations that reach the main branch out of order are all applied.
 * @param only limits it to the migrations written at these moments: data of an older version needs the tables that it
 *   was made with.
 * @param program the role that the program connects as, when that is another than the owner's in `url`: it gets only
 *   the rights that it needs.
 * @returns the names of those carried out now.
 * @throws {MigrationError} `newer` when a later version of the program has been here.
 */
export async function migrate(
	url: string,
	{ folder = migrationsFolder(), only, program }: { folder?: string; only?: ReadonlySet<number>; program?: string } = {}
): Promise<string[]> {
	const migrations = readMigrations(folder);
	const sql = connect(url, { max: 1, name: 'voelspriet migrate' });
	try {
		await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
		// Check first: a role without the right to create tables can start when nothing is missing.
		const [list] = await sql<
			{ absent: boolean }[]
		>`select to_regclass('drizzle.__drizzle_migrations') is null as absent`;
		if (list?.absent) {
			await sql`create schema if not exists drizzle`;
			await sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
		}
		const rows = await sql<
			{ hash: string; when: number }[]
		>`select hash, coalesce(created_at, 0)::float8 as when from drizzle.__drizzle_migrations`;
		const applied = new Map(rows.map(({ hash, when }) => [when, hash]));
		assertKnownMigrations(migrations, applied);
		const missing = migrations.filter(({ when }) => !applied.has(when) && (only?.has(when) ?? true));
		for (const migration of missing) await sql.begin((transaction) => runMigration(transaction, migration));
		if (program !== undefined) await separateRoles(sql, program);
		return missing.map(({ tag }) => tag);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** The migrations of this program. */
export const knownMigrations = (): readonly Pick<Migration, 'tag' | 'when' | 'hash'>[] =>
	readMigrations(migrationsFolder());

function assertKnownMigrations(migrations: readonly Migration[], applied: ReadonlyMap<number, string>): void {
	const known = new Set(migrations.map(({ when }) => when));
	if ([...applied.keys()].some((when) => !known.has(when))) {
		throw new MigrationError(
			'newer',
			'This database was made by a newer version of Voelspriet, or by one from before release 1.0. Start that version. Nothing was changed.'
		);
	}
	for (const { when, hash, tag } of migrations) {
		if (applied.has(when) && applied.get(when) !== hash) {
			throw new MigrationError(
				'changed',
				`The migration ${tag} was changed after it was carried out on this database. Restore its text, and put the change in a new migration.`
			);
		}
	}
}

async function runMigration(sql: TransactionSql, { tag, when, hash, statements }: Migration): Promise<void> {
	try {
		for (const statement of statements) await sql.unsafe(statement);
		await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${when})`;
	} catch (cause) {
		throw new MigrationError(
			'failed',
			`The migration ${tag} failed: ${cause instanceof Error ? cause.message : String(cause)}. Nothing of it was kept.`,
			{ cause }
		);
	}
}

function readMigrations(folder: string): Migration[] {
	const journal = join(folder, 'meta', '_journal.json');
	if (!existsSync(journal)) return [];
	return Journal.parse(JSON.parse(readFileSync(journal, 'utf8'))).entries.map(({ tag, when }) => {
		const text = readFileSync(join(folder, `${tag}.sql`), 'utf8');
		return {
			tag,
			when,
			hash: createHash('sha256').update(text).digest('hex'),
			statements: text.split('--> statement-breakpoint').filter((statement) => statement.trim())
		};
	});
}

/**
 * The nearest `drizzle` folder above this file: the project's in development and tests, the copy in the build in
 * production.
 */
function migrationsFolder(): string {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		const found = join(folder, 'drizzle');
		if (existsSync(join(found, 'meta', '_journal.json'))) return found;
		if (folder === dirname(folder))
			throw new MigrationError('failed', 'The folder "drizzle" with the migrations is missing beside the program.');
	}
}
