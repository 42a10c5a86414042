import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { renderAll } from './render-stored';

const root = process.cwd();
const folders: string[] = [];
const printed: Record<string, string>[] = [];

/** Builds the renderer as the program is built, in a separate folder, and renders everything in a separate process. */
async function buildAndRender(): Promise<Record<string, string>> {
	// Within the project, so that packages are found.
	mkdirSync(join(root, 'tests', 'results'), { recursive: true });
	const folder = mkdtempSync(join(root, 'tests', 'results', 'renderer-'));
	folders.push(folder);
	await build({
		root,
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		plugins: [svelte({ configFile: false })],
		resolve: { alias: { $lib: join(root, 'src', 'lib') } },
		build: { ssr: join(root, 'tests/server/report/render-stored.ts'), outDir: folder, target: 'node20' }
	});
	const env = { ...process.env, NODE_ENV: 'production' };
	const output = execFileSync(process.execPath, [join(folder, 'render-stored.js'), 'print'], {
		cwd: root,
		env,
		maxBuffer: 2 ** 26
	});
	return z.record(z.string(), z.string()).parse(JSON.parse(output.toString()));
}

beforeAll(async () => {
	for (let i = 0; i < 2; i += 1) printed.push(await buildAndRender());
});
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true });
});

test('two builds of the same source, in two processes, give identical bytes', () => {
	const [first, second] = printed;
	expect(Object.keys(first ?? {}).length).toBeGreaterThan(30);
	expect(second).toEqual(first);
});

test('what is stored in a build is the same as in a test', () => {
	const own = Object.entries(renderAll()).filter(([name]) => !name.startsWith('page '));
	expect(Object.fromEntries(own)).toEqual(
		Object.fromEntries(Object.entries(printed[0] ?? {}).filter(([name]) => !name.startsWith('page ')))
	);
});

test('a page with the longest report and its style is at most 100 KiB', () => {
	const sizes = Object.entries(printed[0] ?? {}).map(([name, text]): [string, number] => [
		name,
		Buffer.byteLength(text)
	]);
	expect(sizes.filter(([, bytes]) => bytes > 100 * 1_024)).toEqual([]);
	expect(Math.max(...sizes.map(([, bytes]) => bytes))).toBeGreaterThan(60_000);
});
