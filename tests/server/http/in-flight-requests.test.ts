import { Agent, createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { InFlightRequests } from '$lib/server/platform/http/in-flight-requests';

let underWay: InFlightRequests;
beforeEach(() => {
	underWay = new InFlightRequests();
});
const waiting: ServerResponse[] = [];
const server = createServer((_request, response) => {
	underWay.add(response);
	waiting.push(response);
});
/** A request over a connection that stays open, as a browser's does. @returns the status, once it is answered */
const requestOver = (agent: Agent, port: number): Promise<number | undefined> =>
	new Promise((done, fail) => {
		get({ agent, port, host: '127.0.0.1' }, (response) => {
			response.resume().once('end', () => {
				done(response.statusCode);
			});
		}).once('error', fail);
	});
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterAll(() => {
	server.close().closeAllConnections();
});

/** Sends a request that is answered only when the test says so. */
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

test('with no requests in flight there is nothing to wait for', async () => {
	await underWay.finish(60_000);
});

test('requests in flight are answered before stopping continues', async () => {
	const [one, two] = [await ask(), await ask()];
	let isStopped = false;
	const stopped = underWay.finish(60_000).then(() => (isStopped = true));
	one.response.end('first');
	expect(await one.answer).toBe('first');
	expect(isStopped).toBe(false);
	two.response.end('second');
	expect(await two.answer).toBe('second');
	await stopped;
});

test('an answer that takes too long is not waited for', async () => {
	const { answer, response } = await ask();
	await underWay.finish(1);
	response.end('late');
	expect(await answer).toBe('late');
});

test('a request that arrives on an open connection while stopping is refused, because its handler may be gone', async () => {
	const accepted: ServerResponse[] = [];
	const front = createServer((_request, response) => {
		if (underWay.add(response)) {
			accepted.push(response);
			front.emit('taken');
		} else response.writeHead(503).end();
	});
	await new Promise<void>((done) => void front.listen(0, '127.0.0.1', done));
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const { port } = front.address() as AddressInfo;
	const first = new Promise((done) => front.once('taken', done));
	const before = requestOver(agent, port);
	await first;
	const after = requestOver(agent, port); // waits for the same connection
	front.close();
	const stopped = underWay.finish(60_000);
	accepted[0]?.end();
	expect(await before).toBe(200);
	await stopped;
	expect(await after).toBe(503);
	expect(accepted).toHaveLength(1);
	agent.destroy();
	front.closeAllConnections();
});
