import { afterAll, beforeEach, expect, test } from 'vitest';
import { assertSecret, checkSecret, OtherSecret, rememberSecret } from '$lib/server/platform/database/secret-check';
import { firstTableWithRows } from '$lib/server/records/backup/tables';
import { freshDatabase } from '../database';

const database = await freshDatabase();
afterAll(() => database.drop());
const { sql } = database;
beforeEach(() => sql`delete from secret_fingerprint`);

const [one, two, three] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
const start = (secret: string, ...previousSecrets: string[]) => checkSecret(sql, { secret, previousSecrets });
const use = (secret: string, ...previousSecrets: string[]) => assertSecret(sql, { secret, previousSecrets });

test('a database is used with the secret of its first start, and starting with another does not change that', async () => {
	await use(one);
	await start(one);
	await start(one);
	await expect(start(two)).rejects.toThrow(
		/^SECRET is not the one .*SECRET_PREVIOUS.*rotate-keys.*Nothing was changed\.$/
	);
	await expect(use(two)).rejects.toThrow(OtherSecret);
	await start(one);
});

test('an earlier secret opens the database, and from then on the new one is the valid one', async () => {
	await start(one);
	await use(two, three, one);
	await start(one);
	await start(two, three, one);
	await start(two);
	await expect(start(one)).rejects.toThrow(OtherSecret);
});

test('of two first starts at once with different secrets, one is refused', async () => {
	const outcomes = await Promise.allSettled([start(one), start(two)]);
	expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('the stored fingerprint does not reveal the secret, and a first start leaves the database practically empty', async () => {
	await start(one);
	const rows = await sql<{ fingerprint: string }[]>`select fingerprint from secret_fingerprint`;
	expect(rows).toEqual([{ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
	expect(rows[0]?.fingerprint).not.toContain(one);
	expect(await firstTableWithRows(sql)).toBeNull();
	await rememberSecret(sql, two);
	await use(two);
});
