import { availableParallelism } from 'node:os';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { CommandId, momentOf, ShareLinkId, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { SOCKET_PATH, Frame } from '$lib/domain/realtime';
import { carla, fresh } from '../domain/sample';
import { startProgram, type RunningProgram } from '../running-program';
import { runBuilt, type BuiltProgram } from './http/built';

/** Three processes on one database, each with a part of the work. */
let desks: BuiltProgram;
let ingest: RunningProgram;
let partner: RunningProgram;
let incident: { id: IncidentId; source: SourceId };
let token: string;
const sockets: Socket[] = [];

const beside = (PROCESS_ROLES: string): Promise<RunningProgram> => {
	const { databaseUrl, secret, signingKey } = desks.host.config;
	return startProgram({
		env: { DATABASE_URL: databaseUrl ?? '', SECRET: secret, SIGNING_KEY: signingKey, PROCESS_ROLES }
	});
};
beforeAll(async () => {
	desks = await runBuilt({ PROCESS_ROLES: 'web' });
	[ingest, partner] = await Promise.all([beside('ingest'), beside('partner')]);
	incident = await desks.openIncident();
	token = await desks.token(incident.id, ['post', 'read']);
}, 300_000);
afterAll(async () => {
	for (const socket of sockets) socket.disconnect();
	await Promise.all([ingest.remove(), partner.remove()]);
	await desks.remove();
});

const push = (to: { base: string }, text: string): Promise<Response> =>
	fetch(`${to.base}/api/v1/incidents/${incident.id}/sources/${incident.source}/posts`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ posts: [{ externalId: text, text }] })
	});
const get = (to: { base: string }, path: string, headers: Record<string, string> = {}): Promise<Response> =>
	fetch(to.base + path, { redirect: 'manual', headers });
const threadsOf = async (of: { base: string }): Promise<number> =>
	Number(/^voelspriet_threads (\d+)$/m.exec(await (await get(of, '/metrics')).text())?.[1]);

/** A desk's line to this process; `null` where there is none. */
function line(to: { base: string }, cookie: string): Promise<Socket | null> {
	const socket = io(to.base, {
		path: SOCKET_PATH,
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders: { cookie, origin: to.base }
	});
	sockets.push(socket);
	return new Promise((done) => {
		socket.once('connect', () => done(socket));
		socket.once('connect_error', () => done(null));
	});
}

test('a post that is pushed to the one that takes posts reaches a desk at the one with the desks', async () => {
	const { headers } = await desks.signIn({ role: 'analyst', incident: incident.id });
	const socket = await line(desks, headers.cookie);
	const seen: string[] = [];
	socket?.on('frame', (raw: unknown) => seen.push(...Frame.parse(raw).stories.map(({ lead }) => lead.text)));
	await socket?.timeout(10_000).emitWithAck('follow', { incident: incident.id, from: 0 });
	const text = 'Er komt rook uit de loods aan de haven';
	// It may not have heard of the incident yet.
	await expect.poll(async () => (await push(ingest, text)).status).toBe(200);
	await expect.poll(() => seen).toContain(text);
	// The desk's list asks for proposals too: no thread for that where no posts are read.
	const stories = await get(desks, `/api/v1/incidents/${incident.id}/stories?view=newest`, headers);
	expect(JSON.stringify(await stories.json())).toContain(text);
	expect(await threadsOf(desks)).toBe(0);
	expect(await threadsOf(partner)).toBe(0);
	if (availableParallelism() > 1) expect(await threadsOf(ingest)).toBeGreaterThan(0);
});

test('posts that are sent to the one with the desks are refused with where they belong, and nothing is stored', async () => {
	const stored = async (): Promise<number> => {
		const [row] = await desks.program.database.sql`select head_seq from log where id = ${incident.id}`;
		return Number(row?.['head_seq']);
	};
	const before = await stored();
	for (const wrong of [desks, partner]) {
		const answer = await push(wrong, 'op het verkeerde adres');
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({ code: 'process.role', status: 503 });
	}
	expect((await push(ingest, 'op het goede adres')).status).toBe(200);
	expect(await stored()).toBe(before + 1);
});

test('the one for partners serves a report with live figures, and signs nobody in', async () => {
	const { program, execute } = desks;
	const text = 'Mensen willen weten of de rook gevaarlijk is.';
	for (const section of ['brief', 'counterSignals'])
		await execute(incident.id, 'report.write', { section, text, certainty: null, noneFound: false, over: null });
	const { place, moment, checksum } = await program.reports.draft(incident.id, program.logs.seq(incident.id));
	await execute(incident.id, 'report.release', { number: 1, place, moment, checksum });
	const [id, secret] = [fresh(ShareLinkId), 'een geheim van genoeg tekens'];
	const expires = momentOf(Date.now() + 3_600_000);
	await execute(incident.id, 'link.make', { id, label: 'GGD', hash: checksumOf(secret), expires });
	const opening = { id: fresh(CommandId), type: 'link.setFigures', input: { link: id, figures: true } };
	await program.executor.execute(incident.id, opening, carla, null);
	const path = `/r/${id}/${encodeURIComponent(secret)}`;
	await expect.poll(async () => (await get(partner, path)).status).toBe(303);
	const cookie = (await get(partner, path)).headers.get('set-cookie')?.split(';')[0] ?? '';
	expect(await (await get(partner, `/r/${id}`, { cookie })).text()).toContain('Omgevingsrapport 1');
	const newest = async (): Promise<unknown> => (await get(partner, `/r/${id}/newest`, { cookie })).json();
	await expect.poll(newest).toMatchObject({ newest: 1, figures: { rows: expect.anything() as unknown } });

	for (const wanted of ['/sign-in', '/', `/incidents/${incident.id}`]) {
		const refused = await get(partner, wanted);
		expect([wanted, refused.status]).toEqual([wanted, 404]);
		expect(await refused.text()).toContain('rapporten aan partners tonen');
	}
	const signIn = await fetch(`${partner.base}/sign-in`, {
		method: 'POST',
		headers: { origin: partner.base, 'content-type': 'application/x-www-form-urlencoded' },
		body: 'email=a%40b.nl&password=x'
	});
	expect(signIn.status).toBe(404);
	expect(signIn.headers.getSetCookie()).toEqual([]);
	expect((await get(desks, `/r/${id}`, { cookie })).status).toBe(404);
	expect((await get(ingest, '/sign-in')).status).toBe(404);
	expect((await get(desks, '/sign-in')).status).toBe(200);
});

test('only the one with the desks has sockets', async () => {
	const { headers } = await desks.signIn({ role: 'analyst', incident: incident.id });
	const mine = async (to: { base: string }) => (await line(to, headers.cookie)) !== null;
	expect([await mine(desks), await mine(ingest), await mine(partner)]).toEqual([true, false, false]);
});

test('each says on its health page what it does, and is well', async () => {
	for (const [program, roles] of [
		[desks, ['web']],
		[ingest, ['ingest']],
		[partner, ['partner']]
	] as const)
		expect(await (await get(program, '/health/ready')).json()).toMatchObject({ ready: true, problems: [], roles });
});
