import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ConnectionId, INSTALLATION, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Credentials } from '$lib/server/ingest/connections/credentials';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { startProgram, type RunningProgram } from '../running-program';
import { signInFirstAdministrator } from './first-administrator';
import { heapMegabytesOf, INSPECTED } from './heap-size';
import { bound } from './ingest';
import { HASHTAG, TOKEN, type OutsideCommand, type Offered, type Outside, type OutsideStatus } from './source-server';
import { BenchProgram, SECRET } from './bench-program';
import { percentile, round, type Result } from './result';

const POSTS = 20_000;
const SHARE = 0.4;
const FLOOD = { perSecond: 5_000, seconds: 60 } as const;
const MAX_MILLISECONDS = 300;
/**
 * Megabytes of posts that arrived and are not yet stored: lines are read no faster than that, and senders are asked to
 * wait.
 */
const MAX_WAITING = 64;
/** Milliseconds without any new post after which what is missing is lost. */
const LOST_AFTER = 70_000;

/**
 * The program as people run it, with five sources that offer all they have at once: how fast it stores, and what a
 * flood of one minute does to it.
 */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	const outside = fork(join(dirname(process.argv[1] ?? ''), 'source-server.js'), {
		env: { ...process.env, BENCH_OUTSIDE: '1' }
	});
	const [{ addresses }] = (await once(outside, 'message')) as [Outside];
	const program = await startProgram({
		env: { DATABASE_URL: bench.url, SECRET, FETCH_ALLOW_CIDR: '127.0.0.0/8', ...INSPECTED }
	});
	try {
		const { log } = await bench.open();
		const cookie = await signInFirstAdministrator(program);
		const stored = counted(bench, log);
		const sources = new Sources(bench, log);
		const hook = await sources.hook(program.base);
		const status = () => ask<OutsideStatus>(outside, { ask: 'status' });
		for (const protocol of ['mastodon', 'bluesky', 'x'] as const) await sources.connect(protocol, addresses[protocol]);
		while ((await status()).listeners < 3) await pause(50);
		const offer = (posts: number, perSecond: number) => ask<Offered>(outside, { ask: 'offer', posts, perSecond, hook });

		const warm = await offer(3_000, 0);
		await stored.reaches(all(warm) - warm.feed);
		const [began, before] = [performance.now(), stored.count];
		await offer(POSTS, 0);
		// It is polled once a minute: from now on it returns everything.
		await sources.connect('feed', addresses.feed);
		await stored.reaches(all(warm) + POSTS);
		const rate = ((stored.count - before) / (performance.now() - began)) * 1_000;
		await bench.sql`vacuum analyze`;
		const rows = stored.count;
		const best = (rows / (await bound(bench.sql, log))) * 1_000;

		const at = async () => ({ megabytes: await heapMegabytesOf(program), stored: stored.count });
		const first = await at();
		const watching = watch(program, log, cookie);
		const flood = await offer(FLOOD.perSecond * FLOOD.seconds, FLOOD.perSecond);
		const seen = await watching.stop();
		const height = await at();
		const ended = performance.now();
		await stored.reaches(rows + all(flood));
		const drained = performance.now() - ended;
		const last = await at();
		const [gaps] = await bench.sql<{ count: number }[]>`
			select count(*)::int from event where log_id = ${log} and type = 'source.outageRecorded' and data ->> 'why' = 'missed'`;
		const missing = rows + all(flood) - stored.count;
		// What an incident holds grows with its posts; what waits to be stored comes on top of that.
		const perPost = (last.megabytes - first.megabytes) / (last.stored - first.stored);
		const waiting = height.megabytes - (first.megabytes + perPost * (height.stored - first.stored));
		const p99 = percentile(seen.commands, 0.99);
		return [
			{
				case: 'sources: posts per second from five sources at once, over the network into the program, against inserting the same rows',
				value: round(rate),
				bound: round(best),
				ratio: round(rate / best),
				aim: `≥ ${SHARE} of the bound`,
				ok: rate / best >= SHARE
			},
			{
				case: `sources: megabytes that wait to be stored at the end of ${FLOOD.perSecond} posts/s offered for ${FLOOD.seconds} s, against all that the program holds`,
				value: round(waiting),
				bound: round(last.megabytes),
				ratio: round(waiting / last.megabytes),
				aim: `≤ ${MAX_WAITING} MB, none missing`,
				ok: waiting <= MAX_WAITING && missing === 0,
				extra: {
					offered: all(flood),
					storedMeanwhile: height.stored - first.stored,
					secondsUntilAllWasStored: round(drained / 1_000),
					missing,
					gaps: gaps?.count ?? 0,
					senderAskedToWait: (await status()).askedToWait,
					heldBefore: round(first.megabytes),
					heldAtTheHeight: round(height.megabytes),
					bytesAPost: Math.round(perPost * 1_048_576),
					highestOfTheProcess: round(Math.max(...seen.memory))
				}
			},
			{
				case: `sources: p99 in milliseconds until a label is acknowledged meanwhile, against the median`,
				value: round(p99),
				bound: round(percentile(seen.commands, 0.5)),
				ratio: round(p99 / percentile(seen.commands, 0.5)),
				aim: `≤ ${MAX_MILLISECONDS} ms`,
				ok: p99 <= MAX_MILLISECONDS,
				extra: {
					slowest: round(percentile(seen.commands, 1)),
					readP50: round(percentile(seen.reads, 0.5)),
					readP99: round(percentile(seen.reads, 0.99))
				}
			}
		];
	} finally {
		outside.disconnect();
		await program.remove();
		await bench.stop();
	}
}

