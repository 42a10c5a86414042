import { createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { FetchFailed, FetchRefused, type FetchError } from '$lib/server/ingest/fetch-error';
import { guardedFetch } from '$lib/server/ingest/guarded-fetch';
import { guardedLines } from '$lib/server/ingest/guarded-lines';
import { guardedSocket } from '$lib/server/ingest/guarded-socket';
import type { Guard } from '$lib/server/ingest/reachable';
import { isPublic } from '$lib/server/ingest/public-address';
import { localServer, type LocalServer } from './local-server';

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.stop()));
});
async function serve(...answer: Parameters<typeof localServer>): Promise<LocalServer> {
	const server = await localServer(...answer);
	servers.push(server);
	return server;
}
const loopback = { allow: ['127.0.0.1/32'] };
/** The code with which an address ends. */
async function codeOf(address: string, guard: Guard = {}): Promise<FetchError['code'] | 'answered'> {
	try {
		await guardedFetch({ milliseconds: 5_000, ...guard })(address);
		return 'answered';
	} catch (error) {
		if (error instanceof FetchRefused || error instanceof FetchFailed) return error.code;
		throw error;
	}
}
/** Never the network's: a test that would ask a name server fails instead. */
const nowhere = { resolve: () => Promise.reject(new Error('asked a name server')) };

describe('which addresses are of the open internet', () => {
	test.each(['1.1.1.1', '145.100.1.1', '2606:4700:4700::1111', '2a02:a440::1', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1'])(
		'%s is',
		(address) => {
			expect(isPublic(address)).toBe(true);
		}
	);
	test.each([
		...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
		...['192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
		...['168.63.129.16', '::', '::1', '::2', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1'],
		// IPv4 in other clothes: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP
		...[
			'::ffff:127.0.0.1',
			'::ffff:7f00:1',
			'::127.0.0.1',
			'::ffff:0:127.0.0.1',
			'64:ff9b::10.0.0.1',
			'64:ff9b::a9fe:a9fe',
			'64:ff9b:1::1'
		],
		...[
			'2002:7f00:1::',
			'2002:a00:1::1',
			'2001:0:4136:e378:8000:63bf:3fff:fdd2',
			'2a02:a440::5efe:10.0.0.1',
			'4000::1',
			'100::1',
			'3fff::1'
		],
		...['', 'localhost', '1.1.1', '1.1.1.1.1', 'x']
	])('%s is not', (address) => {
		expect(isPublic(address)).toBe(false);
	});
});

describe('an inner network', () => {
	const allow = ['10.1.0.0/16', 'fd00::/8', '192.168.1.7'];
	/** Beside it a public address, which is refused for its port: nothing is ever connected to. */
	const judged = (address: string) =>
		codeOf('http://inside.example:8080/', {
			allow,
			resolve: () => Promise.resolve([address, '1.1.1.1'].map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 })))
		});
	test.each(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.168.1.7'])('is opened by naming it, on any port: %s', async (address) => {
		expect(await judged(address)).toBe('port');
	});
	test.each(['10.2.0.1', 'fc00::1', '192.168.1.8', '127.0.0.1'])('opens nothing beside it: %s', async (address) => {
		expect(await judged(address)).toBe('inner');
	});
	test.each(['10/8', '10.0.0.0/33', 'intranet', '', '10.0.0.0-10.0.0.9'])('must be one: %s is refused when the program starts', (text) => {
		expect(() => guardedFetch({ allow: [text] })).toThrow(RangeError);
	});
});

const inside = [
	'http://127.0.0.1/',
	'http://2130706433/',
	'http://0x7f000001/',
	'http://0x7f.0.0.1/',
	'http://017700000001/',
	'http://0177.0.0.1/',
	'http://127.1/',
	'http://127.0.0.1./',
	'http://0/',
	'http://①②⑦.⓪.⓪.①/',
	'http://127。0。0。1/',
	'http://[::1]/',
	'http://[::ffff:127.0.0.1]/',
	'http://[::ffff:7f00:1]/',
	'http://[0:0:0:0:0:ffff:127.0.0.1]/',
	'http://[64:ff9b::127.0.0.1]/',
	'http://[2002:7f00:1::]/',
	'http://10.0.0.8/',
	'http://192.168.0.1/',
	'http://169.254.169.254/latest/meta-data/',
	'https://127.0.0.1/'
];
describe('refused before anything is asked', () => {
	test.each(inside)('a private address, however it is spelled: %s', async (address) => {
		expect(await codeOf(address, nowhere)).toBe('inner');
	});
	test.each(inside)('the same for an answer that does not end, and for a socket: %s', async (address) => {
		const given = { milliseconds: 5_000, ...nowhere };
		const signal = new AbortController().signal;
		await expect(guardedLines(given)(address, { signal, patience: 1_000 })).rejects.toMatchObject({ code: 'inner' });
		const socket = address.replace(/^http/, 'ws');
		await expect(guardedSocket(given)(socket, { signal })).rejects.toMatchObject({ code: 'inner' });
	});
	test.each([
		'ftp://a.example/',
		'file:///etc/passwd',
		'gopher://a.example/',
		'data:text/plain,x',
		'javascript:1',
		'blob:http://a.example/x'
	])('another scheme: %s', async (address) => {
		expect(await codeOf(address, nowhere)).toBe('scheme');
	});
	test('a name or password in the address, which only serves to mislead', async () => {
		expect(await codeOf('http://a.example@127.0.0.1/', nowhere)).toBe('credentials');
		expect(await codeOf('https://me:secret@a.example/', nowhere)).toBe('credentials');
	});
	test.each(['http://1.1.1.1:22/', 'http://1.1.1.1:8080/', 'https://1.1.1.1:6379/', 'http://[2606:4700::1111]:25/'])(
		'another port: %s',
		async (address) => {
			expect(await codeOf(address, nowhere)).toBe('port');
		}
	);
	test.each([
		'',
		'nonsense',
		'http://',
		'http://a b/',
		'http://256.1.1.1/',
		'http://[fe80::1%25eth0]/',
		`http://a.example/${'x'.repeat(5_000)}`
	])('what is no address: %s', async (address) => {
		expect(await codeOf(address, nowhere)).toBe('address');
	});
	test('localhost, which the system says is inside', async () => {
		expect(await codeOf('http://localhost/')).toBe('inner');
	});
});

