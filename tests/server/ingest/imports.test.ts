import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncidentId } from '$lib/domain/core/ids';
import { csvOf } from '$lib/server/platform/http/csv';
import { bram, carla } from '../../domain/in-memory-incident';
import type { Stage } from '../stage';
import { ImportStage } from './import-stage';

let desk: ImportStage;
let stage: Stage;
let folder: string;
beforeAll(async () => {
	desk = await ImportStage.set();
	({ stage, folder } = desk);
});
afterAll(() => desk.strike());

type ProcessArgs = Parameters<ImportStage['process']>;
const process = (...args: ProcessArgs) => desk.process(...args);
const take: ImportStage['take'] = (...args) => desk.take(...args);
const start: ImportStage['start'] = (...args) => desk.start(...args);
const bring: ImportStage['bring'] = (...args) => desk.bring(...args);
const posts = (log: IncidentId) =>
	stage.sql<
		{ text: string; backlog: boolean }[]
	>`select text, backlog from post where incident_id = ${log} order by text`;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

// Of the sample incident: it began at noon.
const file = [
	'Datum;Bericht;Auteur;Bron',
	'20-11-2026 13:05;Het café in Zuid staat blank;jan;X',
	'20-11-2026 13:06;Is het drinkwater veilig?;piet;Facebook',
	'20-12-2025 09:00;Vorig jaar was het ook mis;piet;X',
	'32-13-2026;Deze datum bestaat niet;jan;X',
	'20-11-2026 13:07;;jan;X'
].join('\r\n');

test('a Windows file with semicolons and Dutch dates reports what was new, older and refused, and why', async () => {
	const imports = process();
	const { log } = await stage.open();
	const { import: uploaded, preview } = await take(imports, log, latin1(file));
	expect(preview.mapping).toMatchObject({
		encoding: 'windows-1252',
		separator: ';',
		header: true,
		dateOrder: 'dayFirst'
	});
	expect(uploaded).toMatchObject({ state: 'waiting', rows: 5, name: 'export.csv' });
	expect(await posts(log)).toEqual([]);
	expect((await stat(join(folder, uploaded.id))).mode & 0o777).toBe(0o600);
	await start(imports, log, uploaded.id, preview);
	await imports.finished(uploaded.id);
	expect(await imports.find(log, uploaded.id)).toMatchObject({
		state: 'done',
		done: 5,
		stored: 4,
		backlog: 1,
		known: 0,
		refused: 1,
		reasons: [{ row: 6, why: 'noText' }],
		undated: 1,
		undatedRows: [{ row: 5, why: 'dateUnreadable' }]
	});
	expect(await posts(log)).toEqual([
		{ text: 'Deze datum bestaat niet', backlog: false },
		{ text: 'Het café in Zuid staat blank', backlog: false },
		{ text: 'Is het drinkwater veilig?', backlog: false },
		{ text: 'Vorig jaar was het ook mis', backlog: true }
	]);
	expect(await readdir(folder), 'kept a day, for its refused rows').toContain(uploaded.id);
});

test('a newer export into the same source counts existing posts as known', async () => {
	const imports = process();
	const { log } = await stage.open();
	const first = await bring(imports, log, 'text\nbrand\nrook\n');
	const again = await bring(imports, log, 'text\nbrand\nrook\nstank\n', first.source);
	expect(again).toMatchObject({ state: 'done', stored: 1, known: 2, source: first.source });
	expect(stage.logs.state(log)?.sources.get(first.source)).toMatchObject({ kind: 'file', name: 'export.csv' });
	const [desk] = (await stage.open()).sources;
	await expect(bring(imports, log, 'text\nbrand\n', desk ?? null)).rejects.toMatchObject({ code: 'source.absent' });
});

/** A process that stores one batch and hangs in the next. */
function hanging() {
	let batches = 0;
	let hang: () => void = () => undefined;
	const hung = new Promise<void>((done) => (hang = done));
	const imports = process(
		{
			ingest: {
				ingest: async (...args) => {
					if (++batches > 1) {
						hang();
						return new Promise(() => undefined);
					}
					return stage.ingest.ingest(...args);
				}
			}
		},
		{ die: true }
	);
	return { imports, hung };
}
const rows = (count: number): string => `text\n${Array.from({ length: count }, (_, i) => `regel ${i}`).join('\n')}\n`;

