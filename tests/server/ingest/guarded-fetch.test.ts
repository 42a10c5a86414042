import { createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { codeOf, loopback, serve, servers } from './guarded';

describe('the body', () => {
	const text = 'veel rook boven Zuid '.repeat(100);
	test.each([
		['gzip', gzipSync(text)],
		['x-gzip', gzipSync(text)],
		['deflate', deflateSync(text)],
		['deflate', deflateRawSync(text)],
		['none', gzipSync(text)],
		['gzip', text],
		['br', text],
		['deflate', text],
		['nonsense', text],
		['br', brotliCompressSync(text)],
		['identity', Buffer.from(text)]
	])('in %s is decompressed', async (encoding, body) => {
		const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
		const answer = await guardedFetch(loopback)(server.origin);
		expect(Buffer.from(answer.body).toString()).toBe(text);
		expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
	});
	test.each([
		['gzip', gzipSync(Buffer.alloc(200_000_000))],
		['br', brotliCompressSync(Buffer.alloc(50_000_000))]
	])('that unpacks to more than five megabytes (a %s bomb) is stopped there', async (encoding, bomb) => {
		expect(bomb.length).toBeLessThan(1_000_000);
		const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb));
		const before = process.memoryUsage().rss;
		expect(await codeOf(server.origin, loopback)).toBe('tooLarge');
		expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
	});
	test('that announces that it is too large is not read', async () => {
		const server = await serve((_, response) => response.writeHead(200, { 'content-length': '50000000' }).write('x'));
		expect(await codeOf(server.origin, loopback)).toBe('tooLarge');
	});
	test('without end is stopped at five megabytes, compressed to nothing as well', async () => {
		const chunk = Buffer.alloc(65_536, 'x');
		const emptyBlocks = Buffer.concat([gzipSync('').subarray(0, 10), Buffer.alloc(0)]);
		const endless = await serve(({ url }, response) => {
			if (url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).write(emptyBlocks);
			// A stored block of no bytes, again and again: much comes in, nothing comes out.
			const part = url === '/gzip' ? Buffer.alloc(65_535, Buffer.from([0, 0, 0, 0xff, 0xff])) : chunk;
			const more = (): void => {
				while (!response.destroyed && response.write(part));
			};
			response.on('drain', more);
			more();
		});
		expect(await codeOf(endless.origin, loopback)).toBe('tooLarge');
		expect(await codeOf(`${endless.origin}/gzip`, loopback)).toBe('tooLarge');
	});
	test('of exactly the limit is accepted, one byte more is not', async () => {
		const server = await serve(({ url }, response) => response.end(Buffer.alloc(url === '/more' ? 1_001 : 1_000)));
		expect(await codeOf(server.origin, { ...loopback, bytes: 1_000 })).toBe('answered');
		expect(await codeOf(`${server.origin}/more`, { ...loopback, bytes: 1_000 })).toBe('tooLarge');
	});
	test.each(['zstd', 'compress', 'nonsense'])('in %s, which was not asked for, is refused', async (encoding) => {
		const server = await serve((_, response) =>
			response.writeHead(200, { 'content-encoding': encoding }).end(Buffer.from('28b52ffd00', 'hex'))
		);
		expect(await codeOf(server.origin, loopback)).toBe('encoding');
	});
	test('that is not in its announced encoding, or is cut off, is an error and not half a body', async () => {
		const cut = gzipSync(text.repeat(50));
		const server = await serve(({ url }, response) => {
			response
				.writeHead(200, { 'content-encoding': 'gzip' })
				.end(url === '/cut' ? cut.subarray(0, 40) : Buffer.from([0x80, 0x81, 0x82, 0x83]));
		});
		expect(await codeOf(`${server.origin}/cut`, loopback)).toBe('encoding');
		expect(await codeOf(`${server.origin}/plain`, loopback)).toBe('encoding');
		const broken = await serve((_, response) => {
			response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
		});
		expect(await codeOf(broken.origin, loopback)).toBe('connection');
	});
});

