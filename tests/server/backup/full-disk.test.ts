import { createCipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp } from '$lib/server/records/backup/backup';
import { makeKeys, type SealFor } from '$lib/server/records/backup/sealing';
import { Backups } from '$lib/server/records/backup/timetable';
import { Leases } from '$lib/server/platform/database/leases';
import { mayMount, SmallDisk } from '../../small-disk';
import { freshDatabase, type FreshDatabase } from '../database';

/** More than fits in any buffer between PostgreSQL and the file, and too varied to be compressed. */
const ROWS = 40;
const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));

let database: FreshDatabase;
let disk: SmallDisk;
let dataDir: string;
let recipient: string;
beforeAll(async () => {
	if (!mayMount()) return;
	[database, disk, dataDir] = [await freshDatabase(), new SmallDisk(4), mkdtempSync(join(tmpdir(), 'voelspriet-'))];
	({ recipient } = await makeKeys());
	for (let row = 0; row < ROWS; row++)
		await database.sql`
			insert into outlet_credential (outlet_id, sealed)
			values (gen_random_uuid(), ${noise.update(Buffer.alloc(512 * 1024)).toString('base64')})`;
});
afterAll(async () => {
	if (!mayMount()) return;
	await database.drop();
	disk.remove();
	rmSync(dataDir, { recursive: true, force: true });
});

const seals: readonly (readonly [string, () => SealFor | null])[] = [
	['as it is', () => null],
	['for a public key', () => ({ recipients: [recipient] })],
	['with a passphrase', () => ({ passphrase: 'vier losse woorden samen', effort: 2 })]
];

test.runIf(mayMount()).each(seals)(
	'a back-up %s to a disk that fills fails at once, says why, and leaves nothing',
	async (_, sealFor) => {
		const began = performance.now();
		await expect(backUp(database.url, `${disk.folder}/`, { dataDir, sealFor: sealFor() })).rejects.toMatchObject({
			code: 'ENOSPC'
		});
		expect(performance.now() - began).toBeLessThan(10_000);
		expect(readdirSync(disk.folder)).toEqual([]);
		const connections = () =>
			database.sql`select from pg_stat_activity where datname = current_database() and application_name = 'voelspriet backup'`;
		await expect.poll(connections).toEqual([]);
	}
);

test.runIf(mayMount())('the timetable says that the disk is full, and tries again later', async () => {
	const locks = new Leases(database.url, 'voelspriet locks');
	const settings = { folder: disk.folder, everyHours: 6, keep: 3, recipients: [recipient] };
	const backups = new Backups({ sql: database.sql, url: database.url, locks, dataDir, settings });
	await backups.check();
	expect(backups.state).toMatchObject({ made: null, failed: { problem: 'full' } });
	expect(readdirSync(disk.folder)).toEqual([]);
	await backups.stop();
	await locks.end();
});
