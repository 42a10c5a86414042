import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { PersonId } from '$lib/domain/core/ids';
import { Bundles } from '$lib/server/read/report/files/bundles';
import { ReportFiles } from '$lib/server/read/report/files/report-files';
import { makeWriterThread } from '$lib/server/read/report/files/writer-thread';
import { bram, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';

let database: FreshDatabase;
let fixture: IncidentFixture;
const VERSIONS = 50;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, { title: 'Brand <Zuiderpark>' });
	await fixture.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
	await fixture.write('counterSignals', '', { noneFound: true });
	for (let i = 0; i < VERSIONS; i += 1) await fixture.release(i + 1);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

const versions = () => [...(fixture.logs.state(fixture.incident)?.versions.values() ?? [])];
const thread = makeWriterThread();
const made = (reports: ConstructorParameters<typeof ReportFiles>[0] = fixture.reports) =>
	new Bundles(database.sql, fixture.logs, new ReportFiles(reports, thread, fixture.reports.frameNow));
const first = async (bundles: Bundles) => (await bundles.of(fixture.incident, bram.id))[0];
const wanted = () => ({
	files: versions().flatMap((version) => ['txt', 'json'].map((extension) => ({ version, extension }))),
	language: 'nl' as const
});

test('fifty versions become one zip: every file once, under its own name, with progress reported', async () => {
	const bundles = made();
	const id = await bundles.start(fixture.incident, bram.id, wanted());
	expect(await first(bundles)).toMatchObject({ id, total: 2 * VERSIONS });
	await expect.poll(async () => (await first(bundles))?.state, { timeout: 30_000 }).toBe('ready');
	const found = await bundles.content(fixture.incident, bram.id, id);
	expect(found?.name).toBe('omgevingsrapporten-Brand-Zuiderpark.zip');
	const names = await namesIn(found?.content ?? Buffer.alloc(0));
	expect(names).toHaveLength(2 * VERSIONS);
	expect(new Set(names).size).toBe(2 * VERSIONS);
	expect(names[0]).toMatch(/^omgevingsrapport-1-.*\.txt$/);
	expect(await bundles.content(fixture.incident, fresh(PersonId), id), 'it is nobody else’s').toBeNull();
	await bundles.end();
});

test('a bundle that is stopped, by a person or with the program, leaves nothing', async () => {
	const gate = pausedReports();
	const bundles = made(gate.reports);
	const id = await bundles.start(fixture.incident, bram.id, wanted());
	await gate.reached;
	await bundles.stop(fixture.incident, bram.id, id);
	gate.open();
	await bundles.end();
	expect(await first(bundles)).toMatchObject({ id, state: 'stopped', bytes: null });
	expect(await bundles.content(fixture.incident, bram.id, id)).toBeNull();

	const second = pausedReports();
	const dying = made(second.reports);
	const lost = await dying.start(fixture.incident, bram.id, wanted());
	await second.reached;
	const ended = dying.end();
	second.open();
	await ended;
	await database.sql`update report_bundle set moved_at = now() - interval '2 minutes' where id = ${lost}`;
	expect(await first(dying)).toMatchObject({ id: lost, state: 'broken', bytes: null });
});

test('a bundle with a version that cannot be written fails, and nothing of it is kept', async () => {
	const bundles = made({
		released: (incident, number, language) =>
			number === 7 ? Promise.resolve(null) : fixture.reports.released(incident, number, language)
	});
	const id = await bundles.start(fixture.incident, bram.id, wanted());
	await expect.poll(async () => (await first(bundles))?.state, { timeout: 10_000 }).toBe('broken');
	expect(await first(bundles)).toMatchObject({ id, bytes: null });
	await bundles.end();
});

test('a bundle of a day old is deleted when the next one is made', async () => {
	await database.sql`update report_bundle set at = now() - interval '25 hours'`;
	const bundles = made();
	await bundles.start(fixture.incident, bram.id, { ...wanted(), files: wanted().files.slice(0, 1) });
	expect(await bundles.of(fixture.incident, bram.id)).toHaveLength(1);
	await bundles.end();
});

test('a bundle made before one of its reports was withdrawn is no longer given out', async () => {
	const bundles = made();
	const stop = bundles.follow();
	const id = await bundles.start(fixture.incident, bram.id, { ...wanted(), files: wanted().files.slice(0, 2) });
	await expect.poll(async () => (await first(bundles))?.state, { timeout: 10_000 }).toBe('ready');
	await fixture.send('report.withdraw', { number: 1, why: 'de cijfers kloppen niet' });
	await expect.poll(() => bundles.content(fixture.incident, bram.id, id)).toBeNull();
	expect(await first(bundles)).toMatchObject({ id, state: 'stopped', bytes: null });
	stop();
	await bundles.end();
});

/** Reports that wait at the fifth until they are let through. */
function pausedReports() {
	let open = (): void => undefined;
	let arrive = (): void => undefined;
	const opened = new Promise<void>((done) => (open = done));
	const reached = new Promise<void>((done) => (arrive = done));
	const reports: ConstructorParameters<typeof ReportFiles>[0] = {
		async released(incident, number, language) {
			if (number === 5) {
				arrive();
				await opened;
			}
			return fixture.reports.released(incident, number, language);
		}
	};
	return { reports, reached, open };
}

function namesIn(zip: Buffer): Promise<string[]> {
	return new Promise((done, fail) => {
		fromBuffer(zip, { lazyEntries: false }, (error, file) => {
			if (error) {
				fail(error);
				return;
			}
			const names: string[] = [];
			file.on('entry', ({ fileName }: { fileName: string }) => names.push(fileName));
			file.on('end', () => done(names));
		});
	});
}
