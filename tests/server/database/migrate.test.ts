import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '$lib/server/platform/database/migrate';
import { freshDatabase } from '../database';

const database = await freshDatabase();
afterAll(() => database.drop());

let folder: string;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-migrations-'));
	mkdirSync(join(folder, 'meta'));
	await database.sql`drop schema drizzle cascade`;
	await database.sql`drop table if exists first, second, third`;
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** Lays out migrations as drizzle-kit does. */
function writeMigrations(migrations: Record<string, { when: number; sql: string }>): void {
	const entries = Object.entries(migrations).map(([tag, { when }], idx) => ({
		idx,
		version: '7',
		when,
		tag,
		breakpoints: true
	}));
	writeFileSync(
		join(folder, 'meta', '_journal.json'),
		JSON.stringify({ version: '7', dialect: 'postgresql', entries })
	);
	for (const [tag, { sql }] of Object.entries(migrations)) writeFileSync(join(folder, `${tag}.sql`), sql);
}
const run = () => migrate(database.owner, { folder });
const firstMigration = {
	when: 100,
	sql: 'create table first (n integer);--> statement-breakpoint\ninsert into first values (1);'
};
const secondMigration = { when: 200, sql: 'create table second (n integer);' };

test('each migration is carried out once, in order, also by five processes at once', async () => {
	writeMigrations({ '0000_first': firstMigration, '0001_second': secondMigration });
	const done = await Promise.all([run(), run(), run(), run(), run()]);
	expect(done.flat()).toEqual(['0000_first', '0001_second']);
	expect(await database.sql`select n from first`).toEqual([{ n: 1 }]);
	expect(await run()).toEqual([]);
});

test('a migration that reaches the main line late is carried out too', async () => {
	writeMigrations({ '0000_second': secondMigration });
	await run();
	writeMigrations({ '0000_first': firstMigration, '0001_second': secondMigration });
	expect(await run()).toEqual(['0000_first']);
});

test('an older program refuses a newer database with one clear line, and changes nothing', async () => {
	writeMigrations({ '0000_first': firstMigration, '0001_second': secondMigration });
	await run();
	writeMigrations({ '0000_first': firstMigration });
	await expect(run()).rejects.toMatchObject({
		code: 'newer',
		message: expect.stringMatching(/newer version of Voelspriet.*Start that version/) as string
	});
});

test('a migration that was changed afterwards is refused, because two installations would differ unnoticed', async () => {
	writeMigrations({ '0000_first': firstMigration });
	await run();
	writeMigrations({ '0000_first': { ...firstMigration, sql: `${firstMigration.sql} ` } });
	await expect(run()).rejects.toMatchObject({ code: 'changed' });
});

test('a migration that fails halfway is rolled back, and those before it stay', async () => {
	writeMigrations({
		'0000_first': firstMigration,
		'0001_bad': { when: 150, sql: 'create table third (n integer);--> statement-breakpoint\nselect 1/0;' }
	});
	await expect(run()).rejects.toMatchObject({
		code: 'failed',
		message: expect.stringMatching(/0001_bad failed: division by zero/) as string
	});
	expect(await database.sql`select tablename from pg_tables where tablename in ('first', 'third')`).toEqual([
		{ tablename: 'first' }
	]);
	writeMigrations({ '0000_first': firstMigration, '0001_bad': { when: 150, sql: 'create table third (n integer);' } });
	expect(await run()).toEqual(['0001_bad']);
});

test('the project’s own migrations are found without being given their path', async () => {
	const own = await freshDatabase();
	expect(await migrate(own.url)).toEqual([]);
	await own.drop();
});
