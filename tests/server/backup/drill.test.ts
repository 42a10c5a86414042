import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { FindingId } from '$lib/domain/core/ids';
import { backUp } from '$lib/server/records/backup/backup';
import { Manifest } from '$lib/server/records/backup/manifest';
import { restore } from '$lib/server/records/backup/restore';
import { connect } from '$lib/server/platform/database/connect';
import { verifyLog } from '$lib/server/log/verify';
import { fresh } from '../../domain/in-memory-incident';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { findSystemPostgres, startSystemPostgres } from '../system-postgres';

let folder: string;
let source: FreshDatabase;
let fixture: IncidentFixture;
let file: string;
const drops: (() => Promise<void>)[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-backup-'));
	writeFileSync(join(folder, 'secret'), 's'.repeat(64));
	source = await freshDatabase();
	fixture = await IncidentFixture.begin(source);
	// Everything that COPY must escape, in more than one packet.
	const odd = 'tab\there, line\nbreak, back\\slash, \\N, quote "\'; é 🐈 \u202e';
	await fixture.deliver(
		...Array.from({ length: 320 }, (_, i) =>
			fixture.post('x', `onderwerp ${i % 100}; ${odd} ${'lang '.repeat(40)}${i}`, i % 100)
		)
	);
	await fixture.raise('need.raise', 'Gaan de scholen dicht?', 'onderwerp 1;');
	await fixture.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(111);
	const [person] = await source.sql<
		{ id: string }[]
	>`insert into "user" (id, name, email) values (${randomUUID()}, 'Noor', 'noor@proef.example') returning id`;
	await source.sql`insert into session (id, expires_at, token, user_id) values (${randomUUID()}, now(), 'canary', ${person?.id ?? ''})`;
	file = (await backUp(source.url, `${folder}/`, { dataDir: folder })).file;
});
afterAll(async () => {
	await fixture.stop();
	await source.drop();
	for (const drop of drops) await drop();
	rmSync(folder, { recursive: true, force: true });
});

