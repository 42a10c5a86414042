import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CommandId, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { PROBLEM_TYPE } from '$lib/domain/core/problem';
import { asProblem } from '$lib/server/out/api/api-errors';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { fresh } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from './built';
import { atLeast } from '../../project-files';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];
const routes = atLeast(
	30,
	Object.entries(
		import.meta.glob<Partial<Record<Method, unknown>>>('../../../src/routes/api/v1/**/+server.ts', { eager: true })
	)
).map(([file, route]) => ({
	path: file.replace('../../../src/routes', '').replace('/+server.ts', ''),
	methods: METHODS.filter((method) => route[method] !== undefined)
}));
const Problem = z.object({
	type: z.string().startsWith(PROBLEM_TYPE),
	title: z.string().min(1),
	status: z.int(),
	code: z.string(),
	detail: z.string().optional()
});

let built: BuiltProgram;
let incident: IncidentId;
let source: SourceId;
let person: Record<string, string>;
let reader: Record<string, string>;
let sender: Record<string, string>;
beforeAll(async () => {
	built = await runBuilt();
	({ id: incident, source } = await built.openIncident());
	person = (await built.signIn({ role: 'coordinator', incident: null }, { role: 'administrator', incident: null }))
		.headers;
	reader = { authorization: `Bearer ${await built.token(incident, ['read'])}` };
	sender = { authorization: `Bearer ${await built.token(incident, ['post'])}` };
}, 400_000);
afterAll(() => built.remove());

const addressOf = (path: string): string =>
	path.replace(/\[(\w+)\]/g, (_, name: string) =>
		name === 'id' ? incident : name === 'source' ? source : fresh(CommandId)
	);
/** Bytes, so that no content type comes by itself. */
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const strangers = (): Record<string, string>[] => [
	{},
	{ authorization: 'Bearer vst_wrong' },
	{ ...person, origin: 'https://elsewhere.example' }
];

/** The sender's own limit asks for a moment; a route that asks for longer has a limit of its own, and that is its answer. */
const A_MOMENT = 2;
/** Asks; where the sender's limit is reached, waits as long as the answer says and asks again, as a program should. */
async function ask(path: string, init: RequestInit) {
	const send = () => fetch(built.base + path, { redirect: 'manual', ...init });
	let response = await send();
	const seconds = (): number => Number(response.headers.get('retry-after') ?? Infinity);
	while (response.status === 429 && seconds() <= A_MOMENT) {
		await pause(1_000 * seconds());
		response = await send();
	}
	const text = await response.text();
	const seen = `${init.method ?? 'GET'} ${path}: ${String(response.status)} ${text.slice(0, 200)}`;
	expect(response.headers.get('api-version'), seen).toBe(API_VERSION);
	expect(Object.fromEntries(response.headers), seen).toMatchObject({
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string
	});
	// Nobody elsewhere may read it in a browser, and it does not say what it is made with.
	const isPublic = path === '/api/v1/openapi.json' && response.status === 200;
	expect(response.headers.get('access-control-allow-origin'), seen).toBe(isPublic ? '*' : null);
	for (const name of ['server', 'x-powered-by', 'x-sveltekit-page'])
		expect(response.headers.get(name), `${name}: ${seen}`).toBeNull();
	if (response.status >= 400) {
		expect(response.headers.get('content-type'), seen).toBe('application/problem+json');
		expect(Problem.safeParse(JSON.parse(text)).data, seen).toMatchObject({ status: response.status });
	}
	return { status: response.status, headers: response.headers, seen };
}

