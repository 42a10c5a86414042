import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Protocol } from '$lib/domain/posts/connections/protocols';
import { CommandId, IncidentId, INSTALLATION, momentOf, PersonId, SourceId, inIncident } from '$lib/domain/core/ids';
import { SourceTrial } from '$lib/domain/posts/source-trial';
import { ConnectionRefused } from '$lib/server/ingest/connections/connect';
import { bram, fresh, opening, system } from '../../domain/in-memory-incident';
import { runProgram, type Asker } from '../http/running';
import { post as said } from '../stage';
import { JetstreamServer } from './jetstream-server';
import { localServer, type LocalServer } from './local-server';
import { MastodonServer } from './mastodon-server';
import { XServer } from './x-server';
import { POST as tryIt } from '../../../src/routes/api/v1/incidents/[id]/sources/[source]/try/+server';

let running: Awaited<ReturnType<typeof runProgram>>;
let x: XServer;
let mastodon: MastodonServer;
let jetstream: JetstreamServer;
let feed: LocalServer;
let rss = '';
/** Of paths that answer something else. */
const answers = new Map<string, string>();
const id = fresh(IncidentId);
const execute = (log: IncidentId, type: string, input: unknown) =>
	running.program.executor.execute(
		log,
		{ id: fresh(CommandId), type, input },
		log === INSTALLATION ? system : bram,
		null
	);
const admitted = async (role: string): Promise<Asker> => {
	const person = fresh(PersonId);
	await execute(INSTALLATION, 'person.admit', { person, grants: [{ role, incident: null }], exerciseOnly: false });
	return { id: person };
};
const item = (guid: string, title: string, at = '2026-11-20T12:00:00Z') =>
	`<item><guid>${guid}</guid><title>${title}</title><pubDate>${new Date(at).toUTCString()}</pubDate></item>`;
const channel = (...items: string[]) =>
	`<rss version="2.0"><channel><title>Omroep Proef</title>${items.join('')}</channel></rss>`;
let analyst: Asker;

beforeAll(async () => {
	running = await runProgram({ outbound: { allow: ['127.0.0.0/8'], proxy: null } });
	[x, mastodon, jetstream] = [await XServer.open(), await MastodonServer.open(), await JetstreamServer.open()];
	feed = await localServer(({ url = '' }, response) => {
		const body = answers.get(url) ?? rss;
		response.writeHead(body === '' ? 500 : 200, { 'content-type': 'application/rss+xml' }).end(body);
	});
	await execute(id, 'incident.open', opening({ expectedEnd: momentOf(Date.now() + 86_400_000) }));
	const profile = { terms: ['rook'], hashtags: [], places: [], excluded: [], accounts: [], languages: [] };
	await execute(id, 'profile.change', profile);
	analyst = await admitted('analyst');
});
afterAll(async () => {
	await running.stop();
	for (const server of [x, mastodon, jetstream, feed]) await server.stop();
});

