import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { StreamReader } from '$lib/server/ingest/protocols/reading/streaming';
import type { PollRequest } from '$lib/server/ingest/protocols/reading/reader';
import { guardedLines } from '$lib/server/platform/net/guarded-lines';
import { guardedSocket, type GuardedConnection } from '$lib/server/platform/net/guarded-socket';
import { post } from '../stage';
import { localServer, type LocalServer } from './local-server';

const loopback = { allow: ['127.0.0.1/32'], milliseconds: 2_000 };
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});
const signal = (): AbortSignal => {
	const stop = new AbortController();
	stops.push(() => stop.abort());
	return stop.signal;
};
async function serving(
	answer: Parameters<typeof localServer>[0] = (_, response) => response.end()
): Promise<LocalServer> {
	const server = await localServer(answer);
	stops.push(() => server.stop());
	return server;
}
/** A server that opens sockets, or what it does instead. */
async function sockets(
	instead?: (socket: Duplex, request: IncomingMessage) => void
): Promise<{ server: LocalServer; opened: Promise<WebSocket> }> {
	const server = await serving();
	const accepting = new WebSocketServer({ noServer: true });
	const opened = new Promise<WebSocket>((done) => {
		server.onUpgrade((request, socket, head) => {
			if (instead) instead(socket, request);
			else
				accepting.handleUpgrade(request, socket, head, (made) => {
					stops.push(() => made.terminate());
					done(made);
				});
		});
	});
	return { server, opened };
}
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
	work.then(
		() => 'went well',
		(error: unknown) => (error instanceof Error && 'code' in error ? error.code : error)
	);
const endOf = (line: AsyncIterable<string>): Promise<unknown> =>
	codeOf(
		(async () => {
			for await (const each of line) expect(each.length).toBeLessThan(5_000_000);
		})()
	);

