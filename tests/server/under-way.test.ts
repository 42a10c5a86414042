import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UnderWay } from '$lib/server/under-way';

const underWay = new UnderWay();
const waiting: ServerResponse[] = [];
const server = createServer((_request, response) => {
	underWay.add(response);
	waiting.push(response);
});
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterAll(() => {
	server.close().closeAllConnections();
});

/** Asks something that is answered only when the test says so. */
async function ask(): Promise<{ answer: Promise<string>; response: ServerResponse }> {
	const arrived = new Promise<void>((done) =>
		server.once('request', () => {
			done();
		})
	);
	const answer = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`).then((got) => got.text());
	await arrived;
	const response = waiting.pop();
	if (!response) throw new Error('nothing arrived');
	return { answer, response };
}

test('with nothing under way there is nothing to wait for', async () => {
	await underWay.finished(60_000);
});

test('what is under way is answered before stopping goes on', async () => {
	const [one, two] = [await ask(), await ask()];
	let isStopped = false;
	const stopped = underWay.finished(60_000).then(() => (isStopped = true));
	one.response.end('first');
	expect(await one.answer).toBe('first');
	expect(isStopped).toBe(false);
	two.response.end('second');
	expect(await two.answer).toBe('second');
	await stopped;
});

test('an answer that takes too long is not waited for', async () => {
	const { answer, response } = await ask();
	await underWay.finished(1);
	response.end('late');
	expect(await answer).toBe('late');
});
