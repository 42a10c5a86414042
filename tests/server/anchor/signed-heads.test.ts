import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { HeadSigner, signHeads } from '$lib/server/anchor/head-signer';
import { isSigned, lineOfHead, readHead, SigningKey } from '$lib/server/anchor/signed-head';
import { sendSyslog, syslogMessage } from '$lib/server/anchor/syslog';
import { faultOfHead, keptHeads, verifyHeads } from '$lib/server/anchor/verify-heads';
import { Leases } from '$lib/server/ingest/scheduler/leases';
import { bram, fresh } from '../../domain/sample';
import { Stage } from '../stage';

const key = new SigningKey('5a'.repeat(32));
const other = new SigningKey('5b'.repeat(32));
let stage: Stage;
let log: IncidentId;
beforeAll(async () => {
	stage = await Stage.set();
	({ log } = await stage.open());
});
afterAll(() => stage.strike());

const ask = (text: string) =>
	stage.send(log, 'need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null }, bram);
const signed = async () => (await keptHeads(stage.sql, log)).at(-1);

test('a signed head goes through one line of text, and shows each change', async () => {
	await signHeads(stage.sql, key, 'release');
	const head = await signed();
	expect(head && isSigned(head)).toBe(true);
	if (!head) return;
	const line = lineOfHead(head);
	expect(line).toMatch(/^[\x21-\x7e]+$/);
	expect(readHead(`  ${line}\n`)).toEqual(head);
	expect(fingerprintOf(head.key)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
	for (const changed of [
		{ ...head, seq: head.seq + 1 },
		{ ...head, log: INSTALLATION },
		{ ...head, hash: head.hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) as typeof head.hash },
		{ ...head, at: '2020-01-01T00:00:00.000Z' as typeof head.at },
		{ ...head, key: other.publicKey },
		{ ...head, key: '00'.repeat(32) },
		{ ...head, signature: '00'.repeat(64) }
	])
		expect(isSigned(changed)).toBe(false);
	for (const no of ['', 'voelspriet-head-1', line.slice(0, -1), line.replace('voelspriet', 'x'), `${line}00`])
		expect(readHead(no)).toBeNull();
});

test('what RFC 8032 says of a key, ours says too', () => {
	const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
	expect(new SigningKey(seed).publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
});

test('a head is signed when it moved; in a day only once, and for the same line never twice', async () => {
	const count = async () => (await keptHeads(stage.sql, log)).length;
	const before = await count();
	await signHeads(stage.sql, key, 'release');
	expect(await count()).toBe(before);
	await ask('Is er water?');
	await signHeads(stage.sql, key, 'day');
	expect(await count(), 'signed today already').toBe(before);
	await signHeads(stage.sql, key, 'closing');
	expect(await count()).toBe(before + 1);
	expect(await verifyHeads(stage.sql, log)).toEqual({ ok: true, heads: before + 1, keys: [key.publicKey] });
});

test('a log that was cut short, or rewritten with a whole chain, is found by a head that was signed before', async () => {
	await ask('Is de rook giftig?');
	await signHeads(stage.sql, key, 'release');
	const head = await signed();
	if (!head) throw new Error('nothing was signed');
	expect(await faultOfHead(stage.sql, head)).toBeNull();
	expect(await faultOfHead(stage.sql, { ...head, key: other.publicKey })).toBe('signature');
	const inVain = async (forge: string, seq = head.seq) => {
		let found: unknown;
		await stage.database.sql
			.begin(async (tx) => {
				await tx`set local session_replication_role = replica`;
				await tx.unsafe(forge, [log, seq]);
				found = [await faultOfHead(tx, head), await verifyHeads(tx, log)];
				throw new Error('undo');
			})
			.catch((error: unknown) => expect(error).toEqual(new Error('undo')));
		return found;
	};
	expect(await inVain('delete from event where log_id = $1 and seq >= $2')).toEqual([
		'absent',
		{ ok: false, seq: head.seq, why: 'absent' }
	]);
	expect(await inVain("update event set hash = '\\x00' where log_id = $1 and seq = $2")).toEqual([
		'other',
		{ ok: false, seq: head.seq, why: 'other' }
	]);
	expect(await inVain("update signed_head set hash = sha256('') where log_id = $1 and seq = $2")).toMatchObject([
		null,
		{ ok: false }
	]);
});

test('nothing of an exercise leaves the program; what a place does not take goes with the next', async () => {
	const sent: string[][] = [];
	let isAway = true;
	const locks = new Leases(stage.database.url, 'test heads');
	const signer = new HeadSigner({
		...{ sql: stage.sql, logs: stage.logs, locks, key: other },
		places: new Map([
			[
				'outside',
				(lines: readonly string[]) => {
					if (isAway) return Promise.reject(new Error('away'));
					sent.push([...lines]);
					return Promise.resolve();
				}
			]
		])
	});
	await stage.sql`insert into log (id, head_seq, head_hash, head_at) values (${INSTALLATION}, 1, ${Buffer.alloc(32, 1)}, now())
		on conflict (id) do update set head_seq = 1, head_hash = excluded.head_hash`;
	signer.start();
	await expect.poll(async () => (await keptHeads(stage.sql, INSTALLATION)).length).toBe(1);
	isAway = false;
	await signer.stop();
	expect(sent).toEqual([]);
	const again = new HeadSigner({
		...{ sql: stage.sql, logs: stage.logs, locks, key: other },
		places: new Map([['outside', (lines: readonly string[]) => Promise.resolve(void sent.push([...lines]))]])
	});
	await stage.sql`update log set head_seq = 2, head_hash = ${Buffer.alloc(32, 2)} where id = ${INSTALLATION}`;
	await ask('Is er stroom?');
	again.start();
	await stage.send(log, 'incident.close', {}, bram).catch(() => undefined);
	await signHeads(stage.sql, other, 'release').then((lines) => sent.push(lines));
	await again.stop();
	await locks.end();
	expect(sent.flat().map((line) => readHead(line)?.log)).toEqual([INSTALLATION]);
});

test('a log server gets one message for each, over UDP and over TCP', async () => {
	const message = syslogMessage('voelspriet-head-1/x', '2026-11-20T13:00:00.000Z', 'proef.example');
	expect(message).toBe(
		`<109>1 2026-11-20T13:00:00.000Z proef.example voelspriet ${process.pid} head - voelspriet-head-1/x`
	);

	const udp = createSocket('udp4');
	await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
	const heard = new Promise<string>((done) => udp.once('message', (piece) => done(piece.toString())));
	await sendSyslog(new URL(`udp://127.0.0.1:${udp.address().port}`), [message]);
	expect(await heard).toBe(message);
	udp.close();

	let stream = '';
	const tcp = createServer((socket) =>
		socket.on('data', (piece) => (stream += piece.toString())).on('end', () => socket.end())
	);
	await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
	const { port } = tcp.address() as AddressInfo;
	await sendSyslog(new URL(`tcp://127.0.0.1:${port}`), [message, message]);
	expect(stream).toBe(`${message.length} ${message}`.repeat(2));
	await new Promise((done) => tcp.close(done));
	await expect(sendSyslog(new URL(`tcp://127.0.0.1:${port}`), [message])).rejects.toMatchObject({
		code: 'ECONNREFUSED'
	});
});
