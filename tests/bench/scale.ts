import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { Sql } from '$lib/server/platform/driver/sql';
import { WebSocket } from 'ws';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { SYSTEM } from '$lib/domain/core/role';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { Tokens } from '$lib/server/people/accounts/tokens';
import { startAccounts, type Accounts } from '$lib/server/people/accounts/accounts';
import { connect, connectDrizzle } from '$lib/server/platform/database/connect';
import { startEmbedded } from '$lib/server/platform/database/embedded';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { startProgram, type RunningProgram } from '../running-program';
import { BenchProgram } from './bench-program';
import { percentile, round, type Result } from './result';

/** Only when it is named: `PROCESSES=20 DESKS=2000 npm run bench -- scale`. Loopback only; it ends by itself. */
export const isOnlyByName = true;

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
/** All alike: each has desks and takes posts. */
const PROCESSES = number('PROCESSES', 20);
const DESKS = number('DESKS', 2_000);
/** Incidents, each with its own posts, commands and desks. */
const INCIDENTS = number('INCIDENTS', 8);
const SECONDS = number('SECONDS', 20);
/** Of all incidents together, in a second. */
const POSTS = number('POSTS', 40);
const COMMANDS = number('COMMANDS', 10);
/** Whether a proxy routes by incident: then each process has the desks and posts of one, otherwise of several. */
const BY_INCIDENT = process.env['BY_INCIDENT'] === 'yes';
/** No person may have more than forty sockets. */
const DESKS_OF_ONE = 30;
const LATEST = 1_000;

const now = (): number => performance.timeOrigin + performance.now();
const TICKS = 100;

/** Processor seconds that a process took since it began, and its memory in megabytes. */
function costOf(pid: number): { readonly seconds: number; readonly megabytes: number } {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
		.replace(/^.*\) /, '')
		.split(' ');
	const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
	return { seconds: (Number(fields[11]) + Number(fields[12])) / TICKS, megabytes: (pages * 4096) / 1024 ** 2 };
}

/** The minimum that a browser does: opens, follows, answers pings, and records which sequence number it received when. */
class BareDesk {
	readonly received: [at: number, to: number][] = [];
	#socket: WebSocket;

	constructor(
		base: string,
		cookie: string,
		readonly incident: IncidentId
	) {
		const url = `${base.replace(/^http/, 'ws')}${SOCKET_PATH}?EIO=4&transport=websocket`;
		this.#socket = new WebSocket(url, { headers: { origin: base, cookie }, perMessageDeflate: false });
	}
	opened(): Promise<void> {
		const socket = this.#socket;
		return new Promise((done, fail) => {
			socket.once('error', fail);
			socket.once('close', () => fail(new Error('a desk was closed')));
			socket.on('message', (raw: Buffer) => {
				const head = raw.subarray(0, 120).toString();
				if (head.startsWith('2')) socket.send('3');
				else if (head.startsWith('0')) socket.send('40');
				else if (head.startsWith('44')) fail(new Error(head));
				else if (head.startsWith('40')) socket.send(`420["follow",{"incident":"${this.incident}","from":0}]`);
				else if (head.startsWith('430')) done();
				else if (head.startsWith('42["frame"')) this.received.push([now(), Number(/"to":(\d+)/.exec(head)?.[1])]);
			});
		});
	}
	close(): void {
		this.#socket.terminate();
	}
	/** Milliseconds from each of these moments until the frame that had its number; and how many never came. */
	delays(sent: readonly (readonly [at: number, seq: number])[]): { took: number[]; missing: number } {
		let from = 0;
		const took: number[] = [];
		for (const [at, seq] of [...sent].sort((a, b) => a[1] - b[1])) {
			while ((this.received[from]?.[1] ?? Infinity) < seq) from += 1;
			const frame = this.received[from];
			if (frame) took.push(frame[0] - at);
		}
		return { took, missing: sent.length - took.length };
	}
}

/** Calls at an even pace; what takes longer does not hold up the next. */
async function paced<T>(perSecond: number, seconds: number, work: (i: number) => Promise<T>): Promise<T[]> {
	const began = performance.now();
	const all: Promise<T>[] = [];
	for (let i = 0; i < perSecond * seconds; i += 1) {
		const due = began + (i * 1000) / perSecond;
		if (due > performance.now()) await pause(due - performance.now());
		all.push(work(i));
	}
	return Promise.all(all);
}

/**
 * Many processes on one database, each with desks: how fast posts and commands reach the desks, and what that costs. On
 * a separate PostgreSQL with room for all their connections.
 */