const all = (offered: Offered): number => Object.values(offered).reduce((sum, count) => sum + count, 0);

async function ask<T>(outside: ChildProcess, command: OutsideCommand): Promise<T> {
	outside.send(command);
	const [answer] = (await once(outside, 'message')) as [T];
	return answer;
}

/** Connects sources as an administrator would, past the form. */
class Sources {
	readonly #credentials: Credentials;
	constructor(
		readonly bench: BenchProgram,
		readonly log: IncidentId
	) {
		this.#credentials = new Credentials(bench.sql, new Encryption(SECRET));
	}

	async connect(protocol: 'mastodon' | 'bluesky' | 'x' | 'feed', address: string): Promise<void> {
		const { bench, log } = this;
		if (protocol === 'mastodon') {
			const profile = { terms: [], hashtags: [HASHTAG], places: [], excluded: [], accounts: [] };
			await bench.send(log, 'profile.change', profile);
		}
		const connection = ConnectionId.parse(newId());
		const platform = protocol === 'feed' ? 'news' : protocol;
		const budget = protocol === 'x' ? { perPost: 0.01, maxPerMonth: 100_000 } : null;
		await bench.send(INSTALLATION, 'connection.add', {
			id: connection,
			protocol,
			name: protocol,
			address,
			platform,
			budget
		});
		if (protocol === 'mastodon' || protocol === 'x') {
			const mark = await this.#credentials.store({ connection }, TOKEN, []);
			await bench.send(INSTALLATION, 'connection.setCredential', { connection, mark });
		}
		await bench.send(log, 'source.add', {
			id: newId(),
			name: protocol,
			kind: 'connection',
			platform,
			connection,
			key: null
		});
	}

	/** A source into which another program sends, signed. */
	async hook(base: string): Promise<{ address: string; key: string }> {
		const { bench, log } = this;
		const [source, key] = [SourceId.parse(newId()), `vsk_${newId()}`];
		await bench.send(log, 'source.add', {
			id: source,
			name: 'Meldkamer',
			kind: 'program',
			platform: 'other',
			connection: null,
			key: null
		});
		const mark = await this.#credentials.store({ incident: log, source }, key, []);
		await bench.send(log, 'source.setKey', { source, mark, overlap: 0 });
		return { address: `${base}/api/v1/incidents/${log}/sources/${source}/posts`, key };
	}
}

/** How many posts arrived according to the log. */
function counted(bench: BenchProgram, log: IncidentId) {
	let count = 0;
	let lastReceived = performance.now();
	bench.logs.listen({
		lines(of, lines) {
			if (of !== log) return;
			for (const { type, data } of lines) if (type === 'posts.arrived') count += (data as { count: number }).count;
			lastReceived = performance.now();
		},
		reloaded: () => undefined
	});
	return {
		get count() {
			return count;
		},
		/** Or until nothing has come for long. */
		async reaches(wanted: number): Promise<void> {
			lastReceived = performance.now();
			while (count < wanted && performance.now() - lastReceived < LOST_AFTER) await pause(5);
		}
	};
}

/** Memory each second; meanwhile a person labels five times a second, and reads the stream twice. */
function watch(program: RunningProgram, log: IncidentId, cookie: string) {
	const seen = { memory: [] as number[], commands: [] as number[], reads: [] as number[] };
	const at = `${program.base}/api/v1/incidents/${log}`;
	const headers = { cookie, origin: program.base, 'content-type': 'application/json' };
	let stopped = false;
	const repeat = async (every: number, work: () => Promise<void>): Promise<void> => {
		for (let due = performance.now(); !stopped; due += every) {
			await work();
			await pause(Math.max(0, due + every - performance.now()));
		}
	};
	const timed = async (into: number[], address: string, request: RequestInit): Promise<void> => {
		const began = performance.now();
		const answer = await fetch(address, request);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}: ${text.slice(0, 200)}`);
		into.push(performance.now() - began);
	};
	const done = Promise.all([
		repeat(1_000, async () => void seen.memory.push(await memoryOf(program.pid))),
		repeat(200, () => {
			const input = { id: newId(), text: `Gaat school ${newId()} morgen dicht?`, offline: 'telefoon', seenIn: null };
			return timed(seen.commands, `${at}/commands`, {
				method: 'POST',
				headers,
				body: JSON.stringify({ id: newId(), type: 'need.raise', input })
			});
		}),
		repeat(500, () => timed(seen.reads, `${at}/stories?view=newest`, { headers }))
	]);
	return {
		async stop() {
			stopped = true;
			await done;
			return seen;
		}
	};
}

/** Memory of a process, in megabytes. */
async function memoryOf(pid: number): Promise<number> {
	const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
	return Number(stdout.trim()) / 1_024;
}
