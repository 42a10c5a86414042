import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { CommandId, INSTALLATION, momentOf, PersonId, ShareLinkId } from '$lib/domain/core/ids';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { ensureBuilt } from '../../built';
import { filesIn } from '../../project-files';
import { carla, fresh, system } from '../../domain/in-memory-incident';
import { startProgram, type RunningProgram } from '../../running-program';
import { freshDatabase, type FreshDatabase } from '../database';
import { canaries, forbiddenIn, plant, type Planted } from './planted';

/** Every address, from the tree of routes: also those that others add. */
const files = filesIn('src/routes', /\+(page|server)\b/, 150).map((path) => path.replace('src/routes/', ''));
const addresses = [
	...new Set(files.map((file) => `/${file}`.replace(/\/\+[^/]*$/, '').replace(/\/\([^)]*\)/g, '')))
].map((path) => path || '/');
/** Ends the session that makes the requests; requested last of all. */
const ENDS = '/sign-out';

const secret = randomBytes(32).toString('base64url');
const partner = fresh(PersonId);
/** Behind a trusted proxy, so that each request has its own client address: rate limits would only make us wait. */
const ORIGIN = 'http://voelspriet.test';
let requestCount = 0;
const from = (): string => `10.${(requestCount += 1) >> 16}.${(requestCount >> 8) & 255}.${requestCount & 255}`;
/** How many accounts share the partner's requests, for the same reason. */
const PARTNERS = 12;
let folder: string;
let database: FreshDatabase;
let planted: Planted;
let program: RunningProgram;
let link: Awaited<ReturnType<Planted['fixture']['link']>>;
let other: Awaited<ReturnType<Planted['fixture']['link']>>;
/** What a partner shows, by how they come in. */
const cookies: Record<'link' | 'account', string> = { link: '', account: '' };
const others: string[] = [];
/** The cookie of the reader with a link, or of one of several accounts with the same rights. */
const cookieOf = (how: 'link' | 'account'): string =>
	how === 'link' ? cookies.link : (others[(requestCount += 1) % others.length] ?? cookies.account);

beforeAll(async () => {
	ensureBuilt();
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-theme-'));
	writeFileSync(join(folder, 'style.css'), readFileSync('tests/fixtures/themes/loud.css'));
	database = await freshDatabase();
	planted = await plant(database);
	const { fixture, elsewhere } = planted;
	link = await fixture.link(canaries.label, 72, { signals: true });
	await fixture.send('link.setFigures', { link: link.id, figures: true }, carla);
	other = await elsewhere.link('ander');
	cookies.account = await signIn(partner, 'partner');
	others.push(cookies.account);
	while (others.length < PARTNERS) others.push(await signIn(fresh(PersonId), 'partner'));
	program = await startProgram({
		env: {
			DATABASE_URL: database.url,
			SECRET: secret,
			ORIGIN,
			TRUSTED_PROXIES: '127.0.0.1',
			THEME_CSS: join(folder, 'style.css')
		}
	});
	const first = await ask(link.path);
	cookies.link = first.headers.get('set-cookie')?.split(';')[0] ?? '';
}, 300_000);
afterAll(async () => {
	await program.remove();
	await planted.fixture.stop();
	await planted.elsewhere.stop();
	await database.drop();
	rmSync(folder, { recursive: true });
});

