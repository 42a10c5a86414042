import { setTimeout as pause } from 'node:timers/promises';
import { faultResult, type FaultResult, type RunOptions } from '../fault-case';
import { FaultSetup } from '../setup/fault-setup';

/**
 * 27. Two processes on one database with people at both; one is killed, or frozen and thawed. People at the other
 * go on, and everything has one effect.
 */
export const oneOfTwo =
	(how: 'killed' | 'frozen') =>
	async ({ rounds, makeDatabase }: RunOptions): Promise<FaultResult> => {
		const setup = await FaultSetup.open({ databaseUrl: await makeDatabase(), people: 6, processes: 2 });
		const stop = new AbortController();
		try {
			const [, second] = setup.programs;
			if (!second) throw new Error('two processes are needed');
			const others = setup.people.filter((_, i) => i % 2 === 1);
			for (const person of others) person.browser.base = second.base;
			await setup.follow(others[0], second.base);
			await setup.follow();
			const working = setup.work(stop.signal, { posts: 100, labels: 2 });
			const recovery: number[] = [];
			const faults: string[] = [];
			for (let round = 0; round < rounds; round += 1) {
				await setup.recorder.nextSaved();
				if (how === 'killed') await setup.program.kill();
				else process.kill(setup.program.pid, 'SIGSTOP');
				const began = performance.now();
				await waitForSavedBy(setup, new Set(others.map(({ id }) => id as string)));
				recovery.push(Math.round(performance.now() - began));
				await pause(2_000);
				if (how === 'killed') await setup.start();
				else process.kill(setup.program.pid, 'SIGCONT');
				await pause(1_000);
			}
			stop.abort();
			await working;
			if (recovery.some((time) => time > 20_000)) faults.push('somebody at the other waited more than 20 s');
			const compared = await setup.compare();
			return faultResult(rounds, { ...compared, faults: [...faults, ...compared.faults] }, recovery);
		} finally {
			process.kill(setup.program.pid, 'SIGCONT');
			stop.abort();
			await setup.close();
		}
	};

/** Waits until a command that one of these people sends from now on is saved; at most a minute. */
async function waitForSavedBy(setup: FaultSetup, people: ReadonlySet<string>): Promise<void> {
	const began = performance.now();
	const isSaved = (): boolean =>
		[...setup.recorder.commands.values()].some(
			({ by, invoked, outcome }) => outcome.kind === 'saved' && invoked > began && people.has(by)
		);
	while (!isSaved()) {
		if (performance.now() - began > 60_000) throw new Error('nobody at the other process is answered');
		await pause(50);
	}
}
