import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { reconnectPause } from '$lib/desk/sync/transport';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { MadeUpPosts } from '../../bench/made-up-posts';
import { percentile } from '../../bench/result';
import { startTcpProxy } from '../../server/tcp-proxy';
import { faultResult, type FaultResult, type RunOptions } from '../fault-case';
import type { Browser } from '../setup/person';
import { FaultSetup } from '../setup/fault-setup';
import { withFaultSetup } from './line';

/** Milliseconds of work after which the program's memory no longer grows by the work alone. */
const WARM_UP = 20_000;

/** Memory of a process, in megabytes. */
function memoryOf(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

/**
 * 16. A reader takes a thousand bytes a second: the server drops it by its own rule, and others go on. Its
 * messages fill the buffers on the way, so it is dropped for a ping that it does not answer in time.
 */
export const slowReader = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 2, program: { env: { LOG_LEVEL: 'info' } } }, async (setup) => {
		const thin = await startTcpProxy(setup.program.base);
		const stop = new AbortController();
		const posts = new MadeUpPosts(options.seed);
		setup.textOf = () => posts.next().text;
		try {
			await setup.follow(setup.people[0], setup.program.base);
			const slow = await setup.follow(setup.people[1], new URL(thin.url).origin);
			await slow.caughtUp(3);
			const working = setup.work(stop.signal, { posts: 300, labels: 2 });
			// Memory that posts take by themselves is not counted as waiting for the reader.
			await pause(WARM_UP);
			thin.trickle(1_000);
			const before = memoryOf(setup.program.pid);
			const began = performance.now();
			const isDropped = (): boolean => /"action":"socket","result":"slow"/.test(setup.program.output);
			while (!isDropped() && performance.now() - began < 60_000) await pause(500);
			const took = performance.now() - began;
			const after = memoryOf(setup.program.pid);
			stop.abort();
			await working;
			thin.trickle(Infinity);
			thin.cut();
			const faults = isDropped() ? [] : ['it was never dropped'];
			if (after - before > 150) faults.push(`memory grew by ${String(Math.round(after - before))} MB`);
			const compared = await setup.compare();
			return {
				...faultResult(1, { ...compared, faults: [...faults, ...compared.faults] }),
				figures: { droppedAfterMs: Math.round(took), memoryBefore: Math.round(before), memoryAfter: Math.round(after) }
			};
		} finally {
			stop.abort();
			await thin.stop();
		}
	});

/** A minimal browser without a screen: it follows, and reconnects as browsers do. */
class BareClient {
	connectedAt: number | null = null;
	#socket: WebSocket | null = null;
	#failed = 0;
	#isOver = false;