/** Sends a request; after a 429, which would hide the page, it waits as long as the response says and tries again. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
	const headers = { ...(init.headers as Record<string, string>), 'x-forwarded-for': from() };
	const answer = await fetch(program.base + path, { ...init, headers, redirect: 'manual' });
	if (answer.status !== 429) return answer;
	await setTimeout(1000 * Number(answer.headers.get('retry-after')));
	return ask(path, init);
}

/** Admits a person with one role in the incident, and signs them in. @returns the cookie of their session */
async function signIn(person: PersonId, role: string): Promise<string> {
	const { sql } = database;
	const { fixture } = planted;
	const token = randomBytes(24).toString('base64url');
	await sql`insert into "user" (id, name, email, email_verified) values (${person}, 'Pim', ${`${person}@politie.example`}, true)`;
	await sql`
		insert into session (id, expires_at, token, user_id) values (${randomUUID()}, ${new Date(Date.now() + 3_600_000)}, ${token}, ${person})`;
	const input = { person, grants: [{ role, incident: fixture.incident }], exerciseOnly: false };
	await fixture.executor.execute(INSTALLATION, { id: fresh(CommandId), type: 'person.admit', input }, system, null);
	const signature = createHmac('sha256', secret).update(token).digest('base64');
	return `voelspriet.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** Every way to fill in an address: with ids of the partner's own incident, and with ids of another. */
function filledIn(path: string): string[] {
	const { fixture, elsewhere } = planted;
	const state = fixture.logs.state(fixture.incident);
	const known: Record<string, readonly (string | undefined)[]> = {
		id: [fixture.incident, elsewhere.incident],
		link: [link.id, fixture.incident, other.id, elsewhere.incident],
		secret: [link.secret],
		'number=number': ['1', '2', '9'],
		finding: [...(state?.needs.keys() ?? [])].slice(0, 1),
		source: [...fixture.sources.values()].slice(0, 1),
		story: [...(state?.labels.keys() ?? [])].slice(0, 1),
		post: [[...(state?.quotes.values() ?? [])][0]?.post],
		form: ['pdf', 'json', 'html'],
		person: [carla.id, partner],
		shape: ['Report']
	};
	return [...path.matchAll(/\[([^\]]+)\]/g)].reduce<string[]>(
		(all, [whole, name = '']) =>
			all.flatMap((each) => (known[name] ?? [randomUUID()]).map((value) => each.replace(whole, value ?? randomUUID()))),
		[path]
	);
}

const found = (text: string): string[] => forbiddenIn(planted).filter((canary) => text.includes(canary));

/** Requests it in every way, and returns where forbidden content was found. */
async function leaksAt(address: string, cookie: string): Promise<string[]> {
	const json = { id: randomUUID(), type: 'need.raise', input: {} };
	const isApi = address.startsWith('/api/');
	const ways: [string, RequestInit][] = [
		[address, {}],
		[`${address}?lang=en&view=newest&after=0&limit=50&sent=1`, {}],
		isApi
			? [address, { method: 'POST', body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }]
			: [address, { method: 'POST', body: new URLSearchParams({ id: randomUUID(), text: '', pin: '000000' }) }],
		...(isApi || address.startsWith('/r/')
			? []
			: [[`${address === '/' ? '' : address}/__data.json`, {}] as [string, RequestInit]])
	];
	const leaks: string[] = [];
	for (const [path, init] of ways) {
		const headers = { ...(init.headers as Record<string, string>), cookie, origin: ORIGIN };
		const answer = await ask(path, { ...init, headers });
		const all = `${JSON.stringify([...answer.headers])} ${Buffer.from(await answer.arrayBuffer()).toString('latin1')}`;
		// What the request contains may be in the response: where to go after signing in.
		const leaked = found(all).filter((canary) => !path.includes(canary));
		leaks.push(...leaked.map((canary) => `${canary} at ${init.method ?? 'GET'} ${path} (${answer.status})`));
	}
	return leaks;
}

describe.each(['link', 'account'] as const)('with the rights of a partner by %s', (how) => {
	test('no address says anything that is not theirs', async () => {
		expect(addresses.length).toBeGreaterThan(60);
		const all = addresses.filter((path) => path !== ENDS).flatMap(filledIn);
		const leaks: string[] = [];
		for (let from = 0; from < all.length; from += 8)
			leaks.push(
				...(await Promise.all(all.slice(from, from + 8).map((address) => leaksAt(address, cookieOf(how))))).flat()
			);
		expect(leaks).toEqual([]);
	});

	test('a socket receives only the notice that there is something newer', async () => {
		const { fixture } = planted;
		const received: unknown[] = [];
		const auth = how === 'link' ? { link: link.id } : { report: fixture.incident };
		const path = how === 'link' ? `/r/${link.id}${SOCKET_PATH}` : SOCKET_PATH;
		const socket: Socket = io(program.base, {
			path,
			transports: ['websocket'],
			forceNew: true,
			reconnection: false,
			auth,
			extraHeaders: { cookie: cookies[how], origin: ORIGIN }
		});
		socket.onAny((...message: unknown[]) => received.push(message));
		await new Promise<void>((done, fail) => socket.once('connect', done).once('connect_error', fail));
		if (how === 'account')
			received.push(await socket.timeout(4000).emitWithAck('follow', { incident: fixture.incident, from: 0 }));
		await fixture.deliver(fixture.post('x', `${canaries.post} nieuw`, 70));
		await fixture.write('reading', `${canaries.draft} ${how}`);
		const before = fixture.logs.state(fixture.incident)?.versions.size ?? 0;
		await fixture.write('reading', '');
		await fixture.release(100 + before);
		await expect.poll(() => JSON.stringify(received)).toContain(`["newer",{"number":${before + 1}}]`);
		socket.disconnect();
		expect(found(JSON.stringify(received))).toEqual([]);
		expect(received.filter((message) => Array.isArray(message) && message[0] !== 'newer')).toEqual([]);
	});
});

test.each(['question', 'phone'] as const)(
	'by a link for a %s no address says anything that is not theirs',
	async (kind) => {
		const { fixture } = planted;
		const [rumour] = [...(fixture.logs.state(fixture.incident)?.rumours.keys() ?? [])];
		const id = fresh(ShareLinkId);
		const own = randomBytes(24).toString('base64url');
		const how = { hash: checksumOf(own), expires: momentOf(Date.now() + 3_600_000) };
		if (kind === 'phone') await fixture.send('link.openPhone', { id, label: canaries.label, ...how }, carla);
		else {
			const question = { body: 'GGD', question: 'Klopt dit?', deadline: null, ...how };
			await fixture.send('question.ask', { link: id, rumour, ...question });
		}
		const entered = () => ask(`/r/${id}/${own}`);
		await expect.poll(async () => (await entered()).status).toBe(303);
		const cookie = (await entered()).headers.get('set-cookie')?.split(';')[0] ?? '';
		const start = await ask(`/r/${id}`, { headers: { cookie } });
		expect([start.status, await start.text()]).toEqual([
			200,
			expect.stringContaining(kind === 'phone' ? 'Gaan de scholen dicht?' : 'Klopt dit?')
		]);
		const leaks: string[] = [];
		for (const address of addresses.filter((path) => path.startsWith('/r/')).flatMap(filledIn))
			leaks.push(...(await leaksAt(address.replace(link.id, id), cookie)));
		expect(leaks).toEqual([]);
		for (const path of ['/wall', '/1', '/1/full', '/signal', '/texts.atom', '/reports.atom'])
			expect((await ask(`/r/${id}${path}`, { headers: { cookie } })).status, path).toBe(404);
	}
);

test('the walk finds what leaks: at the desk itself it finds much', async () => {
	const { fixture } = planted;
	const cookie = await signIn(fresh(PersonId), 'analyst');
	await expect
		.poll(async () => (await leaksAt(`/api/v1/incidents/${fixture.incident}/stories`, cookie)).join())
		.toContain(canaries.post);
});

test('a partner with an account reads the same reports, and is redirected to them from the desk', async () => {
	const { fixture, elsewhere } = planted;
	const get = (path: string) =>
		fetch(program.base + path, { headers: { cookie: cookies.account }, redirect: 'manual' });
	const answer = await get(`/r/${fixture.incident}`);
	expect(answer.status).toBe(200);
	expect(await answer.text()).toContain(`href="/r/${fixture.incident}/1"`);
	const byLink = await fetch(`${program.base}/r/${link.id}`, { headers: { cookie: cookies.link } });
	// A link has the version that its reader saw last in a cookie of its own.
	const common = (from: Response) =>
		[...from.headers].filter(
			([name]) =>
				!/^(etag|set-cookie|date|connection|keep-alive|content-length|content-security-policy|transfer-encoding)$/.test(
					name
				)
		);
	expect(common(byLink)).toEqual(common(answer));
	expect((await get(`/r/${fixture.incident}/wall`)).status).toBe(200);
	expect((await get(`/r/${elsewhere.incident}`)).status).toBe(404);
	expect((await fetch(`${program.base}/r/${fixture.incident}`)).status).toBe(404);
	const administrator = await signIn(fresh(PersonId), 'administrator');
	expect((await fetch(`${program.base}/r/${fixture.incident}`, { headers: { cookie: administrator } })).status).toBe(
		404
	);
	for (const path of ['', '/report', '/settings'])
		expect((await get(`/incidents/${fixture.incident}${path}`)).headers.get('location')).toBe(`/r/${fixture.incident}`);
	expect(await (await get('/')).text()).toContain(`href="/r/${fixture.incident}"`);
});

test('every page for partners uses and allows the house style', async () => {
	const broken = await fetch(`${program.base}/r/nonsense`);
	for (const page of [
		await fetch(`${program.base}/r/${link.id}`, { headers: { cookie: cookies.link } }),
		await fetch(`${program.base}/r/${link.id}/wall`, { headers: { cookie: cookies.link } }),
		await fetch(`${program.base}/r/${link.id}/signal`, { headers: { cookie: cookies.link } }),
		broken
	]) {
		const address = /<link rel="stylesheet" href="(\/theme\.css\?v=[^"]+)"/.exec(await page.text())?.[1] ?? '';
		expect(address, page.url).not.toBe('');
		expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
		const theme = await fetch(program.base + address);
		expect([theme.status, theme.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
	}
});
