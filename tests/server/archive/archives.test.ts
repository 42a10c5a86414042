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
let fixture: IncidentFixture;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	await fixture.deliver(fixture.post('x', 'Het water is vies', 1));
	await fixture.raise('rumour.signal', 'Het water is giftig', 'Het water');
	await fixture.write('brief', 'Mensen willen weten of het water veilig is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(10);
	await fixture.send('incident.close', {}, carla);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
	await removeFolders();
});

const archivesIn = (folder: string, to: Partial<ConstructorParameters<typeof Archives>[0]> = {}) =>
	new Archives({ sql: database.sql, logs: fixture.logs, folder, writePdf: writePdfHere, ...to });
const stateOf = async (archives: Archives) => (await archives.of(fixture.incident))?.state ?? null;
const ready = (archives: Archives) => expect.poll(() => stateOf(archives), { timeout: 60_000 }).toBe('ready');
/** PDFs that wait until they are let through. */
function gatedWriter() {
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

test('a package is made in the background with its progress, and can be fetched once it is complete', async () => {
	const folder = tempFolder();
	const archives = archivesIn(folder);
	expect(await archives.of(fixture.incident)).toBeNull();
	await archives.start(fixture.incident, () => []);
	expect(await archives.file(fixture.incident)).toBeNull();
	await ready(archives);
	const progress = await archives.of(fixture.incident);
	expect(progress).toMatchObject({ done: progress?.total, file: { seq: fixture.position } });
	const file = await archives.file(fixture.incident);
	expect((await verifyPackage(file?.path ?? '', null)).flatMap(({ faults }) => faults)).toEqual([]);
	expect((await readdir(folder)).sort(), 'the parts are gone').toEqual([
		`${fixture.incident}.json`,
		`${fixture.incident}.zip`
	]);
	await archives.end();
});

test('a package that was stopped keeps its finished parts and continues from there, also in another process', async () => {
	const folder = tempFolder();
	const gate = gatedWriter();
	const archives = archivesIn(folder, { writePdf: gate.writePdf });
	await archives.start(fixture.incident, () => []);
	await gate.reached;
	await archives.stop(fixture.incident);
	gate.open();
	await archives.end();
	expect(await stateOf(archives)).toBe('stopped');
	const done = (await archives.of(fixture.incident))?.done ?? 0;
	expect(done).toBeGreaterThan(0);
	expect(await archives.file(fixture.incident)).toBeNull();
	const next = archivesIn(folder, { writePdf: () => Promise.reject(new Error('the first PDF was made before')) });
	await next.start(fixture.incident, () => []);
	await expect.poll(() => stateOf(next), { timeout: 30_000 }).not.toBe('running');
	expect((await next.of(fixture.incident))?.done).toBeGreaterThanOrEqual(done);
	const last = archivesIn(folder);
	await last.start(fixture.incident, () => []);
	await ready(last);
});

test('a package abandoned by its program counts as broken, and one that cannot be made says so', async () => {
	const folder = tempFolder();
	const gate = gatedWriter();
	let now = Date.now();
	const archives = archivesIn(folder, { writePdf: gate.writePdf });
	await archives.start(fixture.incident, () => []);
	await gate.reached;
	const other = archivesIn(folder, { now: () => now });
	expect(await stateOf(other)).toBe('running');
	now = Date.now() + 61_000;
	expect(await stateOf(other)).toBe('broken');
	gate.open();
	await ready(archives);
	const failing = archivesIn(tempFolder(), { writePdf: () => Promise.reject(new Error('no font')) });
	await failing.start(fixture.incident, () => []);
	await expect.poll(() => stateOf(failing), { timeout: 30_000 }).toBe('broken');
});

test('a package is deleted after a week, and when something is removed from the log of its incident', async () => {
	const folder = tempFolder();
	const archives = archivesIn(folder);
	archives.begin();
	await archives.start(fixture.incident, () => []);
	await ready(archives);
	const zip = join(folder, `${fixture.incident}.zip`);
	await archives.sweep();
	expect(existsSync(zip)).toBe(true);
	await fixture.send('log.redact', { numbers: [2], why: 'Een rechter' }, carla);
	await expect.poll(() => archives.of(fixture.incident), { timeout: 10_000 }).toBeNull();
	expect(existsSync(zip)).toBe(false);
	await archives.start(fixture.incident, () => []);
	await ready(archives);
	const week = new Date(Date.now() - 8 * 86_400_000);
	for (const name of await readdir(folder)) await utimes(join(folder, name), week, week);
	await archives.sweep();
	expect(await readdir(folder)).toEqual([]);
	await archives.end();
});

test('a package is deleted when the posts of a person whom nobody quoted are forgotten', async () => {
	const folder = tempFolder();
	const archives = archivesIn(folder);
	archives.begin();
	await archives.start(fixture.incident, () => []);
	await ready(archives);
	const [post] = await database.sql<{ author: number }[]>`select author from post where author is not null`;
	await fixture.send('author.forget', { author: post?.author, why: 'Verzoek 12' }, carla);
	await expect.poll(() => archives.of(fixture.incident), { timeout: 10_000 }).toBeNull();
	expect(await readdir(folder)).toEqual([]);
	await archives.end();
});
