import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
import { BenchProgram, rawPosts } from './bench-program';
import { processor } from './result';

/**
 * One of the processes of `two-processes.ts`: feeds an incident from five sources that each hand over 500 posts and wait
 * until they are stored. It sends `ready`, and after each order its processor time.
 */
const Order = z.object({
	incident: IncidentId,
	sources: z.array(SourceId),
	/** Of these posts it delivers `count`, from `from` on. */
	seed: z.number(),
	of: z.number(),
	from: z.number(),
	count: z.number()
});
export type Order = z.infer<typeof Order>;

const BATCH = 500;

const bench = await BenchProgram.on(process.argv[2] ?? '');
const answer = (message: object): void => void process.send?.(message);

async function deliver({ incident, sources, seed, of, from, count }: Order): Promise<void> {
	const posts = rawPosts(of, seed).slice(from, from + count);
	while (!bench.logs.has(incident) || !sources.every((id) => bench.logs.state(incident)?.sources.has(id)))
		await pause(10);
	answer({ is: 'prepared' });
	await new Promise<void>((go) => process.once('message', () => go()));
	const used = processor();
	let next = 0;
	await Promise.all(
		sources.map(async (source) => {
			while (next < count) await bench.ingest.ingest(incident, source, posts.slice(next, (next += BATCH)));
		})
	);
	answer({ is: 'done', own: processor() - used });
}

const takeOrder = (): void =>
	void process.once('message', (message) => {
		if (message === 'end') void bench.stop().then(() => process.exit(0));
		else void deliver(Order.parse(message)).then(takeOrder);
	});
takeOrder();
answer({ is: 'ready' });
