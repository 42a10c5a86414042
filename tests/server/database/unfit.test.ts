import { randomBytes } from 'node:crypto';
import { afterAll, expect, inject, test } from 'vitest';
import { connect } from '$lib/server/platform/database/connect';
import { openDatabase } from '$lib/server/platform/database/database';
import { isPooledByTransaction } from '$lib/server/platform/database/database';
import { freshDatabase } from '../database';
import { settings } from '../settings';
import { startTransactionPooler } from '../transaction-pooler';

const fresh = await freshDatabase();
afterAll(() => fresh.drop());

const startOn = (databaseUrl: string) => openDatabase(settings({ databaseUrl }));

test('a database that is not UTF-8 is refused in one sentence', async () => {
	const name = `t_${randomBytes(8).toString('hex')}`;
	const admin = connect(inject('postgres').server, { max: 1 });
	await admin.unsafe(`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`);
	try {
		const url = Object.assign(new URL(inject('postgres').server), { pathname: `/${name}` }).href;
		await expect(startOn(url)).rejects.toThrow(/^The database is encoded as SQL_ASCII, [^.]*\.$/);
	} finally {
		await admin.unsafe(`drop database ${name} with (force)`);
		await admin.end();
	}
});

test('a pooler that shares connections per transaction is refused in one sentence', async () => {
	const pooler = await startTransactionPooler(fresh.url);
	try {
		await expect(startOn(pooler.url)).rejects.toThrow(
			/^DATABASE_URL leads to a pooler that shares connections by transaction: [^.]*\.$/
		);
	} finally {
		await pooler.stop();
	}
});

test('PostgreSQL itself is not refused as a pooler', async () => {
	expect(await isPooledByTransaction(fresh.url)).toBe(false);
});
