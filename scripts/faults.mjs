// Runs the tests of faults at length, from a bundle as the benchmark is: the program's own code and the edited driver.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { bundledDriver, postgresDriver } from './postgres-driver.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'tests', 'results');

mkdirSync(results, { recursive: true });
if (process.argv.includes('--mutations'))
	process.exit(await run(['--import', 'tsx', join(root, 'tests', 'faults', 'mutate.ts')]));
// Within the project, so that packages are found.
const folder = mkdtempSync(join(results, 'faults-'));
try {
	await build({
		root,
		configFile: false,
		logLevel: 'warn',
		plugins: [postgresDriver(), svelte({ configFile: false })],
		ssr: bundledDriver,
		publicDir: false,
		resolve: { alias: { $lib: join(root, 'src', 'lib') } },
		build: {
			ssr: true,
			outDir: folder,
			target: 'node20',
			rolldownOptions: {
				input: { run: join(root, 'tests', 'faults', 'run.ts') },
				output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
			}
		}
	});
	process.exitCode = await run([join(folder, 'run.js')]);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** @param {string[]} args @returns {Promise<number>} what it ended with */
function run(args) {
	const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
		cwd: root,
		stdio: 'inherit'
	});
	return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}
