// Runs the benchmark: its cases, or those that are named.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root, runBundled } from './run-bundled.mjs';

const cases = join(root, 'tests', 'bench');
const threads = join(root, 'src', 'lib', 'server', 'analysis', 'worker');

process.exitCode = await runBundled(
	'bench',
	{
		'analysis-worker': join(threads, 'analysis-worker.ts'),
		'story-worker': join(threads, 'story-worker.ts'),
		...Object.fromEntries(
			readdirSync(cases)
				.filter((name) => name.endsWith('.ts'))
				.map((name) => [basename(name, '.ts'), join(cases, name)])
		)
	},
	{ NODE_ENV: 'production' }
);
