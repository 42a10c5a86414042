import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../database';

const database = await freshDatabase();
const other = await freshDatabase();
afterAll(async () => {
	await Promise.all([database.drop(), other.drop()]);
});

test('a database of a test is its own', async () => {
	await database.sql`create table mine (n integer)`;
	expect(await other.sql`select 1 from pg_tables where tablename = 'mine'`).toHaveLength(0);
});

test('lower case and order of letters follow Unicode, whatever the machine speaks', async () => {
	const [row] = await database.sql`select lower('ÉÜŁ') as lower`;
	expect(row?.['lower']).toBe('éüł');
});

test('dates come back as dates and JSON as it went in', async () => {
	const at = new Date('2026-03-29T01:30:00.123Z');
	const [row] =
		await database.sql`select ${at}::timestamptz as at, ${database.sql.json({ deep: ['é', 1, null] })}::jsonb as data`;
	expect(row).toEqual({ at, data: { deep: ['é', 1, null] } });
});
