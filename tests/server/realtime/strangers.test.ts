import { connect, type Socket as Connection } from 'node:net';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { log } from '$lib/server/platform/operations/logger';
import { Hall, ORIGIN } from './socket-stage';

let hall: Hall;
beforeAll(async () => {
	hall = await Hall.open();
	await hall.admit('anna', 'analyst', null);
});
afterAll(() => hall.close());
beforeEach(() => expect.poll(() => hall.realtime.sockets.slots.size).toBe(0));

const open: WebSocket[] = [];
/** A socket that speaks the protocol of Engine.IO without its client, from a separate address. */
async function knock(from = '192.0.2.1', cookie = ''): Promise<WebSocket> {
	const address = `ws://127.0.0.1:${hall.port}${SOCKET_PATH}?EIO=4&transport=websocket`;
	const socket = new WebSocket(address, { headers: { origin: ORIGIN, cookie, 'x-client-address': from } });
	socket.on('error', () => undefined);
	open.push(socket);
	await new Promise((done) => socket.once('open', done).once('close', done));
	return socket;
}
const closed = (socket: WebSocket): Promise<void> =>
	new Promise((done) => {
		if (socket.readyState === WebSocket.CLOSED) done();
		socket.once('close', () => done());
	});
afterAll(() => {
	for (const socket of open) socket.terminate();
});

test('a refused packet closes the connection: there is one attempt to identify oneself', async () => {
	const socket = await knock();
	const received: string[] = [];
	socket.on('message', (data: Buffer) => received.push(data.toString()));
	socket.send('40{}');
	await closed(socket);
	expect(received.filter((packet) => packet.startsWith('44'))).toEqual(['44{"message":"session.missing"}']);
});

test('a socket that is refused or cut off is logged', async () => {
	const written: unknown[] = [];
	const warn = vi.spyOn(log, 'warn').mockImplementation((line: unknown) => void written.push(line));
	const refused = await knock('192.0.2.2');
	refused.send('40{}');
	await closed(refused);
	const cut = await knock('192.0.2.3');
	for (let i = 0; i < 50; i += 1) cut.send('3');
	await closed(cut);
	const elsewhere = new WebSocket(`ws://127.0.0.1:${hall.port}${SOCKET_PATH}?EIO=4&transport=websocket`, {
		headers: { origin: 'https://elsewhere.example', 'x-client-address': '192.0.2.4' }
	});
	await new Promise((done) => elsewhere.once('error', done));
	const line = { action: 'socket.read', object: 'none', route: SOCKET_PATH, actor: 'nobody' };
	expect(written).toEqual([
		{ ...line, result: '401', origin: '192.0.2.2' },
		{ ...line, result: '429', origin: '192.0.2.3' },
		{ ...line, result: '403', origin: '192.0.2.4' }
	]);
	warn.mockRestore();
});

test.each([
	['connect packets', '40{}', 5_000],
	['connect packets of another namespace', '40/other,{}', 5_000],
	['pongs', '3', 5_000],
	['one that is large', `40${JSON.stringify({ link: 'x'.repeat(20_000) })}`, 1]
])('a stranger who sends %s is cut off, and costs no more than the first few', async (_, packet, times) => {
	const sessionLookup = vi.spyOn(hall.realtime.sockets.auth, 'sessionOf');
	const socket = await knock();
	for (let i = 0; i < times; i += 1) socket.send(packet);
	await closed(socket);
	expect(sessionLookup.mock.calls.length).toBeLessThanOrEqual(1);
	sessionLookup.mockRestore();
});

test('frames that arrive together with the upgrade request, or thousands in one read, are not read', async () => {
	const frames = Buffer.concat(
		Array.from({ length: 6_000 }, () => Buffer.from([0x81, 0x84, 0, 0, 0, 0, ...Buffer.from('40{}')]))
	);
	for (const isTogether of [true, false]) {
		const socket = connect(hall.port, '127.0.0.1');
		socket.on('error', () => undefined);
		const answers: string[] = [];
		socket.on('data', (data: Buffer) => answers.push(data.toString('latin1')));
		const upgrade = Buffer.from(
			[
				`GET ${SOCKET_PATH}?EIO=4&transport=websocket HTTP/1.1`,
				...[`Host: voelspriet.test`, `Origin: ${ORIGIN}`, 'Upgrade: websocket', 'Connection: Upgrade'],
				...['Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}`, '', '']
			].join('\r\n')
		);
		socket.write(isTogether ? Buffer.concat([upgrade, frames]) : upgrade);
		if (!isTogether) {
			await expect.poll(() => answers.join('')).toContain('101 Switching Protocols');
			socket.write(frames);
		}
		await gone(socket);
		expect(answers.join('')).not.toContain('44{"message"');
		expect(answers.join('').includes('400 Bad Request')).toBe(isTogether);
	}
});
const gone = (socket: Connection): Promise<void> =>
	new Promise((done) => {
		if (socket.closed) done();
		socket.once('close', () => done());
	});

test('who says nothing takes a connection of their own network only, and the oldest is closed when there are too many in total', async () => {
	const { limits } = hall.realtime.sockets.slots;
	const before = { ...limits };
	Object.assign(limits, { stranger: 2, strangers: 6 });
	const of = (network: string, count: number) =>
		Promise.all(Array.from({ length: count }, (_, i) => knock(`${network}${i + 1}`)));
	const isOpen = (socket: WebSocket): boolean => socket.readyState === WebSocket.OPEN;
	const one = await of('2001:db8:0:1::', 4);
	expect(one.filter(isOpen)).toHaveLength(2);
	const four = await Promise.all([knock('192.0.2.1'), knock('192.0.2.2'), knock('192.0.2.3'), knock('192.0.2.4')]);
	expect(four.every(isOpen)).toBe(true);
	// An authenticated socket no longer counts as a stranger's.
	const anna = await knock('192.0.2.5', 'anna');
	const greeted = new Promise((done) =>
		anna.on('message', (data: Buffer) => data.toString().startsWith('40') && done(null))
	);
	anna.send('40{}');
	await greeted;
	await expect.poll(() => one.filter(isOpen)).toHaveLength(1);
	await Promise.all(Array.from({ length: 6 }, (_, i) => knock(`198.51.100.${i + 1}`)));
	await expect.poll(() => [...one, ...four].filter(isOpen)).toHaveLength(0);
	expect(isOpen(anna)).toBe(true);
	Object.assign(limits, before);
	for (const socket of open) socket.terminate();
});

test('a person at a desk is cut off much later, with the reason where they can read it', async () => {
	const socket = await knock('192.0.2.1', 'anna');
	const received: string[] = [];
	socket.on('message', (data: Buffer) => received.push(data.toString()));
	socket.send('40{}');
	await expect.poll(() => received.some((packet) => packet.startsWith('40'))).toBe(true);
	for (let i = 0; i < 50; i += 1) socket.send('42["presence",{"incident":"x"}]');
	await closed(socket);
	expect(received.some((packet) => packet.includes('"protocol"'))).toBe(true);
});
