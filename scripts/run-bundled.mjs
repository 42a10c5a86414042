// Runs the benchmark and the long fault tests from a bundle that is made like the program's own, so that they measure
// what production runs, with the patched driver.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { patched, patches } from './patches.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles these files and runs the one that is named `run`.
 * @param {string} name of the bundle's folder, in tests/results
 * @param {Record<string, string>} input files by their names in the bundle
 * @returns {Promise<number>} its exit code
 */
export async function runBundled(name, input, env = {}) {
	const results = join(root, 'tests', 'results');
	mkdirSync(results, { recursive: true });
	// Within the project, so that packages and migrations are found.
	const folder = mkdtempSync(join(results, `${name}-`));
	try {
		await build({
			root,
			configFile: false,
			logLevel: 'warn',
			plugins: [patches(), svelte({ configFile: false })],
			ssr: patched,
			publicDir: false,
			resolve: { alias: { $lib: join(root, 'src', 'lib') } },
			build: {
				ssr: true,
				outDir: folder,
				target: 'node20',
				rolldownOptions: {
					input,
					output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
				}
			}
		});
		return await run([join(folder, 'run.js')], env);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Runs Node.js with these arguments and those of the command line.
 * @param {string[]} args @returns {Promise<number>} its exit code
 */
export function run(args, env = {}) {
	const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: 'inherit'
	});
	return new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}
