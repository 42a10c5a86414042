import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ConnectionId, IncidentId, INSTALLATION, momentOf, Sha256, SourceId } from '$lib/domain/core/ids';
import type { Guard } from '$lib/server/platform/net/resolve-public-address';
import type { Scheduler } from '$lib/server/ingest/scheduler/scheduler';
import { outboundClients } from '$lib/server/ingest/protocols/reading/outbound-clients';
import { fresh, opening } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { JetstreamServer } from './jetstream-server';
import { MastodonServer } from './mastodon-server';
import { runSources } from './run-sources';

let one: Stage;
let two: Stage;
let mastodon: MastodonServer;
let jetstream: JetstreamServer;
let credential = 'good';
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
	one = await Stage.set();
	two = await Stage.beside(one.database);
	mastodon = await MastodonServer.open();
	jetstream = await JetstreamServer.open();
});
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});
afterAll(async () => {
	await mastodon.stop();
	await jetstream.stop();
	await two.strike();
	await one.strike();
});
const eventually = <T>(what: () => T) => expect.poll(what, { timeout: 20_000 });

/** Runs the sources as one process does; `die` ends it without a goodbye. */
function process(stage: Stage, guard: Guard = {}): { schedule: Scheduler; die: () => Promise<void> } {
	let dead = false;
	const { schedule, locks } = runSources(stage, {
		...outboundClients({ allow: ['127.0.0.0/8'], ...guard }),
		credential: () => Promise.resolve(credential),
		deliver: (incident, source, posts) =>
			dead ? Promise.reject(new Error('dead')) : stage.ingest.ingest(incident, source, posts),
		reconcileEvery: 250
	});
	const die = async (): Promise<void> => {
		dead = true;
		await locks.end();
		await schedule.stop();
	};
	stops.push(die);
	return { schedule, die };
}

