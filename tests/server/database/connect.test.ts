import { pipeline } from 'node:stream/promises';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../database';

const database = await freshDatabase();
const other = await freshDatabase();
afterAll(async () => {
	await Promise.all([database.drop(), other.drop()]);
});

test('each test has a database of its own', async () => {
	await database.sql`create table mine (n integer)`;
	expect(await other.sql`select 1 from pg_tables where tablename = 'mine'`).toHaveLength(0);
});

test('lower case and sorting follow Unicode, whatever the locale of the machine', async () => {
	const [row] = await database.sql`select lower('ÉÜŁ') as lower`;
	expect(row?.['lower']).toBe('éüł');
});

test('dates come back as dates, and JSON comes back unchanged', async () => {
	const at = new Date('2026-03-29T01:30:00.123Z');
	const [row] =
		await database.sql`select ${at}::timestamptz as at, ${database.sql.json({ deep: ['é', 1, null] })}::jsonb as data`;
	expect(row).toEqual({ at, data: { deep: ['é', 1, null] } });
});

test('copying in rows that the database refuses gives the error, at the row and at the end, and the connection stays usable', async () => {
	const { sql } = database;
	await sql`create table only_even (n int primary key check (n % 2 = 0))`;
	await sql`create table at_the_end (n int references only_even)`;
	const copy = (table: string, rows: Iterable<string>) =>
		sql.begin(async (tx) => {
			await pipeline(rows, await tx.unsafe(`copy ${table} from stdin`).writable());
		});
	function* many(): Iterable<string> {
		for (let n = 0; n < 200_000; n += 1) yield `${String(n === 1_000 ? 1_001 : 2 * n)}\n`;
	}
	await expect(copy('only_even', many())).rejects.toMatchObject({ code: '23514' });
	await expect(copy('at_the_end', ['2\n'])).rejects.toMatchObject({ code: '23503' });
	await copy('only_even', ['2\n', '4\n']);
	await copy('at_the_end', ['2\n']);
	expect(await sql`select n from only_even order by n`).toEqual([{ n: 2 }, { n: 4 }]);
});
