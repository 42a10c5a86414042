import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileImportId } from '$lib/domain/file-import';
import type { IncidentId } from '$lib/domain/ids';
import { connect } from '$lib/server/database/connect';
import { csvOf } from '$lib/server/http/csv';
import { ImportFiles } from '$lib/server/ingest/import-files';
import { Imports, type ImportsGiven } from '$lib/server/ingest/imports';
import type { Preview } from '$lib/server/ingest/file/preview';
import { Locks } from '$lib/server/ingest/running/locks';
import { bram, carla } from '../../domain/sample';
import { Stage } from '../stage';

let stage: Stage;
let folder: string;
const ends: (() => Promise<unknown>)[] = [];

/** A process with imports, over the stage's database and folder. */
function process(more: Partial<ImportsGiven> = {}, most = 1024 * 1024): Imports {
	const session = connect(stage.database.url, { max: 1 });
	const imports = new Imports({
		sql: stage.sql,
		executor: stage.executor,
		ingest: stage.ingest,
		files: new ImportFiles(folder, most),
		locks: new Locks(session),
		...more
	});
	ends.push(
		() => imports.end(),
		() => session.end({ timeout: 1 })
	);
	return imports;
}
beforeAll(async () => {
	stage = await Stage.set();
	folder = await mkdtemp(join(tmpdir(), 'voelspriet-imports-'));
});
afterAll(async () => {
	for (const end of ends) await end();
	await stage.strike();
	await rm(folder, { recursive: true, force: true });
});

async function* chunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const take = (imports: Imports, log: IncidentId, bytes: Uint8Array | string, name = 'export.csv') =>
	imports.take(log, bram, name, chunks(Buffer.from(bytes)));
async function bring(imports: Imports, log: IncidentId, bytes: Uint8Array | string, into: Parameters<Imports['start']>[3]['into'] = null) {
	const taken = await take(imports, log, bytes);
	await start(imports, log, taken.import.id, taken.preview, into);
	await imports.over(taken.import.id);
	return imports.find(log, taken.import.id);
}
const start = (
	imports: Imports,
	log: IncidentId,
	id: FileImportId,
	{ mapping }: Preview,
	into: Parameters<Imports['start']>[3]['into'] = null
) => imports.start(log, id, bram, { mapping, into, origin: null });
const posts = (log: IncidentId) =>
	stage.sql<{ text: string; backlog: boolean }[]>`select text, backlog from post where incident_id = ${log} order by text`;
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

test('a file of Windows with semicolons and Dutch dates says what was new, older and refused, and why', async () => {
	const imports = process();
	const { log } = await stage.open();
	const { import: brought, preview } = await take(imports, log, latin1(file));
	expect(preview.mapping).toMatchObject({ encoding: 'windows-1252', separator: ';', header: true, dateOrder: 'dayFirst' });
	expect(brought).toMatchObject({ state: 'waiting', rows: 5, name: 'export.csv' });
	expect(await posts(log)).toEqual([]);
	expect((await stat(join(folder, brought.id))).mode & 0o777).toBe(0o600);
	await start(imports, log, brought.id, preview);
	await imports.over(brought.id);
	expect(await imports.find(log, brought.id)).toMatchObject({
		state: 'done',
		done: 5,
		stored: 3,
		backlog: 1,
		known: 0,
		refused: 2,
		reasons: [
			{ row: 5, why: 'noDate' },
			{ row: 6, why: 'noText' }
		]
	});
	expect(await posts(log)).toEqual([
		{ text: 'Het café in Zuid staat blank', backlog: false },
		{ text: 'Is het drinkwater veilig?', backlog: false },
		{ text: 'Vorig jaar was het ook mis', backlog: true }
	]);
	expect(await readdir(folder)).not.toContain(brought.id);
});

test('a newer export into the same source counts what was there as known', async () => {
	const imports = process();
	const { log } = await stage.open();
	const first = await bring(imports, log, 'text\nbrand\nrook\n');
	const again = await bring(imports, log, 'text\nbrand\nrook\nstank\n', first.source);
	expect(again).toMatchObject({ state: 'done', stored: 1, known: 2, source: first.source });
	expect(stage.logs.state(log)?.sources.get(first.source)).toMatchObject({ kind: 'file', name: 'export.csv' });
	const [desk] = (await stage.open()).sources;
	await expect(bring(imports, log, 'text\nbrand\n', desk ?? null)).rejects.toMatchObject({ code: 'source.absent' });
});

