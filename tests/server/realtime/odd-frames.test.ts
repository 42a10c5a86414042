import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { Hall, ORIGIN } from './socket-stage';

/** Frames that no browser sends: the socket closes, nothing else happens, and others go on. */
let hall: Hall;
beforeAll(async () => {
	hall = await Hall.open();
	await hall.admit('bram', 'analyst', null);
});
afterAll(() => hall.close());

async function raw(): Promise<{ socket: WebSocket; closed: Promise<unknown> }> {
	const socket = new WebSocket(`ws://127.0.0.1:${String(hall.port)}${SOCKET_PATH}?EIO=4&transport=websocket`, {
		headers: { origin: ORIGIN, cookie: 'bram' }
	});
	const closed = once(socket, 'close');
	socket.on('error', () => undefined);
	await once(socket, 'message');
	socket.send('40');
	await once(socket, 'message');
	return { socket, closed };
}
async function othersGoOn(): Promise<void> {
	const { log } = await hall.stage.open();
	const desk = await hall.desk('bram', log);
	expect(desk.answer).toMatchObject({ ok: true });
	desk.socket.disconnect();
}

test.each([
	['binary that nobody announced', (socket: WebSocket) => socket.send(Buffer.alloc(1_000, 1))],
	[
		'binary that an event announced',
		(socket: WebSocket) => {
			socket.send('451-["follow",{"_placeholder":true,"num":0}]');
			for (let i = 0; i < 4; i += 1) socket.send(Buffer.alloc(1_000, 1));
		}
	],
	['an attachment count without end', (socket: WebSocket) => socket.send(`4${'5'.repeat(60_000)}-["follow"]`)],
	['text that is no packet', (socket: WebSocket) => socket.send('9{{{{')],
	[
		'many fragments that are too much together',
		(socket: WebSocket) => {
			for (let i = 0; i < 200; i += 1) socket.send('x'.repeat(1_000), { fin: false });
			socket.send('x', { fin: true });
		}
	]
])('%s closes the socket, and others continue', async (_, send) => {
	const { socket, closed } = await raw();
	send(socket);
	await closed;
	await othersGoOn();
});

test('a message that arrives in fragments is one message', async () => {
	const { log } = await hall.stage.open();
	const { socket } = await raw();
	const answer = once(socket, 'message');
	const text = `420["follow",${JSON.stringify({ incident: log, from: 0 })}]`;
	for (let at = 0; at < text.length; at += 7) socket.send(text.slice(at, at + 7), { fin: at + 7 >= text.length });
	expect(String((await answer)[0])).toMatch(/^430\[\{"ok":true/);
	socket.terminate();
});
