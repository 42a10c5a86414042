import { createServer, request as send, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { isExcepted, outgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { FetchFailed, FetchRefused } from '$lib/server/platform/net/fetch-error';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { guardedLines } from '$lib/server/platform/net/guarded-lines';
import { guardedSocket } from '$lib/server/platform/net/guarded-socket';
import { originRequests } from '$lib/server/platform/net/origin-requests';
import type { Guard } from '$lib/server/platform/net/resolve-public-address';

/** The site outside, whose name only the proxy knows. */
let site: Server;
let proxy: Server;
/** The hosts that the proxy was requested for. */
const requested: string[] = [];
let refusal: number | null = null;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
	site = createServer(({ url }, response) => {
		if (url === '/redirect') response.writeHead(302, { location: 'http://intranet/secret' }).end();
		else if (url === '/lines') response.write('one\ntwo\n');
		else response.end(`site ${url ?? ''}`);
	});
	new WebSocketServer({ server: site }).on('connection', (socket) => socket.send('hello'));
	proxy = createServer((request, response) => {
		const { host, pathname } = new URL(request.url ?? '');
		requested.push(host);
		if (refusal !== null) return void response.writeHead(refusal).end();
		const forwarded = send(
			{ host: '127.0.0.1', port: portOf(site), path: pathname, method: request.method },
			(answer) => {
				response.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(response);
			}
		);
		request.pipe(forwarded);
	});
	proxy.on('connect', (request, socket) => {
		requested.push(request.url ?? '');
		if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
		const onwards = connect(portOf(site), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			onwards.pipe(socket).pipe(onwards);
		});
		for (const each of [socket, onwards]) each.on('error', () => onwards.destroy());
	});
	await Promise.all([site, proxy].map((each) => new Promise<void>((up) => each.listen(0, '127.0.0.1', up))));
});
afterAll(async () => {
	for (const each of [site, proxy]) {
		each.closeAllConnections();
		await new Promise((down) => each.close(down));
	}
});
beforeEach(() => {
	requested.length = 0;
	refusal = null;
});

const unknown = (): Promise<never> => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
const guard = (more: Guard = {}): Guard => ({
	proxy: { address: `http://127.0.0.1:${portOf(proxy)}`, except: [] },
	resolve: unknown,
	milliseconds: 3_000,
	...more
});
const codeOf = async (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'answered',
		(error: unknown) => {
			if (error instanceof FetchRefused || error instanceof FetchFailed) return error.code;
			throw error;
		}
	);

test('every client reaches a site whose name only the proxy knows', async () => {
	const { body } = await guardedFetch(guard())('http://nieuws.example/feed');
	expect(Buffer.from(body).toString()).toBe('site /feed');
	const lines = await guardedLines(guard())('http://nieuws.example/lines', {
		signal: AbortSignal.timeout(3_000),
		silenceTimeout: 2_000
	});
	if (!(Symbol.asyncIterator in lines)) throw new Error('the lines were refused');
	const read: string[] = [];
	for await (const line of lines) if (read.push(line) === 2) break;
	expect(read).toEqual(['one', 'two']);
	const socket = await guardedSocket(guard())('ws://nieuws.example/', { signal: AbortSignal.timeout(3_000) });
	for await (const message of socket) {
		expect(message).toBe('hello');
		break;
	}
	socket.close();
	const origin = originRequests('http://model.example', {
		...guard(),
		proxy: guard().proxy ?? null,
		milliseconds: 3_000,
		bytes: 1_000
	});
	expect((await origin(new URL('http://model.example/v1'), { method: 'GET', headers: {}, body: null })).status).toBe(
		200
	);
	expect(requested).toEqual(['nieuws.example', 'nieuws.example', 'nieuws.example:80', 'model.example']);
});

test('an encrypted site is reached by a tunnel', async () => {
	expect(await codeOf(guardedFetch(guard())('https://nieuws.example/'))).toBe('tls'); // the site speaks no TLS
	expect(requested).toEqual(['nieuws.example:443']);
});

