import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ConnectionId, IncidentId, inIncident, INSTALLATION, Moment, momentOf, SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { playing, scriptOf } from '$lib/server/ingest/exercises/library';
import { atStart, dueBetween } from '$lib/server/ingest/exercises/player';
import { storedCursors } from '$lib/server/ingest/scheduler/cursors';
import { Leases } from '$lib/server/platform/database/leases';
import { sharedBoard } from '$lib/server/ingest/scheduler/status-board';
import { Semaphore } from '$lib/concurrency/semaphore';
import { systemActions, pausedAtEnd } from '$lib/server/ingest/scheduler/system-commands';
import type { SchedulerOptions } from '$lib/server/ingest/scheduler/scheduler';
import { carla, fresh, opening, system } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { FrozenWay } from './freezing-proxy';
import { JetstreamServer } from './jetstream-server';
import { localServer, type LocalServer } from './local-server';
import { runSources } from './run-sources';
import { XServer } from './x-server';

let one: Stage;
let two: Stage;
beforeAll(async () => {
	one = await Stage.set();
	two = await Stage.beside(one.database);
});
afterAll(async () => {
	await two.strike();
	await one.strike();
});
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
	// What a test opened runs no more in the next.
	for (const log of one.logs.incidents())
		if (one.logs.state(log)?.incident?.phase !== 'closed') await one.send(log, 'incident.close', {}, carla);
});

/** A busy machine takes its time. */
const eventually = <T>(what: () => T) => expect.poll(what, { timeout: 15_000 });
const inAnHour = (): Moment => momentOf(Date.now() + 3_600_000);
/** Runs the sources as one process does. */
function running(stage: Stage, more: Partial<SchedulerOptions> = {}) {
	const run = runSources(stage, more);
	stops.push(run.stop);
	return run;
}

interface Served {
	server: LocalServer;
	/** What the feed returns now. */
	items: string[];
	status: number;
}
async function feed(...items: string[]): Promise<Served> {
	const served: Omit<Served, 'server'> = { items, status: 200 };
	const server = await localServer((request, response) => {
		const body = `<rss version="2.0"><channel><title>Krant</title>${served.items.map((text) => `<item><guid>${text}</guid><title>${text}</title></item>`).join('')}</channel></rss>`;
		const etag = `"${served.items.length}"`;
		if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
		else response.writeHead(served.status, { etag }).end(body);
	});
	stops.push(() => server.stop());
	return Object.assign(served, { server });
}

async function connection(server: LocalServer): Promise<ConnectionId> {
	const id = fresh(ConnectionId);
	await one.send(INSTALLATION, 'connection.add', {
		id,
		protocol: 'feed',
		name: 'Krant',
		address: `${server.origin}/rss`,
		platform: 'news'
	});
	return id;
}
const profile = (...terms: string[]) => ({ terms, hashtags: [], places: [], excluded: [], accounts: [] });
/** A real incident, fed by these connections. */
async function incident(
	connections: ConnectionId[],
	terms: string[] = [],
	expectedEnd = inAnHour()
): Promise<{ log: IncidentId; sources: SourceId[] }> {
	const log = fresh(IncidentId);
	await one.send(log, 'incident.open', opening({ expectedEnd, start: momentOf(Date.now()) }));
	if (terms.length > 0) await one.send(log, 'profile.change', profile(...terms));
	const sources: SourceId[] = [];
	for (const id of connections) sources.push(await addSource(log, id));
	return { log, sources };
}
async function addSource(log: IncidentId, id: ConnectionId): Promise<SourceId> {
	const source = fresh(SourceId);
	await one.send(log, 'source.add', {
		id: source,
		name: 'Krant',
		kind: 'connection',
		platform: 'news',
		connection: id,
		key: null
	});
	return source;
}
/** The locks on what runs in this database, with the sessions that have them. */
const grantedLocks = () => one.sql<{ pid: number }[]>`
	select pid from pg_locks where locktype = 'advisory' and classid = 7310021 and granted
		and database = (select oid from pg_database where datname = current_database())`;
