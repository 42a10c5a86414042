import { execFileSync } from 'node:child_process';
import { startProgram } from '../running-program';
import { round, type Result } from './result';

const STARTS = 5;
const READY_BY = 3_000;

/** Starting again with existing data, until it is ready: PostgreSQL, the logs, the pages; against Node alone. */
export async function run(): Promise<Result[]> {
	const program = await startProgram();
	try {
		const took: number[] = [];
		const bare: number[] = [];
		for (let i = 0; i < STARTS; i += 1) {
			await program.stop();
			took.push(await program.start());
			const began = performance.now();
			execFileSync(process.execPath, ['-e', '']);
			bare.push(performance.now() - began);
		}
		const [ready, node] = [middle(took), middle(bare)];
		return [
			{
				case: 'start: milliseconds until a second start is ready, against Node alone',
				value: round(ready),
				bound: round(node),
				ratio: round(ready / node),
				aim: `≤ ${READY_BY} ms`,
				ok: ready <= READY_BY,
				extra: { slowest: round(Math.max(...took)) }
			}
		];
	} finally {
		await program.remove();
	}
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
