import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { IncidentId, momentOf, ShareLinkId } from '$lib/domain/core/ids';
import { PersonalRole } from '$lib/domain/core/role';
import { fresh, system } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from './built';
import { atLeast } from '../../project-files';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Module = Partial<Record<(typeof METHODS)[number] | 'actions', object>>;
const modules = import.meta.glob<Module>('../../../src/routes/**/+{page.server,server}.ts', { eager: true });

/** Everything that takes a body: the methods of endpoints, and the actions of pages. */
const takers = atLeast(100, Object.entries(modules)).flatMap(([file, module]) => {
	const path = file
		.replace('../../../src/routes', '')
		.replace(/\/\+[^/]+$/, '')
		.replaceAll(/\/\([^)]*\)/g, '')
		.replace('[x+2e]', '.');
	const methods = METHODS.filter((method) => module[method]).map((method) => ({ method, path: path || '/' }));
	const actions = Object.keys(module.actions ?? {}).map((name) => ({
		method: 'POST' as const,
		path: `${path || '/'}${name === 'default' ? '' : `?/${name}`}`
	}));
	return [...methods, ...actions];
});

const multipart = 'multipart/form-data; boundary=x';
const form = 'application/x-www-form-urlencoded';
const bodies: readonly (readonly [type: string | null, body: string | Uint8Array<ArrayBuffer>])[] = [
	[null, ''],
	[null, 'a=b'],
	['application/json', '{"person":"x","id":1}'],
	['application/json', '{"a'],
	['application/json', 'null'],
	['application/json; charset=x', '[[[]]]'],
	['text/plain', 'person=x'],
	['text/xml', '<a'],
	[form, ''],
	[form, '%'],
	[form, '%E0%A4%A&&=&%00=%ff&person=%C3%28'],
	[form, new Uint8Array([0xff, 0xfe, 0x00, 0x3d, 0x80])],
	[multipart, ''],
	[multipart, '--x\r\nContent-Disposition: form-data; name="a"'],
	[multipart, '--x\r\nContent-Disposition: form-data; name="email"; filename="x"\r\n\r\nb\r\n--x--\r\n'],
	[multipart, '--y\r\n\r\n--y--'],
	['multipart/form-data', '--x--'],
	['x', 'a'],
	['application/octet-stream', new Uint8Array([0, 1, 2])]
];

let built: BuiltProgram;
let incident: IncidentId;
let link: { readonly id: ShareLinkId; readonly cookie: string };
beforeAll(async () => {
	built = await runBuilt();
	incident = (await built.openIncident()).id;
	const [id, secret] = [fresh(ShareLinkId), 'a'.repeat(32)];
	const lasts = { expires: momentOf(Date.now() + 3_600_000), pin: false, signals: true };
	await built.execute(incident, 'link.make', { id, label: 'x', hash: checksumOf(secret), ...lasts });
	const enter = () => fetch(`${built.base}/r/${id}/${secret}`, { redirect: 'manual' });
	while ((await enter()).status !== 303) await pause(100);
	link = { id, cookie: (await enter()).headers.get('set-cookie')?.split(';')[0] ?? '' };
}, 600_000);
afterAll(() => built.remove());

/** A fictitious person of the exercises. */
async function fictitious(): Promise<string> {
	const { people, signIn } = built.program.accounts;
	const person = { name: 'Anna', email: `${fresh(IncidentId)}@example.nl`, grants: [], exerciseOnly: true };
	const id = await people.add(person, { actor: system, origin: null });
	const headers = await signIn.startSession(id, new Headers({ 'x-client-address': '127.0.0.1' }));
	return headers
		.getSetCookie()
		.map((line) => line.split(';')[0] ?? '')
		.join('; ');
}
const everywhere = PersonalRole.options.map((role) => ({ role, incident: null }));

test('whatever body is sent to whatever takes one, by whomever: no answer is an error of ours', async () => {
	expect(takers.length).toBeGreaterThan(110);
	const faults: string[] = [];
	const statuses = new Set<number>();
	let sent = 0;
	// Signing out or choosing another second factor ends a session: each address has people of its own.
	const walk = async ({ method, path }: (typeof takers)[number]): Promise<void> => {
		const inner = fresh(IncidentId);
		const isOfLink = path.startsWith('/r/');
		const address = path.replaceAll(/\[([^\]=]+)(=[^\]]*)?\]/g, (_, name: string, matcher?: string) =>
			name === 'id' ? incident : name === 'link' && isOfLink ? link.id : matcher === '=number' ? '1' : inner
		);
		const cookies = isOfLink
			? [link.cookie, '']
			: [(await built.signIn(...everywhere)).headers.cookie, await fictitious(), ''];
		for (const cookie of cookies)
			for (const [type, body] of bodies)
				for (const accept of ['text/html', 'application/json']) {
					const headers = { cookie, accept, origin: built.base, ...(type && { 'content-type': type }) };
					const raw = typeof body === 'string' ? new TextEncoder().encode(body) : body;
					const { status } = await fetch(built.base + address, { method, headers, body: raw, redirect: 'manual' });
					statuses.add(status);
					sent += 1;
					if (status >= 500) faults.push(`${String(status)} ${method} ${path} ${String(type)} ${String(body)}`);
				}
	};
	const waiting = [...takers];
	await Promise.all(
		Array.from({ length: 8 }, async () => {
			for (let next = waiting.pop(); next; next = waiting.pop()) await walk(next);
		})
	);
	expect(faults).toEqual([]);
	expect(sent).toBeGreaterThan(takers.length * bodies.length * 2);
	expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 415]));
}, 300_000);
