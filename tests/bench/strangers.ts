import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram } from '../running-program';
import { percentile, round, type Result } from './result';
import type { Target } from './stranger-senders';

const ROUNDS = 5;
/** Milliseconds of one round of one kind, and between two questions. */
const ROUND = 6_000;
const EVERY = 60;
const MAX_MILLISECONDS = 100;

/**
 * Four strangers who send packets before they say who they are, in turn to the program and to a server that closes each
 * connection at once: how long somebody else waits for an answer of the program meanwhile.
 */
export async function run(): Promise<Result[]> {
	const senders = fork(join(dirname(process.argv[1] ?? ''), 'stranger-senders.js'), {
		env: { ...process.env, BENCH_STRANGERS: '1' }
	});
	await once(senders, 'message');
	const closing = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
	await once(closing, 'listening');
	const program = await startProgram();
	const go = async (target: Target): Promise<{ connections: number; sent: number }> => {
		senders.send(target);
		const [counted] = (await once(senders, 'message')) as [{ connections: number; sent: number }];
		return counted;
	};
	try {
		const targets = {
			bound: { port: (closing.address() as AddressInfo).port, isSocket: false },
			attacked: { port: Number(new URL(program.base).port), isSocket: true }
		};
		const waits = { bound: [] as number[], attacked: [] as number[] };
		const counted = { connections: 0, sent: 0 };
		await waitsOf(program.base, 1_000);
		for (let round = 0; round < ROUNDS; round += 1)
			for (const kind of ['bound', 'attacked'] as const) {
				await go(targets[kind]);
				waits[kind].push(...(await waitsOf(program.base, ROUND)));
				const { connections, sent } = await go('rest');
				if (kind === 'attacked') {
					counted.connections += connections;
					counted.sent += sent;
				}
				await pause(500);
			}
		const [value, bound] = [percentile(waits.attacked, 0.95), percentile(waits.bound, 0.95)];
		return [
			{
				case: 'strangers: p95 in milliseconds of /health/live while four connections send packets before they say who they are, against the same senders at a server that closes at once',
				value: round(value),
				bound: round(bound),
				ratio: round(value / bound),
				aim: `≤ 2, and ≤ ${MAX_MILLISECONDS} ms`,
				ok: value <= 2 * bound && value <= MAX_MILLISECONDS,
				extra: {
					p99: round(percentile(waits.attacked, 0.99)),
					slowest: round(percentile(waits.attacked, 1)),
					connectionsPerSecond: Math.round(counted.connections / ((ROUNDS * ROUND) / 1_000)),
					packetsPerSecond: Math.round(counted.sent / ((ROUNDS * ROUND) / 1_000))
				}
			}
		];
	} finally {
		senders.disconnect();
		closing.close();
		await program.remove();
	}
}

/** Asks every few milliseconds whether the program lives, on a connection of its own. @returns milliseconds of each */
async function waitsOf(base: string, milliseconds: number): Promise<number[]> {
	const waits: number[] = [];
	const until = performance.now() + milliseconds;
	while (performance.now() < until) {
		const began = performance.now();
		const answer = await fetch(`${base}/health/live`);
		await answer.text();
		if (!answer.ok) throw new Error(`answered with ${answer.status}`);
		waits.push(performance.now() - began);
		await pause(EVERY);
	}
	return waits;
}
