import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { momentOf } from '$lib/domain/core/ids';
import { backupAlarmOf, type BackupState } from '$lib/domain/installation/backups';
import { makeKeys } from '$lib/server/records/backup/sealing';
import { Backups } from '$lib/server/records/backup/timetable';
import { connect } from '$lib/server/platform/database/connect';
import { Leases } from '$lib/server/platform/database/leases';
import { showBackups } from '$lib/server/platform/operations/backup-metrics';
import { metrics } from '$lib/server/platform/operations/metrics';
import { freshDatabase, type FreshDatabase } from '../database';

let database: FreshDatabase;
let recipient: string;
let root: string;
let now = Date.now();
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'voelspriet-timetable-'));
	database = await freshDatabase();
	({ recipient } = await makeKeys());
});
afterEach(async () => {
	for (const end of ends.splice(0)) await end();
	await database.sql`delete from backup_run`;
});
afterAll(async () => {
	await database.drop();
	rmSync(root, { recursive: true, force: true });
});

function process(folder: string, { keep = 3 } = {}): Backups {
	const locks = new Leases(database.url, 'voelspriet locks');
	const backups = new Backups({
		sql: database.sql,
		url: database.url,
		locks,
		dataDir: root,
		settings: { folder, everyHours: 6, keep, recipients: [recipient] },
		now: () => now
	});
	ends.push(async () => {
		await backups.stop();
		await locks.end();
	});
	return backups;
}
const files = (folder: string): string[] => readdirSync(folder).sort();
const runs = () => database.sql<{ problem: string | null }[]>`select problem from backup_run order by id`;

test('a back-up is made when there is none, and the next when its hours have passed, not before', async () => {
	const folder = mkdtempSync(join(root, 'a-'));
	const backups = process(folder);
	await backups.check();
	expect(files(folder)).toEqual([expect.stringMatching(/^voelspriet-\d{8}T\d{6}Z\.zip\.age$/)]);
	expect(backups.state).toMatchObject({ everyHours: 6, made: { file: files(folder)[0] }, failed: null });
	now += 5.9 * millisecondsInHour;
	await backups.check();
	expect(await runs()).toHaveLength(1);
	now += 0.2 * millisecondsInHour;
	rmSync(join(folder, files(folder)[0] ?? ''));
	await backups.check();
	expect(await runs()).toEqual([{ problem: null }, { problem: null }]);
	expect(files(folder)).toHaveLength(1);
});

test('when two processes share a database, only one of them makes the back-up', async () => {
	const folder = mkdtempSync(join(root, 'b-'));
	const [one, other] = [process(folder), process(folder)];
	await Promise.all([one.check(), other.check()]);
	await Promise.all([one.check(), other.check()]);
	expect(await runs()).toEqual([{ problem: null }]);
	expect(files(folder)).toHaveLength(1);
	await Promise.all([one.check(), other.check()]);
	expect(other.state.made, 'each knows').toEqual(one.state.made);
});

test('the newest few are kept; other files stay, and incomplete back-ups are removed', async () => {
	const folder = mkdtempSync(join(root, 'c-'));
	const older = ['20260101T000000Z', '20260102T000000Z', '20260103T000000Z'].map((at) => `voelspriet-${at}.zip.age`);
	const strange = ['notes.txt', 'voelspriet-20250101T000000Z.zip', 'voelspriet-copy.zip.age'];
	const [cut, fresh] = ['voelspriet-20260104T000000Z.zip.age.part-4', 'voelspriet-20260105T000000Z.zip.age.part-5'];
	for (const name of [...older, ...strange, cut, fresh]) writeFileSync(join(folder, name), name);
	utimesSync(join(folder, cut), 1, 1);
	await process(folder, { keep: 2 }).check();
	const remaining = files(folder);
	expect(remaining).toEqual(expect.arrayContaining([...strange, fresh, older[2]]));
	expect(remaining).toHaveLength(strange.length + 3);
});

test('a missing folder is reported and tried again, and no earlier back-up is removed', async () => {
	const folder = join(root, 'absent');
	const backups = process(folder);
	await backups.check();
	expect(backups.state).toMatchObject({ made: null, failed: { problem: 'folder' } });
	expect(backups.alarm).toBe('late');
	now += 9 * millisecondsInMinute;
	await backups.check();
	expect(await runs()).toHaveLength(1);
	now += 2 * millisecondsInMinute;
	await backups.check();
	expect(await runs()).toEqual([{ problem: 'folder' }, { problem: 'folder' }]);
});

test('a back-up that was killed half way counts as incomplete, and is made again at once', async () => {
	const folder = mkdtempSync(join(root, 'd-'));
	await database.sql`insert into backup_run (by, started_at) values ('timetable', ${new Date(now)})`;
	const backups = process(folder);
	await backups.check();
	expect(await runs()).toEqual([{ problem: 'cutShort' }, { problem: null }]);
	expect(backups.alarm).toBeNull();
});

test('stopping ends a running back-up within a second and leaves nothing behind', async () => {
	const folder = mkdtempSync(join(root, 'e-'));
	const blocker = connect(database.owner, { max: 1 });
	await blocker.begin(async (tx) => {
		await tx`lock table "user" in access exclusive mode`;
		const backups = process(folder);
		const under = backups.check();
		await expect.poll(() => files(folder)).toEqual([expect.stringMatching(/\.part-\d+$/)]);
		const began = performance.now();
		await backups.stop();
		await under;
		expect(performance.now() - began).toBeLessThan(1_500);
	});
	await blocker.end();
	expect(files(folder)).toEqual([]);
	expect(await runs()).toEqual([{ problem: 'cutShort' }]);
});

test('the metrics say when the last back-up was made and when one failed', async () => {
	showBackups(() => ({
		everyHours: 6,
		made: { at: momentOf(1_800_000_000_000), file: 'a', bytes: 1234, seconds: 2 },
		failed: null
	}));
	const text = await metrics.metrics();
	expect(text).toContain('\nvoelspriet_backup_made_timestamp_seconds 1800000000\n');
	expect(text).toContain('\nvoelspriet_backup_bytes 1234\n');
	expect(text).not.toMatch(/^voelspriet_backup_failed_timestamp_seconds /m);
});

test('a back-up is too old after two intervals and an hour, or after a week when made by hand; a failure counts until one is made', () => {
	const at = (hours: number) => momentOf(1_800_000_000_000 + hours * millisecondsInHour);
	const made = { at: at(0), file: 'a', bytes: 1, seconds: 1 };
	const alarm = (state: Partial<BackupState>, hours: number) =>
		backupAlarmOf({ everyHours: 24, made, failed: null, ...state }, at(hours));
	expect([alarm({}, 48.9), alarm({}, 49.1)]).toEqual([null, 'late']);
	expect([alarm({ everyHours: null }, 167), alarm({ everyHours: null }, 169)]).toEqual([null, 'late']);
	expect([alarm({ made: null }, 0), alarm({ made: null, everyHours: null }, 0)]).toEqual([null, 'none']);
	const failed = (hours: number) => ({ at: at(hours), problem: 'full' as const });
	expect([alarm({ failed: failed(-1) }, 1), alarm({ failed: failed(1) }, 2)]).toEqual([null, 'late']);
	expect(alarm({ made: null, failed: failed(1) }, 2)).toBe('late');
});
