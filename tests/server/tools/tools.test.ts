import { spawn, spawnSync } from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statfsSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { lineOfHead, SigningKey } from '$lib/server/log/anchor/signed-head';
import { readSignedHeads } from '$lib/server/log/anchor/verify-heads';
import { migrate } from '$lib/server/platform/database/migrate';
import { checkSecret } from '$lib/server/platform/database/secret-check';
import { keepForgotten } from '$lib/server/records/backup/forgotten';
import { ensureBuilt } from '../../built';
import { filesIn } from '../../project-files';
import { mayMount, SmallDisk } from '../../small-disk';
import { emptyDatabase, sessionsBlockedBy, type FreshDatabase } from '../database';
import { scripts } from '../../../package.json';
import { usedInstallation, type UsedInstallation } from './used-installation';

/** Every command-line tool of the build, against an installation in use for some days. */
const key = new SigningKey('5a'.repeat(32));
const before = new SigningKey('5b'.repeat(32));

const PASSPHRASE = 'vier losse woorden samen\n';

let used: UsedInstallation;
let empty: FreshDatabase;
let folder: string;
/** A line that `verify-log --head` reads. */
let head = '';
beforeAll(async () => {
	ensureBuilt();
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-tools-'));
	for (const name of ['data', 'elsewhere', 'backups', 'nothing', 'blank'])
		mkdirSync(join(folder, name), { mode: 0o700 });
	used = await usedInstallation(key);
	empty = await emptyDatabase();
	const newest = (await readSignedHeads(used.database.sql, used.open)).at(-1);
	head = newest ? lineOfHead(newest) : '';
	await keepForgotten(used.database.sql, at('data'));
	writeFileSync(at('words'), PASSPHRASE);
}, 300_000);
afterAll(async () => {
	await used.database.drop();
	await empty.drop();
	rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
interface ToolResult {
	readonly code: number | null;
	readonly output: string;
}
/** Runs a tool as an operator does; `typed` is what they type when it asks. */
function run(tool: string, args: readonly string[], { typed = '', restored = false } = {}): Promise<ToolResult> {
	const { url, owner } = restored ? empty : used.database;
	const settings = {
		SIGNING_KEY: '5a'.repeat(32),
		SECRET: '5c'.repeat(32),
		DATABASE_URL: url,
		...(owner !== url && { DATABASE_URL_OWNER: owner }),
		DATA_DIR: at(restored ? 'elsewhere' : 'data')
	};
	// The settings of the service, as systemd reads them; then the environment is ignored.
	const lines = Object.entries(settings).map(([name, value]) => `${name}="${value}"`);
	writeFileSync(at('settings'), ['# of the service', '', ...lines].join('\n'));
	const isInFile = args.includes('--settings');
	const child = spawn(process.execPath, [join(process.cwd(), 'build', `${tool}.js`), ...args], {
		cwd: isInFile ? at('') : process.cwd(),
		env: {
			PATH: process.env['PATH'],
			HOME: folder,
			...(isInFile ? { DATA_DIR: at('absent'), SECRET_FILE: at('absent') } : settings)
		}
	});
	child.stdin.end(typed);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
	return new Promise((done) => child.once('close', (code) => done({ code, output })));
}

interface Use {
	readonly args: () => readonly string[];
	/** What its output contains. */
	readonly says: () => readonly (string | RegExp)[];
	/** Its exit code; 0 if absent. */
	readonly code?: number;
	readonly typed?: string;
	/** On the database that was restored. */
	readonly restored?: true;
}
const noor = 'noor@waterveen.example';
const signed = String.raw`, [1-9]\d* signed heads in it, signed by the key of this installation`;
const whole = (log: string, reports = ', 1 released reports as the log says') =>
	new RegExp(`^${log}: whole, \\d+ lines,(?: of which \\d+ masked,)? head \\w+${reports}${signed}`, 'm');

/** What operators do with each tool, in this order: a later one uses what an earlier one made. */
const uses: readonly (readonly [tool: string, uses: readonly Use[]])[] = [
	[
		'admin',
		[
			{
				args: () => ['add', '--name', 'Noor Vos', '--email', noor, '--role', 'analyst'],
				says: () => ['Noor Vos is admitted.', 'One-time password']
			},
			{
				args: () => [
					...['add', '--name', 'Sem Bos', '--email', 'sem@waterveen.example'],
					...['--role', 'analyst,spokesperson', '--incident', used.open]
				],
				says: () => ['Sem Bos is admitted.']
			},
			{ args: () => ['list'], says: () => [`Noor Vos\t${noor}\tanalyst`, `spokesperson in ${used.open}`] },
			{ args: () => ['reset-password', '--email', noor], says: () => ['One-time password'] },
			{
				args: () => ['reset-password', '--email', noor, '--ask'],
				typed: PASSPHRASE,
				says: () => ['Sign in with that password']
			},
			{
				args: () => ['remove-second-factor', '--email', noor],
				says: () => ['Noor Vos has no second factor any more']
			},
			{ args: () => ['database'], says: () => [/^postgres/m] },
			{
				args: () => ['--settings', at('settings'), 'list'],
				says: () => ['Installation: Waterveen, 3 incidents, ', noor]
			},
			{ args: () => ['rotate-keys', '--which', 'push'], says: () => ['Nothing was done.'] },
			{ args: () => ['rotate-keys', '--which', 'push', '--yes'], says: () => ['are gone'] },
			{ args: () => ['rotate-keys', '--which', 'seals', '--yes'], says: () => ['Encrypted again'] },
			{
				args: () => ['rotate-keys', '--which', 'secret', '--yes'],
				code: 1,
				says: () => ['SECRET is given from outside.']
			}
		]
	],
	[
		'verify-log',
		[
			{
				args: () => [used.closed, '--settings', at('settings')],
				says: () => ['Installation: Waterveen, 3 incidents, ', whole(used.closed)]
			},
			{
				args: () => [],
				says: () => [
					...[whole('installation', ''), whole(used.open), whole(used.closed), whole(used.masked)],
					'Without a head that was kept elsewhere (--head) this proves only',
					...['Owner and program are separated', 'Every log walked is whole.']
				]
			},
			{
				args: () => [used.open, used.masked, '--head', head, '--key', fingerprintOf(before.publicKey)],
				says: () => [
					...[whole(used.open), whole(used.masked), 'the log goes through it'],
					...['Of a log with a head given with --head', 'Every log walked is whole.']
				]
			},
			{
				args: () => ['--head', head.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
				code: 1,
				says: () => ['its signature is not of that key', '1 of the logs walked: broken.']
			}
		]
	],
	[
		'backup',
		[
			{ args: () => ['--make-key', at('key')], says: () => [/^age1/m] },
			{ args: () => [at('plain.zip')], says: () => ['Backed up to', '3 reports'] },
			{ args: () => [at('backups')], says: () => ['Backed up to'] },
			{ args: () => ['--settings', at('settings'), 'backups'], says: () => ['Backed up to', at('backups')] },
			{ args: () => [at('absent/')], code: 1, says: () => ['there is no such file or folder'] },
			{
				args: () => [at('key.age'), '--recipient', /age1\S+/.exec(readFileSync(at('key'), 'utf8'))?.[0] ?? ''],
				says: () => ['It is encrypted']
			},
			{
				args: () => [at('typed.age'), '--passphrase'],
				typed: PASSPHRASE,
				says: () => ['It is encrypted']
			},
			{ args: () => [at('file.age'), '--passphrase-file', at('words')], says: () => ['It is encrypted'] }
		]
	],
	[
		'restore',
		[
			{ args: () => ['--drill', at('plain.zip'), '--settings', at('settings')], says: () => ['can be restored'] },
			{ args: () => ['--drill', at('key.age'), '--key', at('key')], says: () => ['can be restored', '3 reports'] },
			{
				args: () => ['--drill', at('typed.age'), '--passphrase'],
				typed: PASSPHRASE,
				says: () => ['can be restored']
			},
			{
				args: () => [
					...[at('file.age'), '--passphrase-file', at('words')],
					...['--forgotten', at('data/forgotten.json')]
				],
				restored: true,
				says: () => ['counts, chains and checksums are equal']
			}
		]
	],
	[
		'verify-log',
		[
			{
				args: () => ['--head', head],
				restored: true,
				says: () => ['the log goes through it', 'Every log walked is whole.']
			}
		]
	],
	[
		'archive',
		[
			{ args: () => [used.closed, at('closed.zip'), '--settings', at('settings')], says: () => ['SHA-256'] },
			{ args: () => [used.masked, at('masked.zip')], says: () => ['SHA-256'] },
			{ args: () => [used.open, at('open.zip')], code: 1, says: () => ['Close it first.'] }
		]
	],
	[
		'verify-archive',
		[
			...['closed', 'masked'].map((name) => ({
				args: () => [at(`${name}.zip`), '--key', fingerprintOf(key.publicKey)],
				says: () => ['The package is whole.']
			})),
			{ args: () => [at('closed.zip')], says: () => ['The package is whole.'] },
			{
				args: () => [at('closed.zip'), '--key', before.publicKey],
				code: 1,
				says: () => ['The package is NOT whole.']
			},
			{
				args: () => [at('closed.zip'), '--xsd', at('none.xsd')],
				code: 1,
				says: () => ['There is no schema']
			}
		]
	]
];
/** A tool that fails by a mistake of ours says where in the program. */
const isTrace = /^\s+at .*:\d+:\d+\)?$/m;

test.each(uses)('%s does its task', async (tool, each) => {
	for (const { args, says, code = 0, typed = '', restored = false } of each) {
		const toolArgs = args();
		const ran = await run(tool, toolArgs, { typed, restored });
		const called = `${tool} ${toolArgs.join(' ')}:\n${ran.output}`;
		expect(ran.code, called).toBe(code);
		for (const text of says()) expect(ran.output, called).toMatch(text);
		expect(ran.output, called).not.toMatch(isTrace);
	}
});

test('two back-ups in one second get two names, and each is complete', async () => {
	mkdirSync(at('twice'));
	const made = await Promise.all([1, 2, 3].map(() => run('backup', [at('twice')])));
	expect(made.map(({ code }) => code)).toEqual([0, 0, 0]);
	const names = readdirSync(at('twice'));
	expect(names).toHaveLength(3);
	for (const name of names) expect(name).toMatch(/^voelspriet-\d{8}T\d{6}Z\.zip$/);
	expect(new Set(made.map(({ output }) => /Backed up to (\S+):/.exec(output)?.[1])).size).toBe(3);
});

/** Runs a tool in a separate folder, with these settings only. */
const bare = (tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
	spawnSync(process.execPath, [join(process.cwd(), 'build', `${tool}.js`), ...args], {
		cwd: at('nothing'),
		env: { PATH: process.env['PATH'], HOME: folder, ...env },
		encoding: 'utf8'
	});
/** What each tool needs that acts on an installation. */
const acting: readonly (readonly [string, () => readonly string[]])[] = [
	['admin', () => ['list']],
	['admin', () => ['database']],
	['verify-log', () => []],
	['backup', () => [at('none.zip')]],
	['archive', () => [used.closed, at('none.zip')]],
	['restore', () => [at('plain.zip')]]
];
describe('without an installation', () => {
	test.each(acting)('%s %j refuses, says how to name an installation, and creates nothing', async (tool, args) => {
		const database = await emptyDatabase();
		try {
			const own = { DATABASE_URL: database.url, SECRET: '5c'.repeat(32), DATA_DIR: at('blank') };
			for (const env of [{}, ...(tool === 'restore' ? [] : [{ DATA_DIR: at('blank') }, own])]) {
				const { status, stdout, stderr } = bare(tool, args(), env);
				expect([status, stdout], stderr).toEqual([1, '']);
				expect(stderr).toMatch(
					/(There is no installation in|Nothing says where) .*--settings FILE.*Nothing was made\.\n$/
				);
			}
			expect([readdirSync(at('nothing')), readdirSync(at('blank')), existsSync(at('none.zip'))]).toEqual([
				[],
				[],
				false
			]);
			expect(await database.sql`select from pg_tables where schemaname = 'public'`).toHaveLength(0);
		} finally {
			await database.drop();
		}
	});

	test('a settings file that cannot be read is named', () => {
		const { status, stderr } = bare('verify-log', ['--settings', at('no-settings')]);
		expect([status, stderr]).toEqual([1, expect.stringContaining(`--settings ${at('no-settings')} cannot be read`)]);
		writeFileSync(at('broken'), 'DATA_DIR\n');
		expect(bare('verify-log', ['--settings', at('broken')]).stderr).toContain('is not NAME=value: "DATA_DIR"');
	});
});

test('with another SECRET, what needs it refuses and says what to do; an earlier one still works', async () => {
	await checkSecret(used.database.sql, { secret: '5c'.repeat(32), previousSecrets: [] });
	const env = { DATABASE_URL: used.database.url, DATA_DIR: at('data'), SIGNING_KEY: '5a'.repeat(32) };
	for (const [tool, args] of [
		['backup', [at('other.zip')]],
		['admin', ['list']]
	] as const) {
		const { status, stderr } = bare(tool, args, { ...env, SECRET: 'f'.repeat(32) });
		expect([status, stderr]).toEqual([1, expect.stringMatching(/SECRET is not the one .*SECRET_PREVIOUS/)]);
	}
	expect(existsSync(at('other.zip'))).toBe(false);
	const rotating = { ...env, SECRET: 'f'.repeat(32), SECRET_PREVIOUS: '5c'.repeat(32) };
	expect(bare('admin', ['list'], rotating)).toMatchObject({ status: 0 });
	expect(bare('verify-log', [], { ...env, SECRET: 'f'.repeat(32) })).toMatchObject({ status: 0 });
});

test.runIf(process.platform === 'linux')('a tool whose output is full or closed finishes its work', () => {
	const settings = `DATABASE_URL='${used.database.url}' SECRET=${'5c'.repeat(32)} SIGNING_KEY=${'5a'.repeat(32)} DATA_DIR='${at('data')}'`;
	const shell = (name: string, after: string, tool = 'backup', args = `'${at(name)}'`) =>
		spawnSync('/bin/sh', ['-c', `${settings} '${process.execPath}' build/${tool}.js ${args} ${after}`], {
			env: { PATH: process.env['PATH'], HOME: folder },
			encoding: 'utf8',
			timeout: 60_000
		});
	expect(shell('full.zip', '>/dev/full 2>/dev/full')).toMatchObject({ status: 0 });
	expect(shell('shut.zip', '>&- 2>&-')).toMatchObject({ status: 0 });
	// The shell does not wait for the first of a pipe.
	const made = `while ! [ -e '${at('head.zip')}' ]; do sleep 0.1; done`;
	expect(shell('head.zip', `2>&1 | head -n 0; ${made}`)).toMatchObject({ status: 0 });
	for (const name of ['full.zip', 'shut.zip', 'head.zip']) expect(existsSync(at(name)), name).toBe(true);
	for (const [tool, args] of [
		['admin', 'list'],
		['verify-log', used.closed],
		['archive', `${used.closed} '${at('quiet.zip')}'`],
		['verify-archive', `'${at('quiet.zip')}'`],
		['restore', `--drill '${at('full.zip')}'`]
	] as const)
		for (const output of ['>/dev/full 2>/dev/full', '>&- 2>&-'])
			expect(shell('', output, tool, args), `${tool} ${output}`).toMatchObject({ status: 0 });
});

describe.runIf(mayMount())('a target that cannot be written to', () => {
	/** What each tool writes that makes a file. */
	const writing: readonly (readonly [tool: string, args: (to: string) => readonly string[]])[] = [
		['backup', (to) => [`${to}/plain.zip`]],
		['backup', (to) => [`${to}/`]],
		['backup', (to) => [`${to}/typed.age`, '--passphrase-file', at('words')]],
		['backup', (to) => ['--make-key', `${to}/new.key`]],
		['archive', (to) => [used.closed, `${to}/closed.zip`]]
	];
	let disk: SmallDisk;
	const reasons: readonly (readonly [why: string, folder: () => string, says: RegExp])[] = [
		['a full disk', () => disk.folder, /the disk is full/],
		['a disk that can only be read', () => disk.folder, /that disk can only be read/],
		['a file instead of a folder', () => at('words'), /a part of that is not a folder|exists already/]
	];
	beforeAll(() => {
		disk = new SmallDisk(1);
		// Room for an empty file, and for nothing in it.
		try {
			for (;;) appendFileSync(join(disk.folder, 'filler'), Buffer.alloc(4_096));
		} catch {
			expect(statfsSync(disk.folder).bfree).toBe(0);
		}
	});
	afterAll(() => {
		disk.remove();
	});
	test.each(reasons)('because of %s ends each tool with one sentence, and leaves nothing', async (why, to, says) => {
		if (why.includes('read')) disk.makeReadOnly();
		const before = readdirSync(disk.folder);
		for (const [tool, args] of writing) {
			const called = `${tool} ${args(to()).join(' ')}`;
			const began = performance.now();
			const { code, output } = await run(tool, args(to()));
			expect(performance.now() - began, called).toBeLessThan(30_000);
			const [said = '', ...more] = output
				.split('\n')
				.filter((line) => line !== '' && !/^(Installation|Passphrase):/.test(line));
			expect([code, said, more], called).toEqual([1, expect.stringMatching(says), []]);
			expect(readdirSync(disk.folder), called).toEqual(before);
		}
	});
	test('is in the list above for every tool that takes one', async () => {
		const taking: string[] = [];
		for (const tool of tools)
			if (/\[?(?:FILE|FILE_OR_FOLDER)\]?(?: |$)/m.test((await run(tool, ['--help'])).output.split('\n\n')[0] ?? ''))
				taking.push(tool);
		// These two read theirs.
		expect(taking.filter((tool) => !['restore', 'verify-archive'].includes(tool)).sort()).toEqual(
			[...new Set(writing.map(([tool]) => tool))].sort()
		);
	});
});

test('a restore that was killed leaves no empty installation: program and tools refuse until it is run again', async () => {
	const database = await emptyDatabase();
	const env = {
		DATABASE_URL: database.url,
		SECRET: '5c'.repeat(32),
		SIGNING_KEY: '5a'.repeat(32),
		DATA_DIR: at('killed'),
		PORT: '0'
	};
	try {
		await migrate(database.url);
		// Waits in the middle of the rows.
		await database.sql.unsafe(`create function hold() returns trigger language plpgsql as
			'begin perform pg_advisory_lock(4242); return null; end';
			create trigger hold before insert on "command" for each statement execute function hold()`);
		const holder = await database.sql.reserve();
		await holder`select pg_advisory_lock(4242)`;
		const child = spawn(process.execPath, ['build/restore.js', at('plain.zip')], {
			env: { PATH: process.env['PATH'], ...env }
		});
		const ended = new Promise((done) => child.once('close', done));
		await expect.poll(() => sessionsBlockedBy(holder)).toBe(1);
		child.kill('SIGKILL');
		await ended;
		await holder`select pg_advisory_unlock(4242)`;
		holder.release();
		await database.sql`drop trigger hold on command`;
		for (const [tool, args] of [
			['server', []],
			['verify-log', []],
			['admin', ['list']],
			['backup', [at('none.zip')]]
		] as const) {
			const { status, stderr } = bare(tool, args, env);
			expect([status, stderr], tool).toEqual([
				1,
				expect.stringMatching(/A restore into this database did not finish.*Run it again/)
			]);
		}
		expect(bare('restore', [at('plain.zip')], env)).toMatchObject({ status: 0 });
		expect(bare('verify-log', [], env)).toMatchObject({ status: 0 });
	} finally {
		await database.drop();
	}
});

/** The tools by what `npm run` calls; `start` is the program itself. */
const tools = Object.entries(scripts).flatMap(([name, command]) => {
	const built = /^node build\/(.+)\.js$/.exec(command)?.[1];
	return built === undefined || name === 'start' ? [] : [built];
});

test('every tool is tested here, with each of its commands and options', async () => {
	expect([...new Set(uses.map(([tool]) => tool))].sort()).toEqual(tools.toSorted());
	const unused: string[] = [];
	for (const tool of tools) {
		const argLists = uses.filter(([name]) => name === tool).flatMap(([, each]) => each.map(({ args }) => args()));
		const help = await run(tool, ['--help']);
		expect(help.output).toMatch(/^Usage: npm run /);
		const commands = tool === 'admin' ? [...help.output.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name) : [];
		const options = [...help.output.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option);
		expect(commands.length > 0).toBe(tool === 'admin');
		for (const word of new Set([...commands, ...options]))
			if (!argLists.some((words) => words.includes(word))) unused.push(`${tool} ${word}`);
	}
	expect(unused).toEqual([]);
});

/** Scripts that are not tools of an installation: for developers, or imported by others. */
const forDevelopers: ReadonlySet<string> = new Set([
	...['accessibility.ts', 'bench.mjs', 'build.mjs', 'common-passwords.ts', 'faults.mjs', 'pictures.mjs'],
	...['migration.mjs', 'postgres-checksums.ts', 'ready.mjs', 'test.mjs'],
	...['chromium.mjs', 'dev-host.mjs', 'help-text.mjs', 'imports.mjs', 'lock.mjs', 'lowest-browsers.mjs'],
	...['passphrase.ts', 'patches.mjs'],
	...['run-bundled.mjs', 'server-packages.mjs', 'settings-file.ts', 'tool.ts', 'typed.ts']
]);

test('every file in scripts is a tool or a known developer script', () => {
	const files = filesIn('scripts', /^scripts\/[^/]+$/, 20).map((path) => basename(path));
	expect(files.filter((file) => !forDevelopers.has(file)).map((file) => basename(file, '.ts'))).toEqual(
		tools.toSorted()
	);
});