export async function run(): Promise<Result[]> {
	const dataDir = await mkdtemp(join(tmpdir(), 'voelspriet-scale-'));
	const settings = { max_connections: String(PROCESSES * 12 + 60) };
	const postgres = await startEmbedded({ dataDir, log: pino({ level: 'silent' }), settings });
	try {
		return await measured(postgres.ownerUrl());
	} finally {
		await postgres.stop();
		await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
	}
}

async function measured(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	const secret = randomBytes(32).toString('base64url');
	const programs: RunningProgram[] = [];
	const desks: BareDesk[] = [];
	const counting = connect(server, { max: 1, name: 'bench' });
	const accounts = await accountsOf(bench, secret);
	try {
		const shared = { DATABASE_URL: bench.url, SECRET: secret, SIGNING_KEY: randomBytes(32).toString('hex') };
		const begin = async (): Promise<void> => void programs.push(await startProgram({ env: shared }));
		const began = performance.now();
		// A few at once: all together would only wait for each other's processor.
		while (programs.length < PROCESSES)
			await Promise.all(Array.from({ length: Math.min(4, PROCESSES - programs.length) }, begin));
		const started = (performance.now() - began) / 1000;

		const incidents: { log: IncidentId; source: SourceId }[] = [];
		while (incidents.length < INCIDENTS) {
			const [{ log }, source] = [await bench.open(), SourceId.parse(newId())];
			const own = { name: 'Meldingen', kind: 'program', platform: 'other', connection: null, key: null };
			await bench.send(log, 'source.add', { id: source, ...own });
			incidents.push({ log, source });
		}
		const tokens = new Tokens(bench.sql, bench.executor);
		const secretOfToken = await tokens.make(
			{ name: 'bench', scopes: ['post'], incident: null, lasts: 3_600_000 },
			{ actor: { ...bench.actor, roles: ['administrator'] }, origin: null }
		);
		const idle = await memoryOf(programs);

		const cookies = await cookiesOf(bench, accounts, Math.ceil(DESKS / DESKS_OF_ONE));
		const opening = performance.now();
		for (let from = 0; from < DESKS; from += 50) {
			const some = Array.from({ length: Math.min(50, DESKS - from) }, (_, i) => {
				const at = from + i;
				const process = at % programs.length;
				const base = programs[process]?.base ?? fail('no process');
				const { log } = incidents[(BY_INCIDENT ? process : at) % incidents.length] ?? fail('no incident');
				return new BareDesk(base, cookies[Math.floor(at / DESKS_OF_ONE)] ?? '', log);
			});
			await Promise.all(some.map((desk) => desk.opened()));
			desks.push(...some);
		}
		const seated = (performance.now() - opening) / 1000;

		const push = async (i: number): Promise<readonly [IncidentId, number, number]> => {
			const { log, source } = incidents[i % incidents.length] ?? fail('no incident');
			const { base } = programs[(BY_INCIDENT ? i % incidents.length : i) % programs.length] ?? fail('no process');
			const at = now();
			const answer = await fetch(`${base}/api/v1/incidents/${log}/sources/${source}/posts`, {
				method: 'POST',
				headers: { authorization: `Bearer ${secretOfToken}`, 'content-type': 'application/json' },
				body: JSON.stringify({ posts: [{ externalId: newId(), text: `Bericht ${i} over de rook in wijk ${i % 90}` }] })
			});
			if (answer.status !== 200) throw new Error(`a post was answered with ${answer.status}`);
			return [log, at, await headOf(bench.sql, log)];
		};
		const command = async (i: number): Promise<number> => {
			const { log } = incidents[i % incidents.length] ?? fail('no incident');
			const at = performance.now();
			const need = { id: newId(), text: `Gaat school ${newId()} dicht?`, offline: 'telefoon', seenIn: null };
			await bench.send(log, 'need.raise', need);
			return performance.now() - at;
		};
		await paced(5, 3, push); // the compiler, and the models of the analysis
		const [before, seqs] = [await totalsOf(counting, bench, programs), await heads(bench.sql)];
		const [sent, took] = await Promise.all([paced(POSTS, SECONDS, push), paced(COMMANDS, SECONDS, command)]);
		await pause(3_000);
		const [after, later] = [await totalsOf(counting, bench, programs), await heads(bench.sql)];
		const connections = await connectionsOf(counting, bench);
		const full = await memoryOf(programs);

		const delays = desks.map((desk) =>
			desk.delays(sent.flatMap(([log, at, seq]) => (log === desk.incident ? [[at, seq] as const] : [])))
		);
		const all = delays.flatMap((each) => each.took);
		const missing = delays.reduce((sum, each) => sum + each.missing, 0);
		const commits = later - seqs;
		const spent = after.program.map((seconds, i) => seconds - (before.program[i] ?? 0));
		const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);
		const p99 = percentile(all, 0.99);
		return [
			{
				case: `scale: p99 in milliseconds from a post to ${DESKS} desks at ${PROCESSES} processes${BY_INCIDENT ? ', routed by incident' : ''}, against the aim`,
				value: round(p99),
				bound: LATEST,
				ratio: round(p99 / LATEST),
				aim: `≤ ${LATEST} ms, none missing`,
				ok: all.length > 0 && p99 <= LATEST && missing === 0,
				extra: {
					p50: round(percentile(all, 0.5)),
					measured: all.length,
					missing,
					commandP50: round(percentile(took, 0.5)),
					commandP99: round(percentile(took, 0.99)),
					events: commits,
					transactionsPerEvent: round((after.transactions - before.transactions) / commits),
					connectionsOfAll: connections,
					connectionsPerProcess: round(connections / PROCESSES),
					megabytesIdle: Math.round(percentile(idle, 0.5)),
					megabytesFull: Math.round(percentile(full, 0.5)),
					megabytesOfAll: Math.round(sum(full)),
					coresOfProcesses: round(sum(spent) / after.seconds(before)),
					coresOfPostgres: round((after.postgres - before.postgres) / after.seconds(before)),
					secondsToStartAll: round(started),
					secondsToSeatAll: round(seated)
				}
			}
		];
	} finally {
		for (const desk of desks) desk.close();
		await Promise.all(programs.map((program) => program.remove()));
		await accounts.stop();
		await counting.end({ timeout: 1 });
		await bench.stop();
	}
}

