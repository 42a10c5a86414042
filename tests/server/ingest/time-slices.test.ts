import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { guardedLines } from '$lib/server/platform/net/guarded-lines';
import { guardedSocket } from '$lib/server/platform/net/guarded-socket';

/* A flood is complete before it is read, so awaiting it never yields: a command would wait until all of it was read. */
const MANY = 60;
const server = createServer((_, response) => response.end('{}\n'.repeat(MANY)));
const sockets = new WebSocketServer({ server });
let port = 0;
beforeAll(async () => {
	sockets.on('connection', (socket) => {
		for (let i = 0; i < MANY; i += 1) socket.send('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	port = (server.address() as AddressInfo).port;
});
afterAll(() => {
	for (const socket of sockets.clients) socket.terminate();
	server.close();
});

/** Reads all, each as work of two milliseconds. @returns how often other work had a turn meanwhile */
async function turnsWhile(messages: AsyncIterable<string>): Promise<number> {
	let turns = 0;
	let isOver = false;
	const turn = (): void => {
		turns += 1;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	let read = 0;
	for await (const message of messages) {
		expect(message).toBe('{}');
		const until = performance.now() + 2;
		while (performance.now() < until);
		if ((read += 1) === MANY) break;
	}
	isOver = true;
	return turns;
}

const guard = { allow: ['127.0.0.1/32'] };
const { signal } = new AbortController();

test('reading a flood from a socket gives other work a turn in between', async () => {
	const messages = await guardedSocket(guard)(`ws://127.0.0.1:${port}/`, { signal });
	expect(await turnsWhile(messages)).toBeGreaterThan(MANY / 6);
	messages.close();
});

test('reading a flood line by line gives other work a turn in between', async () => {
	const lines = await guardedLines(guard)(`http://127.0.0.1:${port}/`, { signal, silenceTimeout: 10_000 });
	if (!(Symbol.asyncIterator in lines)) throw new Error('no lines');
	expect(await turnsWhile(lines)).toBeGreaterThan(MANY / 6);
});