test('a night: cuts, a kill, 429s, a changed key, a server that forgets, edits, deletions and a flood; every post is stored once, or the gap is reported', async () => {
	const log = fresh(IncidentId);
	const began = Date.now();
	await one.send(
		log,
		'incident.open',
		opening({ start: momentOf(began - 3_600_000), expectedEnd: momentOf(began + 3_600_000) })
	);
	await one.send(log, 'profile.change', {
		terms: ['rook'],
		hashtags: ['brand'],
		places: [],
		excluded: [],
		accounts: []
	});
	const sources = new Map<string, SourceId>();
	const connections = new Map<string, ConnectionId>();
	for (const [protocol, address] of [
		['mastodon', mastodon.origin],
		['bluesky', jetstream.address]
	] as const) {
		const [connection, source] = [fresh(ConnectionId), fresh(SourceId)];
		connections.set(protocol, connection);
		sources.set(protocol, source);
		await one.send(INSTALLATION, 'connection.add', {
			id: connection,
			protocol,
			name: protocol,
			address,
			platform: protocol
		});
		await one.send(log, 'source.add', {
			id: source,
			name: protocol,
			kind: 'connection',
			platform: protocol,
			connection,
			key: null
		});
	}
	await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
	const first = process(one);
	const stored = async (): Promise<{ text: string; deleted: boolean; versions: number; source_id: string }[]> =>
		one.sql`select text, deleted, versions, source_id from post where incident_id = ${log}`;
	const texts = async () => new Set((await stored()).map(({ text }) => text));
	const settled = (wanted: string) =>
		expect.poll(async () => (await texts()).has(wanted), { timeout: 20_000 }).toBe(true);
	/** What was offered: by text, when, and where. */
	const offered = new Map<string, { at: number; source: SourceId | undefined }>();
	const toot = (text: string, how: { deaf?: boolean; at?: number } = {}) => {
		offered.set(text, { at: how.at ?? Date.now(), source: sources.get('mastodon') });
		return mastodon.say(text, { timelines: ['public:local', 'hashtag:brand'], ...how });
	};
	const skeet = (text: string, how: { deaf?: boolean; at?: number } = {}) => {
		offered.set(text, { at: how.at ?? Date.now(), source: sources.get('bluesky') });
		return jetstream.say(text, how);
	};

	await eventually(() => mastodon.listeners + jetstream.listeners).toBe(2);
	// The first runs them both; the second waits.
	const second = process(two);
	const edited = toot('rook boven Zuid');
	const gone = skeet('rook bij de haven');
	const [lost, reworded] = [toot('rook in de tunnel'), toot('rook in de straat', { at: began - 1_800_000 })];
	await settled('rook boven Zuid');
	await settled('rook bij de haven');
	await settled('rook in de straat');

	// Both lines are cut, and many posts are made meanwhile, some of which are deleted again.
	mastodon.cut();
	jetstream.cut();
	mastodon.remove(lost, { deaf: true });
	mastodon.edit(reworded, 'rook in de straat, nu weg', { deaf: true });
	offered.set('rook in de straat, nu weg', offered.get('rook in de straat') ?? { at: 0, source: undefined });
	offered.delete('rook in de straat');
	for (let i = 0; i < 120; i++) toot(`rook gemist op Mastodon ${i}`, { deaf: true });
	for (let i = 0; i < 120; i++) skeet(`rook gemist op Bluesky ${i}`, { deaf: true });
	await settled('rook gemist op Mastodon 119');
	await settled('rook gemist op Bluesky 119');
	await settled('rook in de straat, nu weg');

	// The process that runs them dies while it runs.
	for (let i = 0; i < 300; i++) skeet(`rook tijdens de dood ${i}`);
	const died = Date.now();
	await first.die();
	for (let i = 0; i < 50; i++) toot(`rook na de dood ${i}`, { deaf: true });
	await eventually(() => mastodon.listeners + jetstream.listeners).toBe(2);
	expect(Date.now() - died).toBeLessThan(10_000);
	await settled('rook na de dood 49');
	await settled('rook tijdens de dood 299');

	// The server asks for patience, and wants another key.
	mastodon.refuses = { status: 429, headers: { 'retry-after': '1' } };
	mastodon.cut();
	toot('rook tijdens de 429', { deaf: true });
	await eventually(() => second.schedule.statusOf(log, sources.get('mastodon') ?? fresh(SourceId))?.problem?.code).toBe(
		'tooMany'
	);
	mastodon.refuses = null;
	await settled('rook tijdens de 429');
	mastodon.token = credential = 'better';
	mastodon.cut();
	toot('rook bij de nieuwe sleutel', { deaf: true });
	const set = { connection: connections.get('mastodon'), mark: Sha256.parse('a'.repeat(64)) };
	await one.send(INSTALLATION, 'connection.setCredential', set);
	await settled('rook bij de nieuwe sleutel');

	// No process runs them for two hours, and Bluesky's server no longer has the posts of that time.
	await second.die();
	await one.sql`update connection_cursor set cursor = jsonb_set(cursor, '{cursor,time}', ${String((began - 2 * 3_600_000) * 1_000)}::text::jsonb)
		where connection_id = ${connections.get('bluesky') ?? ''}`;
	skeet('rook die niemand meer heeft', { at: began - 3_600_000, deaf: true });
	jetstream.holdsFrom = (began - 60_000) * 1_000;
	await eventually(() => mastodon.listeners + jetstream.listeners).toBe(0);
	process(two);
	await eventually(() => [...mastodon.followed, ...(jetstream.listeners > 0 ? ['jetstream'] : [])]).toHaveLength(3);

	mastodon.edit(edited, 'rook boven Zuid, nu opgetrokken');
	jetstream.remove(gone);
	for (let i = 0; i < 2_000; i++) skeet(`rook vloed ${i}`);
	for (let i = 0; i < 1_000; i++) toot(`rook vloed op Mastodon ${i}`);
	skeet('rook het einde');
	toot('rook het laatste');
	await settled('rook het einde');
	await settled('rook het laatste');
	await settled('rook boven Zuid, nu opgetrokken');
	offered.set('rook boven Zuid, nu opgetrokken', offered.get('rook boven Zuid') ?? { at: 0, source: undefined });
	offered.delete('rook boven Zuid');

	const rows = await stored();
	const counts = new Map<string, number>();
	for (const { text } of rows) counts.set(text, (counts.get(text) ?? 0) + 1);
	const outages = await one.sql<{ data: { source: string; why: string; from: string; to: string } }[]>`
		select data from event where log_id = ${log} and type = 'source.outageRecorded' order by seq`;
	const named = ({ at, source }: { at: number; source: SourceId | undefined }): boolean =>
		outages.some(
			({ data }) =>
				data.why === 'missed' && data.source === source && Date.parse(data.from) <= at && at <= Date.parse(data.to)
		);
	const twice = [...counts].filter(([, count]) => count > 1);
	const absent = [...offered].filter(([text]) => !counts.has(text));
	expect(twice).toEqual([]);
	expect(absent.map(([text]) => text)).toEqual(['rook die niemand meer heeft']);
	for (const [, offer] of absent) expect(named(offer)).toBe(true);
	expect(rows.find(({ text }) => text === 'rook boven Zuid, nu opgetrokken')).toMatchObject({ versions: 2 });
	expect(rows.find(({ text }) => text === 'rook bij de haven')).toMatchObject({ deleted: true, versions: 2 });
	expect(rows.find(({ text }) => text === 'rook in de tunnel')).toMatchObject({ deleted: true, versions: 2 });
	expect(rows.filter(({ deleted }) => deleted)).toHaveLength(2);
	expect(rows).toHaveLength(offered.size - absent.length);
});

