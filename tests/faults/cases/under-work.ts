import { setTimeout as pause } from 'node:timers/promises';
import { numbersFrom } from '../../bench/made-up-posts';
import { found, type Found, type RunOptions } from '../fault-case';
import { FaultSetup, type FaultSetupOptions } from '../world/world';

interface UnderWork {
	readonly world: Omit<FaultSetupOptions, 'databaseUrl'> & { databaseUrl?: null };
	/** Posts and labels (of each of five people) a second. */
	readonly pace?: { readonly posts?: number; readonly labels?: number };
	/** Breaks it, once; the fault is over when it settles. */
	readonly break: (world: FaultSetup, round: number, chance: () => number) => Promise<void>;
	/** The longest recovery that is allowed, in milliseconds. */
	readonly within: number;
	/** What else must hold in the end. */
	readonly after?: (world: FaultSetup) => Promise<readonly string[]> | readonly string[];
}

/**
 * A world at work, broken again and again at moments by chance, while two desks follow (one by socket, one that polls).
 * In the end everything that was said to be saved is compared with what is.
 */
export const underWork =
	({ world: options, pace = {}, break: breakOnce, within, after = () => [] }: UnderWork) =>
	async ({ rounds, seed, makeDatabase }: RunOptions): Promise<Found> => {
		const chance = numbersFrom(seed);
		const databaseUrl = options.databaseUrl === null ? null : await makeDatabase();
		const world = await FaultSetup.open({ ...options, databaseUrl });
		const stop = new AbortController();
		try {
			await world.follow();
			await world.follow(world.people[0], undefined, false);
			const working = world.work(stop.signal, pace);
			const recovery: number[] = [];
			const faults: string[] = [];
			for (let round = 0; round < rounds; round += 1) {
				await world.recorder.nextSaved();
				await pause(chance() * 400);
				await breakOnce(world, round, chance);
				recovery.push(await world.recovery());
			}
			stop.abort();
			await working;
			const late = recovery.filter((time) => time > within).length;
			if (late > 0)
				faults.push(`${String(late)} of ${String(rounds)} recoveries took longer than ${String(within)} ms`);
			if (!world.isAlive) faults.push(`the program ended: ${world.program.said.slice(-2000)}`);
			const compared = await world.compare();
			if (compared.posts === 0 || compared.commands === 0) faults.push('nothing was at work');
			const more = await after(world);
			return found(rounds, { ...compared, faults: [...faults, ...compared.faults, ...more] }, recovery);
		} finally {
			stop.abort();
			await world.close();
		}
	};
