import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CommandId, FindingId } from '$lib/domain/core/ids';
import { fresh } from '../../domain/in-memory-incident';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';
import { runBuilt, type BuiltProgram } from './built';

let proxy: TcpProxy;
let built: BuiltProgram;
beforeAll(async () => {
	built = await runBuilt({}, async (url) => {
		proxy = await startTcpProxy(url);
		return proxy.url;
	});
}, 300_000);
afterAll(async () => {
	await built.remove();
	await proxy.stop();
});

test('without a database, what is in memory is served, the API answers 503 with a retry time, and pages say so in words', async () => {
	// A second try begins where the first stopped.
	proxy.hole(false);
	await proxy.accept();
	const { id } = await built.openIncident();
	const { headers } = await built.signIn({ role: 'analyst', incident: null });
	const { headers: unseen } = await built.signIn({ role: 'analyst', incident: null });
	const get = (path: string, to: Record<string, string> = headers) =>
		fetch(built.base + path, { headers: to, redirect: 'manual' });
	const raise = () =>
		fetch(`${built.base}/api/v1/incidents/${id}/commands`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: JSON.stringify({
				id: fresh(CommandId),
				type: 'need.raise',
				input: { id: fresh(FindingId), text: `Gaat school ${fresh(FindingId)} dicht?`, offline: 'balie', seenIn: null }
			})
		});
	await vi.waitFor(async () => expect((await get(`/api/v1/incidents/${id}/state`)).status).toBe(200), {
		timeout: 20_000
	});

	await proxy.refuse();
	const state = await get(`/api/v1/incidents/${id}/state`);
	expect(state.status).toBe(200);
	expect(await state.text()).toContain('Brand');
	for (const away of [
		await raise(),
		await get(`/api/v1/incidents/${id}/stories?view=newest`),
		await get(`/api/v1/incidents/${id}/state`, unseen)
	]) {
		expect(away.status).toBe(503);
		expect(away.headers.get('content-type')).toBe('application/problem+json');
		expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await away.json()).toMatchObject({ code: 'database.away' });
	}
	for (const to of [headers, unseen]) {
		const page = await get('/', { ...to, accept: 'text/html', 'accept-language': 'nl' });
		expect(page.status).toBe(503);
		expect(page.headers.get('retry-after')).not.toBeNull();
		expect(await page.text()).toContain('De database is niet bereikbaar');
	}
	expect((await get('/health/live')).status).toBe(200);
	const ready = await get('/health/ready');
	expect([ready.status, await ready.json()]).toMatchObject([200, { ready: false }]);

	await proxy.accept();
	await vi.waitFor(async () => expect((await raise()).status).toBe(200), { timeout: 20_000 });

	// A hole: connections are accepted and nothing ever comes back.
	proxy.hole(true);
	const began = performance.now();
	const answers = await Promise.all([
		raise(),
		raise(),
		get('/health/ready'),
		get(`/api/v1/incidents/${id}/state`),
		get(`/api/v1/incidents/${id}/stories?view=newest`)
	]);
	// Well before a browser or a proxy gives up; the bench measures how fast.
	expect(performance.now() - began).toBeLessThan(15_000);
	expect(answers.map(({ status }) => status)).toEqual([503, 503, 200, 200, 503]);
	expect(await answers[0].json()).toMatchObject({ code: 'database.away' });
	expect(await answers[2].json()).toMatchObject({ ready: false });
	const later = performance.now();
	expect((await raise()).status).toBe(503);
	expect(performance.now() - later).toBeLessThan(15_000);
	proxy.hole(false);
	await vi.waitFor(async () => expect((await raise()).status).toBe(200), { timeout: 20_000 });
	expect((await get('/', { ...unseen, accept: 'text/html' })).status).toBe(200);
});
