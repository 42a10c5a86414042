import { execFileSync } from 'node:child_process';
import { postgres } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedCollation, repairCommand } from '$lib/server/platform/database/collation';
import { freshDatabase, type FreshDatabase } from '../database';

let database: FreshDatabase;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());

test('a database whose indexes were sorted by other rules is detected, and the command it suggests repairs it', async () => {
	const { sql } = database;
	const [row] = await sql<{ name: string; now: string | null }[]>`
		select current_database() as name, pg_database_collation_actual_version(oid) as now
		from pg_database where datname = current_database()`;
	expect(await changedCollation(sql)).toBeNull();
	await sql`update pg_database set datcollversion = '1.0' where datname = current_database()`;
	const changed = await changedCollation(sql);
	// The C locale has no version, and cannot change.
	expect(changed).toEqual(row?.now == null ? null : { database: row.name, made: '1.0', now: row.now });
	const owner = postgres(database.owner, { max: 1, onnotice: () => undefined });
	for (const [, statement = ''] of repairCommand({ database: row?.name ?? '' }).matchAll(/--command='([^']*)'/g))
		await owner.unsafe(statement);
	await owner.end();
	expect(await changedCollation(sql)).toBeNull();
});

test.each([
	...[
		'voelspriet',
		`o'hara"s`,
		'met spatie',
		"'",
		'"',
		`''""`,
		'$HOME',
		'`id`',
		'$(id)',
		'a\\b',
		'a;b',
		'a\nb',
		'--help'
	],
	...['é', 'A*?', '!!', '#', '&', '|', '<x>', '%s']
])('a shell and PostgreSQL read the database name %j in the command literally', (name) => {
	const printing = `psql() { printf '%s\\0' "$@"; }\n${repairCommand({ database: name })}`;
	const args = execFileSync('sh', ['-c', printing], { encoding: 'utf8' }).split('\0').slice(0, -1);
	const identifier = `"${name.replaceAll('"', '""')}"`;
	expect(args).toEqual([
		`--dbname=${name}`,
		`--command=reindex database ${identifier}`,
		`--command=alter database ${identifier} refresh collation version`
	]);
});