const setState = (log: IncidentId, source: SourceId, state: 'active' | 'paused') =>
	one.send(log, 'source.setState', { source, state, why: null });
const texts = async (log: IncidentId): Promise<string[]> => {
	const rows = await one.sql<{ text: string }[]>`select text from post where incident_id = ${log} order by text`;
	return rows.map(({ text }) => text);
};

describe('a connection', () => {
	test('delivers posts to its incident, and the status says when', async () => {
		const { server } = await feed('brand', 'rook');
		const { log, sources } = await incident([await connection(server)]);
		const { schedule } = running(one);
		await eventually(() => texts(log)).toEqual(['brand', 'rook']);
		await eventually(() => schedule.statusOf(log, sources[0] ?? fresh(SourceId))).toMatchObject({
			problem: null,
			skipped: { count: 0 }
		});
		const status = schedule.statusOf(log, sources[0] ?? fresh(SourceId));
		expect(Date.parse(status?.lastPost ?? '')).toBeGreaterThan(Date.now() - 30_000);
		expect(Date.parse(status?.lastGood ?? '')).toBeGreaterThan(Date.now() - 30_000);
		await eventually(() =>
			Date.parse(schedule.statusOf(log, sources[0] ?? fresh(SourceId))?.next ?? '')
		).toBeGreaterThan(Date.now() + 30_000);
		expect(schedule.statusOf(log, fresh(SourceId))).toBeNull();
	});
	test('gives each incident the posts that match its search profile, kept with the post, in one request for both', async () => {
		const { server } = await feed('brand in Zuid', 'rook in Oost', 'voetbal');
		const krant = await connection(server);
		const fire = await incident([krant], ['brand']);
		const smoke = await incident([krant], ['rook', 'Oost']);
		running(one);
		await eventually(() => texts(fire.log)).toEqual(['brand in Zuid']);
		await eventually(() => texts(smoke.log)).toEqual(['rook in Oost']);
		expect(server.requests).toHaveLength(1);
		const [row] = await one.sql`select matched from post where incident_id = ${smoke.log}`;
		expect(row?.['matched']).toEqual({ terms: ['rook', 'Oost'], hashtags: [], places: [], accounts: [] });
	});
	test('is read again from the beginning, immediately, when the search profile changes', async () => {
		const { server } = await feed('brand', 'rook');
		const { log } = await incident([await connection(server)], ['brand']);
		running(one);
		await eventually(() => texts(log)).toEqual(['brand']);
		await one.send(log, 'profile.change', profile('brand', 'rook'));
		await eventually(() => texts(log)).toEqual(['brand', 'rook']);
		expect(server.requests[1]?.headers['if-none-match']).toBeUndefined();
	});
	test('gives a source that is added later its earlier posts, and the others nothing twice', async () => {
		const { server } = await feed('brand');
		const krant = await connection(server);
		const first = await incident([krant]);
		running(one);
		await eventually(() => texts(first.log)).toEqual(['brand']);
		const second = await incident([krant]);
		await eventually(() => texts(second.log)).toEqual(['brand']);
		expect(await texts(first.log)).toEqual(['brand']);
	});
	test('that has not answered yet has a status without a problem', async () => {
		const server = await localServer(() => undefined);
		stops.push(() => server.stop());
		const { log, sources } = await incident([await connection(server)]);
		const { schedule } = running(one);
		await server.askedTimes(1);
		expect(schedule.statusOf(log, sources[0] ?? fresh(SourceId))).toMatchObject({ lastGood: null, problem: null });
	});
	test('pauses while its only source is paused, and delivers what was missed when it resumes', async () => {
		const served = await feed('brand');
		const { log, sources } = await incident([await connection(served.server)]);
		const { schedule } = running(one);
		await eventually(() => texts(log)).toEqual(['brand']);
		for (const source of sources) await setState(log, source, 'paused');
		await schedule.reconcile();
		expect(sources.map((source) => schedule.statusOf(log, source))).toEqual([null]);
		served.items.push('rook');
		for (const source of sources) await setState(log, source, 'active');
		await eventually(() => texts(log)).toEqual(['brand', 'rook']);
	});
	test('stops for an incident that closes, and continues for the others', async () => {
		const served = await feed('brand');
		const krant = await connection(served.server);
		const [closing, staying] = [await incident([krant]), await incident([krant])];
		const { schedule } = running(one);
		await eventually(() => texts(closing.log)).toEqual(['brand']);
		await eventually(() => texts(staying.log)).toEqual(['brand']);
		await one.send(closing.log, 'incident.close', {}, carla);
		await schedule.reconcile();
		served.items.push('rook');
		await one.send(staying.log, 'profile.change', profile('rook'));
		await eventually(() => texts(staying.log)).toEqual(['brand', 'rook']);
		expect(await texts(closing.log)).toEqual(['brand']);
	});
	test('that fails has a status with how often and since when, and recovers when it works again', async () => {
		const served = await feed('brand');
		served.status = 503;
		const { log, sources } = await incident([await connection(served.server)]);
		const { schedule } = running(one);
		const status = () => schedule.statusOf(log, sources[0] ?? fresh(SourceId));
		await eventually(() => status()?.problem).toMatchObject({ code: 'status', status: 503, times: 1 });
		expect(status()?.lastGood).toBeNull();
		await one.send(log, 'profile.change', profile('brand'));
		await eventually(() => status()?.problem?.times).toBe(2);
		served.status = 200;
		await one.send(log, 'profile.change', profile('brand', 'rook'));
		await eventually(() => status()).toMatchObject({ problem: null });
		expect(await texts(log)).toEqual(['brand']);
	});
	test('that fails for a while is recorded in the log once, with begin and end', async () => {
		const served = await feed('brand');
		served.status = 503;
		const { log, sources } = await incident([await connection(served.server)]);
		let ahead = 0;
		const { schedule } = running(one, { now: () => Date.now() + ahead });
		const outages = () => one.logs.state(log)?.outages.get(sources[0] ?? fresh(SourceId))?.outages;
		const times = () => schedule.statusOf(log, sources[0] ?? fresh(SourceId))?.problem?.times;
		await eventually(times).toBe(1);
		ahead = 100_000;
		await one.send(log, 'profile.change', profile('brand'));
		await eventually(outages).toMatchObject([{ why: 'failed', problem: { code: 'status', status: 503 }, to: null }]);
		served.status = 200;
		await one.send(log, 'profile.change', profile('brand', 'rook'));
		await eventually(outages).toBeUndefined();
		await one.send(log, 'profile.change', profile('brand', 'rook', 'vuur'));
		await served.server.askedTimes(4);
		// How the report reads this: tests/server/report/outages.test.ts.
		const rows = await one.sql<{ data: { from: string; to: string | null } }[]>`
			select data from event where log_id = ${log} and type = 'source.outageRecorded' order by seq`;
		expect(rows.map(({ data }) => data.to === null)).toEqual([true, false]);
		expect(Date.parse(rows[1]?.data.to ?? '') - Date.parse(rows[1]?.data.from ?? '')).toBeGreaterThanOrEqual(100_000);
	});
	test('whose posts could not be stored delivers them again: the position moves only when every incident has them', async () => {
		const { server } = await feed('brand');
		const krant = await connection(server);
		const [first, second] = [await incident([krant]), await incident([krant])];
		let failing = true;
		const { schedule } = running(one, {
			deliver(incident, source, posts) {
				if (failing && incident === second.log) return Promise.reject(new Error('disk full'));
				return one.ingest.ingest(incident, source, posts);
			}
		});
		await eventually(() => schedule.statusOf(second.log, second.sources[0] ?? fresh(SourceId))?.problem?.code).toBe(
			'storing'
		);
		expect(await storedCursors(one.sql).read(krant)).toBeNull();
		failing = false;
		await one.send(second.log, 'profile.change', profile('brand'));
		await eventually(() => texts(second.log)).toEqual(['brand']);
		await eventually(() => storedCursors(one.sql).read(krant)).not.toBeNull();
		expect(await texts(first.log)).toEqual(['brand']);
	});
	test('that is paid for stores the amount spent with the posts, also for unwanted posts', async () => {
		const x = await XServer.open();
		stops.push(() => x.stop());
		const id = fresh(ConnectionId);
		const budget = { perPost: 1, maxPerMonth: 100 };
		await one.send(INSTALLATION, 'connection.add', {
			id,
			protocol: 'x',
			name: 'X',
			address: x.origin,
			platform: 'x',
			budget
		});
		const { log } = await incident([id], ['brand']);
		// A stopped clock: nothing is stored because of elapsed time.
		const now = Date.now();
		running(one, { credential: () => Promise.resolve('good'), now: () => now });
		await eventually(() => x.listeners).toBe(1);
		x.say('brand');
		await eventually(() => texts(log)).toEqual(['brand']);
		for (let i = 0; i < 3; i++) x.say('mooi weer');
		await eventually(async () => (await storedCursors(one.sql).read(id))?.cursor).toMatchObject({ posts: 4 });
	});
	test('waits while storing is slow: nothing more is read than can be stored', async () => {
		const [slow, next] = [await feed('brand'), await feed('rook')];
		const here = await incident([await connection(slow.server), await connection(next.server)]);
		let go = (): void => undefined;
		const mayStore = new Promise<void>((done) => (go = done));
		const { schedule } = running(one, {
			polls: new Semaphore(1),
			async deliver(incident, source, posts) {
				await mayStore;
				return one.ingest.ingest(incident, source, posts);
			}
		});
		await Promise.race([slow.server.askedTimes(1), next.server.askedTimes(1)]);
		await schedule.reconcile();
		expect(slow.server.requests.length + next.server.requests.length).toBe(1);
		go();
		await eventually(() => texts(here.log)).toEqual(['brand', 'rook']);
	});
});

