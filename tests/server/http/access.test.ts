import { io } from 'socket.io-client';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IncidentId, INSTALLATION, SourceId } from '$lib/domain/core/ids';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { fresh } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from './built';

let built: BuiltProgram;
let own: IncidentId;
beforeAll(async () => {
	built = await runBuilt();
	own = (await built.openIncident()).id;
}, 400_000);
afterAll(() => built.remove());

const get = (path: string, headers: Record<string, string>) =>
	fetch(built.base + path, { headers, redirect: 'manual' });
/** A page as a browser opens it; `fetch` sets this header itself. @returns the cookies that came, empty without */
async function open(path: string, headers: Record<string, string>): Promise<string> {
	const answer = await request(built.base + path, { headers: { ...headers, 'sec-fetch-mode': 'navigate' } });
	await answer.body.dump();
	expect(answer.statusCode).toBe(200);
	return [answer.headers['set-cookie'] ?? []]
		.flat()
		.map((line) => line.split(';')[0])
		.join('; ');
}

test('another incident’s forms and pages answer like those of an absent one, as a page, as JSON and as data', async () => {
	const { headers } = await built.signIn({ role: 'analyst', incident: own });
	const ids = [(await built.openIncident()).id, fresh(IncidentId), 'no-id'];
	const asJson = { accept: 'application/json', 'x-sveltekit-action': 'true' };
	const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
	const paths = [
		'/report/release',
		'/report/1?/withdraw',
		'/sources?/feed',
		`/sources/hook/${fresh(SourceId)}`,
		'/settings?/close'
	];
	const answers = async (id: string) => {
		const answersByName: Record<string, unknown> = {};
		const note = async (name: string, pending: Promise<Response>) => {
			const response = await pending;
			const body = (await response.text())
				.replaceAll(id, 'ID')
				.replaceAll(/nonce="[^"]*"/g, '')
				.replaceAll(/__sveltekit_\w+/g, '');
			answersByName[name] = [response.status, body];
		};
		for (const path of paths) {
			const address = `${built.base}/incidents/${id}${path}`;
			const post = { method: 'POST', body: 'why=x', redirect: 'manual' } as const;
			const data = address.replace(/\?.*/, '') + '/__data.json';
			await note(
				`${path} as a page`,
				fetch(address, { ...post, headers: { ...headers, ...asForm, accept: 'text/html' } })
			);
			await note(`${path} as JSON`, fetch(address, { ...post, headers: { ...headers, ...asForm, ...asJson } }));
			await note(`${path} as data`, fetch(data, { headers, redirect: 'manual' }));
			await note(
				`${path} as data of the page alone`,
				fetch(`${data}?x-sveltekit-invalidated=0001`, { headers, redirect: 'manual' })
			);
		}
		return answersByName;
	};
	const [another, absent, malformed] = [
		await answers(ids[0] ?? ''),
		await answers(ids[1] ?? ''),
		await answers(ids[2] ?? '')
	];
	expect(another).toEqual(absent);
	expect(malformed).toEqual(absent);
	expect(Object.values(absent)).not.toContainEqual([200, expect.stringContaining('type":"success')]);
});

test('while a role changes and the session is renewed, no request in flight is rejected', async () => {
	const { id, headers } = await built.signIn({ role: 'analyst', incident: own });
	const state = `/api/v1/incidents/${own}/state`;
	expect((await get(state, headers)).status).toBe(200);
	await built.execute(INSTALLATION, 'person.grant', { person: id, role: 'spokesperson', incident: own });
	// Renewed as soon as that process has followed the log; concurrent requests carry the previous token.
	let cookies: string[] = [];
	await expect
		.poll(async () => {
			const [one, two, ...others] = await Promise.all([
				open('/account', headers),
				open('/account', headers),
				...[state, state, state].map(async (path) => (await get(path, headers)).status)
			]);
			expect(others).toEqual([200, 200, 200]);
			cookies = [one, two].filter((cookie) => cookie !== '');
			return cookies.length;
		})
		.toBeGreaterThan(0);
	const [renewed = ''] = cookies;
	expect(new Set(cookies)).toEqual(new Set([renewed]));
	expect(renewed).not.toBe(headers.cookie);
	expect((await get(state, headers)).status).toBe(200);
	expect((await get(state, { ...headers, cookie: renewed })).status).toBe(200);
});

test('a person suspended by a command of another process is out within two seconds, and their socket follows nothing', async () => {
	const { id, headers } = await built.signIn({ role: 'analyst', incident: own });
	const socket = io(built.base, {
		path: SOCKET_PATH,
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders: headers
	});
	const ended = new Promise((done) => socket.once('ended', done));
	await new Promise<void>((done, fail) => socket.once('connect', done).once('connect_error', fail));
	const began = performance.now();
	await built.execute(INSTALLATION, 'person.suspend', { person: id, suspended: true });
	expect(await ended).toEqual({ code: 'session.ended' });
	expect(performance.now() - began).toBeLessThan(2000);
	expect((await get(`/api/v1/incidents/${own}/state`, headers)).status).toBe(401);
	socket.disconnect();
});

test('opening what belongs to others is logged, as a page, as data and as JSON', async () => {
	const { id, headers } = await built.signIn({ role: 'analyst', incident: own });
	const other = (await built.openIncident()).id;
	const began = built.output.length;
	// Addresses without a page do not count as attempts: nothing is refused there.
	for (const path of [
		`/incidents/${own}/report/9`,
		`/incidents/${own}/report/9/__data.json`,
		`/incidents/${fresh(IncidentId)}/report`,
		`/api/v1/incidents/${fresh(IncidentId)}/state`,
		'/help/nergens',
		`/incidents/${other}/report`,
		`/incidents/${other}/report/__data.json`,
		'/audit',
		`/api/v1/incidents/${other}/state`
	])
		await (await get(path, headers)).arrayBuffer();
	const lines = () =>
		built.output
			.slice(began)
			.split('\n')
			.filter((line) => line.includes(id) && line.includes('"msg":"refused"'))
			.map((line) => JSON.parse(line) as Record<string, unknown>);
	await expect.poll(() => lines().length).toBe(4);
	expect(lines().map(({ action, object, result, actor }) => [action, object, result, actor])).toEqual([
		['page.read', `incident/${other}`, '404', id],
		['page.read', `incident/${other}`, '404', id],
		['page.read', 'none', expect.stringMatching(/^40[34]$/), id],
		['api.read', `incident/${other}`, '404', id]
	]);
});

test('without a session pages redirect to signing in, and the API and everything else is closed', async () => {
	for (const path of ['/outlets', '/prepared', '/settings', '/places', '/people', `/incidents/${own}/report`])
		expect((await get(path, {})).headers.get('location'), path).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
	expect((await get('/people/__data.json', {})).status).toBe(200);
	expect(await (await get('/people/__data.json', {})).json()).toMatchObject({
		type: 'redirect',
		location: '/sign-in?next=%2Fpeople'
	});
	const json = await fetch(`${built.base}/people?/add`, {
		method: 'POST',
		body: new URLSearchParams(),
		headers: { origin: built.base, accept: 'application/json', 'x-sveltekit-action': 'true' }
	});
	expect(await json.json()).toMatchObject({
		type: 'redirect',
		location: expect.stringContaining('/sign-in?next=') as unknown
	});
	expect((await get(`/api/v1/incidents/${own}/state`, {})).status).toBe(401);
	expect((await get('/nothing-here', {})).status).toBe(404);
});
