import { setTimeout as pause } from 'node:timers/promises';
import { found, type Found, type RunOptions } from '../fault-case';
import { FaultSetup } from '../world/world';

/**
 * 27. Two processes on one database with people at both; one is killed, or frozen and thawed. Whoever is at the other
 * goes on, and everything has one effect.
 */
export const oneOfTwo =
	(how: 'killed' | 'frozen') =>
	async ({ rounds, makeDatabase }: RunOptions): Promise<Found> => {
		const world = await FaultSetup.open({ databaseUrl: await makeDatabase(), people: 6, processes: 2 });
		const stop = new AbortController();
		try {
			const [, second] = world.programs;
			if (!second) throw new Error('two processes are needed');
			const there = world.people.filter((_, i) => i % 2 === 1);
			for (const person of there) person.browser.base = second.base;
			await world.follow(there[0], second.base);
			await world.follow();
			const working = world.work(stop.signal, { posts: 100, labels: 2 });
			const recovery: number[] = [];
			const faults: string[] = [];
			for (let round = 0; round < rounds; round += 1) {
				await world.recorder.nextSaved();
				if (how === 'killed') await world.program.kill();
				else process.kill(world.program.pid, 'SIGSTOP');
				const began = performance.now();
				await savedBy(world, new Set(there.map(({ id }) => id as string)));
				recovery.push(Math.round(performance.now() - began));
				await pause(2_000);
				if (how === 'killed') await world.start();
				else process.kill(world.program.pid, 'SIGCONT');
				await pause(1_000);
			}
			stop.abort();
			await working;
			if (recovery.some((time) => time > 20_000)) faults.push('whoever was at the other waited more than 20 s');
			const compared = await world.compare();
			return found(rounds, { ...compared, faults: [...faults, ...compared.faults] }, recovery);
		} finally {
			process.kill(world.program.pid, 'SIGCONT');
			stop.abort();
			await world.close();
		}
	};

/** Waits until one of these people is answered from now on; at most a minute. */
async function savedBy(world: FaultSetup, people: ReadonlySet<string>): Promise<void> {
	const began = performance.now();
	const isSaved = (): boolean =>
		[...world.recorder.commands.values()].some(
			({ by, invoked, told }) => told.kind === 'saved' && invoked > began && people.has(by)
		);
	while (!isSaved()) {
		if (performance.now() - began > 60_000) throw new Error('nobody at the other process is answered');
		await pause(50);
	}
}