describe('time limits', () => {
	test('a server that sends nothing is given up', async () => {
		const server = await serve(() => undefined);
		expect(await codeOf(server.origin, { ...loopback, milliseconds: 100 })).toBe('timeout');
	});
	test('a server that sends a few bytes at a time is given up too: the limit is for the whole response', async () => {
		const server = await serve((_, response) => {
			response.write('x');
			void (async () => {
				while (!response.destroyed) {
					response.write('x');
					await setImmediate();
				}
			})();
		});
		expect(await codeOf(server.origin, { ...loopback, milliseconds: 150, bytes: 1e9 })).toBe('timeout');
	});
	test('all redirects share one limit', async () => {
		const slow = await serve(() => undefined);
		const server = await serve((_, response) => response.writeHead(302, { location: slow.origin }).end());
		expect(await codeOf(server.origin, { ...loopback, milliseconds: 100 })).toBe('timeout');
	});
	test('the caller can cancel the request', async () => {
		const server = await serve(() => undefined);
		const stop = new AbortController();
		const asking = guardedFetch(loopback)(server.origin, { signal: stop.signal });
		await server.askedTimes(1);
		stop.abort();
		await expect(asking).rejects.toMatchObject({ code: 'stopped' });
	});
});

describe('a response that is not HTTP', () => {
	async function speaking(answer: string | Buffer): Promise<string> {
		const server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.once('data', () => socket.end(answer));
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		servers.push({
			stop: () =>
				new Promise((done) =>
					server.close(() => {
						done();
					})
				)
		});
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no port');
		return `127.0.0.1:${address.port}`;
	}
	test('has its own error code', async () => {
		expect(await codeOf(`http://${await speaking('SSH-2.0-OpenSSH_9.6\r\n')}/`, loopback)).toBe('answer');
		expect(
			await codeOf(`http://${await speaking(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`)}/`, loopback)
		).toBe('answer');
		expect(await codeOf(`http://${await speaking('')}/`, loopback)).toBe('connection');
		expect(await codeOf(`https://${await speaking('HTTP/1.1 200 OK\r\n\r\n')}/`, loopback)).toBe('tls');
	});
});

test('every status is a response, with its headers and its address', async () => {
	const server = await serve((_, response) =>
		response.writeHead(429, { 'Retry-After': '30', ETag: '"a"' }).end('busy')
	);
	const { status, headers, address } = await guardedFetch(loopback)(`${server.origin}/feed?key=secret`);
	expect([status, headers.get('retry-after'), headers.get('etag'), address]).toEqual([
		429,
		'30',
		'"a"',
		`${server.origin}/feed?key=secret`
	]);
});
test('an error never contains the whole address, which may contain a key', async () => {
	const server = await serve(() => undefined);
	const error = await guardedFetch({ ...loopback, milliseconds: 50 })(`${server.origin}/feed?key=secret`).catch(String);
	expect(error).not.toContain('secret');
});

describe('a POST request', () => {
	test('sends its JSON with its headers, only to a checked address', async () => {
		const bodies: string[] = [];
		const server = await serve((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				const { 'content-type': type = '', 'idempotency-key': key = '' } = request.headers;
				bodies.push([request.method, type, key, body].join(' '));
				response.writeHead(201).end('{}');
			});
		});
		const post = { json: { status: 'Het water is veilig ✓' }, headers: { 'idempotency-key': 'a' } };
		const answer = await guardedFetch(loopback)(`${server.origin}/api`, post);
		expect(answer.status).toBe(201);
		expect(bodies).toEqual(['POST application/json a {"status":"Het water is veilig ✓"}']);
		await expect(guardedFetch()(`${server.origin}/api`, post)).rejects.toMatchObject({ code: 'inner' });
		expect(bodies).toHaveLength(1);
	});
	test.each([301, 302, 303, 307, 308])(
		'follows no redirect: its content is for one address only (%i)',
		async (status) => {
			const server = await serve((_, response) => response.writeHead(status, { location: '/elsewhere' }).end());
			await expect(guardedFetch(loopback)(server.origin, { json: {} })).rejects.toMatchObject({ code: 'redirects' });
			expect(server.requests).toHaveLength(1);
		}
	);
});