describe('names', () => {
	test('that lead inside are refused', async () => {
		for (const address of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'])
			expect(
				await codeOf('http://trap.example/', { resolve: () => Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]) })
			).toBe('inner');
	});
	test('that lead inside with one of several addresses are refused', async () => {
		const resolve = () =>
			Promise.resolve([
				{ address: '1.1.1.1', family: 4 },
				{ address: '127.0.0.1', family: 4 }
			]);
		expect(await codeOf('http://trap.example/', { resolve })).toBe('inner');
	});
	test('are resolved once: an answer that changes afterwards (rebinding) is never connected to', async () => {
		const server = await serve((_, response) => response.end('the one that was judged'));
		let times = 0;
		const resolve = () => Promise.resolve([{ address: ++times === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
		const answer = await guardedFetch({ ...loopback, resolve })(`http://rebinding.example:${server.port}/`);
		expect(Buffer.from(answer.body).toString()).toBe('the one that was judged');
		expect(times).toBe(1);
		expect(server.asked[0]?.headers.host).toBe(`rebinding.example:${server.port}`);
	});
	test('that nobody knows are told apart from hosts that do not answer', async () => {
		const unknown = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
		expect(await codeOf('http://unknown.example/', { resolve: unknown })).toBe('unresolved');
		expect(await codeOf('http://unknown.example/', { resolve: () => Promise.resolve([]) })).toBe('unresolved');
		const server = await serve((_, response) => response.end());
		await server.stop();
		expect(await codeOf(server.origin, loopback)).toBe('connection');
	});
	test('whose resolver never answers are given up in time', async () => {
		expect(await codeOf('http://slow.example/', { milliseconds: 50, resolve: () => new Promise(() => undefined) })).toBe('timeout');
	});
});

describe('redirects', () => {
	const to = (location: string | undefined) =>
		serve((_, response) => response.writeHead(302, location === undefined ? {} : { location }).end());

	test('three are followed, a fourth is not', async () => {
		const server = await serve(({ url = '' }, response) => {
			const left = Number(url.slice(1));
			if (left > 0) response.writeHead(301, { location: `/${left - 1}` }).end();
			else response.end('there');
		});
		const answer = await guardedFetch(loopback)(`${server.origin}/3`);
		expect([answer.status, answer.address]).toEqual([200, `${server.origin}/0`]);
		expect(await codeOf(`${server.origin}/4`, loopback)).toBe('redirects');
	});
	test('in a circle end', async () => {
		const server = await to('/');
		expect(await codeOf(server.origin, loopback)).toBe('redirects');
		expect(server.asked).toHaveLength(4);
	});
	test.each<[string, FetchError['code']]>([
		['http://127.0.0.2/', 'inner'],
		['http://2130706434/', 'inner'],
		['//169.254.169.254/', 'inner'],
		['http://[::1]/', 'inner'],
		['http://1.1.1.1:25/', 'port'],
		['file:///etc/passwd', 'scheme'],
		['http://a:b@1.1.1.1/', 'credentials'],
		['http://', 'address']
	])('to %s are refused like the address itself', async (location, code) => {
		const server = await to(location);
		expect(await codeOf(server.origin, loopback)).toBe(code);
	});
	test('to nowhere are refused', async () => {
		expect(await codeOf((await to(undefined)).origin, loopback)).toBe('address');
	});
	test('to a name that leads inside are refused', async () => {
		const server = await to('http://inside.example/');
		const resolve = () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]);
		expect(await codeOf(server.origin, { ...loopback, resolve })).toBe('inner');
	});
	test('to another host do not take secrets along', async () => {
		const other = await serve((_, response) => response.end());
		const server = await to(`${other.origin}/x`);
		await guardedFetch(loopback)(server.origin, { headers: { authorization: 'Bearer secret', 'if-none-match': '"1"' } });
		expect(server.asked[0]?.headers.authorization).toBe('Bearer secret');
		expect(other.asked[0]?.headers.authorization).toBeUndefined();
		expect(other.asked[0]?.headers['if-none-match']).toBe('"1"');
	});
});

