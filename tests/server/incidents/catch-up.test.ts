import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, IncidentId } from '$lib/domain/core/ids';
import { catchUpFor } from '$lib/server/read/incidents/catch-up';
import { fresh } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from '../http/built';
import { atLeast } from '../../project-files';

const routes = atLeast(
	150,
	Object.keys(
		import.meta.glob('../../../src/routes/**/+{page,page@*,page.server,server}.{svelte,ts}', { query: '?raw' })
	)
).map((file) => file.replace('../../../src/routes', '').replace(/\/\+[^/]+$/, '') || '/');

/** What is caught up before a request for this route. */
async function caughtUp(id: string | null, params: Record<string, string> = {}, opened: IncidentId | null = null) {
	const calls: (IncidentId | 'all')[] = [];
	await catchUpFor(
		{ route: { id }, params },
		{
			catchUp: (log) => Promise.resolve(void calls.push(log)),
			catchUpAll: () => Promise.resolve(void calls.push('all'))
		},
		() => (opened ? [opened] : [])
	);
	return calls;
}

test('every page and endpoint of an incident reads that incident first, and the others read all incidents', async () => {
	const incident = fresh(IncidentId);
	const ofIncident = routes.filter((id) => id.includes('/incidents/[id]'));
	expect(ofIncident.length).toBeGreaterThan(50);
	for (const id of ofIncident) expect(await caughtUp(id, { id: incident }), id).toEqual([incident]);
	for (const id of ['/(start)', '/people', '/exercises', '/audit', '/api/v1/incidents'])
		expect(await caughtUp(id), id).toEqual(['all']);
	// The id of something else.
	for (const id of routes.filter((route) => /\[id\]/.test(route) && !route.includes('/incidents/[id]')))
		expect(await caughtUp(id, { id: incident }), id).toEqual(['all']);
	expect(await caughtUp('/incidents/[id]', { id: 'geen incident' })).toEqual(['all']);
});

test('a link that was used here has its incident read first; an unknown one has all read, because another process may have just made it', async () => {
	const incident = fresh(IncidentId);
	const ofLink = routes.filter((id) => id.startsWith('/r/[link]'));
	expect(ofLink.length).toBeGreaterThan(5);
	for (const id of ofLink) {
		expect(await caughtUp(id, { link: 'x' }, incident), id).toEqual([incident]);
		expect(await caughtUp(id, { link: 'x' }), id).toEqual(['all']);
	}
});

test('a route that shows nothing from a log waits for none', async () => {
	for (const id of [null, '/health/ready', '/health/live', '/metrics', '/help', '/help/[topic]', '/theme.css'])
		expect(await caughtUp(id), String(id)).toEqual([]);
});

let built: BuiltProgram;
beforeAll(async () => {
	built = await runBuilt();
}, 300_000);
afterAll(() => built.remove());

test('what a person just did at one process is visible at the next at once, even when nobody watches the incident', async () => {
	const incidents: IncidentId[] = [];
	for (let made = 0; made < 12; made++) incidents.push((await built.openIncident()).id);
	const { headers } = await built.signIn({ role: 'analyst', incident: null });
	for (const id of incidents) {
		const finding = { id: fresh(FindingId), text: 'Het water is vies', offline: 'balie', seenIn: null };
		await built.execute(id, 'rumour.signal', finding);
		const state = async (): Promise<string> =>
			(await fetch(`${built.base}/api/v1/incidents/${id}/state`, { headers })).text();
		// It is notified after the commit. By its rounds alone it would read one of two in this time, and not all twelve.
		await expect.poll(async () => (await state()).includes(finding.id), { timeout: 500, interval: 5 }).toBe(true);
	}
});
