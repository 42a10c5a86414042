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
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The response without a session: the status and the redirect target; null when the route itself would answer. */
function asNobody(
	id: string | null,
	path: string,
	{ method = 'GET', headers = {}, isDataRequest = false } = {}
): [number, string | null] | null {
	const url = new URL(path, 'http://127.0.0.1');
	try {
		const answer = refuseAnonymous({
			route: { id },
			url,
			request: new Request(url, { method, headers }),
			isDataRequest
		});
		return answer && [answer.status, answer.headers.get('location')];
	} catch (thrown) {
		if (isRedirect(thrown)) return [thrown.status, thrown.location];
		throw thrown;
	}
}
const pathOf = (id: string): string => id.replaceAll(/\/\([^)]*\)/g, '').replaceAll(/\[([^\]=]+)[^\]]*\]/g, '1') || '/';

test('without a session every page and endpoint is closed, except the listed ones', () => {
	expect(closed.length).toBeGreaterThan(40);
	for (const id of closed) {
		const path = pathOf(id);
		const answer = id.startsWith('/api/') ? [401, null] : [303, `/sign-in?next=${encodeURIComponent(path)}`];
		for (const method of METHODS) expect(asNobody(id, path, { method }), `${method} ${id}`).toEqual(answer);
		expect(asNobody(id, path, { isDataRequest: true }), `${id} as data`).toEqual(answer);
		const asJson = { method: 'POST', headers: { accept: 'application/json', 'x-sveltekit-action': 'true' } };
		expect(asNobody(id, path, asJson), `${id} as a form asked as JSON`).toEqual(answer);
	}
});

test('the list names existing routes, and no posts, people or settings', () => {
	expect([...PUBLIC_ROUTES].filter((id) => !routes.includes(id))).toEqual([]);
	expect(
		[...PUBLIC_ROUTES].filter((id) => /incidents|people|settings|programs|outlets|prepared|account/.test(id))
	).toEqual([]);
	for (const id of PUBLIC_ROUTES) expect(asNobody(id, pathOf(id)), id).toBeNull();
});

test('an unknown address says so, except in the API, which is closed as a whole', () => {
	expect(asNobody(null, '/nothing')).toBeNull();
	expect(asNobody(null, '/api/v1/nothing')).toEqual([401, null]);
});

test('what programs show is checked where it arrives: a token only in the API, a signature only where posts are sent', () => {
	const [state, push] = ['/api/v1/incidents/[id]/state', '/api/v1/incidents/[id]/sources/[source]/posts'];
	const bearer = { authorization: 'Bearer x' };
	expect(asNobody(state, pathOf(state), { headers: bearer })).toBeNull();
	expect(asNobody('/people', '/people', { headers: bearer })).not.toBeNull();
	expect(asNobody(null, '/api/v1/nothing', { headers: bearer })).toBeNull();
	const signed = { 'voelspriet-signature': 'x' };
	expect(asNobody(push, pathOf(push), { method: 'POST', headers: signed })).toBeNull();
	expect(asNobody(state, pathOf(state), { headers: signed })).toEqual([401, null]);
});
