import { setTimeout as pause } from 'node:timers/promises';
import { underWork } from './under-work';

/** 1. The program dies as by a power cut, and is started again. */
export const killed = underWork({
	world: { databaseUrl: null },
	within: 5_000,
	async break(world) {
		await world.program.kill();
		await world.start();
	}
});

/** 2. The program is told to end: what is under way is finished. */
export const told = underWork({
	world: { databaseUrl: null },
	within: 5_000,
	async break(world) {
		const took = await world.program.stop();
		if (took > 10_000) throw new Error(`stopping took ${String(took)} ms`);
		await world.start();
	}
});

/** The program stands still, as a machine that is paused, and goes on. */
export const frozen = underWork({
	world: {},
	within: 10_000,
	async break({ program }, round) {
		process.kill(program.pid, 'SIGSTOP');
		await pause(round % 4 === 3 ? 15_000 : 2_000);
		process.kill(program.pid, 'SIGCONT');
	}
});