const sources = () => [...(running.program.logs.state(id)?.sources.values() ?? [])];
const pause = (source: SourceId) => execute(id, 'source.setState', { source, state: 'paused', why: null });
async function connect(
	protocol: Protocol,
	address: string,
	credential: string | null = null,
	budget: { perPost: number; maxPerMonth: number } | null = null
) {
	const wanted = { protocol, name: '', address, credential, budget };
	const connected = await running.program.connecting.connect(id, wanted, { person: analyst.id, origin: '127.0.0.1' });
	const source = sources().at(-1)?.id;
	if (!source) throw new Error('no source');
	return { ...connected, source };
}
const storedOf = (source: SourceId) => running.program.database.sql`select text from post where source_id = ${source}`;
async function trying(source: SourceId, by: Asker = analyst) {
	const response = await tryIt(running.contextFor(by, { path: '/', params: { id, source }, method: 'POST' }));
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const tried = async (source: SourceId) => SourceTrial.parse((await trying(source)).body);

test('trying a feed gives the number of posts, the newest and how many match, or the problem; nothing is stored while it is paused', async () => {
	rss = channel(item('1', 'Rook boven Zuid'), item('2', 'Voetbal', '2026-11-20T13:00:00Z'));
	const { source, name, posts } = await connect('feed', `${feed.origin}/rss`);
	expect({ name, posts }).toEqual({ name: 'Omroep Proef', posts: 2 });
	await pause(source);
	rss = channel(item('3', 'Nog meer rook', '2026-11-20T14:00:00Z'));
	expect(await tried(source)).toEqual({
		by: 'asked',
		problem: null,
		count: 1,
		fits: 1,
		newest: '2026-11-20T14:00:00.000Z',
		good: null
	});
	rss = '';
	expect(await tried(source)).toMatchObject({ by: 'asked', problem: { code: 'status', status: 500 }, count: null });
	expect(sources().find((each) => each.id === source)?.state).toBe('paused');
	expect((await storedOf(source)).map(({ text }) => String(text))).not.toContain('Nog meer rook');
});

test('a running stream reports its status without a second stream; a paused one is tried', async () => {
	const { source, name } = await connect('x', x.origin, 'good', { perPost: 1, maxPerMonth: 1_000 });
	expect(name).toBe('X');
	await expect.poll(() => x.listeners).toBe(1);
	await expect.poll(async () => (await tried(source)).good, { timeout: 15_000, interval: 4_000 }).not.toBeNull();
	const lines = x.backfills.length;
	expect(await tried(source)).toMatchObject({ by: 'line', problem: null, count: null });
	expect(x.backfills).toHaveLength(lines);
	await pause(source);
	await expect.poll(() => x.listeners).toBe(0);
	expect(await tried(source)).toMatchObject({ by: 'asked', problem: null });
	expect(x.backfills).toHaveLength(lines + 1);
});

test('a failed source that works again resumes when it is tried, long before its next turn', async () => {
	rss = channel(item('8', 'Rook van het begin'));
	const { source } = await connect('feed', `${feed.origin}/turn`);
	await expect.poll(() => storedOf(source)).toHaveLength(1);
	rss = '';
	expect((await tried(source)).problem).toEqual({ code: 'status', status: 500 });
	expect(running.program.health.statusOf(id, source)?.problem?.code).toBe('status');
	rss = channel(item('9', 'Rook van daarna'));
	expect((await tried(source)).problem).toBeNull();
	expect(running.program.health.statusOf(id, source)?.problem).toBeNull();
	expect(await storedOf(source)).toHaveLength(2);

	const line = await connect('bluesky', jetstream.address);
	await expect.poll(() => jetstream.listeners).toBe(1);
	jetstream.refuses = { status: 503 };
	jetstream.cut();
	await expect.poll(() => running.program.health.statusOf(id, line.source)?.problem?.code).toBe('status');
	jetstream.refuses = null;
	expect(await tried(line.source)).toMatchObject({ by: 'line', problem: null });
});

test('an expired key is reported of a running stream and of a paused one', async () => {
	const { source, name } = await connect('mastodon', mastodon.origin, 'good');
	expect(name).toBe('127.0.0.1');
	await expect.poll(() => mastodon.listeners).toBe(1);
	await pause(source);
	mastodon.token = 'new';
	expect((await tried(source)).problem).toEqual({ code: 'token', status: 401 });
});

test('programs are not contacted: what they sent last is shown', async () => {
	const source = fresh(SourceId);
	await execute(id, 'source.add', {
		id: source,
		name: 'Meldingen',
		kind: 'program',
		platform: 'other',
		connection: null,
		key: null
	});
	expect(await tried(source)).toMatchObject({ by: 'sent', count: null, good: null });
	await running.program.ingest.ingest(id, source, [said('rook'), said('meer rook')]);
	const trial = await tried(source);
	expect(trial).toMatchObject({ by: 'sent', count: 2 });
	expect(Date.now() - Date.parse(trial.good ?? '')).toBeLessThan(60_000);
	running.program.pushErrors.refused(inIncident(id, source), 'signature', Date.now());
	expect(await tried(source)).toMatchObject({ by: 'sent', problem: { code: 'signature' }, count: 2 });
});

test('trying needs the right to connect sources; a desk and a file cannot be tried; trying too often is refused', async () => {
	const desk = fresh(SourceId);
	await execute(id, 'source.add', {
		id: desk,
		name: 'Balie',
		kind: 'desk',
		platform: 'phone',
		connection: null,
		key: null
	});
	expect(await trying(desk)).toMatchObject({ status: 404 });
	const source = fresh(SourceId);
	await execute(id, 'source.add', {
		id: source,
		name: 'Meldkamer',
		kind: 'program',
		platform: 'other',
		connection: null,
		key: null
	});
	expect(await trying(source, await admitted('spokesperson'))).toMatchObject({
		status: 403,
		body: { code: 'role.missing' }
	});
	for (let nth = 0; nth < 3; nth++) expect(await trying(source)).toMatchObject({ status: 200 });
	expect(await trying(source)).toMatchObject({ status: 429, body: { code: 'tooMany' } });
});

test('an address that the incident already uses is not connected again, and an unusable one is refused before anything is stored', async () => {
	rss = channel(item('1', 'Rook'));
	const { source, name } = await connect('feed', ` ${feed.origin}/other `);
	await expect(connect('feed', `${feed.origin}/other`)).rejects.toMatchObject({ code: 'connection.inUse' });
	expect([name, sources().at(-1)?.id]).toEqual(['Omroep Proef', source]);
	const before = sources().length;
	rss = '<!doctype html><p>';
	await expect(connect('feed', `${feed.origin}/page`)).rejects.toBeInstanceOf(ConnectionRefused);
	await expect(connect('feed', 'file:///etc/passwd')).rejects.toMatchObject({ code: 'scheme' });
	expect(sources()).toHaveLength(before);
});

test('a web page leads to its feed, or offers its feeds; an empty feed is named by its title', async () => {
	const page = (...paths: string[]): string =>
		`<!doctype html>${paths.map((path) => `<link rel="alternate" type="application/rss+xml" href="${path}" title="Feed ${path}">`).join('')}`;
	const before = sources().length;
	answers.set('/site', page('/site-rss', '/comments/feed'));
	answers.set('/site-rss', channel());
	expect(await connect('feed', `${feed.origin}/site`)).toMatchObject({ name: 'Omroep Proef', posts: 0 });
	const { connection } = sources().at(-1) ?? {};
	const connected = connection && running.program.logs.installation.connections.get(connection);
	expect(connected?.address).toBe(`${feed.origin}/site-rss`);
	answers.set('/two', page('/a', '/b'));
	await expect(connect('feed', `${feed.origin}/two`)).rejects.toMatchObject({
		code: 'html',
		feeds: [
			{ title: 'Feed /a', address: `${feed.origin}/a` },
			{ title: 'Feed /b', address: `${feed.origin}/b` }
		]
	});
	answers.set('/circle', page('/circle-2'));
	answers.set('/circle-2', page('/circle'));
	await expect(connect('feed', `${feed.origin}/circle`)).rejects.toMatchObject({ code: 'html' });
	expect(sources()).toHaveLength(before + 1);
});
