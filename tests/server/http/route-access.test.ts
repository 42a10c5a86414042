import { isRedirect } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { PUBLIC_ROUTES, refuseAnonymous } from '$lib/server/out/api/route-access';
import { atLeast } from '../../project-files';

/** Every page and endpoint, by SvelteKit's route id, also those that others add. */
const routes = [
	...new Set(
		atLeast(
			150,
			Object.keys(import.meta.glob('../../../src/routes/**/+{page,page@*,page.server,server}.{svelte,ts}'))
		).map((file) => file.replace('../../../src/routes', '').replace(/\/\+[^/]+$/, '') || '/')
	)
];
const closed = routes.filter((id) => !PUBLIC_ROUTES.has(id));
const COMMAND = '01930000-0000-7000-8000-000000000001';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The response without a session: the status and the redirect target; null when the route itself would answer. */
async function asNobody(
	id: string | null,
	path: string,
	{ method = 'GET', headers = {}, isDataRequest = false } = {}
): Promise<[number, string | null] | null> {
	const url = new URL(path, 'http://127.0.0.1');
	try {
		const body = method === 'POST' ? new URLSearchParams({ command: COMMAND, why: 'onjuist' }) : null;
		const request = new Request(url, { method, headers, body });
		const answer = await refuseAnonymous({ route: { id }, url, request, isDataRequest });
		return answer && [answer.status, answer.headers.get('location')];
	} catch (thrown) {
		if (isRedirect(thrown)) return [thrown.status, thrown.location];
		throw thrown;
	}
}
const pathOf = (id: string): string => id.replaceAll(/\/\([^)]*\)/g, '').replaceAll(/\[([^\]=]+)[^\]]*\]/g, '1') || '/';

test('without a session every page and endpoint is closed, except the listed ones, and a form is never refused without a word', async () => {
	expect(closed.length).toBeGreaterThan(40);
	for (const id of closed) {
		const path = pathOf(id);
		const leadsTo = (next: string) =>
			id.startsWith('/api/') ? [401, null] : [303, `/sign-in?next=${encodeURIComponent(next)}`];
		// After signing in, the page says what became of the form.
		const sent = (action: string) => leadsTo(`${path}?sent=${action}.${COMMAND}.out`);
		for (const method of METHODS)
			expect(await asNobody(id, path, { method }), `${method} ${id}`).toEqual(
				method === 'POST' ? sent('default') : leadsTo(path)
			);
		expect(await asNobody(id, `${path}?/approve`, { method: 'POST' }), `a form of ${id}`).toEqual(sent('approve'));
		expect(await asNobody(id, path, { isDataRequest: true }), `${id} as data`).toEqual(leadsTo(path));
		const asJson = { method: 'POST', headers: { accept: 'application/json', 'x-sveltekit-action': 'true' } };
		expect(await asNobody(id, path, asJson), `${id} as a form asked as JSON`).toEqual(sent('default'));
	}
});

test('the list names existing routes, and no posts, people or settings', async () => {
	expect([...PUBLIC_ROUTES].filter((id) => !routes.includes(id))).toEqual([]);
	expect(
		[...PUBLIC_ROUTES].filter((id) => /incidents|people|settings|programs|outlets|prepared|account/.test(id))
	).toEqual([]);
	for (const id of PUBLIC_ROUTES) expect(await asNobody(id, pathOf(id)), id).toBeNull();
});

test('an unknown address says so, except in the API, which is closed as a whole', async () => {
	expect(await asNobody(null, '/nothing')).toBeNull();
	expect(await asNobody(null, '/api/v1/nothing')).toEqual([401, null]);
});

test('what programs show is checked where it arrives: a token only in the API, a signature only where posts are sent', async () => {
	const [state, push] = ['/api/v1/incidents/[id]/state', '/api/v1/incidents/[id]/sources/[source]/posts'];
	const bearer = { authorization: 'Bearer x' };
	expect(await asNobody(state, pathOf(state), { headers: bearer })).toBeNull();
	expect(await asNobody('/people', '/people', { headers: bearer })).not.toBeNull();
	expect(await asNobody(null, '/api/v1/nothing', { headers: bearer })).toBeNull();
	const signed = { 'voelspriet-signature': 'x' };
	expect(await asNobody(push, pathOf(push), { method: 'POST', headers: signed })).toBeNull();
	expect(await asNobody(state, pathOf(state), { headers: signed })).toEqual([401, null]);
});
