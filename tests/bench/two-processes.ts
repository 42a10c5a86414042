import { fork, type ChildProcess } from 'node:child_process';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { besideRun, BenchProgram } from './bench-program';
import { percentile, round, type Result } from './result';
import type { Order } from './two-processes-worker';

const POSTS = 16_000;
const SOURCES = 5;
const ROUNDS = 3;

const WorkerMessage = z.object({ is: z.enum(['ready', 'prepared', 'done']), own: z.number().optional() });

/** A separate process that ingests posts, with its own threads. */
class Feeder {
	readonly ready: Promise<unknown>;
	private constructor(readonly child: ChildProcess) {
		this.ready = this.#waitFor('ready');
	}
	static on(url: string): Feeder {
		return new Feeder(fork(besideRun('two-processes-worker.js'), [url]));
	}
	/** Makes its posts, and waits for `go`. */
	async prepare(order: Order): Promise<void> {
		this.child.send(order);
		await this.#waitFor('prepared');
	}
	/** @returns the milliseconds of processor time that it took */
	async go(): Promise<number> {
		this.child.send('go');
		return this.#waitFor('done');
	}
	async end(): Promise<void> {
		const ended = new Promise((done) => this.child.once('exit', done));
		this.child.send('end');
		await ended;
	}
	#waitFor(what: 'ready' | 'prepared' | 'done'): Promise<number> {
		return new Promise((done, failed) => {
			const exited = (): void => failed(new Error('a process that feeds has ended'));
			this.child.once('exit', exited);
			this.child.once('message', (message) => {
				this.child.off('exit', exited);
				const { is, own = 0 } = WorkerMessage.parse(message);
				if (is === what) done(own);
				else failed(new Error(`it says ${is} instead of ${what}`));
			});
		});
	}
}

interface FeedRate {
	readonly perSecond: number;
	/** Of the processes that feed, without PostgreSQL's, for each post. */
	readonly microseconds: number;
}

/** Every post once. @throws when one is missing, or there twice */
async function assertOnce(sql: Sql, incidents: readonly IncidentId[]): Promise<void> {
	const [row] = await sql<{ posts: number; ids: number }[]>`
		select count(*)::int as posts, count(distinct external_id)::int as ids from post where incident_id = any(${[...incidents]})`;
	if (row?.posts !== POSTS || row.ids !== POSTS)
		throw new Error(`of ${POSTS} posts there are ${row?.ids ?? 0}, in ${row?.posts ?? 0} rows`);
}

let seed = 500;
/** The same number of posts, divided among the processes. */
async function feed(bench: BenchProgram, feeders: readonly Feeder[], isOneIncident: boolean): Promise<FeedRate> {
	const open = async (): Promise<{ log: IncidentId; sources: SourceId[] }> => {
		const { log, source } = await bench.open();
		const sources = [source];
		while (sources.length < SOURCES) sources.push(await bench.addSource(log));
		return { log, sources };
	};
	seed += 1;
	const share = POSTS / feeders.length;
	const shared = await open();
	const incidents = new Set([shared.log]);
	for (const [i, feeder] of feeders.entries()) {
		const { log: incident, sources } = isOneIncident || i === 0 ? shared : await open();
		incidents.add(incident);
		await feeder.prepare({ incident, sources, seed, of: POSTS, from: i * share, count: share });
	}
	await bench.sql`checkpoint`;
	const began = performance.now();
	const own = await Promise.all(feeders.map((feeder) => feeder.go()));
	const took = performance.now() - began;
	await assertOnce(bench.sql, [...incidents]);
	const used = own.reduce((sum, each) => sum + each, 0);
	return { perSecond: (POSTS / took) * 1000, microseconds: (used / POSTS) * 1000 };
}

const middle = (rates: readonly FeedRate[], of: keyof FeedRate): number =>
	percentile(
		rates.map((each) => each[of]),
		0.5
	);

/** Two processes that receive posts of one incident, and of one each, against one process that receives all. */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	const feeders: Feeder[] = [];
	try {
		for (let i = 0; i < 2; i += 1) feeders.push(Feeder.on(bench.url));
		await Promise.all(feeders.map(({ ready }) => ready));
		await feed(bench, feeders, false); // warms up the compilers
		const [one, together, apart]: [FeedRate[], FeedRate[], FeedRate[]] = [[], [], []];
		for (let i = 0; i < ROUNDS; i += 1) {
			one.push(await feed(bench, feeders.slice(i % 2, (i % 2) + 1), true));
			together.push(await feed(bench, feeders, true));
			apart.push(await feed(bench, feeders, false));
		}
		const bound = middle(one, 'perSecond');
		const against = (name: string, rates: readonly FeedRate[], least: number): Result => {
			const value = middle(rates, 'perSecond');
			return {
				case: `two processes: posts per second into ${name}, against one process into one incident`,
				value: round(value),
				bound: round(bound),
				ratio: round(value / bound),
				aim: `≥ ${least}, each post once`,
				ok: value >= least * bound,
				extra: {
					...Object.fromEntries(rates.map(({ perSecond }, i) => [`turn${i + 1}`, round(perSecond)])),
					...Object.fromEntries(one.map(({ perSecond }, i) => [`one${i + 1}`, round(perSecond)])),
					processorPerPostMicroseconds: round(middle(rates, 'microseconds')),
					processorPerPostOfOneMicroseconds: round(middle(one, 'microseconds'))
				}
			};
		};
		// On one incident they take turns, and each also reads what the other stored.
		return [against('one incident', together, 0.5), against('an incident each', apart, 1)];
	} finally {
		await Promise.all(feeders.map((feeder) => feeder.end()));
		await bench.stop();
	}
}
