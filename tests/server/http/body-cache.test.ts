import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { acceptedEncodings } from '$lib/server/platform/http/accepted-encodings';
import { BodyCache, compressResponse } from '$lib/server/platform/http/body-cache';

const asking = (headers: Record<string, string> = {}) => ({ headers: new Headers(headers) });
const shared = (text: string) => ({ text, headers: { 'content-type': 'text/plain' } });

test('is made once for everyone who asks at the same time or later', async () => {
	const cache = new BodyCache(10);
	let made = 0;
	const make = () => {
		made += 1;
		return Promise.resolve(shared('tekst'));
	};
	const answers = await Promise.all(Array.from({ length: 4 }, () => cache.respond(asking(), 'a', make)));
	answers.push(await cache.respond(asking(), 'a', make));
	expect(made).toBe(1);
	for (const answer of answers) expect(await answer.text()).toBe('tekst');
});
test('answers 304 to clients that have it, compressed or not', async () => {
	const cache = new BodyCache(10);
	const make = () => Promise.resolve(shared('tekst'));
	for (const encoding of ['identity', 'br, gzip']) {
		const headers = { 'accept-encoding': encoding };
		const first = await cache.respond(asking(headers), 'a', make);
		const bytes = Buffer.from(await first.arrayBuffer());
		expect((first.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toBe('tekst');
		const etag = first.headers.get('etag') ?? '';
		for (const cachedEtag of [etag, `W/${etag}`, `"other", ${etag}`])
			expect((await cache.respond(asking({ ...headers, 'if-none-match': cachedEtag }), 'a', make)).status).toBe(304);
		expect((await cache.respond(asking({ ...headers, 'if-none-match': '"other"' }), 'a', make)).status).toBe(200);
	}
});
test('a failure or a response that is not a page goes to everyone who waits, and is made again for the next', async () => {
	const cache = new BodyCache(10);
	const absent = () => Promise.resolve(new Response('absent', { status: 404 }));
	const both = await Promise.all([cache.respond(asking(), 'a', absent), cache.respond(asking(), 'a', absent)]);
	expect(await Promise.all(both.map(async (answer) => [answer.status, await answer.text()]))).toEqual([
		[404, 'absent'],
		[404, 'absent']
	]);
	await expect(cache.respond(asking(), 'a', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
	expect(await (await cache.respond(asking(), 'a', () => Promise.resolve(shared('tekst')))).text()).toBe('tekst');
});

const LONG = '<p>Er is brand aan de Havenweg.</p>'.repeat(100);
/** As SvelteKit makes it, which says the length of a whole page. */
const page = (headers: Record<string, string> = {}, body: string | null = LONG) =>
	new Response(body, {
		headers: { 'content-type': 'text/html', 'content-length': String(body?.length ?? 0), etag: '"a"', ...headers }
	});
const browser = new Headers({ 'accept-encoding': 'gzip, deflate, br' });

test.each(['text/html; charset=utf-8', 'application/json', 'application/problem+json'])(
	'a body made for one reader is compressed: %s',
	async (type) => {
		const answer = await compressResponse(browser, page({ 'content-type': type, 'set-cookie': 'a=b' }));
		const bytes = Buffer.from(await answer.arrayBuffer());
		expect(gunzipSync(bytes).toString()).toBe(LONG);
		expect(bytes.length).toBeLessThan(LONG.length / 4);
		expect(Object.fromEntries(answer.headers)).toEqual({
			'content-type': type,
			'content-encoding': 'gzip',
			'content-length': String(bytes.length),
			vary: 'accept-encoding',
			etag: '"a-gz"',
			'set-cookie': 'a=b'
		});
	}
);
test('a client that cannot decompress gets it as it is, and caches are told why', async () => {
	const answer = await compressResponse(new Headers(), page());
	expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([null, 'accept-encoding']);
	expect([answer.headers.get('etag'), await answer.text()]).toEqual(['"a"', LONG]);
});
test('a short body stays uncompressed, and a weak tag stays the same', async () => {
	const short = await compressResponse(browser, page({}, 'kort'));
	expect([short.headers.get('content-encoding'), await short.text()]).toEqual([null, 'kort']);
	expect((await compressResponse(browser, page({ etag: 'W/"a"' }))).headers.get('etag')).toBe('W/"a"');
});
test.each<[string, Response]>([
	['what was packed before', page({ 'content-encoding': 'gzip' })],
	['a file', page({ 'content-type': 'application/json', 'content-disposition': 'attachment' })],
	['a picture', page({ 'content-type': 'image/png' })],
	['a page that comes in pieces', new Response(LONG, { headers: { 'content-type': 'text/html' } })],
	['nothing', new Response(null, { status: 304, headers: { 'content-type': 'text/html' } })]
])('left as it is: %s', async (_, answer) => {
	expect(await compressResponse(browser, answer)).toBe(answer);
});

test.each([
	['gzip, deflate, br', 'br, gzip'],
	['gzip', 'gzip'],
	['GZIP', 'gzip'],
	['x-gzip, br', 'br'],
	['*', 'br, gzip'],
	['br;q=0.5, gzip', 'gzip'],
	['br;q=0.5, gzip;q=0.5', 'br, gzip'],
	['gzip;q=0.5, identity', ''],
	['identity;q=0, gzip', 'gzip'],
	['gzip;q=0', ''],
	['gzip; q=0.000', ''],
	['gzip;Q=0, br;Q=0', ''],
	['*;q=0', ''],
	['gzip;q=0, *', 'br'],
	['*;q=0, gzip', 'gzip'],
	['identity;q=0', ''],
	['identity', ''],
	['gzipped', ''],
	['gzip;q=much', ''],
	[';;, ,', ''],
	['', ''],
	[null, '']
])('Accept-Encoding: %j allows %j, for pages too', async (header, allowed) => {
	expect(acceptedEncodings(header)).toBe(allowed);
	const answer = await compressResponse(new Headers({ 'accept-encoding': header ?? '' }), page());
	expect(answer.headers.get('content-encoding')).toBe(allowed.includes('gzip') ? 'gzip' : null);
});