describe('two processes', () => {
	test('poll a connection once, and when one dies the other continues from the stored position', async () => {
		const served = await feed('brand');
		const { log } = await incident([await connection(served.server)]);
		const first = running(one);
		await eventually(() => texts(log)).toEqual(['brand']);
		await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
		const started: string[] = [];
		const cursors = storedCursors(two.sql);
		const second = running(two, {
			cursors: {
				...cursors,
				read(id) {
					started.push(id);
					return cursors.read(id);
				}
			}
		});
		await second.schedule.reconcile();
		expect(started).toEqual([]);
		await eventually(() => one.sql`select 1 from connection_cursor`).not.toHaveLength(0);
		expect(served.server.requests).toHaveLength(1);
		// Dies: its session ends without a goodbye, and it polls no more.
		await first.schedule.stop();
		await first.locks.end();
		await served.server.askedTimes(2);
		expect(served.server.requests[1]?.headers['if-none-match']).toBe('"1"');
	});
	test('a process that lost its database session knows that it lost its locks, and takes them again', async () => {
		const served = await feed('brand');
		const { log } = await incident([await connection(served.server)]);
		running(one);
		await eventually(() => texts(log)).toEqual(['brand']);
		await one.sql`select pg_terminate_backend(pid) from (${grantedLocks()}) held`;
		await served.server.askedTimes(2);
		await eventually(() => grantedLocks()).toHaveLength(1);
	});
	test('a process that is cut off from its locks leaves what it runs to another', async () => {
		const [jetstream, way] = [await JetstreamServer.open(), await FrozenWay.to(one.database.url)];
		stops.push(
			() => jetstream.stop(),
			() => way.stop()
		);
		const id = fresh(ConnectionId);
		const address = jetstream.address;
		await one.send(INSTALLATION, 'connection.add', {
			id,
			protocol: 'bluesky',
			name: 'Bluesky',
			address,
			platform: 'bluesky'
		});
		const { log } = await incident([id], ['rook']);
		await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
		running(one, { locks: new Leases(way.url, 'test cut off', 600) });
		await eventually(() => jetstream.listeners).toBe(1);
		running(two);
		way.freeze();
		await eventually(() => jetstream.cursors).toHaveLength(2);
		await eventually(() => jetstream.listeners).toBe(1);
		jetstream.say('rook');
		await eventually(() => texts(log)).toEqual(['rook']);
	});
});

