import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '$lib/server/platform/database/connect';
import { EmbeddedError, runningEmbedded, startEmbedded, type Embedded } from '$lib/server/platform/database/embedded';

const log = pino({ level: 'silent' });
const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';
/** Whether an ordinary user can use this project at all; in a closed folder only root can. */
const isOpen =
	isRoot &&
	spawnSync(
		'/bin/sh',
		['-c', 'test -r "$1" && "$2" --version', 'sh', join(process.cwd(), 'package.json'), process.execPath],
		{
			cwd: '/',
			uid: 65534,
			gid: 65534
		}
	).status === 0;

let folder: string;
let dataDir: string;
let started: Embedded[];
let holders: ChildProcess[];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet embedded-')); // closed to everybody else, with a space
	dataDir = join(folder, 'my data');
	started = [];
	holders = [];
});
afterEach(async () => {
	for (const holder of holders) holder.kill('SIGKILL');
	await Promise.all(started.map((running) => running.stop()));
	await vi.waitFor(() => {
		rmSync(folder, { recursive: true, force: true });
	}, 10_000);
});

async function begin(previousTimeout = 8_000): Promise<Embedded> {
	const running = await startEmbedded({ dataDir, log, previousTimeout, durable: false });
	started.push(running);
	return running;
}

/** Starts it in a separate process, which the test can kill. */
async function beginElsewhere(
	user: { uid?: number; gid?: number } = {}
): Promise<{ url: string; child: ChildProcess }> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'tests/server/database/hold-postgres.ts', dataDir], {
		stdio: ['ignore', 'pipe', 'inherit'],
		...user
	});
	holders.push(child);
	const url = await new Promise<string>((done, fail) => {
		child.stdout.once('data', (piece: Buffer) => {
			done(piece.toString().trim());
		});
		child.once('exit', () => {
			fail(new Error('it ended before PostgreSQL was up'));
		});
	});
	return { url, child };
}

async function write(url: string): Promise<void> {
	const sql = connect(url, { max: 1 });
	await sql`drop table if exists kept`;
	await sql`create table kept (n integer)`;
	await sql`insert into kept values (1)`;
	await sql.end({ timeout: 1 });
}