describe('what is internal is refused by its name, and the proxy is not requested', () => {
	test.each([
		'http://localhost/',
		'http://intranet/',
		'http://intranet./',
		'http://server.local/',
		'http://db.internal/',
		'http://nas.lan/',
		'http://router.home.arpa/',
		'http://127.0.0.1/',
		'http://10.0.0.7/',
		'http://169.254.169.254/latest/meta-data',
		'http://[::1]/',
		'http://[::ffff:10.0.0.1]/',
		'http://2130706433/',
		'http://0x7f.1/'
	])('%s', async (address) => {
		expect(await codeOf(guardedFetch(guard())(address))).toBe('inner');
		expect(requested).toEqual([]);
	});
	test('also when this machine knows the name as internal, or a site redirects there', async () => {
		const resolve = () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]);
		expect(await codeOf(guardedFetch(guard({ resolve }))('http://zaken.gemeente.example/'))).toBe('inner');
		expect(requested).toEqual([]);
		expect(await codeOf(guardedFetch(guard())('http://nieuws.example/redirect'))).toBe('inner');
		expect(requested).toEqual(['nieuws.example']);
	});
	test('and so is another port', async () => {
		expect(await codeOf(guardedFetch(guard())('http://nieuws.example:8080/'))).toBe('port');
	});
});

test('a host that is excepted, or in an internal network that may be read, is requested directly', async () => {
	const port = String(portOf(site));
	const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
	const allow = ['127.0.0.0/8'];
	const except = ['.gemeente.example', '127.0.0.1'];
	const own = guard({ allow, resolve, proxy: { address: `http://127.0.0.1:${portOf(proxy)}`, except } });
	expect(await codeOf(guardedFetch(own)(`http://feed.gemeente.example:${port}/`))).toBe('answered');
	expect(await codeOf(guardedFetch(own)(`http://127.0.0.1:${port}/`))).toBe('answered');
	expect(await codeOf(guardedFetch(guard({ allow, resolve }))(`http://kaart.intern.example:${port}/`))).toBe(
		'answered'
	);
	expect(requested).toEqual([]);
});

test.each([403, 407, 502])('a proxy that answers %i is a problem of the proxy, not of the site', async (status) => {
	refusal = status;
	expect(await codeOf(guardedFetch(guard())('https://nieuws.example/'))).toBe('proxy');
});
test('a proxy that is down is a problem of the proxy', async () => {
	const away = guard({ proxy: { address: 'http://127.0.0.1:1', except: [] } });
	expect(await codeOf(guardedFetch(away)('https://nieuws.example/'))).toBe('proxy');
	expect(await codeOf(guardedFetch(away)('http://nieuws.example/'))).toBe('proxy');
});

describe('the settings', () => {
	const read = (environment: Record<string, string>, chosen?: string) => {
		const mistakes: string[] = [];
		return { proxy: outgoingProxy(chosen, undefined, environment, mistakes)?.address ?? null, mistakes };
	};
	test.each([
		[{}, undefined, null],
		[{ HTTPS_PROXY: 'http://proxy.example:3128' }, undefined, 'http://proxy.example:3128'],
		[{ https_proxy: 'proxy.example:3128' }, undefined, 'http://proxy.example:3128'],
		[{ http_proxy: 'http://a:b@proxy.example:3128/' }, undefined, 'http://a:b@proxy.example:3128/'],
		[{ HTTPS_PROXY: 'http://one.example:1', HTTP_PROXY: 'http://two.example:2' }, undefined, 'http://one.example:1'],
		[{ HTTPS_PROXY: 'http://one.example:1' }, 'http://own.example:8080', 'http://own.example:8080'],
		[{ HTTPS_PROXY: 'http://one.example:1' }, 'off', null],
		[{ HTTPS_PROXY: ' ' }, undefined, null]
	])('%j with OUTGOING_PROXY %s gives %s', (environment, chosen, address) => {
		expect(read(environment, chosen)).toEqual({ proxy: address, mistakes: [] });
	});
	test('a proxy of another kind is a mistake that is named', () => {
		expect(read({ HTTPS_PROXY: 'socks5://proxy.example:1080' })).toEqual({
			proxy: null,
			mistakes: [expect.stringContaining('HTTPS_PROXY is not right')]
		});
	});
	test.each([
		['*', 'a.example', true],
		['a.example', 'a.example', true],
		['a.example', 'b.a.example', true],
		['.a.example', 'b.a.example', true],
		['*.a.example', 'b.a.example', true],
		['A.Example', 'a.example', true],
		['a.example', 'ba.example', false],
		['a.example:443', 'a.example', true],
		['a.example:8443', 'a.example', false],
		['10.0.0.0/8', '10.2.3.4', true],
		['10.0.0.0/8', '11.2.3.4', false],
		['::1', '::1', true]
	])('except %s: %s is requested directly: %s', (entry, host, isDirect) => {
		expect(isExcepted({ except: [entry] }, host, '443')).toBe(isDirect);
	});
});
