import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress } from '$lib/server/platform/config/client-address';
import { isOurOrigin, reject } from '$lib/server/platform/http/request-guard';
import { settings } from './settings';

const loopback = { config: settings(), port: 3000 };
const published = { config: settings({ origin: 'https://voelspriet.example.nl' }), port: 3000 };

test.each([
	'http://localhost:3000',
	'http://127.0.0.1:3000',
	'http://[::1]:3000',
	'http://127.1:3000',
	'http://desk.localhost:3000'
])('without ORIGIN, %s is ours', (origin) => {
	expect(isOurOrigin(origin, loopback)).toBe(true);
});

test.each([
	'http://localhost:3001',
	'https://localhost:3000',
	'http://localhost.example.nl:3000',
	'http://127.0.0.1.example.nl:3000',
	'http://10.0.0.1:3000',
	'null',
	'',
	null
])('without ORIGIN, %s is not ours', (origin) => {
	expect(isOurOrigin(origin, loopback)).toBe(false);
});

test('with ORIGIN, exactly that one is ours', () => {
	expect(isOurOrigin('https://voelspriet.example.nl', published)).toBe(true);
	for (const origin of [
		'http://voelspriet.example.nl',
		'https://voelspriet.example.nl:8443',
		'http://localhost:3000',
		'https://example.nl'
	]) {
		expect(isOurOrigin(origin, published), origin).toBe(false);
	}
});

const request = (method: string, headers: Record<string, string>): Request =>
	new Request('http://localhost:3000/x', { method, headers });
const ours = { origin: 'http://localhost:3000' };

test('reading needs no origin; writing needs ours, and a missing one is refused', () => {
	expect(reject(request('GET', {}), '/x', loopback)).toBeNull();
	expect(reject(request('POST', ours), '/x', loopback)).toBeNull();
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
		expect(reject(request(method, {}), '/x', loopback)?.status, method).toBe(403);
		expect(reject(request(method, { origin: 'https://evil.example' }), '/x', loopback)?.status, method).toBe(403);
	}
});

test('a program that shows a token needs no origin, but with a cookie or a foreign origin it gets no exception', () => {
	const token = { authorization: 'Bearer abc' };
	expect(reject(request('POST', token), '/x', loopback)).toBeNull();
	expect(reject(request('POST', { ...token, cookie: 'session=1' }), '/x', loopback)?.status).toBe(403);
	expect(reject(request('POST', { ...token, origin: 'https://evil.example' }), '/x', loopback)?.status).toBe(403);
});

test('a body of 64 KB is accepted and one byte more is not, except where files are imported', () => {
	const sized = (bytes: number): Request => request('POST', { ...ours, 'content-length': String(bytes) });
	expect(reject(sized(65_536), '/api/v1/incidents/a/commands', loopback)).toBeNull();
	expect(reject(sized(65_537), '/api/v1/incidents/a/commands', loopback)?.status).toBe(413);
	expect(reject(sized(104_857_600), '/api/v1/incidents/a/imports', loopback)).toBeNull();
	expect(reject(sized(104_857_601), '/api/v1/incidents/a/imports', loopback)?.status).toBe(413);
});

test('an exercise of 8 MB is accepted as a file and as a draft, and nowhere else', () => {
	const sized = (bytes: number): Request => request('PUT', { ...ours, 'content-length': String(bytes) });
	for (const address of ['/exercises', '/exercises/0198-a/draft']) {
		expect(reject(sized(8_388_608), address, loopback), address).toBeNull();
		expect(reject(sized(8_388_609), address, loopback)?.status, address).toBe(413);
	}
	for (const address of ['/exercises/0198-a', '/exercises/0198-a/file', '/exercises/a/b/draft'])
		expect(reject(sized(65_537), address, loopback)?.status, address).toBe(413);
});

test('a body of unknown length is refused', () => {
	expect(reject(request('POST', { ...ours, 'transfer-encoding': 'chunked' }), '/x', loopback)?.status).toBe(411);
});

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
	({
		socket: { remoteAddress },
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
	}) as unknown as IncomingMessage;

test('the client address is that of the socket, whatever the client claims', () => {
	expect(clientAddress(from('203.0.113.9', '1.2.3.4'), [])).toBe('203.0.113.9');
	expect(clientAddress(from('203.0.113.9', '1.2.3.4'), ['10.0.0.0/8'])).toBe('203.0.113.9');
	expect(clientAddress(from('::ffff:203.0.113.9'), [])).toBe('203.0.113.9');
});

test('behind our own proxies the client is the last address that is not one of theirs', () => {
	const proxies = ['10.0.0.0/8', '2001:db8::/32'];
	expect(clientAddress(from('10.0.0.1', '198.51.100.7'), proxies)).toBe('198.51.100.7');
	expect(clientAddress(from('10.0.0.1', '6.6.6.6, 198.51.100.7, 10.9.9.9'), proxies)).toBe('198.51.100.7');
	expect(clientAddress(from('2001:db8::1', '198.51.100.7'), proxies)).toBe('198.51.100.7');
	expect(clientAddress(from('10.0.0.1', 'rubbish'), proxies)).toBe('10.0.0.1');
});

test.each([
	['198.51.100.7:4711', '198.51.100.7'],
	['198.51.100.7:', '198.51.100.7'],
	['[2001:db8:9::7]:4711', '2001:db8:9::7'],
	['[2001:db8:9::7]', '2001:db8:9::7'],
	['"[2001:DB8:9::7]:4711"', '2001:db8:9::7'],
	['[::ffff:198.51.100.7]:4711', '198.51.100.7'],
	['2001:db8:9::7', '2001:db8:9::7'],
	['  6.6.6.6:1 ,\t198.51.100.7:4711 , 10.9.9.9:80  ', '198.51.100.7'],
	['198.51.100.7:4711, [::ffff:10.9.9.9]:80', '198.51.100.7'],
	// The proxy does not know it, or hides it: anything to the left of it was not written by a proxy of ours.
	['6.6.6.6, unknown', '10.0.0.1'],
	['6.6.6.6, _hidden', '10.0.0.1'],
	['6.6.6.6, _hidden:_port', '10.0.0.1'],
	['6.6.6.6, unknown, 10.9.9.9:80', '10.9.9.9'],
	['6.6.6.6, 198.51.100.7:port', '10.0.0.1'],
	['6.6.6.6, [198.51.100.7', '10.0.0.1'],
	['', '10.0.0.1']
])('X-Forwarded-For: %j is read as %s', (forwarded, expected) => {
	expect(clientAddress(from('10.0.0.1', forwarded), ['10.0.0.0/8'])).toBe(expected);
});
