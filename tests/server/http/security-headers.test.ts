import { connect } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { addSecurityHeaders, basicHeaders } from '$lib/server/platform/http/security-headers';
import { ensureBuilt } from '../../built';
import { startProgram, type RunningProgram } from '../../running-program';

const ORIGIN = 'https://voelspriet.example.nl';
let program: RunningProgram;
beforeAll(async () => {
	ensureBuilt();
	program = await startProgram({ env: { ORIGIN } });
}, 300_000);
afterAll(() => program.remove());

/** Sends the text unchanged and returns the head of the response: its first line and its headers. */
async function raw(lines: readonly string[]): Promise<{ status: string; headers: Headers }> {
	const { port } = new URL(program.base);
	const socket = connect(Number(port), '127.0.0.1');
	socket.write(`${lines.join('\r\n')}\r\n\r\n`);
	const head = await Promise.race([
		text(socket),
		new Promise<string>((done) => socket.once('data', (piece: Buffer) => done(piece.toString('latin1'))))
	]);
	socket.destroy();
	const [first = '', ...rest] = (head.split('\r\n\r\n')[0] ?? '').split('\r\n');
	return {
		status: first.split(' ')[1] ?? '',
		headers: new Headers(rest.map((line) => line.split(/: ?(.*)/s, 2) as [string, string]))
	};
}
const upgrade = (path: string, ...more: string[]): Promise<{ status: string; headers: Headers }> =>
	raw([
		...[`GET ${path} HTTP/1.1`, 'Host: voelspriet.example.nl', 'Connection: Upgrade', 'Upgrade: websocket'],
		...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', ...more]
	]);

test('a worker may fetch only our pages, and is revalidated each time', async () => {
	for (const path of ['/service-worker.js', '/partner-worker.js']) {
		const { headers } = await fetch(`${program.base}${path}`);
		expect(headers.get('content-security-policy'), path).toBe("default-src 'none'; connect-src 'self'");
		expect(headers.get('cache-control'), path).toBe('no-cache');
	}
});

test('every kind of answer has them: pages, files, redirects, errors, broken requests and handshakes of sockets', async () => {
	const [file = ''] = readdirSync('build/client/_app/immutable/entry');
	const get =
		(path: string, init: RequestInit = {}) =>
		async () => {
			const { status, headers } = await fetch(`${program.base}${path}`, { redirect: 'manual', ...init });
			return { status: String(status), headers };
		};
	const form = { method: 'POST', headers: { origin: ORIGIN }, body: new URLSearchParams({ a: 'b' }) };
	const socket = `${SOCKET_PATH}?EIO=4&transport=websocket`;
	const answers: [string, string, () => Promise<{ status: string; headers: Headers }>][] = [
		['a page', '200', get('/')],
		['a file of the build', '200', get(`/_app/immutable/entry/${file}`)],
		['a file as it stands', '200', get('/icon.svg')],
		['the worker', '200', get('/service-worker.js')],
		['the worker of partners', '200', get('/partner-worker.js')],
		['a file that is not there', '404', get('/_app/immutable/nothing.js')],
		['a page that is not there', '404', get('/nothing', { headers: { accept: 'text/html' } })],
		['a redirect', '303', get('/settings', { headers: { accept: 'text/html' } })],
		['the API without a session', '401', get('/api/v1/incidents')],
		['a form from elsewhere', '403', get('/sign-in', { ...form, headers: { origin: 'https://elsewhere.example' } })],
		['a body that is too large', '413', get('/sign-in', { ...form, body: 'x'.repeat(70_000) })],
		['a method that is not there', '405', get('/health/live', { ...form, method: 'PUT' })],
		['a link of a partner', '404', get('/r/00000000-0000-4000-8000-000000000000')],
		['the bill of materials', '200', get('/.well-known/sbom')],
		['the metrics, closed', '404', get('/metrics')],
		['what is no request', '400', () => raw(['NONSENSE'])],
		['headers without end', '431', () => raw(['GET / HTTP/1.1', `X: ${'x'.repeat(40_000)}`])],
		['a request without a host', '400', () => raw(['GET / HTTP/1.1'])],
		['an expectation that is not met', '417', () => raw(['GET / HTTP/1.1', 'Host: a', 'Expect: 200-ok'])],
		[
			'two lengths',
			'400',
			() => raw(['POST / HTTP/1.1', 'Host: a', 'Content-Length: 1', 'Transfer-Encoding: chunked'])
		],
		['another version', '400', () => raw(['GET / HTTP/9.9', 'Host: a'])],
		[
			'a chunk without end',
			'400',
			() => raw(['POST /sign-in HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked', '', 'zz'])
		],
		['an upgrade of nothing', '404', () => upgrade('/nothing')],
		['a socket from elsewhere', '403', () => upgrade(socket, 'Origin: https://elsewhere.example')],
		['a socket of another kind', '400', () => upgrade(socket.replace('websocket', 'polling'), `Origin: ${ORIGIN}`)],
		['a socket', '101', () => upgrade(socket, `Origin: ${ORIGIN}`)]
	];
	const wanted = Object.keys(basicHeaders(ORIGIN));
	expect(wanted).toContain('strict-transport-security');
	for (const [what, status, ask] of answers) {
		const answer = await ask();
		expect(answer.status, what).toBe(status);
		expect(
			wanted.filter((name) => !answer.headers.get(name)),
			what
		).toEqual([]);
		expect(answer.headers.get('x-content-type-options'), `${what}: once`).toBe('nosniff');
	}
});

test('browsers are told to stay on https only when they use https', () => {
	for (const origin of [null, 'http://127.0.0.1:3000']) {
		const headers = new Headers();
		addSecurityHeaders(headers, origin);
		expect([...headers.keys(), ...Object.keys(basicHeaders(origin))]).not.toContain('strict-transport-security');
	}
});

test('the bill of materials names every shipped package, with checksum and licence, but not where it was downloaded', async () => {
	const answer = await fetch(`${program.base}/.well-known/sbom`);
	expect(answer.headers.get('content-type')).toBe('application/vnd.cyclonedx+json');
	const body = await answer.text();
	const bill = JSON.parse(body) as {
		bomFormat: string;
		components: { name: string; version: string; purl: string; licenses: object[]; hashes: object[] }[];
	};
	expect(bill.bomFormat).toBe('CycloneDX');
	const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
	const named = bill.components.map(({ name }) => name);
	for (const kind of ['dependencies', 'optionalDependencies'])
		expect(named).toEqual(expect.arrayContaining(Object.keys(manifest[kind] ?? {})));
	expect(named).not.toContain('vitest');
	for (const { name, licenses, hashes } of bill.components) {
		expect(licenses.length, name).toBeGreaterThan(0);
		expect(hashes.length, name).toBeGreaterThan(0);
	}
	expect(body).not.toMatch(/https?:\/\/(?!cyclonedx\.org|github\.com)[^"]*\.tgz/);
});
