import { setTimeout as pause } from 'node:timers/promises';
import { numbersFrom } from '../../bench/made-up-posts';
import { faultResult, type FaultResult, type RunOptions } from '../fault-case';
import { FaultSetup, type FaultSetupOptions } from '../setup/fault-setup';

interface UnderWork {
	readonly setup: Omit<FaultSetupOptions, 'databaseUrl'> & { databaseUrl?: null };
	/** Posts and labels (of each of five people) a second. */
	readonly pace?: { readonly posts?: number; readonly labels?: number };
	/** Breaks it, once; the fault is over when it settles. */
	readonly break: (setup: FaultSetup, round: number, chance: () => number) => Promise<void>;
	/** The longest recovery that is allowed, in milliseconds. */
	readonly within: number;
	/** Further checks at the end. @returns what is wrong */
	readonly after?: (setup: FaultSetup) => Promise<readonly string[]> | readonly string[];
}

/**
 * People and posts at work, broken again and again at random moments, while two desks follow (one by socket, one that
 * polls). In the end everything that was answered as saved is compared with what is stored.
 */
export const underWork =
	({ setup: options, pace = {}, break: breakOnce, within, after = () => [] }: UnderWork) =>
	async ({ rounds, seed, makeDatabase }: RunOptions): Promise<FaultResult> => {
		const chance = numbersFrom(seed);
		const databaseUrl = options.databaseUrl === null ? null : await makeDatabase();
		const setup = await FaultSetup.open({ ...options, databaseUrl });
		const stop = new AbortController();
		try {
			await setup.follow();
			await setup.follow(setup.people[0], undefined, false);
			const working = setup.work(stop.signal, pace);
			const recovery: number[] = [];
			const faults: string[] = [];
			for (let round = 0; round < rounds; round += 1) {
				await setup.recorder.nextSaved();
				await pause(chance() * 400);
				await breakOnce(setup, round, chance);
				recovery.push(await setup.recovery());
			}
			stop.abort();
			await working;
			const late = recovery.filter((time) => time > within).length;
			if (late > 0)
				faults.push(`${String(late)} of ${String(rounds)} recoveries took longer than ${String(within)} ms`);
			if (!setup.isAlive) faults.push(`the program ended: ${setup.program.output.slice(-2000)}`);
			const compared = await setup.compare();
			if (compared.posts === 0 || compared.commands === 0) faults.push('nothing was at work');
			const others = await after(setup);
			return faultResult(rounds, { ...compared, faults: [...faults, ...compared.faults, ...others] }, recovery);
		} finally {
			stop.abort();
			await setup.close();
		}
	};