describe.each(routes)('$path', ({ path, methods }) => {
	test('answers an unsupported method with a problem and the methods that it supports', async () => {
		for (const method of [...METHODS, 'OPTIONS'].filter((method) => !methods.includes(method as Method))) {
			for (const headers of [person, { ...reader, accept: 'text/html' }]) {
				const answer = await ask(addressOf(path), { method, headers });
				expect(answer.status, answer.seen).toBe(405);
				expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(methods));
			}
		}
	});
	test('answers every body that it does not accept with a problem', async () => {
		for (const method of methods.filter((method) => method !== 'GET'))
			for (const headers of [person, reader, sender])
				for (const type of [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/json'])
					for (const body of ['{"a', '[]', '\u0000', ''])
						await ask(addressOf(path), {
							method,
							body: bytes(body),
							headers: { ...headers, ...(type && { 'content-type': type }) }
						});
	});
	test('answers no token, a wrong token and another page with a problem', async () => {
		for (const method of methods)
			for (const headers of strangers())
				await ask(addressOf(path), { method, headers, ...(method === 'GET' ? {} : { body: bytes('{}') }) });
	});
});

test('a program with a token that sends no content type gets 415', async () => {
	for (const type of [
		undefined,
		'text/plain',
		'multipart/form-data; boundary=x',
		'application/x-www-form-urlencoded'
	]) {
		const headers = { ...sender, ...(type && { 'content-type': type }) };
		const answer = await ask(`/api/v1/incidents/${incident}/sources/${source}/posts`, {
			method: 'POST',
			headers,
			body: bytes('{"posts":[]}')
		});
		expect(answer.status, answer.seen).toBe(415);
	}
});
test('a person at a desk who sends no content type gets 415, and 400 for invalid JSON', async () => {
	const address = `/api/v1/incidents/${incident}/commands`;
	expect((await ask(address, { method: 'POST', headers: person, body: bytes('{}') })).status).toBe(415);
	const json = { ...person, 'content-type': 'application/json' };
	expect((await ask(address, { method: 'POST', headers: json, body: bytes('{"a') })).status).toBe(400);
	expect((await ask(address, { method: 'POST', headers: json, body: bytes(`"${'x'.repeat(70_000)}"`) })).status).toBe(
		413
	);
});
test('an address with a trailing slash does not exist: no redirect leads past what was asked', async () => {
	for (const { path } of routes) {
		const answer = await ask(`${addressOf(path)}/`, { headers: person });
		expect(answer.status, answer.seen).toBe(404);
	}
	const page = await fetch(`${built.base}/api/v1/docs/`, { redirect: 'manual', headers: { accept: 'text/html' } });
	expect([page.status, page.headers.get('location')]).toEqual([308, '/api/v1/docs']);
});
test('an address that does not exist is a problem, however it is asked for', async () => {
	for (const path of [
		'/api',
		'/api/v1',
		'/api/v1/nothing',
		'/api/v2/incidents',
		'/api/v1/%ff',
		`/api/v1/incidents/${incident}`
	])
		for (const accept of ['text/html', 'application/json', '*/*']) {
			const answer = await ask(path, { headers: { ...person, accept } });
			expect([400, 404], answer.seen).toContain(answer.status);
		}
});
test('a form posted by a page from elsewhere is still refused, with and without a content type', async () => {
	for (const origin of ['https://elsewhere.example', 'null', undefined])
		for (const type of [undefined, 'application/x-www-form-urlencoded', 'text/plain', 'application/json'])
			for (const path of ['/sign-out', '/settings', `/api/v1/incidents/${incident}/commands`]) {
				const headers = {
					cookie: person['cookie'] ?? '',
					...(origin && { origin }),
					...(type && { 'content-type': type })
				};
				const response = await fetch(built.base + path, { method: 'POST', headers, body: bytes('a=b') });
				expect(response.status, `${path} ${String(origin)} ${String(type)}`).toBe(403);
			}
});
test('a missing page of the documentation answers as a page for people', async () => {
	const response = await fetch(`${built.base}/api/v1/docs/Nothing`, { headers: { accept: 'text/html' } });
	expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html']);
});

test('a server error names its line in our log, and keeps the cookies that were to be set', async () => {
	const failed = new Response('<h1>500</h1>', {
		status: 500,
		headers: { 'content-type': 'text/html', 'set-cookie': 'a=b' }
	});
	const answer = asProblem(failed, 'ab12cd34');
	expect(await answer.json()).toMatchObject({ status: 500, code: 'internal', reference: 'ab12cd34' });
	expect(answer.headers.getSetCookie()).toEqual(['a=b']);
});