test('what a restart interrupted is marked, keeps what was stored, and delivering it again stores nothing twice', async () => {
	const rows = Array.from({ length: 1_200 }, (_, i) => `regel ${i}`);
	const { log } = await stage.open();
	let batches = 0;
	let hang: () => void = () => undefined;
	const hanging = new Promise<void>((done) => (hang = done));
	const session = connect(stage.database.url, { max: 1 });
	const dying = process({
		locks: new Locks(session),
		ingest: {
			deliver: async (...given) => {
				if (++batches > 1) {
					hang();
					return new Promise(() => undefined);
				}
				return stage.ingest.deliver(...given);
			}
		}
	});
	ends.splice(-2); // it never ends in order
	const { import: brought, preview } = await take(dying, log, `text\n${rows.join('\n')}\n`);
	await start(dying, log, brought.id, preview);
	await hanging;
	const next = process();
	await next.begin();
	expect(await next.find(log, brought.id), 'another process leaves alone what lives').toMatchObject({ state: 'running', done: 500 });
	await session.end({ timeout: 0 });
	await next.begin();
	const broken = await next.find(log, brought.id);
	expect(broken).toMatchObject({ state: 'broken', done: 500, stored: 500 });
	expect(await readdir(folder)).not.toContain(brought.id);
	expect(await bring(next, log, `text\n${rows.join('\n')}\n`, broken.source)).toMatchObject({ state: 'done', stored: 700, known: 500 });
	expect(await posts(log)).toHaveLength(1_200);
});

test('who stops it keeps what was stored; a file that was not started is thrown away', async () => {
	const { log } = await stage.open();
	let stop: () => Promise<unknown> = () => Promise.resolve();
	const imports = process({
		ingest: {
			deliver: async (...given) => {
				await stop();
				return stage.ingest.deliver(...given);
			}
		}
	});
	const { import: brought, preview } = await take(
		imports,
		log,
		`text\n${Array.from({ length: 1_200 }, (_, i) => `zin ${i}`).join('\n')}\n`
	);
	stop = () => imports.stop(log, brought.id, bram);
	await start(imports, log, brought.id, preview);
	await imports.over(brought.id);
	expect(await imports.find(log, brought.id)).toMatchObject({ state: 'stopped', done: 500, stored: 500 });
	await expect(start(imports, log, brought.id, preview)).rejects.toMatchObject({ code: 'import.started' });
	const other = await take(imports, log, 'text\nbrand\n');
	expect(await imports.stop(log, other.import.id, bram)).toMatchObject({ state: 'stopped', done: 0 });
	expect(await readdir(folder)).not.toContain(other.import.id);
});

test('a source that is paused in the meantime ends it with the reason', async () => {
	const { log } = await stage.open();
	const imports = process({
		ingest: {
			deliver: async (incident, source, posts) => {
				await stage.send(log, 'source.setState', { source, state: 'paused', why: null });
				return stage.ingest.deliver(incident, source, posts);
			}
		}
	});
	expect(await bring(imports, log, 'text\nbrand\n')).toMatchObject({ state: 'failed', why: 'source.notActive', stored: 0 });
});

test('a file that is too large is refused while it comes in, and nothing of it is kept', async () => {
	const imports = process({}, 5_000);
	const { log } = await stage.open();
	const before = await readdir(folder);
	let asked = 0;
	async function* endless(): AsyncGenerator<Uint8Array> {
		for (;;) {
			asked++;
			yield await Promise.resolve(Buffer.alloc(1_000, 'a'));
		}
	}
	await expect(imports.take(log, bram, 'groot.csv', endless())).rejects.toMatchObject({ code: 'tooLarge' });
	expect(asked).toBeLessThan(200);
	expect(await readdir(folder)).toEqual(before);
	expect(await imports.list(log)).toEqual([]);
});

test.each([
	['a spreadsheet', 'spreadsheet', Buffer.from('PK\u0003\u0004xlsx')],
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

test('who may not add a source brings in no file, and another incident does not know of it', async () => {
	const imports = process();
	const [{ log }, other] = [await stage.open(), await stage.open()];
	await expect(imports.take(log, { ...carla, roles: ['spokesperson'] }, 'a.csv', chunks(Buffer.from('text\na')))).rejects.toMatchObject({
		code: 'role.missing'
	});
	const { import: brought } = await take(imports, log, 'text\nbrand\n', '../../etc/\u202epasswd\u0000.csv');
	expect(brought.name).toBe('passwd.csv');
	await expect(imports.find(other.log, brought.id)).rejects.toMatchObject({ code: 'import.absent' });
});

test('a cell that a spreadsheet would calculate goes out as text', () => {
	const cells = ['=1+1', '+31', '-2', '@sum', '\tx', '\rx', 'gewoon', '"aan"; halen'];
	expect(csvOf([cells])).toBe('\ufeff\'=1+1,\'+31,\'-2,\'@sum,"\'\tx","\'\rx",gewoon,"""aan""; halen"\r\n');
});
