import { existsSync } from 'node:fs';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPackage } from '$lib/server/records/archive/verify/verify-package';
import { Archives } from '$lib/server/records/archive/archives';
import { writePdfHere } from '$lib/server/records/archive/write-pdf';
import { carla } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { removeFolders, tempFolder } from './packed';

let database: FreshDatabase;
let night: IncidentFixture;

beforeAll(async () => {
	database = await freshDatabase();
	night = await IncidentFixture.begin(database);
	await night.deliver(night.post('x', 'Het water is vies', 1));
	await night.raise('rumour.signal', 'Het water is giftig', 'Het water');
	await night.write('brief', 'Mensen willen weten of het water veilig is.');
	await night.write('counterSignals', '', { noneFound: true });
	await night.release(10);
	await night.send('incident.close', {}, carla);
});
afterAll(async () => {
	await night.stop();
	await database.drop();
	await removeFolders();
});

const archivesIn = (folder: string, to: Partial<ConstructorParameters<typeof Archives>[0]> = {}) =>
	new Archives({ sql: database.sql, logs: night.logs, folder, writePdf: writePdfHere, ...to });
const stateOf = async (archives: Archives) => (await archives.of(night.incident))?.state ?? null;
const ready = (archives: Archives) => expect.poll(() => stateOf(archives), { timeout: 60_000 }).toBe('ready');
/** PDFs that wait until they are let through. */
function held() {
	let open = (): void => undefined;
	let arrive = (): void => undefined;
	const opened = new Promise<void>((done) => (open = done));
	const reached = new Promise<void>((done) => (arrive = done));
	const writePdf: typeof writePdfHere = async (job) => {
		arrive();
		await opened;
		return writePdfHere(job);
	};
	return { writePdf, reached, open };
}

test('a package is made in the background with its progress, and can be fetched once it is whole', async () => {
	const folder = tempFolder();
	const archives = archivesIn(folder);
	expect(await archives.of(night.incident)).toBeNull();
	await archives.start(night.incident, () => []);
	expect(await archives.file(night.incident)).toBeNull();
	await ready(archives);
	const progress = await archives.of(night.incident);
	expect(progress).toMatchObject({ done: progress?.total, file: { seq: night.place } });
	const file = await archives.file(night.incident);
	expect((await verifyPackage(file?.path ?? '', null)).flatMap(({ faults }) => faults)).toEqual([]);
	expect((await readdir(folder)).sort(), 'the parts are gone').toEqual([
		`${night.incident}.json`,
		`${night.incident}.zip`
	]);
	await archives.end();
});

test('one that was stopped keeps what is done and goes on there, also with another process', async () => {
	const folder = tempFolder();
	const gate = held();
	const archives = archivesIn(folder, { writePdf: gate.writePdf });
	await archives.start(night.incident, () => []);
	await gate.reached;
	await archives.stop(night.incident);
	gate.open();
	await archives.end();
	expect(await stateOf(archives)).toBe('stopped');
	const done = (await archives.of(night.incident))?.done ?? 0;
	expect(done).toBeGreaterThan(0);
	expect(await archives.file(night.incident)).toBeNull();
	const next = archivesIn(folder, { writePdf: () => Promise.reject(new Error('the first PDF was made before')) });
	await next.start(night.incident, () => []);
	await expect.poll(() => stateOf(next), { timeout: 30_000 }).not.toBe('running');
	expect((await next.of(night.incident))?.done).toBeGreaterThanOrEqual(done);
	const last = archivesIn(folder);
	await last.start(night.incident, () => []);
	await ready(last);
});

test('one that its program left behind counts as broken, and one that cannot be made says so', async () => {
	const folder = tempFolder();
	const gate = held();
	let now = Date.now();
	const archives = archivesIn(folder, { writePdf: gate.writePdf });
	await archives.start(night.incident, () => []);
	await gate.reached;
	const other = archivesIn(folder, { now: () => now });
	expect(await stateOf(other)).toBe('running');
	now = Date.now() + 61_000;
	expect(await stateOf(other)).toBe('broken');
	gate.open();
	await ready(archives);
	const failing = archivesIn(tempFolder(), { writePdf: () => Promise.reject(new Error('no font')) });
	await failing.start(night.incident, () => []);
	await expect.poll(() => stateOf(failing), { timeout: 30_000 }).toBe('broken');
});

test('a package goes after a week, and when something is taken out of the log of its incident', async () => {
	const folder = tempFolder();
	const archives = archivesIn(folder);
	archives.begin();
	await archives.start(night.incident, () => []);
	await ready(archives);
	const zip = join(folder, `${night.incident}.zip`);
	await archives.sweep();
	expect(existsSync(zip)).toBe(true);
	await night.send('log.redact', { numbers: [2], why: 'Een rechter' }, carla);
	await expect.poll(() => archives.of(night.incident), { timeout: 10_000 }).toBeNull();
	expect(existsSync(zip)).toBe(false);
	await archives.start(night.incident, () => []);
	await ready(archives);
	const week = new Date(Date.now() - 8 * 86_400_000);
	for (const name of await readdir(folder)) await utimes(join(folder, name), week, week);
	await archives.sweep();
	expect(await readdir(folder)).toEqual([]);
	await archives.end();
});

test('a package goes when a person’s posts are forgotten that nobody quoted', async () => {
	const folder = tempFolder();
	const archives = archivesIn(folder);
	archives.begin();
	await archives.start(night.incident, () => []);
	await ready(archives);
	const [post] = await database.sql<{ author: number }[]>`select author from post where author is not null`;
	await night.send('author.forget', { author: post?.author, why: 'Verzoek 12' }, carla);
	await expect.poll(() => archives.of(night.incident), { timeout: 10_000 }).toBeNull();
	expect(await readdir(folder)).toEqual([]);
	await archives.end();
});