test('an import that a restart interrupted resumes by itself where it stopped, and stores nothing twice', async () => {
	const { log } = await stage.open();
	const { imports: dying, hung } = hanging();
	const { import: uploaded, preview } = await take(dying, log, rows(1_200));
	await start(dying, log, uploaded.id, preview);
	await hung;
	const next = process();
	await next.begin();
	expect(await next.find(log, uploaded.id), 'another process leaves alone what lives').toMatchObject({
		state: 'running',
		done: 100
	});
	await dying.locks.end();
	const after = process();
	await after.begin();
	await after.finished(uploaded.id);
	expect(await after.find(log, uploaded.id)).toMatchObject({
		state: 'done',
		done: 1_200,
		stored: 1_200,
		known: 0,
		hasFile: false
	});
	expect(await posts(log)).toHaveLength(1_200);
	expect(await readdir(folder)).not.toContain(uploaded.id);
});

test('an import that was being stopped at a restart stays stopped; one without its file is uploaded again and its posts are known', async () => {
	const { log } = await stage.open();
	const { imports: dying, hung } = hanging();
	const { import: uploaded, preview } = await take(dying, log, rows(1_200));
	await start(dying, log, uploaded.id, preview);
	await hung;
	await dying.stop(log, uploaded.id, bram);
	await dying.locks.end();
	const next = process();
	await next.begin();
	const stopped = await next.find(log, uploaded.id);
	expect(stopped).toMatchObject({ state: 'stopped', done: 100, stored: 100, hasFile: true });
	await next.stop(log, uploaded.id, bram); // throws the file away
	expect(await readdir(folder)).not.toContain(uploaded.id);
	await expect(next.resume(log, uploaded.id, bram)).rejects.toMatchObject({ code: 'import.absent' });
	expect(await bring(next, log, rows(1_200), stopped.source)).toMatchObject({
		state: 'done',
		stored: 1_100,
		known: 100
	});
});

test('the chosen columns are remembered for every file with the same columns, also for a colleague', async () => {
	const imports = process();
	const [{ log }, other] = [await stage.open(), await stage.open()];
	const first = await take(imports, log, 'kolom a;kolom b\nEen bericht dat lang genoeg is;x\n');
	expect(first.preview.remembered).toBeNull();
	const mapping = { ...first.preview.mapping, columns: { text: [1] }, platform: 'forum' as const };
	await imports.start(log, first.import.id, bram, { mapping, into: null, origin: null });
	await imports.finished(first.import.id);
	const again = await take(imports, other.log, 'Kolom A,Kolom B\nNog een bericht dat lang genoeg is,y\n');
	expect(again.preview.remembered).toEqual({ ...mapping, separator: ',' });
	expect((await take(imports, log, 'kolom a,kolom c\nx,y\n')).preview.remembered).toBeNull();
});

test('a remembered choice without a date does not hide the date of a file, unless that column has another use', async () => {
	const imports = process();
	const { log } = await stage.open();
	const file = 'Tijdstip;Bericht\n20-11-2026 14:03;Er is rook boven de haven\n';
	const remember = async (columns: object): Promise<unknown> => {
		const { import: uploaded, preview } = await take(imports, log, file);
		const mapping = { ...preview.mapping, columns };
		await imports.start(log, uploaded.id, bram, { mapping, into: null, origin: null });
		await imports.finished(uploaded.id);
		return (await take(imports, log, file)).preview.remembered?.columns;
	};
	expect(await remember({ text: [1], time: [0] })).toEqual({ text: [1], date: [0] });
	expect(await remember({ text: [1] })).toEqual({ text: [1], date: [0] });
	expect(await remember({ text: [1, 0] })).toEqual({ text: [1, 0] });
	expect(await remember({ text: [1], date: [0] })).toEqual({ text: [1], date: [0] });
});

test('stopping an import keeps what was stored; a file that was not started is deleted', async () => {
	const { log } = await stage.open();
	let stop: () => Promise<unknown> = () => Promise.resolve();
	const imports = process({
		ingest: {
			ingest: async (...args) => {
				await stop();
				return stage.ingest.ingest(...args);
			}
		}
	});
	const { import: uploaded, preview } = await take(
		imports,
		log,
		`text\n${Array.from({ length: 1_200 }, (_, i) => `zin ${i}`).join('\n')}\n`
	);
	stop = () => imports.stop(log, uploaded.id, bram);
	await start(imports, log, uploaded.id, preview);
	await imports.finished(uploaded.id);
	expect(await imports.find(log, uploaded.id)).toMatchObject({
		state: 'stopped',
		done: 100,
		stored: 100,
		hasFile: true
	});
	await expect(start(imports, log, uploaded.id, preview)).rejects.toMatchObject({ code: 'import.started' });
	stop = () => Promise.resolve();
	expect(await imports.resume(log, uploaded.id, bram)).toMatchObject({ state: 'running' });
	await imports.finished(uploaded.id);
	expect(await imports.find(log, uploaded.id)).toMatchObject({ state: 'done', done: 1_200, stored: 1_200, known: 0 });
	await expect(imports.resume(log, uploaded.id, bram)).rejects.toMatchObject({ code: 'import.absent' });
	const other = await take(imports, log, 'text\nbrand\n');
	expect(await imports.stop(log, other.import.id, bram)).toMatchObject({ state: 'stopped', done: 0 });
	expect(await readdir(folder)).not.toContain(other.import.id);
});

