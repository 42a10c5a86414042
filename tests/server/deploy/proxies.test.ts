import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentId } from '$lib/domain/core/ids';
import { fileLimits } from '$lib/domain/posts/entry/file-import';
import { system } from '../../domain/in-memory-incident';
import { startProgram, type RunningProgram } from '../../running-program';
import { PASSWORD } from '../accounts/test-accounts';
import { runBuilt, type BuiltProgram } from '../http/built';
import { ORIGIN, Visitor } from './client';
import { configurationOf, makeCertificate, NAME, proxies, startProxy } from './proxies';

/**
 * The configurations of docs/deploy, each run as it stands there but for ports and certificate, in front of the
 * production build. A proxy that is not installed is skipped.
 */
const EMAIL = 'analist@example.nl';
const METRICS = 'a token for the counts';
const folder = mkdtempSync(join(tmpdir(), 'voelspriet-proxies-'));
const pair = makeCertificate(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** What a stranger may write to seem to come from elsewhere. */
const FORGED = {
	'x-forwarded-for': '203.0.113.9',
	'x-forwarded-proto': 'http',
	'x-real-ip': '203.0.113.9',
	'x-client-address': '203.0.113.9',
	'x-own-host': 'evil.example',
	forwarded: 'for=203.0.113.9'
};
const FROM = '127.0.0.2';

const able = proxies.filter(({ binary }) => binary !== null && pair !== null);
for (const { name } of proxies.filter((proxy) => !able.includes(proxy)))
	test.skip(`behind ${name}: needs ${name} and openssl on this machine`, () => undefined);

describe.skipIf(able.length === 0)('behind a proxy', () => {
	let built: BuiltProgram;
	let second: RunningProgram;
	let incident: IncidentId;
	const port = (base: string): number => Number(new URL(base).port);
	beforeAll(async () => {
		const env = { ORIGIN, TRUSTED_PROXIES: '127.0.0.1', METRICS_TOKEN: METRICS };
		built = await runBuilt(env);
		const { databaseUrl, secret } = built.host.config;
		// Both have one folder, as docs/deploy says of two processes.
		second = await startProgram({
			env: { ...env, DATABASE_URL: databaseUrl ?? '', SECRET: secret },
			dataDir: built.dataDir
		});
		incident = (await built.openIncident()).id;
		const { people } = built.program.accounts;
		const id = await people.add(
			{ name: 'Samira Kaya', email: EMAIL, grants: [{ role: 'analyst', incident: null }] },
			{ actor: system, origin: null }
		);
		await people.setPassword(id, PASSWORD);
	}, 600_000);
	afterAll(async () => {
		await second.remove();
		await built.remove();
	});

	/** Where the newest sign-in came from, by the program's own records. */
	const lastSignIn = async (): Promise<string | null | undefined> =>
		(
			await built.program.database.sql<{ address: string | null }[]>`
				select address from command_origin where device = 'Visitor' order by at desc limit 1`
		)[0]?.address;
	const signIn = (visitor: Visitor, headers: Record<string, string> = {}) =>
		visitor.post('/sign-in', new URLSearchParams({ email: EMAIL, password: PASSWORD }).toString(), {
			'content-type': 'application/x-www-form-urlencoded',
			accept: 'text/html',
			'user-agent': 'Visitor',
			...headers
		});

	describe.each(able)('$name', (proxy) => {
		let running: Awaited<ReturnType<typeof startProxy>>;
		let visitor: Visitor;
		let line: Awaited<ReturnType<Visitor['openLine']>> | undefined;
		beforeAll(async () => {
			if (!pair) throw new Error('no certificate');
			running = await startProxy(proxy, { folder, ...pair, program: port(built.base) });
			visitor = new Visitor(running.https, readFileSync(pair.certificate), FROM);
		});
		afterAll(async () => {
			line?.close();
			visitor.close();
			await running.stop();
		});

		test('a page is served over HTTP/2 with its headers, and http redirects to https', async () => {
			expect(await visitor.protocol()).toBe('h2');
			const page = await visitor.get('/sign-in');
			expect(page.status, running.output).toBe(200);
			expect(page.body).toContain('type="password"');
			expect(page.headers).toMatchObject({
				'strict-transport-security': 'max-age=31536000',
				'content-security-policy': expect.stringContaining("default-src 'none'") as string
			});
			const redirected = await new Promise<[number | undefined, string | undefined]>((done, fail) => {
				get({ host: '127.0.0.1', port: running.http, path: '/account?a=b', headers: { host: NAME } }, (answer) => {
					answer.resume();
					done([answer.statusCode, answer.headers.location]);
				}).once('error', fail);
			});
			expect(redirected[0]).toBe(308);
			expect(redirected[1]?.replace(`:${running.https}`, '')).toBe(`${ORIGIN}/account?a=b`);
		});

		test('signing in gives a cookie for https only; the client address is the real one, whatever the client claims', async () => {
			const entered = await signIn(visitor, FORGED);
			expect([entered.status, entered.body]).toEqual([303, '']);
			expect(entered.headers['set-cookie']?.join()).toContain('Secure');
			expect(await lastSignIn()).toBe(FROM);
			const [start, desk] = [await visitor.get('/'), await visitor.get(`/incidents/${incident}`)];
			expect([start.status, desk.status], running.output).toEqual([200, 200]);
			expect(start.body).toContain('Samira Kaya');
		});

		test('a write from a page of another site is refused', async () => {
			const foreign = await signIn(visitor, { origin: 'https://evil.example' });
			expect(foreign.status).toBe(403);
		});

		test('a desk follows over a websocket, which pings well within the idle timeout of the proxy', async () => {
			line = await visitor.openLine(FORGED);
			expect(await line.follow(incident)).toMatchObject({ ok: true });
			const { pingInterval, pingTimeout } = await line.opened;
			const idle = proxy.idle(configurationOf(proxy));
			if (idle !== null) expect(pingInterval + pingTimeout).toBeLessThan(idle * 1000);
			if (await visitor.takesSocketsOverHttp2()) {
				const { status, message } = await visitor.openOverHttp2();
				expect([status, message]).toEqual([200, expect.stringContaining('pingInterval')]);
			}
		});

		test('a file of 100 MB arrives complete, and one byte more is refused', async () => {
			// One cell that is far too long is passed over fast; the row after it is there when everything came.
			const [head, end] = ['tekst\nbrand\n', '\nrook\n'];
			const file = Buffer.alloc(fileLimits.bytes, 'a');
			file.write(head);
			file.write(end, file.length - end.length);
			const upload = (body: Buffer) =>
				visitor.post(`/api/v1/incidents/${incident}/imports?name=groot.csv`, body, {
					'content-type': 'text/csv',
					accept: 'application/json'
				});
			const uploaded = await upload(file);
			expect(uploaded.status, uploaded.body.slice(0, 500)).toBe(201);
			expect(JSON.parse(uploaded.body)).toMatchObject({
				import: { state: 'waiting', rows: 3 },
				preview: { columns: [{ name: 'tekst', samples: ['brand', 'rook'] }] }
			});
			const { status } = await upload(Buffer.alloc(fileLimits.bytes + 1, ' '));
			expect(status).toBe(413);
		}, 120_000);

		test('the metrics are open to clients with the token, and to nobody merely for coming through the proxy', async () => {
			expect((await visitor.get('/metrics', FORGED)).status).toBe(404);
			const shown = await visitor.get('/metrics', { authorization: `Bearer ${METRICS}` });
			expect([shown.status, shown.body]).toEqual([200, expect.stringContaining('# HELP')]);
		});

		test('the socket is still open after all that', async () => {
			expect(line?.isOpen).toBe(true);
			expect(await line?.follow(incident)).toMatchObject({ ok: true });
		});

		test('buffers are at their defaults', () => {
			expect(configurationOf(proxy).replace(/#.*$/gm, '')).not.toMatch(/buffer|tune\./);
		});
	});

	const nginx = able.find(({ name }) => name === 'nginx');
	test.skipIf(!nginx)('the address is also read when a proxy appends the port to it', async () => {
		if (!pair || !nginx) throw new Error('no nginx');
		const withPort = {
			...nginx,
			changes: (settings: Parameters<typeof nginx.changes>[0]) =>
				[
					...nginx.changes(settings),
					['X-Forwarded-For $remote_addr;', 'X-Forwarded-For $remote_addr:$remote_port;']
				] satisfies ReturnType<typeof nginx.changes>
		};
		const running = await startProxy(withPort, { folder: join(folder, 'port'), ...pair, program: port(built.base) });
		const visitor = new Visitor(running.https, readFileSync(pair.certificate), FROM);
		try {
			expect((await signIn(visitor, FORGED)).status).toBe(303);
			expect(await lastSignIn()).toBe(FROM);
		} finally {
			visitor.close();
			await running.stop();
		}
	});

	test.skipIf(!nginx)('nginx sends pages, requests and sockets of an incident to one of two processes', async () => {
		if (!nginx || !pair) throw new Error('no nginx');
		const running = await startProxy(nginx, {
			folder: join(folder, 'by-incident'),
			...pair,
			program: port(built.base),
			second: port(second.base),
			byIncident: true
		});
		const visitor = new Visitor(running.https, readFileSync(pair.certificate), FROM);
		/** Of each process: requests for the state of an incident, and open sockets. */
		const counts = () =>
			Promise.all(
				[built.base, second.base].map(async (base) => {
					const answer = await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${METRICS}` } });
					const text = await answer.text();
					const states = text.matchAll(/request_seconds_count\{[^}]*incidents\/\[id\]\/state"[^}]*\} (\d+)/g);
					const requests = [...states].reduce((sum, [, count]) => sum + Number(count), 0);
					return { requests, sockets: Number(/^voelspriet_sockets (\d+)$/m.exec(text)?.[1]) };
				})
			);
		try {
			expect((await signIn(visitor)).status).toBe(303);
			const incidents = [incident];
			while (incidents.length < 4) incidents.push((await built.openIncident()).id);
			for (const id of incidents) {
				// Sockets are counted each second: those of what ran before are still in the figure for a moment.
				await expect
					.poll(counts, { timeout: 5_000 })
					.toEqual([expect.objectContaining({ sockets: 0 }), expect.objectContaining({ sockets: 0 })]);
				const before = await counts();
				const lines = [await visitor.openLine({}, id), await visitor.openLine({}, id)];
				for (let time = 0; time < 3; time += 1)
					expect((await visitor.get(`/api/v1/incidents/${id}/state`)).status).toBe(200);
				const grown = async (): Promise<unknown> =>
					(await counts())
						.map(({ requests, sockets }, i) => [requests - (before[i]?.requests ?? 0), sockets])
						.toSorted(([one = 0], [other = 0]) => one - other);
				await expect.poll(grown, { timeout: 5_000 }).toEqual([
					[0, 0],
					[3, 2]
				]);
				for (const line of lines) line.close();
			}
		} finally {
			visitor.close();
			await running.stop();
		}
	});

	test('two processes on one database act as one program behind a proxy that spreads requests over them', async () => {
		const [proxy] = able;
		if (!proxy || !pair) throw new Error('no proxy');
		const programs = [built.base, second.base];
		const running = await startProxy(proxy, {
			folder: join(folder, 'two'),
			...pair,
			program: port(built.base),
			second: port(second.base)
		});
		const visitor = new Visitor(running.https, readFileSync(pair.certificate), FROM);
		try {
			expect((await signIn(visitor)).status).toBe(303);
			const lines = [await visitor.openLine(), await visitor.openLine()];
			for (const line of lines) expect(await line.follow(incident)).toMatchObject({ ok: true });
			const send = (path: string, body: object) =>
				visitor.post(`/api/v1/incidents/${incident}/${path}`, JSON.stringify(body), {
					'content-type': 'application/json',
					accept: 'application/json'
				});
			const needs = ['Waar is de opvang?', 'Kan het raam open?', 'Wie belt de school?', 'Is het water goed?'];
			for (const text of needs) {
				const input = { id: randomUUID(), text, offline: 'balie', seenIn: null };
				const answer = await send('commands', { id: randomUUID(), type: 'need.raise', input });
				expect(answer.status, answer.body).toBe(200);
			}
			for (const line of lines)
				await expect.poll(() => needs.filter((text) => !line.heard.some((frame) => frame.includes(text)))).toEqual([]);
			// A file that came in at one is read by the other: they have one folder.
			const imported = await visitor.post(`/api/v1/incidents/${incident}/imports?name=klein.csv`, 'tekst\nbrand\n', {
				'content-type': 'text/csv'
			});
			const { id } = (JSON.parse(imported.body) as { import: { id: string } }).import;
			for (let time = 0; time < 4; time += 1)
				expect((await visitor.get(`/api/v1/incidents/${incident}/imports/${id}/preview`)).status).toBe(200);
			for (const base of programs) {
				const counts = await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${METRICS}` } });
				expect(await counts.text(), base).toMatch(
					/request_seconds_count\{[^}]*imports\/\[import\]\/preview[^}]*\} [1-9]/
				);
			}
			for (const line of lines) line.close();
			// What one process did not finish, the other does: people only open their line again.
			await second.stop();
			for (let time = 0; time < 4; time += 1) expect((await visitor.get('/')).status).toBe(200);
		} finally {
			visitor.close();
			await running.stop();
		}
	});

	test('a client that bypasses the proxy is not believed, whatever it claims', async () => {
		const body = new URLSearchParams({ email: EMAIL, password: PASSWORD }).toString();
		const status = await new Promise<number | undefined>((done, fail) => {
			request(
				{
					host: '127.0.0.1',
					port: port(built.base),
					path: '/sign-in',
					method: 'POST',
					localAddress: '127.0.0.3',
					headers: {
						...FORGED,
						origin: ORIGIN,
						accept: 'text/html',
						'user-agent': 'Visitor',
						'content-type': 'application/x-www-form-urlencoded',
						'content-length': Buffer.byteLength(body)
					}
				},
				(answer) => {
					answer.resume();
					done(answer.statusCode);
				}
			)
				.once('error', fail)
				.end(body);
		});
		expect(status).toBe(303);
		expect(await lastSignIn()).toBe('127.0.0.3');
	});
});
