import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { connect } from '$lib/server/platform/database/connect';
import type { Host } from '$lib/server/platform/config/host';
import { start, type Program } from '$lib/server/program';
import { freshDatabase, type FreshDatabase } from './database';
import { settings } from './settings';

let database: FreshDatabase;
let dataDir: string;

beforeEach(async () => {
	[database, dataDir] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'voelspriet-program-'))]);
});
afterEach(async () => {
	await database.drop();
	await rm(dataDir, { recursive: true, force: true });
});

const makeHost = (): Host => ({
	http: createServer(),
	config: settings({ databaseUrl: database.url, dataDir }),
	port: 0
});

/** The open connections to the database; the one that counts is not included. */
async function connections(): Promise<string[]> {
	const sql = connect(database.url, { max: 1, name: 'counting' });
	try {
		const rows = await sql<{ name: string }[]>`
			select application_name as name from pg_stat_activity
			where datname = current_database() and backend_type = 'client backend' and application_name <> 'counting'`;
		return rows.map(({ name }) => name).filter((name) => name.startsWith('voelspriet'));
	} finally {
		await sql.end();
	}
}

test('a program that runs is healthy, and leaves nothing behind when it stops', async () => {
	const host = makeHost();
	const program = await start(host);
	expect(await program.problems()).toEqual([]);
	expect(await connections()).not.toEqual([]);
	await program.stop();
	expect(host.http.listenerCount('upgrade')).toBe(0);
	await expect.poll(connections).toEqual([]);
});

test('when a part fails to start, the started parts are stopped and its error is thrown', async () => {
	await database.sql`alter table file_import rename to file_import_away`; // read when most of the program has started
	const host = makeHost();
	await expect(start(host)).rejects.toThrow('file_import');
	expect(host.http.listenerCount('upgrade')).toBe(0);
	await expect.poll(connections).toEqual([]);
});

test('a request can stop neither the program nor its services', () => {
	expectTypeOf<App.Locals['program']>().toEqualTypeOf<Program>();
	expectTypeOf<Program>().not.toHaveProperty('stop');
	/** Starting or stopping a package, a bundle or an import is a person's own act. */
	type Services = Omit<Program, 'archives' | 'bundles' | 'imports'>;
	type Lifecycle = Extract<
		{ [Name in keyof Services]: keyof Services[Name] }[keyof Services],
		'start' | 'stop' | 'end'
	>;
	expectTypeOf<Lifecycle>().toBeNever();
});