	constructor(
		readonly base: string,
		readonly browser: Browser,
		readonly incident: string
	) {}
	open(): void {
		if (this.#isOver) return;
		const { cookie, origin, address } = this.browser;
		const socket = new WebSocket(`${this.base.replace('http', 'ws')}${SOCKET_PATH}?EIO=4&transport=websocket`, {
			headers: { cookie, origin, 'x-forwarded-for': address ?? '' },
			perMessageDeflate: false,
			handshakeTimeout: 4_000
		});
		this.#socket = socket;
		socket.on('error', () => undefined);
		socket.on('close', () => {
			this.connectedAt = null;
			setTimeout(() => this.open(), reconnectPause(this.#failed, Math.random()));
			this.#failed += 1;
		});
		socket.on('message', (raw: Buffer) => {
			const head = raw.subarray(0, 20).toString();
			if (head.startsWith('2')) socket.send('3');
			else if (head.startsWith('0')) socket.send('40');
			else if (head.startsWith('40'))
				socket.send(`420["follow",${JSON.stringify({ incident: this.incident, from: 0 })}]`);
			else if (head.startsWith('430')) {
				this.connectedAt = performance.now();
				this.#failed = 0;
			}
		});
	}
	close(): void {
		this.#isOver = true;
		this.#socket?.terminate();
	}
}

/** 17. A restart while two thousand follow: they come back spread out, and commands are answered meanwhile. */
export const restartWithMany =
	(away: number, clients = 2_000) =>
	async (options: RunOptions): Promise<FaultResult> =>
		withFaultSetup(options, { people: 60, isForwarded: true }, async (setup) => {
			const all = Array.from({ length: clients }, (_, i) => {
				const person = setup.people[i % setup.people.length] ?? setup.coordinator;
				const address = `10.9.${String(i >> 8)}.${String(i & 255)}`;
				return new BareClient(setup.program.base, { ...person.browser, address }, setup.incident);
			});
			const recovery: number[] = [];
			const faults: string[] = [];
			let densest = 0;
			const stop = new AbortController();
			try {
				for (const [i, client] of all.entries()) {
					client.open();
					if (i % 25 === 24) await pause(20);
				}
				await allConnected(all);
				// Ten people work, the others only follow.
				const working = (async () => {
					for (let i = 0; !stop.signal.aborted; i += 1) {
						const person = setup.people[i % 10];
						if (person) setup.label(person);
						await pause(100);
					}
				})();
				for (let round = 0; round < options.rounds; round += 1) {
					await setup.program.stop();
					await pause(away);
					await setup.start();
					const up = performance.now();
					await allConnected(all);
					const times = all.map(({ connectedAt }) => (connectedAt ?? 0) - up).sort((a, b) => a - b);
					recovery.push(Math.round(times.at(-1) ?? 0));
					densest = Math.max(densest, densestHalfSecond(times));
				}
				stop.abort();
				await working;
				await Promise.all(setup.people.map((person) => person.settled()));
				const answers = [...setup.recorder.commands.values()].flatMap(({ attempts, answered, invoked }) =>
					attempts === 1 && answered !== null ? [answered - invoked] : []
				);
				if (densest > clients * 0.4) faults.push(`${String(densest)} of ${String(clients)} came in one half second`);
				const p95 = Math.round(percentile(answers, 0.95));
				if (p95 > 500) faults.push(`commands took ${String(p95)} ms (p95)`);
				const compared = await setup.compare();
				return {
					...faultResult(options.rounds, { ...compared, faults: [...faults, ...compared.faults] }, recovery),
					figures: { clients, densestHalfSecond: densest, commandP95: p95 }
				};
			} finally {
				stop.abort();
				for (const client of all) client.close();
			}
		});
async function allConnected(all: readonly BareClient[]): Promise<void> {
	const until = performance.now() + 90_000;
	for (;;) {
		const absent = all.filter(({ connectedAt }) => connectedAt === null).length;
		if (absent === 0) return;
		if (performance.now() > until) throw new Error(`${String(absent)} of ${String(all.length)} stayed away`);
		await pause(100);
	}
}
function densestHalfSecond(sorted: readonly number[]): number {
	let [highest, from] = [0, 0];
	for (const [to, time] of sorted.entries()) {
		while (time - (sorted[from] ?? 0) > 500) from += 1;
		highest = Math.max(highest, to - from + 1);
	}
	return highest;
}

const EIGHT_HOURS = 8 * 3_600 * 50;
/** What ingest may remember of a post of a live incident, to recognise copies; `npm run bench -- memory` measures it. */
const BYTES_A_POST = 2_500;
/** 29. Eight hours at fifty posts a second, compressed: a round is a thousand posts. Memory grows by no more than that. */
export async function longDay({ rounds, seed, makeDatabase, say }: RunOptions): Promise<FaultResult> {
	const setup = await FaultSetup.open({ databaseUrl: await makeDatabase(), people: 5 });
	const posts = new MadeUpPosts(seed);
	setup.textOf = () => posts.next().text;
	const samples: number[] = [];
	try {
		await setup.follow();
		const began = performance.now();
		for (let round = 0; round < rounds; round += 1) {
			for (let batch = 0; batch < 10; batch += 1) {
				const ids = setup.newPosts(100);
				while (!(await setup.push(100, setup.program.base, ids))) await pause(200);
			}
			for (const person of setup.people) setup.label(person);
			samples.push(memoryOf(setup.program.pid));
			if (round % 50 === 49)
				say(`${String(round + 1)} of ${String(rounds)} thousand, ${String(Math.round(samples.at(-1) ?? 0))} MB`);
		}
		await Promise.all(setup.people.map((person) => person.settled()));
		const seconds = (performance.now() - began) / 1000;
		const third = Math.floor(samples.length / 3);
		const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)].map((part) =>
			percentile(part, 0.5)
		);
		const bytesAPost = Math.round((((last ?? 0) - (middle ?? 0)) * 2 ** 20) / (third * 1000));
		const compared = await setup.compare();
		const faults =
			bytesAPost > BYTES_A_POST
				? [`memory grew from ${String(middle)} to ${String(last)} MB, ${String(bytesAPost)} bytes a post`]
				: [];
		return {
			...faultResult(rounds, { ...compared, faults: [...faults, ...compared.faults] }),
			figures: {
				plateauMb: Math.round(last ?? 0),
				bytesAPost,
				postsPerSecond: Math.round((rounds * 1000) / seconds),
				partOfEightHours: Math.round(((rounds * 1000) / EIGHT_HOURS) * 1000) / 1000
			}
		};
	} finally {
		await setup.close();
	}
}
