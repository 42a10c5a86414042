// Runs the tests of faults at length; with `--mutations` shows that each of them can fail.
import { join } from 'node:path';
import { root, run, runBundled } from './run-bundled.mjs';

const faults = join(root, 'tests', 'faults');

process.exitCode = process.argv.includes('--mutations')
	? await run(['--import', 'tsx', join(faults, 'mutate.ts')])
	: await runBundled('faults', { run: join(faults, 'run.ts') });
