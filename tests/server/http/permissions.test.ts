import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandId, IncidentId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import type { TokenScope } from '$lib/domain/installation/token';
import type { RequestContext } from '$lib/server/out/api/authorize';
import { bram, fresh, openingNow, person, system } from '../../domain/in-memory-incident';
import { runProgram, type Asker } from './running';
import { atLeast } from '../../project-files';

type Handler = (context: RequestContext) => Promise<Response>;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Route = Partial<Record<(typeof METHODS)[number], Handler>>;

/** Every address of the API, also those that others add. */
const routes = atLeast(
	30,
	Object.entries(import.meta.glob<Route>('../../../src/routes/api/v1/**/+server.ts', { eager: true }))
).map(([file, route]) => ({
	path: file.replace('../../../src/routes', '').replace('/+server.ts', ''),
	route
}));
/** Responses that are the same for everyone. */
const OPEN = ['/api/v1/openapi.json'];
/** Protected by a separate token, not by a session. */
const BY_TOKEN = ['/api/v1/incidents/[id]/sources/[source]/posts'];
const guarded = routes
	.filter(({ path }) => !OPEN.includes(path) && !BY_TOKEN.includes(path))
	.flatMap(({ path, route }) =>
		METHODS.flatMap((method) => (route[method] ? [{ path, method, handler: route[method] }] : []))
	);
const ofIncident = guarded.filter(({ path }) => path.startsWith('/api/v1/incidents/[id]'));

let running: Awaited<ReturnType<typeof runProgram>>;
const real = fresh(IncidentId);
const other = fresh(IncidentId);
const admitted = async (grants: unknown[], exerciseOnly = false): Promise<Asker> => {
	const id = fresh(PersonId);
	await execute(INSTALLATION, 'person.admit', { person: id, grants, exerciseOnly });
	return { id };
};
const execute = (log: IncidentId, type: string, input: unknown) =>
	running.program.executor.execute(
		log,
		{ id: fresh(CommandId), type, input },
		log === INSTALLATION ? system : bram,
		null
	);
let analyst: Asker;
let elsewhere: Asker;
let partner: Asker;
let madeUp: Asker;
let reads: string;
let sends: string;
const token = (scopes: TokenScope[]): Promise<string> =>
	running.program.tokens.make(
		{ name: 'Programma', scopes, incident: real, lasts: 60_000 },
		{ actor: person('administrator'), origin: null }
	);

beforeAll(async () => {
	running = await runProgram();
	for (const id of [real, other]) await execute(id, 'incident.open', openingNow());
	analyst = await admitted([{ role: 'analyst', incident: real }]);
	elsewhere = await admitted([{ role: 'coordinator', incident: other }]);
	madeUp = await admitted([{ role: 'analyst', incident: null }], true);
	[reads, sends] = [await token(['read']), await token(['post'])];
	partner = await admitted([{ role: 'partner', incident: real }]);
});
afterAll(() => running.stop());

/** What a program shows. */
const shows = (secret: string, event: RequestContext): RequestContext => {
	event.request.headers.set('authorization', `Bearer ${secret}`);
	return event;
};

/** Calls a route, each `[parameter]` a fresh id unless it is given. */
async function call(
	asker: Asker | string | null,
	{ path, method, handler }: (typeof guarded)[number],
	incident: string
): Promise<{ status: number; body: string }> {
	const params: Record<string, string> = {};
	for (const [, name = ''] of path.matchAll(/\[([^\]]+)\]/g))
		params[name] = name === 'id' ? incident : fresh(CommandId);
	const address = path.replace(/\[([^\]]+)\]/g, (_, name: string) => params[name] ?? '');
	const command = { id: fresh(CommandId), type: 'incident.setPhase', input: { phase: 'acute' } };
	const body = method === 'GET' ? {} : { body: path.endsWith('/batch') ? { commands: [command] } : command };
	const event = running.contextFor(typeof asker === 'string' ? null : asker, {
		path: `${address}?view=newest&after=0`,
		params,
		method,
		...body
	});
	const response = await handler(typeof asker === 'string' ? shows(asker, event) : event);
	return { status: response.status, body: await response.text() };
}

test('the list of addresses is not empty', () => {
	expect(ofIncident.map(({ path, method }) => `${method} ${path}`)).toEqual(
		expect.arrayContaining([
			'POST /api/v1/incidents/[id]/commands',
			'GET /api/v1/incidents/[id]/state',
			'GET /api/v1/incidents/[id]/stories'
		])
	);
});

describe.each(guarded)('$method $path', (route) => {
	test('answers 401 without a session', async () => {
		expect(await call(null, route, real)).toMatchObject({
			status: 401,
			body: expect.stringContaining('session.missing') as unknown
		});
	});
});

describe.each(ofIncident)('$method $path', (route) => {
	test('gives someone without a role in the incident the same answer as for one that does not exist', async () => {
		const [theirs, absent] = [await call(elsewhere, route, real), await call(elsewhere, route, fresh(IncidentId))];
		expect(theirs).toEqual({ status: 404, body: expect.stringContaining('incident.absent') as unknown });
		expect(theirs).toEqual(absent);
		for (const id of ['x', INSTALLATION, `${real}x`, '../..']) expect(await call(elsewhere, route, id)).toEqual(absent);
	});
	test('gives a made-up person of exercises nothing of a real incident', async () => {
		expect((await call(madeUp, route, real)).status).toBe(404);
	});
	test('gives a partner nothing of the desk', async () => {
		const { status, body } = await call(partner, route, real);
		expect(status === 403 || body.includes('role.missing'), `${status} ${body}`).toBe(true);
	});
	test('is available to people at its desk', async () => {
		const { status, body } = await call(analyst, route, real);
		expect(body).not.toContain('incident.absent');
		expect([401, 403]).not.toContain(status);
	});
});

describe.each(ofIncident)('$method $path', (route) => {
	test('gives a reading token whatever is only read, and nothing else', async () => {
		const { status, body } = await call(reads, route, real);
		if (route.method === 'GET') expect([401, 403]).not.toContain(status);
		else expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining('token.decides') as unknown });
	});
	test('gives a token for sending posts nothing', async () => {
		expect((await call(sends, route, real)).status).toBe(403);
	});
	test('gives a token of another incident the same answer as for one that does not exist', async () => {
		if (route.method === 'GET')
			expect(await call(reads, route, other)).toEqual(await call(reads, route, fresh(IncidentId)));
	});
	test('accepts no wrong token, and no cookie in its place', async () => {
		expect((await call('vst_wrong', route, real)).status).toBe(401);
	});
});

describe.each(routes.filter(({ path }) => BY_TOKEN.includes(path)))('POST $path', ({ path, route: { POST } }) => {
	const route = { path, method: 'POST' as const, handler: POST ?? (() => Promise.reject(new Error('no POST'))) };
	test('accepts only tokens for sending posts, of this incident', async () => {
		expect((await call(null, route, real)).status).toBe(401);
		expect((await call(analyst, route, real)).status).toBe(403);
		expect((await call(partner, route, real)).status).toBe(403);
		expect((await call(elsewhere, route, real)).status).toBe(404);
		expect((await call(reads, route, real)).status).toBe(403);
		expect((await call(sends, route, other)).status).toBe(404);
		expect(await call(sends, route, real)).toMatchObject({
			status: 404,
			body: expect.stringContaining('source.absent') as unknown
		});
	});
});
