import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseRunner } from '$lib/server/platform/database/embedded/runner';
import { ensureBuilt } from '../built';

/**
 * The steps of the Containerfile in a clean folder, as near as possible without a container: its commands, its
 * settings, its files and no others, an ordinary user. Not tested: the base image, and installing from the network
 * (packages and build are those of this folder; a fresh clone installs and builds in continuous integration).
 */
const steps = readFileSync('Containerfile', 'utf8')
	.split('\n')
	.flatMap((line) => {
		const [, step, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
		return step === undefined || rest === undefined ? [] : [{ step, rest }];
	});
const all = (step: string): string[] => steps.filter((one) => one.step === step).map(({ rest }) => rest);
let folder: string;

beforeAll(() => {
	ensureBuilt();
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-container-'));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** What `COPY . .` takes along: the files of the project without what .containerignore names. */
function contextFiles(): string[] {
	const ignored = readFileSync('.containerignore', 'utf8').split('\n').filter(Boolean);
	const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
		.split('\n')
		.filter(Boolean);
	return files.filter(
		(file) => existsSync(file) && !ignored.some((name) => file === name || file.startsWith(`${name}/`))
	);
}
/** Links instead of copies where both are on one disk. */
function copyTree(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	if (spawnSync('cp', ['-al', from, to]).status !== 0) {
		rmSync(to, { recursive: true, force: true });
		cpSync(from, to, { recursive: true, verbatimSymlinks: true });
	}
}

/** Whether this machine lets us create a mount namespace: root on Linux may. */
const canRunReadOnly = spawnSync('unshare', ['--mount', 'setpriv', '--version']).status === 0;
/**
 * The command that runs a program as that user with only its data folder writable, as with `read_only` in compose.yaml.
 * It exits with 9 when the image turns out to be writable.
 */
function readOnlyCommand(
	program: string,
	args: readonly string[],
	{ data, image, user }: { data: string; image: string; user: { uid: number; gid: number } | null }
): [string, string[]] {
	const script = [
		'mount --bind "$1" "$1" && mount --bind "$2" "$2" && mount -o remount,bind,ro "$2" && mount -o remount,bind,ro /',
		'if touch "$2/x" 2>/dev/null || touch /x 2>/dev/null; then exit 9; fi',
		'cd "$2" && shift 2 && exec "$@"'
	].join(' || exit 8\n');
	const as = user ? ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
	return ['unshare', ['--mount', 'sh', '-c', script, 'sh', data, image, ...as, program, ...args]];
}

test('the steps of the Containerfile produce a program that runs with nothing else beside it, as an ordinary user', async () => {
	const [app, image] = [join(folder, 'build stage'), join(folder, 'image')];
	for (const file of contextFiles()) {
		mkdirSync(dirname(join(app, file)), { recursive: true });
		cpSync(file, join(app, file));
	}
	copyTree('node_modules', join(app, 'node_modules'));
	// npm rewrites this file in place: with a link it would change ours.
	const list = join(app, 'node_modules/.package-lock.json');
	rmSync(list);
	cpSync('node_modules/.package-lock.json', list);
	copyTree('build', join(app, 'build'));
	cpSync('.svelte-kit/tsconfig.json', join(app, '.svelte-kit/tsconfig.json'));
	const runs = all('RUN');
	const stage = steps.findLastIndex(({ step }) => step === 'FROM');
	const inStage = steps.filter(({ step }, at) => step === 'RUN' && at < stage).map(({ rest }) => rest);
	expect(inStage).toHaveLength(2);
	for (const command of inStage) {
		const done = spawnSync('sh', ['-c', command], {
			cwd: app,
			encoding: 'utf8',
			env: { ...process.env, npm_config_offline: 'true' }
		});
		expect(done, `${command}: ${done.stderr}`).toMatchObject({ status: 0 });
	}
	expect(existsSync(join(app, 'node_modules/eslint')), 'what only builds is gone').toBe(false);
	for (const copy of all('COPY').filter((each) => each.startsWith('--from=build '))) {
		const words = copy.split(' ').slice(1);
		const to = words.at(-1) ?? '';
		for (const from of words.slice(0, -1)) {
			const source = from.replace(/^\/app/, app);
			copyTree(source, to.endsWith('/') ? join(image, to, source.slice(source.lastIndexOf('/') + 1)) : join(image, to));
		}
	}

	const settings = Object.fromEntries(
		all('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=') as [string, string]))
	);
	expect(settings).toMatchObject({ HOST: '0.0.0.0', DATA_DIR: '/data' });
	expect(all('USER')).toEqual(['node']);
	expect(runs.at(-1)).toBe('mkdir -m 700 /data && chown node:node /data');
	const user = chooseRunner(join(folder, 'data'));
	mkdirSync(join(folder, 'data'), { mode: 0o700 });
	if (user) for (const path of [folder, join(folder, 'data')]) chownSync(path, user.uid, user.gid);
	const as = user ? { uid: user.uid, gid: user.gid } : {};
	const env = {
		PATH: process.env['PATH'],
		...settings,
		PORT: '0',
		DATA_DIR: join(folder, 'data'),
		ORIGIN: 'http://127.0.0.1:3000'
	};
	const [command = '', ...args] = JSON.parse(all('CMD').at(-1) ?? '[]') as string[];
	expect(command).toBe('node');
	const program = canRunReadOnly
		? spawn(...readOnlyCommand(process.execPath, args, { data: join(folder, 'data'), image, user }), { cwd: '/', env })
		: spawn(process.execPath, args, { cwd: image, env, ...as });
	try {
		let output = '';
		const base = await new Promise<string>((done, fail) => {
			const hear = (piece: Buffer): void => {
				output += piece.toString();
				const address = /^Voelspriet: http:\/\/\S+:(\d+)/m.exec(output);
				if (address) done(`http://127.0.0.1:${address[1] ?? ''}`);
			};
			program.stdout.on('data', hear);
			program.stderr.on('data', hear);
			program.once('exit', () => fail(new Error(output)));
		});
		expect((await fetch(`${base}/health/ready`)).status).toBe(200);
		const page = await fetch(`${base}/`, { headers: { host: '127.0.0.1:3000' } });
		expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Voelspriet') as string]);
		const [, check = '[]'] = /CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0] ?? '') ?? [];
		const [, ...health] = JSON.parse(check) as string[];
		expect(spawnSync(process.execPath, health, { env: { PORT: new URL(base).port } }).status).toBe(0);
		expect(spawnSync(process.execPath, health, { env: { PORT: '1' } }).status).toBe(1);
		if (user) expect(lstatSync(join(folder, 'data', 'secret')).uid).toBe(user.uid);
		const ended = new Promise<number | null>((done) => program.once('exit', done));
		program.kill((all('STOPSIGNAL')[0] ?? '') as NodeJS.Signals);
		expect(await ended).toBe(0);
	} finally {
		program.kill('SIGKILL');
	}
});