const fail = (why: string): never => {
	throw new Error(why);
};
const memoryOf = (programs: readonly RunningProgram[]): Promise<number[]> =>
	Promise.resolve(programs.map(({ pid }) => costOf(pid).megabytes));

async function headOf(sql: Sql, log: IncidentId): Promise<number> {
	const [row] = await sql<{ head_seq: number }[]>`select head_seq from log where id = ${log}`;
	return row?.head_seq ?? 0;
}
async function heads(sql: Sql): Promise<number> {
	const [row] = await sql<{ all: number }[]>`select sum(head_seq)::int as all from log`;
	return row?.all ?? 0;
}

async function accountsOf(bench: BenchProgram, secret: string): Promise<Accounts & { stop(): Promise<void> }> {
	const drizzle = connectDrizzle(bench.url);
	const accounts = await startAccounts({
		database: {
			url: bench.url,
			sql: bench.sql,
			drizzle,
			stop: () => Promise.resolve(),
			excessRights: () => Promise.resolve([]),
			problem: () => Promise.resolve(null)
		},
		executor: bench.executor,
		config: { secret, breakGlass: null, sessionIdleMinutes: 0 },
		encryption: new Encryption(secret, []),
		origin: 'http://127.0.0.1',
		send: null
	});
	return {
		...accounts,
		async stop() {
			await accounts.people.security.stop();
			await accounts.sessions.stop();
			await drizzle.$client.end({ timeout: 1 });
		}
	};
}

/** So many people, each with a session. */
async function cookiesOf(bench: BenchProgram, { people, signIn }: Accounts, count: number): Promise<string[]> {
	const cookies: string[] = [];
	for (let i = 0; i < count; i += 1) {
		const grants = [{ role: 'analyst' as const, incident: null }];
		const id = await people.add(
			{ name: `Persoon ${i}`, email: `p${i}@example.nl`, grants },
			{ actor: SYSTEM, origin: null }
		);
		const headers = await signIn.startSession(id, new Headers({ 'x-client-address': '127.0.0.1' }));
		cookies.push(
			headers
				.getSetCookie()
				.map((line) => line.split(';')[0] ?? '')
				.join('; ')
		);
	}
	return cookies;
}

/** Totals of all work so far, and the time at which they were read. */
async function totalsOf(sql: Sql, bench: BenchProgram, programs: readonly RunningProgram[]) {
	await pause(1_200); // PostgreSQL reports them after a second
	const [row] = await sql<{ count: number }[]>`
		select (xact_commit + xact_rollback)::int as count from pg_stat_database where datname = ${databaseOf(bench)}`;
	const sessions = await sql<{ pid: number }[]>`select pid from pg_stat_activity where datname = ${databaseOf(bench)}`;
	const at = performance.now();
	return {
		transactions: row?.count ?? 0,
		program: programs.map(({ pid }) => costOf(pid).seconds),
		postgres: sessions.reduce((sum, { pid }) => sum + costOf(pid).seconds, 0),
		at,
		seconds: (before: { readonly at: number }) => (at - before.at) / 1000
	};
}
const databaseOf = (bench: BenchProgram): string => new URL(bench.url).pathname.slice(1);

async function connectionsOf(sql: Sql, bench: BenchProgram): Promise<number> {
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from pg_stat_activity where datname = ${databaseOf(bench)} and backend_type = 'client backend'`;
	return row?.count ?? 0;
}
