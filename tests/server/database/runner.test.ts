import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseRunner, plainEnvironment } from '$lib/server/platform/database/embedded/runner';

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';
/** Whether this machine lets us have an /etc of our own for one process. */
const hasOwnEtc =
	isRoot && spawnSync('unshare', ['--mount', 'sh', '-c', 'mount --bind /tmp /mnt'], { stdio: 'ignore' }).status === 0;

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-runner-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

const nobody = (): number => Number(/^nobody:[^:]*:(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[1] ?? 65_534);

test.runIf(isRoot)('a cluster owned by a user of its own keeps that user; one owned by nobody goes to another', () => {
	const cluster = join(folder, 'postgresql-18');
	mkdirSync(cluster);
	chownSync(cluster, 4_242, 4_242);
	expect(chooseRunner(cluster)).toEqual({ name: '4242', uid: 4_242, gid: 4_242 });
	chownSync(cluster, nobody(), nobody());
	expect(['voelspriet', 'postgres']).toContain(chooseRunner(cluster)?.name);
});

/** Asks for a runner as root on a machine with these users, where the tools that make users are there or not. */
function chosenOn(users: string, hasTools: boolean): { output: string; users: string } {
	const etc = join(mkdtempSync(join(folder, 'machine-')), 'etc');
	cpSync('/etc', etc, {
		recursive: true,
		verbatimSymlinks: true,
		filter: (path) => !/^\/etc\/(ssl|ssh|alternatives)\//.test(path)
	});
	for (const name of ['passwd', 'group', 'shadow', 'gshadow']) {
		const lines = readFileSync(join(etc, name), 'utf8')
			.split('\n')
			.filter((line) => /^(root|nobody|daemon|nogroup):/.test(line));
		writeFileSync(join(etc, name), `${[...lines, ...(name === 'passwd' ? [users].filter(Boolean) : [])].join('\n')}\n`);
	}
	const script = join(folder, 'ask.ts');
	writeFileSync(
		script,
		`import { chooseRunner } from ${JSON.stringify(join(process.cwd(), 'src/lib/server/platform/database/embedded/runner.ts'))};
		try { console.log(chooseRunner('/nowhere')?.name); } catch (error) { console.log((error as Error).message); }`
	);
	const hide = hasTools
		? ''
		: 'for t in useradd adduser; do p=$(command -v $t) && mount --bind /bin/false "$(readlink -f "$p")"; done;';
	const ran = spawnSync(
		'unshare',
		[
			'--mount',
			'sh',
			'-c',
			`${hide} mount --bind "$1" /etc && exec "$2" --import tsx "$3"`,
			'sh',
			etc,
			process.execPath,
			script
		],
		{ encoding: 'utf8', env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } }
	);
	return { output: ran.stdout.trim() || ran.stderr, users: readFileSync(join(etc, 'passwd'), 'utf8') };
}

test.runIf(hasOwnEtc)(
	'on a bare system a user without a shell is created; where that is impossible one sentence says so',
	() => {
		const bare = chosenOn('', true);
		expect(bare.output).toBe('voelspriet');
		expect(bare.users).toMatch(/^voelspriet:x?:\d+:\d+:.*nologin$/m);
		expect(chosenOn('postgres:x:101:104::/nonexistent:/bin/false', true).output).toBe('postgres');
		const none = chosenOn('', false);
		expect(none.output).toMatch(
			/^PostgreSQL refuses to run as root, and no system user "voelspriet" could be made to run it: make one \(useradd --system voelspriet\)/
		);
	}
);

test('the environment passed to PostgreSQL contains no settings', () => {
	process.env['VOELSPRIET_TEST_SECRET'] = 'hunter2';
	try {
		const passed = plainEnvironment();
		expect(passed['PATH']).toBe(process.env['PATH']);
		expect(JSON.stringify(passed)).not.toContain('hunter2');
		for (const name of Object.keys(passed)) expect(name).not.toMatch(/SECRET|KEY|TOKEN|URL|PASSWORD|^PG/i);
	} finally {
		delete process.env['VOELSPRIET_TEST_SECRET'];
	}
});
