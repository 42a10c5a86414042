import { randomBytes, randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp } from '$lib/server/records/backup/backup';
import { drill } from '$lib/server/records/backup/drill';
import { restore } from '$lib/server/records/backup/restore';
import { makeKeys, sealed, type OpenWith } from '$lib/server/records/backup/sealing';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database';

const PASSPHRASE = 'vier losse woorden samen';
const log = pino({ level: 'silent' });
let folder: string;
let source: FreshDatabase;
let keys: { identity: string; recipient: string };
let byKey: string;
let byWord: string;
const drops: (() => Promise<void>)[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-sealed-'));
	writeFileSync(join(folder, 'secret'), 'canary-secret'.repeat(6));
	source = await freshDatabase();
	// Enough that the encrypted file has many pieces of 64 KB: text that cannot be compressed.
	for (let i = 0; i < 40; i += 1)
		await source.sql`insert into "user" (id, name, email) values (${randomUUID()}, ${randomBytes(9_000).toString('hex')}, ${`canary${i}@proef.example`})`;
	keys = await makeKeys();
	byKey = (await backUp(source.url, `${folder}/`, { dataDir: folder, sealFor: { recipients: [keys.recipient] } })).file;
	byWord = (
		await backUp(source.url, join(folder, 'word.age'), {
			dataDir: folder,
			sealFor: { passphrase: PASSPHRASE, effort: 10 }
		})
	).file;
});
afterAll(async () => {
	await source.drop();
	for (const drop of drops) await drop();
	rmSync(folder, { recursive: true, force: true });
});

async function machine(): Promise<FreshDatabase & { dataDir: string }> {
	const database = await emptyDatabase();
	drops.push(() => database.drop());
	return { ...database, dataDir: mkdtempSync(join(folder, 'machine-')) };
}
const word = (passphrase: string): OpenWith => ({ passphrase: () => Promise.resolve(passphrase) });

test('an encrypted back-up reveals nothing without its key, is unreadable to others, and is restored completely with it', async () => {
	for (const file of [byKey, byWord]) {
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const bytes = readFileSync(file);
		expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
		for (const canary of ['canary', 'manifest.json', 'PK\x03\x04']) expect(bytes.includes(canary), canary).toBe(false);
	}
	expect(byKey).toMatch(/voelspriet-\d{8}T\d{6}Z\.zip\.age$/);
	for (const [file, opening] of [
		[byKey, { identities: [(await makeKeys()).identity, keys.identity] }],
		[byWord, word(PASSPHRASE)]
	] as const) {
		const there = await machine();
		await restore(there.url, file, there, undefined, opening);
		expect(await there.sql`select name from "user" order by email`).toEqual(
			await source.sql`select name from "user" order by email`
		);
		expect(readdirSync(there.dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
	}
});

test('a wrong passphrase, a wrong key and a missing key each give one sentence, and nothing is touched', async () => {
	const there = await machine();
	const tries: [string, OpenWith, RegExp][] = [
		[byWord, word('een andere zin dan die'), /^The passphrase is wrong/],
		[byWord, {}, /^This back-up is encrypted with a passphrase/],
		[byWord, { identities: [keys.identity] }, /^This back-up is encrypted with a passphrase/],
		[byKey, { identities: [(await makeKeys()).identity] }, /^The key is another one/],
		[byKey, word(PASSPHRASE), /^This back-up is encrypted for a public key/],
		[byKey, { identities: ['none'] }, /^The key that was given is no private key/]
	];
	for (const [file, opening, message] of tries)
		await expect(restore(there.url, file, there, undefined, opening)).rejects.toMatchObject({
			code: 'locked',
			message: expect.stringMatching(message) as string
		});
	expect(await there.sql`select 1 from pg_tables where schemaname = 'public'`).toEqual([]);
	expect(readdirSync(there.dataDir)).toEqual([]);
});

test('a back-up that was cut short or changed is refused before the database is touched, and leaves no decrypted file', async () => {
	const there = await machine();
	const bytes = readFileSync(byKey);
	const changed = Buffer.from(bytes);
	const middle = changed.length >> 1;
	changed[middle] = (changed[middle] ?? 0) ^ 1;
	const bad = {
		cut: bytes.subarray(0, -70_000),
		piece: bytes.subarray(0, bytes.length - 1),
		changed,
		head: bytes.subarray(0, 60)
	};
	for (const [name, content] of Object.entries(bad)) {
		const file = join(folder, `${name}.age`);
		writeFileSync(file, content);
		await expect(
			restore(there.url, file, there, undefined, { identities: [keys.identity] }),
			name
		).rejects.toMatchObject({ code: 'damaged' });
		expect(readdirSync(there.dataDir), name).toEqual([]);
	}
	expect(await there.sql`select 1 from pg_tables where schemaname = 'public'`).toEqual([]);
});

test('a decrypted file left by a killed restore is removed by the next one', async () => {
	const there = await machine();
	writeFileSync(join(there.dataDir, '.opening-999999999'), 'left');
	await restore(there.url, byKey, there, undefined, { identities: [keys.identity] });
	expect(readdirSync(there.dataDir).filter((name) => name.startsWith('.opening'))).toEqual([]);
});

test('a drill proves that a back-up can be restored, says how long it took, and changes nothing', async () => {
	const drillFolder = mkdtempSync(join(folder, 'place-'));
	const list = join(folder, 'forgotten-list.json');
	writeFileSync(list, '{}');
	const options = { log, place: drillFolder, forgotten: list };
	const drilled = await drill(byKey, { ...options, keys: { identities: [keys.identity] } });
	expect(drilled.manifest.tables.find(({ name }) => name === 'user')?.rows).toBe(40);
	expect(drilled.seconds).toBeGreaterThan(0);
	expect(readdirSync(drillFolder)).toEqual([]);
	expect(readFileSync(list, 'utf8')).toBe('{}');

	const broken = join(folder, 'broken.age');
	copyFileSync(byKey, broken);
	writeFileSync(broken, readFileSync(byKey).subarray(0, -100_000));
	await expect(drill(broken, { ...options, keys: { identities: [keys.identity] } })).rejects.toMatchObject({
		code: 'damaged'
	});
	expect(readdirSync(drillFolder), 'a drill that fails cleans up too').toEqual([]);
});

test('encrypting reads no further ahead than it can write, so memory stays flat however large the back-up is', async () => {
	const [piece, pieces] = [Buffer.alloc(65_536, 7), 320];
	let read = 0;
	let written = 0;
	let ahead = 0;
	const from = Readable.from(
		(function* () {
			for (; read < pieces * piece.length; read += piece.length) yield piece;
		})(),
		{ objectMode: false }
	);
	await pipeline(
		await sealed(from, { recipients: [keys.recipient] }),
		new Writable({
			write(chunk: Buffer, _, done) {
				written += chunk.length;
				// Long enough that a reader without restraint would be through.
				setImmediate(() =>
					setImmediate(() => {
						ahead = Math.max(ahead, read - written);
						done();
					})
				);
			}
		})
	);
	expect(written).toBeGreaterThan(pieces * piece.length);
	expect(ahead, 'of 21 MB').toBeLessThan(3 * 1024 * 1024);
});
