import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import { HEARTBEAT_EVERY, SOCKET_PATH } from '$lib/domain/realtime';
import type { DeskCommand, DeskMeasurements } from './desk-server';
import { exponent, percentile, round, type Result } from './result';

const DESKS = [12, 50, 200] as const;
const POSTS_PER_SECOND = 200;
const SECONDS = 7;
const REPLAYS_PER_SECOND = 40;
const REPLAY_SECONDS = 4;
const LATEST = 250;
const TIMES = 2;

/** When each number reached a desk: milliseconds since 1970. */
type Received = [at: number, to: number][];
export interface Desk {
	readonly received: Received;
	/** Bytes of all messages received so far. */
	bytes(): number;
	close(): void;
}
const now = (): number => performance.timeOrigin + performance.now();

/** The minimum that a browser does: says hello, subscribes, and records which frame arrived when. */
export async function desk(port: number, log: string): Promise<Desk> {
	const received: Received = [];
	let bytes = 0;
	const socket = new WebSocket(`ws://127.0.0.1:${port}${SOCKET_PATH}?EIO=4&transport=websocket`, {
		headers: { origin: 'http://bench', cookie: 'x' },
		perMessageDeflate: false
	});
	await new Promise<void>((done, fail) => {
		socket.once('error', fail);
		socket.on('message', (raw: Buffer) => {
			bytes += raw.length;
			const head = raw.subarray(0, 120).toString();
			if (head.startsWith('2')) socket.send('3');
			else if (head.startsWith('0')) socket.send('40');
			else if (head.startsWith('44')) fail(new Error(head));
			else if (head.startsWith('40')) socket.send(`420["follow",${JSON.stringify({ incident: log, from: 0 })}]`);
			else if (head.startsWith('430')) done();
			else if (head.startsWith('42["frame"')) received.push([now(), Number(/"to":(\d+)/.exec(head)?.[1])]);
		});
	});
	return { received, bytes: () => bytes, close: () => socket.close() };
}
async function bareDesk(port: number): Promise<Desk> {
	const received: Received = [];
	const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
	socket.on('message', (raw: Buffer) =>
		received.push([now(), Number(/"to":(\d+)/.exec(raw.subarray(0, 120).toString())?.[1])])
	);
	await once(socket, 'open');
	return { received, bytes: () => 0, close: () => socket.close() };
}
export const desksOf = (count: number, make: () => Promise<Desk>): Promise<Desk[]> =>
	Promise.all(Array.from({ length: count }, make));

/** It is next to the file that was started; this one may be in a chunk that several cases share. */
export const startServer = (server: string): ChildProcess =>
	fork(join(dirname(process.argv[1] ?? ''), 'desk-server.js'), {
		env: { ...process.env, BENCH_POSTGRES: server }
	});

export async function ask(child: ChildProcess, command: DeskCommand): Promise<DeskMeasurements> {
	child.send(command);
	const [answer] = (await once(child, 'message')) as [DeskMeasurements];
	return answer;
}

/** How long each post took to each desk: until the frame with its number. */
export function delays({ posts }: DeskMeasurements, desks: readonly Desk[]): number[] {
	return desks.flatMap(({ received }) => {
		let at = 0;
		return posts.flatMap(([began, seq]) => {
			while ((received[at]?.[1] ?? Infinity) < seq) at += 1;
			const frame = received[at];
			return frame ? [frame[0] - began] : [];
		});
	});
}
const trips = ({ sent }: DeskMeasurements, desks: readonly Desk[]): number[] =>
	desks.flatMap(({ received }) =>
		received.flatMap(([at, number]) => (sent[number] === undefined ? [] : [at - sent[number]]))
	);

/** Post → desk at 200 posts a second; and the cost of a delivered frame, against bare `ws`. */
export async function run(server: string): Promise<Result[]> {
	const child = startServer(server);
	try {
		const [{ port, bare, log }] = (await once(child, 'message')) as [{ port: number; bare: number; log: string }];
		await ask(child, { ask: 'flood', perSecond: POSTS_PER_SECOND, seconds: 3 }); // warms up the compiler

		const floods: {
			p50: number;
			p99: number;
			processor: number;
			frames: number;
			bytes: number;
			all: number;
			missing: number;
		}[] = [];
		for (const count of DESKS) {
			const desks = await desksOf(count, () => desk(port, log));
			const answer = await ask(child, { ask: 'flood', perSecond: POSTS_PER_SECOND, seconds: SECONDS });
			await new Promise((done) => setTimeout(done, HEARTBEAT_EVERY / 2));
			const took = delays(answer, desks);
			floods.push({
				p50: percentile(took, 0.5),
				p99: percentile(took, 0.99),
				processor: answer.processor,
				frames: (desks[0]?.received.length ?? 0) / SECONDS,
				bytes: answer.bytes,
				all: answer.posts.length * count,
				missing: answer.posts.length * count - took.length
			});
			for (const each of desks) each.close();
		}

		/** Processor time in microseconds for each delivered message, and its latency. */
		const sendingCost = async (by: 'socket' | 'bare', count: number) => {
			const desks = await desksOf(count, () => (by === 'socket' ? desk(port, log) : bareDesk(bare)));
			const replay = await ask(child, { ask: 'replay', perSecond: REPLAYS_PER_SECOND, seconds: REPLAY_SECONDS, by });
			const took = trips(replay, desks);
			for (const each of desks) each.close();
			await new Promise((done) => setTimeout(done, 300));
			return { cost: (replay.processor * 1000) / (replay.sent.length * count), p99: percentile(took, 0.99) };
		};
		await sendingCost('socket', 5);
		await sendingCost('bare', 5);
		const costs = [];
		for (const count of DESKS)
			costs.push({ socket: await sendingCost('socket', count), bare: await sendingCost('bare', count) });

		const [, at50] = floods;
		const [with12, with50, with200] = costs;
		if (!at50 || !with12 || !with50 || !with200) throw new Error('no desks');
		return [
			{
				case: `desk: p99 in milliseconds from a post to ${DESKS[1]} desks at ${POSTS_PER_SECOND} posts/s, against a bare ws message`,
				value: round(at50.p99),
				bound: round(with50.bare.p99),
				ratio: round(at50.p99 / with50.bare.p99),
				aim: `≤ ${LATEST} ms, none missing`,
				ok: at50.p99 <= LATEST && at50.missing === 0,
				extra: {
					p50: round(at50.p50),
					p99of12desks: round(floods[0]?.p99 ?? 0),
					p99of200desks: round(floods[2]?.p99 ?? 0),
					framesPerSecond: round(at50.frames),
					bytesPerFrame: Math.round(at50.bytes),
					measured: at50.all,
					missing: floods.reduce((sum, { missing }) => sum + missing, 0)
				}
			},
			{
				case: `desk: processor microseconds per delivered frame with ${DESKS[1]} desks, against bare ws`,
				value: round(with50.socket.cost),
				bound: round(with50.bare.cost),
				ratio: round(with50.socket.cost / with50.bare.cost),
				aim: `≤ ${TIMES}×`,
				ok: with50.socket.cost / with50.bare.cost <= TIMES,
				extra: {
					with12: round(with12.socket.cost),
					with12bare: round(with12.bare.cost),
					with200: round(with200.socket.cost),
					with200bare: round(with200.bare.cost),
					exponent: exponent(with12.socket.cost * DESKS[0], with200.socket.cost * DESKS[2]),
					serverProcessorShareAt50: round(at50.processor / (SECONDS * 1000))
				}
			}
		];
	} finally {
		child.disconnect();
		await once(child, 'exit');
	}
}
