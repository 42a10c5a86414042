import { setTimeout as pause } from 'node:timers/promises';
import { FindingId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { BenchProgram, rawPosts } from './bench-program';
import { exponent, percentile, round, type Result } from './result';

const SIZES = [100, 400, 1_600] as const;
const TIMES = 5;
const TURN = 25;
const MAX_MILLISECONDS = 50;
const COMMANDS_PER_SECOND = 50;
const POSTS_PER_SECOND = 200;
const SECONDS = 10;
const SENDERS = 16;
const PER_SECOND = 1_500;
const ROUNDS = 4;

const raise = (bench: BenchProgram, log: IncidentId) =>
	bench.send(log, 'need.raise', {
		id: FindingId.parse(newId()),
		text: `Gaat school ${newId()} morgen dicht?`,
		offline: 'telefoon',
		seenIn: null
	});

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

/** One after the other. */
async function each(count: number, work: () => Promise<unknown>): Promise<number[]> {
	const took: number[] = [];
	for (let i = 0; i < count; i += 1) took.push(await timed(work));
	return took;
}

/** At a fixed pace, whether or not the previous one was answered: the time spent in the queue is measured too. */
async function paced(perSecond: number, seconds: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
	const began = performance.now();
	const running: Promise<number>[] = [];
	for (let i = 0; i < perSecond * seconds; i += 1) {
		const due = began + (i * 1000) / perSecond;
		if (due > performance.now()) await pause(due - performance.now());
		running.push(timed(() => work(i)));
	}
	return Promise.all(running);
}

/** Concurrent senders, each of which waits for its answer before it sends again. */
class SenderGroup {
	readonly took: number[] = [];
	#milliseconds = 0;

	async run(work: () => Promise<unknown>): Promise<void> {
		const began = performance.now();
		const all = await Promise.all(Array.from({ length: SENDERS }, () => each(2 * TURN, work)));
		this.#milliseconds += performance.now() - began;
		this.took.push(...all.flat());
	}
	get perSecond(): number {
		return (this.took.length / this.#milliseconds) * 1000;
	}
}

/** Command → acknowledged, against begin, one row, commit; without and with incoming posts. */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	try {
		const { log, source } = await bench.open();
		await bench.sql`create table bound (id uuid primary key, text text not null)`;
		const text = 'x'.repeat(300);
		const commit = () => bench.sql.begin((tx) => tx`insert into bound values (${newId()}, ${text})`);
		await each(100, commit);
		await each(100, () => raise(bench, log));

		const sizes: number[][] = [];
		const rows: number[] = [];
		// Alternating, so that other work on the machine affects both alike.
		for (const size of SIZES) {
			const took: number[] = [];
			for (let done = 0; done < size; done += TURN) {
				took.push(...(await each(TURN, () => raise(bench, log))));
				rows.push(...(await each(TURN, commit)));
			}
			sizes.push(took);
		}
		const alone = percentile(sizes.flat(), 0.5);
		const one = percentile(rows, 0.5);
		const totals = sizes.map((took) => took.reduce((sum, milliseconds) => sum + milliseconds, 0));

		const posts = rawPosts(POSTS_PER_SECOND * SECONDS, 7);
		const [busy, arrived] = await Promise.all([
			paced(COMMANDS_PER_SECOND, SECONDS, () => raise(bench, log)),
			paced(POSTS_PER_SECOND, SECONDS, (i) => bench.ingest.ingest(log, source, posts.slice(i, i + 1)))
		]);
		const [many, manyRows]: [SenderGroup, SenderGroup] = [new SenderGroup(), new SenderGroup()];
		for (let round = 0; round < ROUNDS; round += 1) {
			await many.run(() => raise(bench, log));
			await manyRows.run(commit);
		}
		return [
			{
				case: 'command: milliseconds until acknowledged (p50), against begin, one row of 300 bytes, commit',
				value: round(alone),
				bound: round(one),
				ratio: round(alone / one),
				aim: `≤ ${TIMES}×`,
				ok: alone / one <= TIMES,
				extra: {
					p99: round(percentile(sizes.flat(), 0.99)),
					p50of1x: round(percentile(sizes[0] ?? [], 0.5)),
					p50of4x: round(percentile(sizes[1] ?? [], 0.5)),
					p50of16x: round(percentile(sizes[2] ?? [], 0.5)),
					exponent: exponent(totals[0] ?? 1, totals[2] ?? 1)
				}
			},
			{
				case: `command: p99 in milliseconds at ${COMMANDS_PER_SECOND}/s with ${POSTS_PER_SECOND} posts/s coming in`,
				value: round(percentile(busy, 0.99)),
				bound: round(percentile(rows, 0.99)),
				ratio: round(percentile(busy, 0.99) / percentile(rows, 0.99)),
				aim: `≤ ${MAX_MILLISECONDS} ms`,
				ok: percentile(busy, 0.99) <= MAX_MILLISECONDS,
				extra: {
					p50: round(percentile(busy, 0.5)),
					postStoredP50: round(percentile(arrived, 0.5)),
					postStoredP99: round(percentile(arrived, 0.99))
				}
			},
			{
				case: `command: per second, ${SENDERS} at once on one incident, against as many rows, each its own transaction`,
				value: round(many.perSecond),
				bound: round(manyRows.perSecond),
				ratio: round(many.perSecond / manyRows.perSecond),
				aim: `≥ ${PER_SECOND}/s`,
				ok: many.perSecond >= PER_SECOND,
				extra: { p50: round(percentile(many.took, 0.5)), p99: round(percentile(many.took, 0.99)) }
			}
		];
	} finally {
		await bench.stop();
	}
}