async function machine(make = emptyDatabase): Promise<FreshDatabase & { dataDir: string }> {
	const database = await make();
	drops.push(() => database.drop());
	return { ...database, dataDir: mkdtempSync(join(folder, 'machine-')) };
}
/** The same back-up with something in it changed. */
async function altered(change: (name: string, bytes: Buffer) => Buffer | null): Promise<string> {
	const zip = await openPromise(file, { autoClose: false });
	const made = new ZipFile();
	for await (const entry of zip.eachEntry()) {
		const bytes = change(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
		if (bytes) made.addBuffer(bytes, entry.fileName);
	}
	zip.close();
	made.end();
	const path = join(folder, `altered-${randomUUID()}.zip`);
	writeFileSync(path, await buffer(made.outputStream));
	return path;
}
const manifestWith = (change: (manifest: Manifest) => unknown) =>
	altered((name, bytes) =>
		name === 'manifest.json' ? Buffer.from(JSON.stringify(change(Manifest.parse(JSON.parse(bytes.toString()))))) : bytes
	);

test('a back-up taken while people work holds one moment, and on an empty machine gives the same rows, chains and report checksums', async () => {
	const enough = new AbortController();
	let sent = 0;
	const work = (async () => {
		while (!enough.signal.aborted) {
			await fixture.send('need.raise', {
				id: fresh(FindingId),
				text: `Vraag ${sent}`,
				offline: 'telefoon',
				seenIn: null
			});
			await fixture.deliver(fixture.post('x', `nieuw ${sent}; bericht`, 100));
			sent += 1;
		}
	})();
	await expect.poll(() => sent).toBeGreaterThan(3);
	const { file: backupFile, manifest } = await backUp(source.url, join(folder, 'drill.zip'), { dataDir: folder });
	const before = sent;
	await expect.poll(() => sent).toBeGreaterThan(before + 1);
	enough.abort();
	await work;

	const there = await machine();
	const restored = await restore(there.url, backupFile, there);
	expect(restored).toMatchObject({ secret: true, migrated: [] });
	const log = manifest.logs.find(({ id }) => id === fixture.incident);
	const [line] = await source.sql<
		{ hash: string }[]
	>`select encode(hash, 'hex') as hash from event where log_id = ${fixture.incident} and seq = ${log?.lines ?? 0}`;
	expect(log?.head, 'a moment that the log of the source went through').toBe(line?.hash);
	expect(await verifyLog(there.sql, fixture.incident)).toMatchObject({ ok: true, lines: log?.lines, head: log?.head });
	expect(fixture.logs.seq(fixture.incident)).toBeGreaterThan(log?.lines ?? 0);
	const rows = (sql: FreshDatabase['sql']) => sql`
		select id, text, author, help, at, versions, words::text from post where incident_id = ${fixture.incident} and text like 'onderwerp%' order by id`;
	expect([...(await rows(there.sql))]).toEqual([...(await rows(source.sql))]);
	const [counted] =
		await there.sql`select (select count(*) from post)::int as posts, (select count(*) from batch)::int as batches`;
	const rowCounts = new Map(manifest.tables.map((table) => [table.name, table.rows]));
	expect(counted).toEqual({ posts: rowCounts.get('post'), batches: rowCounts.get('batch') });
	const [version] = await there.sql<{ checksum: string }[]>`
		select data->>'checksum' as checksum from event where log_id = ${fixture.incident} and type = 'report.released'`;
	expect(manifest.reports).toEqual([{ incident: fixture.incident, number: 1, checksum: version?.checksum }]);
	// And work goes on there.
	const next = connect(there.url, { max: 1 });
	expect(await next`select 1 from session`).toEqual([]);
	await next.end();
});

test('only its maker can read it, it contains no sessions, and the secret is restored as a private file', async () => {
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const zip = await openPromise(file, { autoClose: false });
	for await (const entry of zip.eachEntry())
		expect((await buffer(await zip.openReadStreamPromise(entry))).includes('canary')).toBe(false);
	zip.close();
	const there = await machine();
	await restore(there.url, file, there);
	expect(readFileSync(join(there.dataDir, 'secret'), 'utf8')).toBe('s'.repeat(64));
	expect(statSync(join(there.dataDir, 'secret')).mode & 0o777).toBe(0o600);
	await expect(backUp(source.url, file, { dataDir: folder })).rejects.toMatchObject({ code: 'exists' });
	await expect(backUp(source.url, join(folder, 'nowhere', 'a.zip'), { dataDir: folder })).rejects.toThrow(/ENOENT/);
	expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
});

test('tables made by a first start do not prevent a restore; a single row does', async () => {
	const started = await machine(freshDatabase);
	await restore(started.owner, file, started);
	await expect(restore(started.owner, file, started)).rejects.toMatchObject({ code: 'notEmpty' });
	const another = await machine(freshDatabase);
	await another.sql`insert into "user" (id, name, email) values (${randomUUID()}, 'Noor', 'noor@proef.example')`;
	await expect(restore(another.owner, file, another)).rejects.toMatchObject({ code: 'notEmpty' });
	expect(await another.sql`select name from "user"`).toHaveLength(1);
	const never = await machine();
	await expect(backUp(never.url, join(folder, 'never.zip'), { dataDir: folder })).rejects.toMatchObject({
		code: 'empty'
	});
});

test('a back-up that is cut short, changed or not a back-up at all is refused before the database is touched', async () => {
	const there = await machine();
	const bytes = readFileSync(file);
	const write = (name: string, content: Buffer): string => {
		writeFileSync(join(folder, name), content);
		return join(folder, name);
	};
	const cut = write('cut.zip', bytes);
	truncateSync(cut, bytes.length - 100);
	const files = [
		cut,
		write('empty.zip', Buffer.alloc(0)),
		write('text.zip', Buffer.from('geen archief')),
		join(folder, 'absent.zip'),
		await altered((name, content) =>
			name === 'tables/post.copy' ? Buffer.from(content.toString().replace('onderwerp 7', 'onderwerp 8')) : content
		),
		await altered((name, content) => (name === 'tables/event.copy' ? null : content)),
		await altered((name, content) => (name === 'secret' ? Buffer.from('x'.repeat(64)) : content)),
		await manifestWith((manifest) => ({ ...manifest, tables: 'none' }))
	];
	for (const one of files) await expect(restore(there.url, one, there), one).rejects.toMatchObject({ code: 'damaged' });
	expect(await there.sql`select 1 from pg_tables where schemaname = 'public'`).toEqual([]);
	expect(readdirSync(there.dataDir)).toEqual([]);
});

test('a back-up from a newer version is refused in one line, and one whose listed heads differ from its content leaves nothing behind', async () => {
	const there = await machine();
	const newer = await manifestWith((manifest) => ({
		...manifest,
		migrations: [...manifest.migrations, { when: 9_000_000_000_000, hash: 'x' }]
	}));
	await expect(restore(there.url, newer, there)).rejects.toMatchObject({
		code: 'newer',
		message: expect.not.stringContaining('\n') as string
	});
	const lies = [
		await manifestWith((manifest) => ({
			...manifest,
			logs: manifest.logs.map((log) => ({ ...log, head: '0'.repeat(64) }))
		})),
		await manifestWith((manifest) => ({
			...manifest,
			reports: manifest.reports.map((report) => ({ ...report, checksum: '0'.repeat(64) }))
		})),
		await manifestWith((manifest) => ({
			...manifest,
			tables: manifest.tables.map((table) => ({ ...table, rows: table.rows + 1 }))
		}))
	];
	for (const lie of lies) {
		await expect(restore(there.url, lie, there)).rejects.toMatchObject({ code: 'different' });
		expect(await there.sql`select 1 from event`).toEqual([]);
	}
	await restore(there.url, file, there);
});

test('nothing is restored while a program uses the database', async () => {
	const there = await machine(freshDatabase);
	const program = connect(there.url, { max: 1, name: 'voelspriet' });
	await program`select 1`;
	await expect(restore(there.owner, file, there)).rejects.toMatchObject({ code: 'inUse' });
	await program.end();
	await restore(there.owner, file, there);
});

const system = findSystemPostgres();
test.runIf(system)(`it goes over to another PostgreSQL (here ${system?.version ?? 'none'}) and back`, async () => {
	if (!system) return;
	const otherPostgres = await startSystemPostgres(system);
	const dataDir = mkdtempSync(join(folder, 'machine-'));
	try {
		const { manifest } = await restore(otherPostgres.url, file, { dataDir });
		const again = await backUp(otherPostgres.url, join(folder, 'again.zip'), { dataDir });
		expect({ logs: again.manifest.logs, reports: again.manifest.reports }).toEqual({
			logs: manifest.logs,
			reports: manifest.reports
		});
		const there = await machine();
		await restore(there.url, again.file, there);
	} finally {
		await otherPostgres.stop();
	}
});
