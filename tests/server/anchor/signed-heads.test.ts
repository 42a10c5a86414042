import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FindingId, IncidentId, INSTALLATION } from '$lib/domain/core/ids';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { HeadSigner } from '$lib/server/log/anchor/head-signer';
import { HeadsFile } from '$lib/server/log/anchor/heads-file';
import { signHeads } from '$lib/server/log/anchor/sign-heads';
import { hashOfHead, isSigned, lineOfHead, NO_HEAD, readHead, SigningKey } from '$lib/server/log/anchor/signed-head';
import { readSignedHeads, verifyHeads } from '$lib/server/log/anchor/verify-heads';
import { connect } from '$lib/server/platform/database/connect';
import { Leases } from '$lib/server/platform/database/leases';
import { log as logger } from '$lib/server/platform/operations/logger';
import { bram, carla, fresh, opening } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

const key = new SigningKey('5a'.repeat(32));
const other = new SigningKey('5b'.repeat(32));
const isKnown = (each: string) => each === key.publicKey;
let stage: Stage;
let log: IncidentId;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'voelspriet-heads-'));
	stage = await Stage.set();
	({ log } = await stage.open());
});
afterAll(async () => {
	await stage.strike();
	await rm(folder, { recursive: true });
});

const ask = (text: string, of = log) =>
	stage.send(of, 'need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null }, bram);
const signed = async () => (await readSignedHeads(stage.sql, log)).at(-1);

test('a signed head survives being written as one line of text, and every change to it shows', async () => {
	await signHeads(stage.sql, key, 'closing');
	const head = await signed();
	expect(head && isSigned(head)).toBe(true);
	if (!head) return;
	const line = lineOfHead(head);
	expect(line).toMatch(/^[\x21-\x7e]+$/);
	expect(readHead(`  ${line}\n`)).toEqual(head);
	expect(fingerprintOf(head.key)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
	const otherDigit = (hash: typeof head.hash) =>
		hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) as typeof head.hash;
	for (const changed of [
		{ ...head, seq: head.seq + 1 },
		{ ...head, log: INSTALLATION },
		{ ...head, hash: otherDigit(head.hash) },
		{ ...head, previous: otherDigit(head.previous) },
		{ ...head, at: '2020-01-01T00:00:00.000Z' as typeof head.at },
		{ ...head, key: other.publicKey },
		{ ...head, key: '00'.repeat(32) },
		{ ...head, signature: '00'.repeat(64) }
	])
		expect(isSigned(changed)).toBe(false);
	for (const no of ['', 'voelspriet-head-2', line.slice(0, -1), line.replace('voelspriet', 'x'), `${line}00`])
		expect(readHead(no)).toBeNull();
});

test('the public key of a seed is the one in RFC 8032', () => {
	const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
	expect(new SigningKey(seed).publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
});

test('a head is signed when it moved, once a day and never twice for the same line; each names the previous one', async () => {
	const count = async () => (await readSignedHeads(stage.sql, log)).length;
	const before = await count();
	await signHeads(stage.sql, key, 'closing');
	expect(await count()).toBe(before);
	await ask('Is er water?');
	await signHeads(stage.sql, key, 'day');
	expect(await count(), 'signed today already').toBe(before);
	expect(await verifyHeads(stage.sql, log, isKnown)).toMatchObject({ ok: true, unsigned: 1 });
	await signHeads(stage.sql, key, 'closing');
	const heads = await readSignedHeads(stage.sql, log);
	expect(heads.map(({ previous }) => previous)).toEqual([NO_HEAD, ...heads.slice(0, -1).map(hashOfHead)]);
	expect(heads).toHaveLength(before + 1);
	const whole = { ok: true, heads: before + 1, unsigned: 0, keys: [key.publicKey] };
	expect(await verifyHeads(stage.sql, log, isKnown)).toEqual(whole);
});

test('two processes that sign at once leave a single chain of heads', async () => {
	const second = connect(stage.database.url, { max: 2 });
	const before = (await readSignedHeads(stage.sql, log)).length;
	await ask('Is er gas?');
	let both: Promise<void>[] = [];
	await stage.database.sql.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		both = [signHeads(stage.sql, key, 'closing'), signHeads(second, key, 'closing')];
	});
	await Promise.all([...both, ask('Is er stroom?')]);
	await Promise.all([signHeads(stage.sql, key, 'closing'), signHeads(second, key, 'closing')]);
	await second.end();
	expect(await verifyHeads(stage.sql, log, isKnown)).toMatchObject({ ok: true, unsigned: 0 });
	expect((await readSignedHeads(stage.sql, log)).length - before).toBeLessThanOrEqual(2);
});

test('heads of real incidents are written to the output and to a file, none twice and none of an exercise', async () => {
	const real = fresh(IncidentId);
	await stage.send(real, 'incident.open', opening());
	const path = join(folder, 'heads.log');
	const written = async () => (await readFile(path, 'utf8').catch(() => '')).split('\n').slice(0, -1);
	const output = vi.spyOn(logger, 'info').mockReturnValue();
	const locks = new Leases(stage.database.url, 'test heads');
	const begin = (to: string) => {
		const signer = new HeadSigner({ sql: stage.sql, logs: stage.logs, locks, key, file: new HeadsFile(to) });
		signer.start();
		return signer;
	};
	const first = begin(folder);
	await expect.poll(written).toHaveLength(1);
	await stage.send(real, 'incident.close', {}, carla);
	await expect.poll(written).toHaveLength(2);
	await first.stop();
	const lines = await written();
	expect(lines).toEqual((await readSignedHeads(stage.sql, real)).map(lineOfHead));
	expect(output.mock.calls.flatMap(([object]) => (object as { head?: string }).head ?? [])).toEqual(lines);

	// What could not be written, because a power cut broke a line off or the folder was away, is written at the next start.
	await writeFile(path, `${lines[0] ?? ''}\n${lines[1]?.slice(0, 40) ?? ''}`);
	const warned = vi.spyOn(logger, 'warn').mockReturnValue();
	const away = begin(join(path, 'away'));
	await expect.poll(() => warned.mock.calls.length).toBe(1);
	await away.stop();
	const again = begin(folder);
	await expect.poll(written).toEqual([lines[0], lines[1]?.slice(0, 40), lines[1]]);
	await again.stop();
	await locks.end();
	vi.restoreAllMocks();
});