describe('the body', () => {
	const text = 'veel rook boven Zuid '.repeat(100);
	test.each([
		['gzip', gzipSync(text)],
		['x-gzip', gzipSync(text)],
		['deflate', deflateSync(text)],
		['br', brotliCompressSync(text)],
		['identity', Buffer.from(text)]
	])('in %s is decompressed', async (encoding, body) => {
		const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
		const answer = await guardedFetch(loopback)(server.origin);
		expect(Buffer.from(answer.body).toString()).toBe(text);
		expect(server.asked[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
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
	test('that says it is too large is not read', async () => {
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
	test('of exactly the limit is taken, one byte more is not', async () => {
		const server = await serve(({ url }, response) => response.end(Buffer.alloc(url === '/more' ? 1_001 : 1_000)));
		expect(await codeOf(server.origin, { ...loopback, bytes: 1_000 })).toBe('answered');
		expect(await codeOf(`${server.origin}/more`, { ...loopback, bytes: 1_000 })).toBe('tooLarge');
	});
	test.each(['gzip, gzip', 'zstd', 'compress', 'nonsense'])('in %s, which was not asked for, is refused', async (encoding) => {
		const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end('x'));
		expect(await codeOf(server.origin, loopback)).toBe('encoding');
	});
	test('that is not what it says, or stops half-way, is an error and not half a body', async () => {
		const cut = gzipSync(text.repeat(50));
		const server = await serve(({ url }, response) => {
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(url === '/cut' ? cut.subarray(0, 40) : 'not gzip at all');
		});
		expect(await codeOf(`${server.origin}/cut`, loopback)).toBe('encoding');
		expect(await codeOf(`${server.origin}/plain`, loopback)).toBe('encoding');
		const broken = await serve((_, response) => {
			response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
		});
		expect(await codeOf(broken.origin, loopback)).toBe('connection');
	});
});

describe('time', () => {
	test('a server that says nothing is left', async () => {
		const server = await serve(() => undefined);
		expect(await codeOf(server.origin, { ...loopback, milliseconds: 100 })).toBe('timeout');
	});
	test('a server that trickles is left too: the limit is for all, not for each part', async () => {
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
	test('all hops share it', async () => {
		const slow = await serve(() => undefined);
		const server = await serve((_, response) => response.writeHead(302, { location: slow.origin }).end());
		expect(await codeOf(server.origin, { ...loopback, milliseconds: 100 })).toBe('timeout');
	});
	test('whoever asked can stop it', async () => {
		const server = await serve(() => undefined);
		const stop = new AbortController();
		const asking = guardedFetch(loopback)(server.origin, { signal: stop.signal });
		await server.askedTimes(1);
		stop.abort();
		await expect(asking).rejects.toMatchObject({ code: 'stopped' });
	});
});

describe('what is no HTTP', () => {
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
	test('is an error of its own', async () => {
		expect(await codeOf(`http://${await speaking('SSH-2.0-OpenSSH_9.6\r\n')}/`, loopback)).toBe('answer');
		expect(await codeOf(`http://${await speaking(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`)}/`, loopback)).toBe('answer');
		expect(await codeOf(`http://${await speaking('')}/`, loopback)).toBe('connection');
		expect(await codeOf(`https://${await speaking('HTTP/1.1 200 OK\r\n\r\n')}/`, loopback)).toBe('tls');
	});
});

test('every status is an answer, with its headers and where it came from', async () => {
	const server = await serve((_, response) => response.writeHead(429, { 'Retry-After': '30', ETag: '"a"' }).end('busy'));
	const { status, headers, address } = await guardedFetch(loopback)(`${server.origin}/feed?key=secret`);
	expect([status, headers.get('retry-after'), headers.get('etag'), address]).toEqual([
		429,
		'30',
		'"a"',
		`${server.origin}/feed?key=secret`
	]);
});
test('an error never holds the whole address, which may hold a key', async () => {
	const server = await serve(() => undefined);
	const error = await guardedFetch({ ...loopback, milliseconds: 50 })(`${server.origin}/feed?key=secret`).catch(String);
	expect(error).not.toContain('secret');
});

describe('a POST', () => {
	test('sends its JSON with its headers, to a judged address only', async () => {
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
	test.each([301, 302, 303, 307, 308])('follows no redirect: what it carries is for one address (%i)', async (status) => {
		const server = await serve((_, response) => response.writeHead(status, { location: '/elsewhere' }).end());
		await expect(guardedFetch(loopback)(server.origin, { json: {} })).rejects.toMatchObject({ code: 'redirects' });
		expect(server.asked).toHaveLength(1);
	});
});
