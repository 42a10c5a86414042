import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BodyCache } from '$lib/server/http/body-cache';

const asking = (headers: Record<string, string> = {}) => ({ headers: new Headers(headers) });
const shared = (text: string) => ({ text, headers: { 'content-type': 'text/plain' } });

test('is made once for all who ask at the same time and later', async () => {
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
test('answers 304 to those who hold it, packed or not', async () => {
	const cache = new BodyCache(10);
	const make = () => Promise.resolve(shared('tekst'));
	for (const encoding of ['identity', 'br, gzip']) {
		const asked = { 'accept-encoding': encoding };
		const first = await cache.respond(asking(asked), 'a', make);
		const bytes = Buffer.from(await first.arrayBuffer());
		expect((first.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toBe('tekst');
		const etag = first.headers.get('etag') ?? '';
		for (const held of [etag, `W/${etag}`, `"other", ${etag}`])
			expect((await cache.respond(asking({ ...asked, 'if-none-match': held }), 'a', make)).status).toBe(304);
		expect((await cache.respond(asking({ ...asked, 'if-none-match': '"other"' }), 'a', make)).status).toBe(200);
	}
});
test('a failure or a response that is not a page goes to all who wait, and is made again for the next', async () => {
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
