// Runs the benchmark from a bundle, made as the program's own is: what production runs is measured, not what a
// development tool makes of it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { bundledDriver, postgresDriver } from './postgres-driver.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cases = join(root, 'tests', 'bench');
const results = join(root, 'tests', 'results');

mkdirSync(results, { recursive: true });
// Within the project, so that packages and migrations are found.
const folder = mkdtempSync(join(results, 'bench-'));
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
				input: {
					'analysis-worker': join(root, 'src/lib/server/analysis/worker/analysis-worker.ts'),
					'story-worker': join(root, 'src/lib/server/analysis/worker/story-worker.ts'),
					...Object.fromEntries(
						readdirSync(cases)
							.filter((name) => name.endsWith('.ts'))
							.map((name) => [basename(name, '.ts'), join(cases, name)])
					)
				},
				output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
			}
		}
	});
	process.exitCode = await run();
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** @returns {Promise<number>} what the benchmark ended with */
function run() {
	const child = spawn(process.execPath, [join(folder, 'run.js'), ...process.argv.slice(2)], {
		cwd: root,
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: 'inherit'
	});
	return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}