describe('the status of a source', () => {
	test('is known to a process that does not run it, kept by a process that takes over, and unknown when no process runs it', async () => {
		const served = await feed('brand');
		served.status = 503;
		const krant = await connection(served.server);
		const { log, sources } = await incident([krant]);
		const [source = fresh(SourceId)] = sources;
		const first = running(one);
		await eventually(() => first.schedule.statusOf(log, source)?.problem?.times).toBe(1);
		const status = first.schedule.statusOf(log, source);
		await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
		const second = running(two);
		await eventually(() => second.schedule.statusOf(log, source)).toEqual(status);
		expect(served.server.requests).toHaveLength(1);
		await first.schedule.stop();
		await first.locks.end();
		await served.server.askedTimes(2);
		await eventually(() => second.schedule.statusOf(log, source)?.problem).toEqual({ ...status?.problem, times: 2 });
		await eventually(async () => (await sharedBoard(two.sql).read()).get(inIncident(log, source))?.problem?.times).toBe(
			2
		);
		await second.schedule.stop();
		await second.locks.end();
		// Another process holds the lock and reports nothing.
		const silent = new Leases(two.database.url, 'test silent');
		stops.push(() => silent.end());
		await silent.take([`connection/${krant}`]);
		const third = running(two);
		await eventually(() => third.schedule.statusOf(log, source)?.problem?.times).toBe(2);
		await two.sql`update source_status set at = at - interval '10 seconds'`;
		await eventually(() => third.schedule.statusOf(log, source)).toBeNull();
	});
});