describe('a socket', () => {
	const open = (server: LocalServer, silenceTimeout?: number): Promise<GuardedConnection> =>
		guardedSocket(loopback)(server.origin.replace('http', 'ws'), {
			signal: signal(),
			...(silenceTimeout && { silenceTimeout })
		});

	test('whose messages are read slowly makes the server wait: at most a thousand and what is in transit are received', async () => {
		const { server, opened } = await sockets();
		const reading = await open(server);
		const far = await opened;
		const [many, size] = [40_000, 1_000];
		let gone = 0;
		const speak = (): void => {
			if (gone < many)
				far.send(String(gone).padEnd(size), () => {
					gone++;
					speak();
				});
		};
		speak();
		// Here and on the way is room for a few megabytes.
		expect(await whenItStands(() => gone)).toBeLessThan(many / 2);
		let next = 0;
		for await (const text of reading) {
			expect(Number(text)).toBe(next++);
			if (next === many) break;
		}
	});
	test('that receives a message of fifty megabytes ends with an error that says so', async () => {
		const { server, opened } = await sockets();
		const reading = await open(server);
		(await opened).send('x'.repeat(50_000_000));
		expect(await endOf(reading)).toBe('tooLarge');
	});
	test('that receives broken UTF-8 replaces that character and stays open', async () => {
		const { server, opened } = await sockets();
		const reading = await open(server);
		(await opened).send(Buffer.from([0x61, 0xff, 0x62]), { binary: false });
		const [first] = await firstOf(reading, 1);
		expect(first).toBe('a\ufffdb');
	});
	test('without a sign of life is dead, whatever TCP says; one that answers our ping is not', async () => {
		const { server, opened } = await sockets();
		const reading = await open(server, 450);
		const far = await opened;
		let pings = 0;
		far.on('ping', () => ++pings === 4 && far.pause());
		expect(await endOf(reading)).toBe('dead');
		expect(pings).toBeGreaterThanOrEqual(4);
	});
	test.each([
		[500, 'Internal Server Error'],
		[429, 'Too Many Requests']
	])('that is refused with %i reports the reason', async (status, reason) => {
		const { server } = await sockets((socket) => {
			socket.end(
				`HTTP/1.1 ${status} ${reason}\r\nretry-after: 120\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno`
			);
		});
		const refused: unknown = await open(server).catch((error: unknown) => error);
		expect(refused).toMatchObject({
			status,
			body: 'no',
			headers: new Map(Object.entries({ 'retry-after': '120', 'content-length': '2', connection: 'close' }))
		});
	});
	test('does not follow a redirect', async () => {
		const inner = await serving();
		const { server } = await sockets((socket) => {
			socket.end(`HTTP/1.1 302 Found\r\nlocation: ${inner.origin}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
		});
		expect(await open(server).catch((error: unknown) => error)).toMatchObject({ status: 302 });
		expect(inner.requests).toEqual([]);
	});
	test('is not opened without the TLS that was requested', async () => {
		const { server } = await sockets();
		expect(await codeOf(guardedSocket(loopback)(server.origin.replace('http', 'wss'), { signal: signal() }))).toBe(
			'tls'
		);
	});
});

describe('an answer that does not end', () => {
	async function open(server: LocalServer, silenceTimeout = 2_000): Promise<AsyncIterable<string>> {
		const lines = await guardedLines(loopback)(server.origin, { signal: signal(), silenceTimeout });
		if ('status' in lines) throw new Error(String(lines.status));
		return lines;
	}
	/** Writes as long as there is room, and returns how much. */
	async function endless(piece: string): Promise<{ server: LocalServer; written: () => number }> {
		let written = 0;
		const server = await serving((_, response) => {
			const more = (): void => {
				do written += piece.length;
				while (written < 50_000_000 && !response.destroyed && response.write(piece));
			};
			response.on('drain', more);
			more();
		});
		return { server, written: () => written };
	}

	test('and has no line end is given up at five megabytes', async () => {
		const { server, written } = await endless('x'.repeat(65_536));
		expect(await endOf(await open(server))).toBe('tooLarge');
		expect(written()).toBeLessThan(20_000_000);
	});
	test('gives the same lines however it is split: within a line end, within a character, or not at all', async () => {
		const bytes = Buffer.from('één\r\n\r\ntwee\nd\u{1f60a}ie\r\n', 'utf8');
		const cuts = [[], ...Array.from(bytes, (_, at) => [at]), Array.from(bytes, (_, at) => at)];
		for (const cut of cuts) {
			const pieces = [...cut, bytes.length].map((end, i) => bytes.subarray(cut[i - 1] ?? 0, end));
			const server = await serving((_, response) => {
				response.socket?.setNoDelay(true);
				const next = (): void => {
					const piece = pieces.shift();
					if (piece) response.write(piece, () => setImmediate(next));
				};
				next();
			});
			expect(await firstOf(await open(server), 4), String(cut)).toEqual(['één', '', 'twee', 'd\u{1f60a}ie']);
		}
	});
	test('and is read slowly makes the server wait', async () => {
		const { server, written } = await endless(`${'x'.repeat(999)}\n`.repeat(64));
		const reading = (await open(server))[Symbol.asyncIterator]();
		expect((await reading.next()).done).toBe(false);
		expect(await whenItStands(written)).toBeLessThan(20_000_000);
	});
	test('and sends nothing for too long is dead', async () => {
		const server = await serving((_, response) => response.writeHead(200).write('een\r\n'));
		expect(await endOf(await open(server, 200))).toBe('dead');
	});
	test('that is another response gives the beginning of it, however long; a redirect is not followed', async () => {
		const inner = await serving();
		const server = await serving(({ url }, response) => {
			if (url === '/302') response.writeHead(302, { location: inner.origin }).end();
			else response.writeHead(500, { 'retry-after': '120' }).end('x'.repeat(10_000_000));
		});
		const ask = (path: string) =>
			guardedLines(loopback)(`${server.origin}${path}`, { signal: signal(), silenceTimeout: 2_000 });
		expect(await ask('/500')).toMatchObject({ status: 500, body: 'x'.repeat(4_000) });
		expect(await ask('/302')).toMatchObject({ status: 302 });
		expect(inner.requests).toEqual([]);
	});
});

test('a stream that brings more than is stored stops reading at a thousand posts until they are taken', async () => {
	let yielded = 0;
	const reader = new StreamReader(async function* () {
		for (;;) yield await Promise.resolve({ posts: [post(`rook ${yielded}`)], cursor: ++yielded });
	});
	stops.push(() => reader.close());
	// The other parts of a request are for tests that query a server.
	const question = {
		profiles: [],
		cursor: null,
		isWanted: () => true,
		now: () => Date.now(),
		signal: signal()
	} as unknown as PollRequest;
	await reader.ready(question);
	await expect.poll(() => yielded).toBe(1_000);
	const first = await reader.take(question);
	expect(first).toMatchObject({ cursor: 1_000, problem: null });
	expect(first.posts).toHaveLength(1_000);
	await expect.poll(() => yielded).toBe(2_000);
});

async function firstOf(line: AsyncIterable<string>, count: number): Promise<string[]> {
	const texts: string[] = [];
	for await (const text of line) if (texts.push(text) >= count) break;
	return texts;
}

/** How far it got before it stopped. */
async function whenItStands(read: () => number): Promise<number> {
	let before = -1;
	await expect.poll(() => before === (before = read()), { interval: 100 }).toBe(true);
	return before;
}