test('a file is kept for a day at most, whatever happened to the import', async () => {
	const imports = process();
	const { log } = await stage.open();
	const { import: waiting } = await take(imports, log, 'text\nbrand\n');
	const refused = await bring(imports, log, 'text,date\n,20-11-2026\n');
	expect(refused).toMatchObject({ state: 'done', hasFile: true });
	const yesterday = new Date(Date.now() - 25 * 3_600_000);
	for (const { id } of [waiting, refused]) await utimes(join(folder, id), yesterday, yesterday);
	await stage.sql`update file_import set at = ${yesterday} where id in ${stage.sql([waiting.id, refused.id])}`;
	await imports.sweep();
	expect(await imports.find(log, waiting.id)).toMatchObject({ state: 'stopped', hasFile: false });
	expect(await imports.find(log, refused.id)).toMatchObject({
		state: 'done',
		hasFile: false,
		reasons: [{ row: 2, why: 'noText' }]
	});
});

test('an import into a source that is paused meanwhile ends with that reason', async () => {
	const { log } = await stage.open();
	const imports = process({
		ingest: {
			ingest: async (incident, source, posts) => {
				await stage.send(log, 'source.setState', { source, state: 'paused', why: null });
				return stage.ingest.ingest(incident, source, posts);
			}
		}
	});
	expect(await bring(imports, log, 'text\nbrand\n')).toMatchObject({
		state: 'failed',
		why: 'source.notActive',
		stored: 0
	});
});

test('a file that is too large is refused while it is uploaded, and nothing of it is kept', async () => {
	const imports = process({}, { maxFileBytes: 5_000 });
	const { log } = await stage.open();
	const before = await readdir(folder);
	let chunksRead = 0;
	async function* endless(): AsyncGenerator<Uint8Array> {
		for (;;) {
			chunksRead++;
			yield await Promise.resolve(Buffer.alloc(1_000, 'a'));
		}
	}
	await expect(imports.upload(log, bram, 'groot.csv', endless(), 0)).rejects.toMatchObject({ code: 'tooLarge' });
	expect(chunksRead).toBeLessThan(200);
	expect(await readdir(folder)).toEqual(before);
	expect(await imports.list(log)).toEqual([]);
});

test.each([
	['a web page', 'html', Buffer.from('<!doctype html><p>hallo')],
	['a picture', 'notText', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])],
	['an empty file', 'empty', Buffer.alloc(0)]
])('%s is no table: it is refused before anything is stored', async (_, code, bytes) => {
	const imports = process();
	const { log } = await stage.open();
	const before = await readdir(folder);
	await expect(take(imports, log, bytes)).rejects.toMatchObject({ name: 'FileRefused', code });
	expect(await readdir(folder)).toEqual(before);
	expect(await imports.list(log)).toEqual([]);
});

test('a person who may not add a source cannot import a file, and another incident does not see the import', async () => {
	const imports = process();
	const [{ log }, other] = [await stage.open(), await stage.open()];
	await expect(
		imports.upload(log, { ...carla, roles: ['spokesperson'] }, 'a.csv', (async function* () {})(), 0)
	).rejects.toMatchObject({
		code: 'role.missing'
	});
	const { import: uploaded } = await take(imports, log, 'text\nbrand\n', '../../etc/\u202epasswd\u0000.csv');
	expect(uploaded.name).toBe('passwd.csv');
	await expect(imports.find(other.log, uploaded.id)).rejects.toMatchObject({ code: 'import.absent' });
});

test('a cell that a spreadsheet would calculate goes out as text', () => {
	const cells = ['=1+1', '+31', '-2', '@sum', '\tx', '\rx', 'gewoon', '"aan"; halen'];
	expect(csvOf([cells])).toBe('\ufeff\'=1+1;\'+31;\'-2;\'@sum;"\'\tx";"\'\nx";gewoon;"""aan""; halen"\r\n');
});