describe('the expected end', () => {
	test('pauses sources that collect by themselves, once, with the reason; a desk continues and the incident stays open', async () => {
		const served = await feed('brand');
		const { log, sources } = await incident([await connection(served.server)], [], momentOf(Date.now() - 1_000));
		const desk = fresh(SourceId);
		await one.send(log, 'source.add', {
			id: desk,
			name: 'Telefoon',
			kind: 'desk',
			platform: 'phone',
			connection: null,
			key: null
		});
		await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
		const calls: unknown[] = [];
		const { pauseEnded: ended } = systemActions(one.executor);
		const here = running(one, {
			pauseEnded(...about) {
				calls.push(about);
				return ended(...about);
			}
		});
		const there = running(two);
		const stateOf = (source: SourceId | undefined) => one.logs.state(log)?.sources.get(source ?? desk);
		await eventually(() => stateOf(sources[0])).toMatchObject({ state: 'paused', why: pausedAtEnd });
		await Promise.all([here.schedule.reconcile(), there.schedule.reconcile()]);
		// A person who knows resumes it: that is not undone.
		await setState(log, sources[0] ?? desk, 'active');
		await here.schedule.reconcile();
		expect(stateOf(sources[0])?.state).toBe('active');
		expect(calls).toHaveLength(1);
		expect(stateOf(desk)?.state).toBe('active');
		expect(one.logs.state(log)?.incident?.phase).toBe('acute');
		expect(await one.sql`select 1 from event where log_id = ${log} and type = 'source.stateSet'`).toHaveLength(2);
	});
	test('that had not passed, but for a clock far ahead, resumes its sources by itself, and pauses them when it passes', async () => {
		const served = await feed('brand');
		const { log, sources } = await incident([await connection(served.server)], [], inAnHour());
		const source = sources[0] ?? fresh(SourceId);
		const stateOf = () => one.logs.state(log)?.sources.get(source)?.state;
		for (let time = 0; time < 3; time += 1) {
			const ahead = running(one, { now: () => Date.now() + 400 * 86_400_000 });
			await eventually(stateOf).toBe('paused');
			await ahead.schedule.stop();
			const right = running(one);
			await eventually(stateOf).toBe('active');
			await right.schedule.stop();
		}
		// What a person paused stays so, and so does what was paused at an end that was moved afterwards.
		await setState(log, source, 'paused');
		const { schedule } = running(one);
		await schedule.reconcile();
		expect(stateOf()).toBe('paused');
	});
	test('that was moved after it passed leaves its sources paused until a person resumes them', async () => {
		const served = await feed('brand');
		const { log, sources } = await incident([await connection(served.server)], [], momentOf(Date.now() - 1_000));
		const stateOf = () => one.logs.state(log)?.sources.get(sources[0] ?? fresh(SourceId))?.state;
		const { schedule } = running(one);
		await eventually(stateOf).toBe('paused');
		await one.send(log, 'incident.prolong', { expectedEnd: inAnHour(), why: 'Het brandt nog' });
		await schedule.reconcile();
		expect(stateOf()).toBe('paused');
	});
	test('that is extended pauses nothing', async () => {
		const served = await feed('brand');
		const { log, sources } = await incident([await connection(served.server)], [], momentOf(Date.now() - 1_000));
		await one.send(log, 'incident.prolong', { expectedEnd: inAnHour(), why: 'Het brandt nog' });
		const { schedule } = running(one);
		await schedule.reconcile();
		await eventually(() => texts(log)).toEqual(['brand']);
		expect(one.logs.state(log)?.sources.get(sources[0] ?? fresh(SourceId))?.state).toBe('active');
	});
});

