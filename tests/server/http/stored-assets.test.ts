import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoredAssets } from '$lib/server/platform/http/stored-assets';
import { startProgram } from '../../running-program';
import { localServer } from '../ingest/local-server';

const DAY = 86_400_000;
const IMMUTABLE = 'client/_app/immutable';

let tempRoot: string;
beforeEach(() => {
	tempRoot = mkdtempSync(join(tmpdir(), 'voelspriet-assets-'));
});
afterEach(() => {
	rmSync(tempRoot, { recursive: true, force: true, maxRetries: 5 });
});

/** A build with these files for browsers. */
function made(name: string, files: Record<string, string>): string {
	const folder = join(tempRoot, name);
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

/** The status and text for a path, sent unchanged: `fetch` would resolve `..` first. */
async function ask(assets: StoredAssets, path: string, method = 'GET'): Promise<[number | undefined, string]> {
	const server = await localServer((incoming, response) => {
		assets.answer(incoming, response, () => response.writeHead(404).end('SvelteKit'));
	});
	const answer = await new Promise<[number | undefined, string]>((done, fail) => {
		request({ port: server.port, path, method }, (response) => {
			let text = '';
			response.on('data', (piece: Buffer) => (text += piece.toString()));
			response.on('end', () => {
				done([response.statusCode, text]);
			});
		})
			.on('error', fail)
			.end();
	});
	await server.stop();
	return answer;
}

test('files of an earlier build are served until no program has had them for fourteen days', async () => {
	const store = join(tempRoot, 'kept');
	const build = made('first', { 'chunks/a.1.js': 'one', 'chunks/a.1.js.br': '', 'b.css': 'b' });
	const first = new StoredAssets(build, store);
	const second = new StoredAssets(made('second', { 'chunks/a.2.js': 'two', 'b.css': 'b' }), store);
	const old = '/_app/immutable/chunks/a.1.js';

	const start = Date.now();
	await first.refresh(new Date(start));
	await first.refresh(new Date(start + 100 * DAY)); // it ran for long
	expect(readdirSync(join(store, 'chunks'))).toEqual(['a.1.js']);
	expect(statSync(join(store, 'b.css')).mode & 0o777).toBe(0o600);
	await second.refresh(new Date(start + 101 * DAY));
	expect(await ask(second, old)).toEqual([200, 'one']);
	expect(await ask(second, old, 'HEAD')).toEqual([200, '']);
	expect(await ask(second, old, 'POST')).toEqual([404, 'SvelteKit']);
	expect(await ask(first, old), 'its own is for SvelteKit').toEqual([404, 'SvelteKit']);
	expect(await ask(first, '/_app/immutable/chunks/a.2.js'), 'of a later one').toEqual([200, 'two']);

	await second.refresh(new Date(start + 115 * DAY));
	expect(await ask(second, old)).toEqual([404, 'SvelteKit']);
	expect(readdirSync(store, { recursive: true }).sort()).toEqual(['b.css', 'chunks', 'chunks/a.2.js']);
});

test('a truncated copy is made again', async () => {
	const storedFolder = made('kept', { 'a.js': 'o' });
	await new StoredAssets(made('first', { 'a.js': 'one' }), storedFolder).refresh();
	expect(await ask(new StoredAssets(made('second', { 'b.js': '' }), storedFolder), '/_app/immutable/a.js')).toEqual([
		200,
		'one'
	]);
});

test('nothing outside the folder is served', async () => {
	made('', { 'secret.js': 'secret', 'kept/.hidden.js': 'hidden' });
	const assets = new StoredAssets(made('build', { 'a.js': '' }), join(tempRoot, 'kept'));
	await assets.refresh();
	for (const path of [
		'../secret.js',
		'%2e%2e/secret.js',
		'..%2fsecret.js',
		'x/../../secret.js',
		'/secret.js',
		'.hidden.js'
	])
		expect(await ask(assets, `/_app/immutable/${path}`), path).toEqual([404, 'SvelteKit']);
});

test('a page that was opened before an upgrade still loads its code', async () => {
	expect(spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' }).status).toBe(0);
	const files = readdirSync(join('build', IMMUTABLE), { recursive: true, encoding: 'utf8' });
	const kinds = new Set(files.map((name) => extname(name)).filter((kind) => !['', '.br', '.gz'].includes(kind)));
	expect([...kinds].sort(), 'each has a type in stored-assets.ts').toEqual(['.css', '.js']);
	const old = files.find((name) => /^chunks.*\.js$/.test(name)) ?? '';

	// The later program is this one without that file.
	const root = join(tempRoot, 'later');
	cpSync('build', join(root, 'build'), { recursive: true });
	cpSync('package.json', join(root, 'package.json'));
	symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'), 'junction');
	for (const ending of ['', '.br', '.gz']) rmSync(join(root, 'build', IMMUTABLE, old + ending), { force: true });

	const dataDir = join(tempRoot, 'data');
	const before = await startProgram({ dataDir });
	const inPage = await fetch(`${before.base}/_app/immutable/${old}`);
	const code = await inPage.text();
	await vi.waitFor(() => {
		expect(existsSync(join(dataDir, 'assets', old))).toBe(true);
	}, 20_000);
	await before.remove();

	const after = await startProgram({ dataDir, root });
	const answer = await fetch(`${after.base}/_app/immutable/${old}`);
	expect(answer.status).toBe(200);
	expect(await answer.text()).toBe(code);
	for (const name of ['content-type', 'cache-control', 'x-content-type-options'])
		expect(answer.headers.get(name), name).toBe(inPage.headers.get(name));
	expect((await fetch(`${after.base}/_app/immutable/chunks/none.js`)).status).toBe(404);
	await after.remove();
}, 300_000);
