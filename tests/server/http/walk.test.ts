import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IncidentId } from '$lib/domain/core/ids';
import type { PersonalRole } from '$lib/domain/core/role';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { fresh } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from './built';
import { atLeast } from '../../project-files';

/**
 * Every address below an incident, from the tree of routes, asked by everybody who has a role elsewhere: an incident of
 * others and one that was never there get the same status, the same body and the same time.
 */
type Module = Partial<Record<(typeof METHODS)[number] | 'actions', object>>;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const pages = atLeast(25, Object.keys(import.meta.glob('../../../src/routes/**/incidents/[[]id[]]/**/+page.svelte')));
const modules = import.meta.glob<Module>('../../../src/routes/**/incidents/[[]id[]]/**/+{page.server,server}.ts', {
	eager: true
});

interface PathRequest {
	readonly name: string;
	readonly path: string;
	readonly init: { readonly method?: string; readonly body?: string; readonly headers: Record<string, string> };
}
const addressOf = (file: string): string =>
	file
		.replace('../../../src/routes', '')
		.replace(/\/\+[^/]+$/, '')
		.replaceAll(/\/\([^)]*\)/g, '');
const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
const asJson = { accept: 'application/json', 'x-sveltekit-action': 'true' };
const everything: PathRequest[] = [
	...pages.map(addressOf).flatMap((path): PathRequest[] => [
		{ name: `${path} as a page`, path, init: { headers: { accept: 'text/html' } } },
		{ name: `${path} as data`, path: `${path}/__data.json`, init: { headers: {} } }
	]),
	...atLeast(25, Object.entries(modules)).flatMap(([file, module]): PathRequest[] => {
		const path = addressOf(file);
		const actions = Object.keys(module.actions ?? {}).flatMap((action): PathRequest[] => {
			const init = { method: 'POST', body: 'why=x' };
			const address = `${path}${action === 'default' ? '' : `?/${action}`}`;
			return [
				{ name: `${address} as a form`, path: address, init: { ...init, headers: { ...asForm, accept: 'text/html' } } },
				{ name: `${address} as JSON`, path: address, init: { ...init, headers: { ...asForm, ...asJson } } }
			];
		});
		const methods = METHODS.filter((method) => module[method]).map((method): PathRequest => {
			const body = method === 'GET' ? {} : { body: JSON.stringify({ id: fresh(IncidentId), type: 'x', input: {} }) };
			const headers = { accept: 'application/json', 'content-type': 'application/json' };
			return { name: `${method} ${path}`, path, init: { method, headers, ...body } };
		});
		return [...actions, ...methods];
	})
];

let built: BuiltProgram;
let own: IncidentId;
let theirs: IncidentId;
beforeAll(async () => {
	built = await runBuilt();
	own = (await built.openIncident()).id;
	theirs = (await built.openIncident({ title: 'Geheim dossier' })).id;
}, 600_000);
afterAll(() => built.remove());

/** The same parameters for both, so that the incident alone differs. */
const inner = fresh(IncidentId);
const filled = (path: string, incident: string): string =>
	path.replaceAll(/\[([^\]=]+)(=[^\]]*)?\]/g, (_, name: string, matcher?: string) =>
		name === 'id' ? incident : matcher === '=number' ? '1' : inner
	);

async function ask(request: PathRequest, incident: string, headers: Record<string, string>): Promise<[number, string]> {
	for (;;) {
		const response = await fetch(built.base + filled(request.path, incident), {
			...request.init,
			headers: { ...request.init.headers, ...headers },
			redirect: 'manual'
		});
		const body = (await response.text())
			.replaceAll(incident, 'ID')
			.replaceAll(/nonce="[^"]*"/g, '')
			.replaceAll(/nonce-[\w+/=-]+/g, '')
			.replaceAll(/__sveltekit_\w+/g, '');
		const location = (response.headers.get('location') ?? '').replaceAll(incident, 'ID');
		if (response.status !== 429) return [response.status, location + body];
		await new Promise((done) => setTimeout(done, Number(response.headers.get('retry-after') ?? 1) * 1000));
	}
}

test('the walk covers every kind of address', () => {
	expect(pages.length).toBeGreaterThan(15);
	expect(everything.length).toBeGreaterThan(120);
	expect(everything.filter(({ path }) => path.includes('?/')).length).toBeGreaterThan(20);
	expect(everything.filter(({ path }) => path.startsWith('/api/')).length).toBeGreaterThan(20);
});

const roles: readonly PersonalRole[] = ['analyst', 'spokesperson', 'coordinator', 'partner'];
describe.each(roles)('someone who is %s elsewhere', (role) => {
	test('gets the same answers for an incident of others as for one that never existed', async () => {
		const absent = fresh(IncidentId);
		const differing: unknown[] = [];
		// A new person for each part, so that nobody asks more than one person may.
		for (let from = 0; from < everything.length; from += 60) {
			const { headers } = await built.signIn({ role, incident: own });
			await Promise.all(
				everything.slice(from, from + 60).map(async (request) => {
					const [there, nowhere] = [await ask(request, theirs, headers), await ask(request, absent, headers)];
					if (JSON.stringify(there) !== JSON.stringify(nowhere)) differing.push([request.name, there, nowhere]);
					else if (there[0] < 300 && !there[1].includes('"error"') && !/"type":"(redirect|failure)/.test(there[1]))
						differing.push([request.name, 'answered', there]);
					if (there[1].includes('Geheim dossier')) differing.push([request.name, 'names it']);
				})
			);
		}
		expect(differing).toEqual([]);
	}, 300_000);

	test('cannot tell the two apart by timing', async () => {
		const absent = fresh(IncidentId);
		const { headers } = await built.signIn({ role, incident: own });
		const some = everything.filter(({ init }) => (init.method ?? 'GET') === 'GET').filter((_, i) => i % 9 === 0);
		const times: [number[], number[]] = [[], []];
		for (let round = 0; round < 5; round += 1)
			for (const request of some)
				for (const [i, incident] of (round % 2 === 0 ? [theirs, absent] : [absent, theirs]).entries()) {
					const began = performance.now();
					await ask(request, incident, headers);
					times[round % 2 === 0 ? i : 1 - i]?.push(performance.now() - began);
				}
		const [there = 0, nowhere = 0] = times.map((each) => each.sort((a, b) => a - b)[each.length >> 1] ?? 0);
		expect(Math.abs(there - nowhere)).toBeLessThan(Math.max(10, 0.5 * Math.max(there, nowhere)));
	});

	test('can follow neither by socket, with the same answer', async () => {
		const { headers } = await built.signIn({ role, incident: own });
		const socket = io(built.base, {
			path: SOCKET_PATH,
			transports: ['websocket'],
			forceNew: true,
			reconnection: false,
			extraHeaders: headers
		});
		await new Promise<void>((done, fail) => socket.once('connect', done).once('connect_error', fail));
		const follow = (incident: string): Promise<unknown> =>
			socket.timeout(4_000).emitWithAck('follow', { incident, from: 0 });
		const [there, nowhere] = [await follow(theirs), await follow(fresh(IncidentId))];
		socket.disconnect();
		expect(there).toEqual(nowhere);
		expect(there).toEqual({ ok: false, code: 'incident.absent' });
	});
});