describe('an exercise', () => {
	const start = Moment.parse('2026-11-20T11:45:00.000Z');
	async function exercise(...keys: string[]): Promise<{ log: IncidentId; sources: Map<string, SourceId> }> {
		const log = fresh(IncidentId);
		await one.send(log, 'incident.open', opening({ exercise: true, start, expectedEnd: inAnHour() }));
		const sources = new Map<string, SourceId>();
		for (const key of keys) {
			const id = fresh(SourceId);
			await one.send(log, 'source.add', {
				id,
				name: key,
				kind: 'exercise',
				platform: key === 'telefoon' ? 'phone' : 'x',
				connection: null,
				key: playing('brand-zuiderpark', key)
			});
			sources.set(key, id);
		}
		return { log, sources };
	}
	const clock = (log: IncidentId, minutes: number, speed = 0) =>
		one.send(log, 'exercise.setClock', { speed, incident: momentOf(Date.parse(start) + minutes * 60_000) });
	const count = async (log: IncidentId): Promise<number> => {
		const [row] = await one.sql<{ n: number }[]>`select count(*)::int as n from post where incident_id = ${log}`;
		return row?.n ?? 0;
	};
	const actions = (log: IncidentId) => [...(one.logs.state(log)?.actions.values() ?? [])];

	test('plays by the clock of the incident: nothing while it is paused, everything up to where it jumps, published at the times in the script', async () => {
		const { log } = await exercise('x', 'telefoon');
		const { schedule } = running(one);
		await schedule.reconcile();
		expect(await count(log)).toBe(0);
		await clock(log, 10);
		await eventually(() => count(log)).toBeGreaterThan(20);
		const [last] = await one.sql<{ at: Date }[]>`select max(at) as at from post where incident_id = ${log}`;
		expect(last?.at.getTime()).toBeGreaterThan(Date.parse(start) + 9 * 60_000);
		expect(last?.at.getTime()).toBeLessThanOrEqual(Date.parse(start) + 10 * 60_000);
		const platforms = await one.sql<
			{ platform: string }[]
		>`select distinct platform from post where incident_id = ${log} order by 1`;
		expect(platforms.map(({ platform }) => platform)).toEqual(['phone', 'x']);
	});
	test('ends at the end of its script, once and after its last post, also when two processes play', async () => {
		const { log } = await exercise('x', 'telefoon');
		await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
		running(one);
		running(two);
		const until = momentOf(Date.parse(start) + 5 * 60_000);
		await one.send(log, 'exercise.setClock', { speed: 60, incident: momentOf(Date.parse(start) + 240_000), until });
		await eventually(() => one.logs.state(log)?.incident?.ended).toEqual({ by: system.id, at: until });
		const lines = await one.sql<{ type: string; n: number; last: number }[]>`
			select type, count(*)::int as n, max(seq)::int as last from event where log_id = ${log} group by type`;
		const of = (type: string) => lines.find((line) => line.type === type);
		expect(of('exercise.ended')?.n).toBe(1);
		expect(of('posts.arrived')?.last).toBeLessThan(of('exercise.ended')?.last ?? 0);
		const due = dueBetween(scriptOf('brand-zuiderpark')?.items ?? [], atStart, 5 * 60_000);
		expect(await count(log)).toBe(
			due.filter((item) => item.kind === 'post' && /^(x|telefoon)$/.test(item.source)).length
		);
	});
	test('plays by itself at sixty times the speed', async () => {
		const { log } = await exercise('x');
		running(one);
		await clock(log, 4, 60);
		await eventually(() => count(log)).toBeGreaterThan(5);
		const before = await count(log);
		await eventually(() => count(log)).toBeGreaterThan(before);
	});
	test('records the own actions of the script once, at their time, also when two processes play', async () => {
		const { log } = await exercise('x');
		await eventually(() => two.logs.seq(log)).toBe(one.logs.seq(log));
		const first = running(one);
		await clock(log, 40);
		await expect
			.poll(() => actions(log).map(({ channel, at }) => [channel, at]))
			.toEqual([
				['NL-Alert', '2026-11-20T12:05:00.000Z'],
				['Liveblog', '2026-11-20T12:20:00.000Z']
			]);
		await eventually(() => count(log)).toBeGreaterThan(50);
		const before = await count(log);
		await first.schedule.stop();
		const second = running(two);
		await second.schedule.reconcile();
		await clock(log, 80);
		await eventually(() => actions(log)).toHaveLength(3);
		await eventually(() => count(log)).toBeGreaterThan(before);
		expect(
			await one.sql`select external_id from post where incident_id = ${log} group by 1 having count(*) > 1`
		).toHaveLength(0);
	});
	test('delivers to a source that was paused what it missed, when it resumes', async () => {
		const { log, sources } = await exercise('x', 'telefoon');
		const phone = sources.get('telefoon') ?? fresh(SourceId);
		const { schedule } = running(one);
		const calls = async (): Promise<number> =>
			(await one.sql`select 1 from post where incident_id = ${log} and source_id = ${phone}`).length;
		await setState(log, phone, 'paused');
		await clock(log, 30);
		await eventually(() => count(log)).toBeGreaterThan(50);
		await schedule.reconcile();
		expect(await calls()).toBe(0);
		await setState(log, phone, 'active');
		await eventually(calls).toBeGreaterThan(3);
	});
	test('delivers again after a refusal because the source was just being paused', async () => {
		const { log, sources } = await exercise('x', 'telefoon');
		const phone = sources.get('telefoon') ?? fresh(SourceId);
		let pausing = true;
		running(one, {
			deliver(incident, source, posts) {
				if (pausing && source === phone) return Promise.reject(new Refusal('source.notActive'));
				return one.ingest.ingest(incident, source, posts);
			}
		});
		const calls = async (): Promise<number> =>
			(await one.sql`select 1 from post where incident_id = ${log} and source_id = ${phone}`).length;
		await clock(log, 30);
		await eventually(() => count(log)).toBeGreaterThan(50);
		expect(await calls()).toBe(0);
		pausing = false;
		await clock(log, 30.01);
		await eventually(calls).toBeGreaterThan(3);
	});
	test('played in full delivers every post of the script once', async () => {
		const { log } = await exercise(
			'x',
			'telefoon',
			'facebook-geplakt',
			'forum',
			'mastodon',
			'straat',
			'bluesky',
			'pers',
			'nieuws'
		);
		running(one);
		await clock(log, 135);
		await eventually(() => count(log)).toBe(591);
		await eventually(() => actions(log)).toHaveLength(10);
		expect(JSON.stringify(await one.sql`select * from post where incident_id = ${log}`)).not.toMatch(
			/"gold"|drinkwater-vergiftigd|kat-mops/
		);
	});
});

test('stopping takes under two seconds, also while a server does not answer', async () => {
	const server = await localServer(() => undefined);
	stops.push(() => server.stop());
	await incident([await connection(server)]);
	const { schedule } = running(one);
	await server.askedTimes(1);
	const started = performance.now();
	await schedule.stop();
	expect(performance.now() - started).toBeLessThan(2_000);
});