async function countStoredRows(url: string): Promise<number> {
	const sql = connect(url, { max: 1 });
	try {
		return (await sql`select from kept`).length;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

const postmaster = (): number =>
	Number(readFileSync(join(dataDir, 'postgresql-18', 'postmaster.pid'), 'utf8').split('\n')[0]);
/** A process that ended and was not reaped by its parent yet is not alive. */
const isAlive = (pid: number): boolean =>
	!['', 'Z'].includes(
		spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
			.stdout.trim()
			.slice(0, 1)
	);
const isGone = (pid: number) =>
	vi.waitFor(() => {
		expect(isAlive(pid)).toBe(false);
	}, 10_000);

/** Making a cluster takes seconds: tests that do not look at that share one. @returns its data folder */
function onOneCluster(): string {
	const own = mkdtempSync(join(tmpdir(), 'voelspriet embedded-'));
	const shared = join(own, 'my data');
	beforeEach(() => {
		dataDir = shared;
	});
	afterAll(async () => {
		await vi.waitFor(() => {
			rmSync(own, { recursive: true, force: true });
		}, 10_000);
	});
	return shared;
}

test('it runs in a private folder with a space in its name, keeps its data, and leaves nothing running', async () => {
	const first = await begin();
	await write(first.ownerUrl());
	const pid = postmaster();
	await first.stop();
	expect(isAlive(pid)).toBe(false);
	const second = await begin();
	expect(await countStoredRows(second.ownerUrl())).toBe(1);
});

describe('while it runs', () => {
	const shared = onOneCluster();
	let running: Embedded;
	beforeAll(async () => {
		running = await startEmbedded({ dataDir: shared, log, durable: false });
	});
	afterAll(() => running.stop());

	test('it uses an eighth of the machine’s memory for tables and indexes, and never more than there is', async () => {
		const sql = connect(running.ownerUrl(), { max: 1 });
		const [row] = await sql<{ megabytes: number }[]>`
			select (pg_size_bytes(current_setting('shared_buffers')) / 1048576)::int as megabytes`;
		await sql.end({ timeout: 1 });
		const there = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 1_048_576;
		expect(row?.megabytes).toBeGreaterThanOrEqual(128);
		expect(row?.megabytes).toBeLessThanOrEqual(Math.max(128, there / 7));
		if (there > 4_096) expect(row?.megabytes).toBeGreaterThanOrEqual(512);
	});

	test('it listens on loopback only and refuses a connection without the password', async () => {
		const { url, ownerUrl } = running;
		const sql = connect(ownerUrl(), { max: 1 });
		const [row] =
			await sql`select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets, pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()`;
		await sql.end({ timeout: 1 });
		expect(row).toEqual({ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' });
		const unauthorised = connect(Object.assign(new URL(url), { password: 'guess' }).href, { max: 1 });
		await expect(unauthorised`select 1`).rejects.toThrow(/password authentication failed/);
		await unauthorised.end({ timeout: 1 });
		for (const role of ['voelspriet', 'voelspriet_program'])
			expect(statSync(join(dataDir, 'postgresql-18', `${role}.password`)).mode & 0o077).toBe(0);
	});

	test.runIf(isRoot)('as root it runs under another user, who owns the cluster', () => {
		expect(statSync(join(dataDir, 'postgresql-18')).uid).not.toBe(0);
		if (isLinux) expect(statSync(`/proc/${postmaster()}`).uid).toBe(statSync(join(dataDir, 'postgresql-18')).uid);
	});

	test('a second program on the same data is refused with one clear sentence, and the first is not affected', async () => {
		const refused: unknown = await begin(1_500).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(EmbeddedError);
		expect(refused).toMatchObject({
			code: 'inUse',
			message: expect.stringMatching(/in use by another running Voelspriet.*Stop that one first/) as string
		});
		await write(running.ownerUrl());
	});

	test('a tool finds the database of a running program, and none when none runs', async () => {
		expect(runningEmbedded(join(folder, 'another'))).toBeNull();
		expect(runningEmbedded(dataDir)?.url).toBe(running.url);
		expect(runningEmbedded(dataDir)?.ownerUrl()).toBe(running.ownerUrl());
		await running.stop();
		expect(runningEmbedded(dataDir)).toBeNull();
	});
});

test.runIf(isOpen)('as an ordinary user it runs under that user', async () => {
	mkdirSync(dataDir);
	for (const path of [folder, dataDir]) chownSync(path, 65534, 65534);
	const { url, child } = await beginElsewhere({ uid: 65534, gid: 65534 });
	await write(url);
	expect(statSync(join(dataDir, 'postgresql-18')).uid).toBe(65534);
	const pid = postmaster();
	child.kill('SIGKILL');
	await isGone(pid);
});

describe('after a kill -9', () => {
	onOneCluster();

	test('of the program, PostgreSQL stops by itself, in an orderly way, and nothing saved is lost', async () => {
		const { url, child } = await beginElsewhere();
		await write(url);
		const pid = postmaster();
		child.kill('SIGKILL');
		await isGone(pid);
		expect(existsSync(join(dataDir, 'postgresql-18', 'postmaster.pid'))).toBe(false);
		expect(await countStoredRows((await begin()).ownerUrl())).toBe(1);
	});

	test('of the program, a start at the same moment waits and takes over', async () => {
		const { url, child } = await beginElsewhere();
		await write(url);
		child.kill('SIGKILL');
		expect(await countStoredRows((await begin()).ownerUrl())).toBe(1);
	});

	test.runIf(isLinux)(
		'of the program and its watchdog, the next start ends the PostgreSQL that was left behind',
		async () => {
			const { url, child } = await beginElsewhere();
			await write(url);
			const left = postmaster();
			const watcher = Number(readFileSync(`/proc/${left}/stat`, 'utf8').split(' ')[3]);
			const watching = spawnSync('ps', ['-o', 'pid=', '--ppid', String(watcher)], { encoding: 'utf8' })
				.stdout.trim()
				.split(/\s+/)
				.map(Number);
			// Neither sees the other end: the program is stopped while its watcher is killed.
			child.kill('SIGSTOP');
			for (const pid of [watcher, ...watching.filter((pid) => pid !== left)]) process.kill(pid, 'SIGKILL');
			child.kill('SIGKILL');
			expect(isAlive(left)).toBe(true);
			expect(await countStoredRows((await begin()).ownerUrl())).toBe(1);
			expect(isAlive(left)).toBe(false);
		}
	);

	test('of PostgreSQL, it starts again at the same address with everything saved', async () => {
		const running = await begin();
		await write(running.ownerUrl());
		const pid = postmaster();
		process.kill(pid, 'SIGKILL');
		await vi.waitFor(() => {
			expect(postmaster()).not.toBe(pid);
		}, 15_000);
		await vi.waitFor(async () => {
			expect(await countStoredRows(running.ownerUrl())).toBe(1);
		}, 15_000);
		await vi.waitFor(() => {
			expect(running.isUp()).toBe(true);
		}, 15_000);
	});

	test.runIf(isLinux)('a process number that now belongs to another process does not block a start', async () => {
		await (await begin()).stop();
		writeFileSync(
			join(dataDir, 'postgresql-18', 'postmaster.pid'),
			`${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n1 1\nready\n`
		);
		await expect(begin()).resolves.toBeDefined();
	});
});

test('after a kill -9 while the cluster is created, the next start creates it again', async () => {
	mkdirSync(join(dataDir, 'postgresql-18.new-1-abc', 'cluster', 'base'), { recursive: true });
	await begin();
	expect(existsSync(join(dataDir, 'postgresql-18.new-1-abc'))).toBe(false);
});

test('when two first starts run at once, one wins and the other is refused', async () => {
	const both = await Promise.allSettled([begin(2_500), begin(2_500)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'inUse' } });
});

describe('a damaged database', () => {
	const whole = onOneCluster();
	const cluster = () => join(dataDir, 'postgresql-18');
	beforeAll(async () => {
		const running = await startEmbedded({ dataDir: whole, log, durable: false });
		await write(running.ownerUrl());
		await running.stop();
	});
	beforeEach(() => {
		cpSync(whole, join(folder, 'damaged'), { recursive: true });
		dataDir = join(folder, 'damaged');
	});
	const remove = (name: string) => {
		rmSync(join(cluster(), name), { recursive: true });
	};
	const start = async () => {
		const running = await startEmbedded({ dataDir, log, durable: false, creates: false, previousTimeout: 1_000 });
		started.push(running);
		return running;
	};

	test.each<readonly [string, () => void]>([
		['no PG_VERSION', () => remove('PG_VERSION')],
		['another PG_VERSION', () => writeFileSync(join(cluster(), 'PG_VERSION'), '17\n')],
		['no control file', () => remove('global/pg_control')],
		['no write-ahead log', () => remove('pg_wal')],
		['no rows', () => remove('base')],
		['no password', () => remove('voelspriet.password')],
		['another password', () => writeFileSync(join(cluster(), 'voelspriet.password'), 'another')]
	])('with %s is refused, and no empty one takes its place', async (_, damage) => {
		damage();
		const refused = await start().catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(EmbeddedError);
		expect(String(refused)).toMatch(/Nothing was changed\..*restore the newest back-up/);
		expect(String(refused)).not.toMatch(/DATABASE_URL|DATA_DIR/);
	});

	test('is not created again after it was dropped', async () => {
		const running = await start();
		const sql = connect(running.ownerUrl().replace(/[^/]*$/, 'postgres'), { max: 1 });
		await sql`drop database voelspriet with (force)`;
		await sql.end();
		await running.stop();
		await expect(start()).rejects.toThrow(/There is no database of Voelspriet in .*restore the newest back-up/);
	});

	test.each(['', 'rubbish\n', '0\n'])(
		'starts despite a lock file with %j, which a full disk may leave',
		async (text) => {
			writeFileSync(join(cluster(), 'postmaster.pid'), text);
			expect(await countStoredRows((await start()).ownerUrl())).toBe(1);
		}
	);
});
