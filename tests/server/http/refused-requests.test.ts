import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { IncidentId, PersonId, ShareLinkId } from '$lib/domain/core/ids';
import { RefusedRequests, statusOf } from '$lib/server/platform/http/refused-requests';
import { log } from '$lib/server/platform/operations/logger';
import { fresh } from '../../domain/in-memory-incident';

const written: unknown[] = [];
const [incident, link, person] = [fresh(IncidentId), fresh(ShareLinkId), fresh(PersonId)];
const page = {
	method: 'GET',
	route: '/incidents/[id]/report',
	params: { id: incident } as Record<string, string>,
	status: 403,
	isHidden: () => false,
	person: person as string | null,
	address: '198.51.100.7'
};
const warn = vi.spyOn(log, 'warn');
beforeAll(() => void warn.mockImplementation((line: unknown) => void written.push(line)));
afterEach(() => void written.splice(0));
afterAll(() => warn.mockRestore());

test('a rejected request is logged with what was tried, on what, by whom and from where, but never its address or secret', () => {
	const refused = new RefusedRequests();
	refused.note(page);
	const hidden = { ...page, status: 404, isHidden: () => true };
	refused.note({ ...hidden, method: 'POST', route: '/api/v1/incidents/[id]/commands', person: null });
	refused.note({ ...page, status: 404, route: '/r/[link]/[secret]', params: { link, secret: 'GEHEIM' }, person: null });
	refused.note({ ...page, status: 404, route: '/metrics', params: {}, person: null });
	refused.note({ ...page, status: 401, params: { id: 'Jan Jansen' } });
	const from = { origin: '198.51.100.7' };
	expect(written).toEqual([
		{
			action: 'page.read',
			object: `incident/${incident}`,
			route: '/incidents/[id]/report',
			result: '403',
			actor: person,
			...from
		},
		{
			action: 'api.send',
			object: `incident/${incident}`,
			route: '/api/v1/incidents/[id]/commands',
			result: '404',
			actor: 'nobody',
			...from
		},
		{
			action: 'page.read',
			object: `link/${link}`,
			route: '/r/[link]/[secret]',
			result: '404',
			actor: 'nobody',
			...from
		},
		{ action: 'page.read', object: 'none', route: '/metrics', result: '404', actor: 'nobody', ...from },
		{ action: 'page.read', object: 'none', route: '/incidents/[id]/report', result: '401', actor: person, ...from }
	]);
});

test('successes, invalid requests and unknown addresses are not logged', () => {
	const refused = new RefusedRequests();
	for (const status of [200, 303, 304, 400, 409, 500, 503]) refused.note({ ...page, status });
	refused.note({ ...page, status: 404, route: '/help' });
	// An incident that is not there at all, a finding that is not in one's own, a person who left.
	refused.note({ ...page, status: 404 });
	refused.note({ ...page, status: 404, route: '/api/v1/incidents/[id]/findings/[finding]' });
	refused.note({ ...page, status: 404, route: '/people/[person]', isHidden: () => true });
	expect(written).toEqual([]);
});

test('repeated attempts cannot fill the disk: the rest is counted in the next line, and nobody else loses theirs', () => {
	const refused = new RefusedRequests();
	for (let i = 0; i < 1_000; i += 1) refused.note(page, 0);
	expect(written).toHaveLength(20);
	refused.note({ ...page, person: null }, 1);
	expect(written.at(-1)).toMatchObject({ actor: 'nobody', unwritten: 980 });
	refused.note(page, 60_000);
	expect(written).toHaveLength(22);
	expect(written.at(-1)).not.toHaveProperty('unwritten');
	for (let i = 0; i < 1_000; i += 1)
		refused.note({ ...page, address: `10.0.${i >> 8}.${i & 255}`, person: null }, 60_000);
	expect(written.length).toBeLessThanOrEqual(230);
});

test('an error sent as data counts as the error it is', async () => {
	const data = (nodes: unknown): Response => {
		const body = JSON.stringify({ type: 'data', nodes });
		return new Response(body, { headers: { 'content-length': String(body.length) } });
	};
	const error = { type: 'error', error: { message: 'Not Found' }, status: 404 };
	expect(await statusOf(data([null, { type: 'data', data: [{}], uses: {} }, error]), true)).toBe(404);
	expect(await statusOf(data([null, { type: 'data', data: [error], uses: {} }]), true)).toBe(200);
	expect(await statusOf(data([error]), false)).toBe(200);
	expect(await statusOf(new Response('x', { status: 403 }), true)).toBe(403);
	const answer = data([error]);
	await statusOf(answer, true);
	expect(await answer.json()).toMatchObject({ nodes: [error] });
});