test('hosts that fail in three ways are each reported correctly, and deliver the missed posts when they are back', async () => {
	const log = fresh(IncidentId);
	await one.send(
		log,
		'incident.open',
		opening({ start: momentOf(Date.now() - 3_600_000), expectedEnd: momentOf(Date.now() + 3_600_000) })
	);
	await one.send(log, 'profile.change', { terms: ['rook'], hashtags: [], places: [], excluded: [], accounts: [] });
	const hosts = await Promise.all(
		// The name no longer resolves, or resolves to where nothing listens, or to a server that accepts the connection and
		// sends nothing.
		(['unresolved', 'connection', 'timeout'] as const).map(async (problem) => {
			const server = await MastodonServer.open();
			stops.push(() => server.stop());
			const [connection, source] = [fresh(ConnectionId), fresh(SourceId)];
			const of = { protocol: 'mastodon', platform: 'mastodon', name: problem } as const;
			await one.send(INSTALLATION, 'connection.add', {
				...of,
				id: connection,
				address: `http://${problem}.example:${server.server.port}`
			});
			await one.send(log, 'source.add', {
				id: source,
				name: problem,
				kind: 'connection',
				platform: 'mastodon',
				connection,
				key: null
			});
			return { problem, server, source };
		})
	);
	let isUnresolvable = false;
	const resolve = (host: string) =>
		isUnresolvable && host.startsWith('unresolved')
			? Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }))
			: Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
	mastodon.token = credential = 'good';
	const { schedule } = process(one, { resolve, milliseconds: 500 });
	await eventually(() => hosts.map(({ server }) => server.listeners)).toEqual([1, 1, 1]);
	isUnresolvable = true;
	for (const { server, problem } of hosts) {
		server.silent = problem === 'timeout';
		server.cut();
		if (problem === 'connection') await server.stop();
		server.say(`rook bij ${problem}`, { deaf: true });
	}
	await eventually(() => hosts.map(({ source }) => schedule.statusOf(log, source)?.errors[0]?.code)).toEqual(
		hosts.map(({ problem }) => problem)
	);
	isUnresolvable = false;
	for (const { server, problem } of hosts) {
		server.silent = false;
		if (problem === 'connection') await server.server.back();
	}
	const texts = () => one.sql<{ text: string }[]>`select text from post where incident_id = ${log} order by text`;
	await eventually(async () => (await texts()).map(({ text }) => text)).toEqual([
		'rook bij connection',
		'rook bij timeout',
		'rook bij unresolved'
	]);
	await eventually(() => hosts.map(({ source }) => schedule.statusOf(log, source)?.problem)).toEqual([
		null,
		null,
		null
	]);
});
