import { once } from 'node:events';
import { HEARTBEAT_EVERY } from '$lib/domain/realtime';
import { ask, delays, desk, desksOf, startServer } from './desk';
import type { DeskCommand, DeskMeasurements } from './desk-server';
import { percentile, round, type Result } from './result';

const DESKS = 200;
const BASELINE = { perSecond: 20, seconds: 15 } as const;
const FLOOD = { perSecond: 2_000, seconds: 60 } as const;
const COMMANDS_PER_SECOND = 10;
const REPLAYS_PER_SECOND = 20;
const REPLAY_SECONDS = 4;
const MAX_RATIO = 3;
const MAX_MILLISECONDS = 300;

interface FloodRun {
	/** To each desk, per second. */
	readonly bytes: number;
	/** Microseconds of server time per desk per second: the cost of sending as many frames, of the size they had then. */
	readonly processor: number;
	readonly missing: number;
	readonly commands: readonly number[];
	readonly took: readonly number[];
	readonly heldUp: number;
}

/**
 * Two thousand posts a second to two hundred desks, against twenty: a frame has a maximum size, so the cost of a desk
 * stays about the same.
 */
export async function run(server: string): Promise<Result[]> {
	const child = startServer(server);
	try {
		const [{ port, log }] = (await once(child, 'message')) as [{ port: number; log: string }];
		await ask(child, { ask: 'flood', perSecond: 200, seconds: 3 }); // warms up the compiler

		const measure = async ({ perSecond, seconds }: { perSecond: number; seconds: number }): Promise<FloodRun> => {
			const command: DeskCommand = { ask: 'flood', perSecond, seconds, commandsPerSecond: COMMANDS_PER_SECOND };
			const desks = await desksOf(DESKS, () => desk(port, log));
			const before = desks.map((each) => each.bytes());
			const answer: DeskMeasurements = await ask(child, command);
			await new Promise((done) => setTimeout(done, HEARTBEAT_EVERY / 2));
			const bytes = desks.reduce((sum, each, i) => sum + each.bytes() - (before[i] ?? 0), 0);
			const took = delays(answer, desks);
			const frames = desks.reduce((sum, { received }) => sum + received.length, 0) / DESKS / seconds;
			const replayed = await ask(child, {
				ask: 'replay',
				perSecond: REPLAYS_PER_SECOND,
				seconds: REPLAY_SECONDS,
				by: 'socket'
			});
			for (const each of desks) each.close();
			return {
				bytes: bytes / DESKS / seconds,
				processor: ((replayed.processor * 1000) / DESKS / replayed.sent.length) * frames,
				missing: answer.posts.length * DESKS - took.length,
				commands: answer.commands,
				took,
				heldUp: answer.heldUp
			};
		};
		const calm = await measure(BASELINE);
		const flood = await measure(FLOOD);
		const p99 = percentile(flood.commands, 0.99);
		return [
			{
				case: `flood: bytes a second to each of ${DESKS} desks at ${FLOOD.perSecond} posts/s, against ${BASELINE.perSecond} posts/s`,
				value: Math.round(flood.bytes),
				bound: Math.round(calm.bytes),
				ratio: round(flood.bytes / calm.bytes),
				aim: `≤ ${MAX_RATIO}×, none missing`,
				ok: flood.bytes / calm.bytes <= MAX_RATIO && flood.missing === 0,
				extra: {
					missing: flood.missing,
					postToDeskP50: round(percentile(flood.took, 0.5)),
					postToDeskP99: round(percentile(flood.took, 0.99))
				}
			},
			{
				case: `flood: processor microseconds a second for each of ${DESKS} desks, against ${BASELINE.perSecond} posts/s`,
				value: round(flood.processor),
				bound: round(calm.processor),
				ratio: round(flood.processor / calm.processor),
				aim: `≤ ${MAX_RATIO}×`,
				ok: flood.processor / calm.processor <= MAX_RATIO
			},
			{
				case: `flood: p99 in milliseconds until a command is acknowledged at ${FLOOD.perSecond} posts/s, against ${BASELINE.perSecond} posts/s`,
				value: round(p99),
				bound: round(percentile(calm.commands, 0.99)),
				ratio: round(p99 / percentile(calm.commands, 0.99)),
				aim: `≤ ${MAX_MILLISECONDS} ms`,
				ok: p99 <= MAX_MILLISECONDS,
				extra: {
					p50: round(percentile(flood.commands, 0.5)),
					heldUpP99: round(flood.heldUp),
					slowest: round(percentile(flood.commands, 1))
				}
			}
		];
	} finally {
		child.disconnect();
		await once(child, 'exit');
	}
}
