import { setTimeout as pause } from 'node:timers/promises';
import { underWork } from './under-work';

/** 1. The program dies as by a power cut, and is started again. */
export const killed = underWork({
	setup: { databaseUrl: null },
	within: 5_000,
	async break(setup) {
		await setup.program.kill();
		await setup.start();
	}
});

/** 2. The program gets SIGTERM: it finishes what is under way. */
export const stopped = underWork({
	setup: { databaseUrl: null },
	within: 5_000,
	async break(setup) {
		const took = await setup.program.stop();
		if (took > 10_000) throw new Error(`stopping took ${String(took)} ms`);
		await setup.start();
	}
});

/** The program is frozen, as on a machine that is paused, and goes on. */
export const frozen = underWork({
	setup: {},
	within: 10_000,
	async break({ program }, round) {
		process.kill(program.pid, 'SIGSTOP');
		await pause(round % 4 === 3 ? 15_000 : 2_000);
		process.kill(program.pid, 'SIGCONT');
	}
});
