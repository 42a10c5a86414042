import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startingPage } from '$lib/server/platform/http/starting-page';

const server = createServer(startingPage);
let base: string;
beforeAll(async () => {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

test.each([
	['nl-NL,nl;q=0.9', 'nl', 'vanzelf'],
	['en-GB', 'en', 'in a moment']
])(
	'a browser that comes before the program is ready gets a page that retries by itself: %s',
	async (accept, language, words) => {
		const answer = await fetch(base, { headers: { accept: 'text/html,*/*', 'accept-language': accept } });
		const page = await answer.text();
		expect(answer.status).toBe(503);
		expect(answer.headers.get('retry-after')).toBe('2');
		expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(page).toContain('<meta http-equiv="refresh" content="2">');
		expect(page).toContain(`<html lang="${language}">`);
		expect(page).toContain(words);
	}
);
test('a program gets a problem with a retry time; a form is never sent again by itself', async () => {
	for (const init of [
		{ headers: { accept: 'application/json' } },
		{ method: 'POST', headers: { accept: 'text/html' } }
	]) {
		const answer = await fetch(`${base}/api/v1/incidents`, init);
		expect([answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after')]).toEqual([
			503,
			'application/problem+json',
			'2'
		]);
		expect(await answer.json()).toMatchObject({ status: 503, code: 'starting' });
	}
	expect((await fetch(`${base}/health/live`)).status).toBe(200);
});

test('every answer before the program is ready names its character set', async () => {
	for (const [path, accept] of [
		['/health/live', '*/*'],
		['/', '*/*'],
		['/', 'text/html']
	] as const) {
		const { headers } = await fetch(`${base}${path}`, { headers: { accept } });
		expect(headers.get('content-type'), path).toMatch(/^text\/(?:plain|html); charset=utf-8$/);
	}
});
