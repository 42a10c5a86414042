import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { connect as dial, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt } from '../built';
import { startProgram, type RunningProgram } from '../running-program';
import { findSystemPostgres, startSystemPostgres } from './system-postgres';

/** These run the production build as people run it. */
beforeAll(ensureBuilt, 300_000);

/** Making a database takes seconds: most tests share one, and leave the program running. */
let program: RunningProgram;
beforeAll(async () => {
	program = await startProgram();
});
afterAll(() => program.remove());

const statusOf = async (base: string, path: string): Promise<number> => (await fetch(base + path)).status;
const ready = async (base: string): Promise<unknown> => (await fetch(`${base}/health/ready`)).json();
const postmaster = (dataDir: string): number =>
	Number(readFileSync(join(dataDir, 'postgresql-18', 'postmaster.pid'), 'utf8').split('\n')[0]);
const isAlive = (pid: number): boolean =>
	!['', 'Z'].includes(
		spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
			.stdout.trim()
			.slice(0, 1)
	);

describe('started again and again on the same data', () => {
	test('it takes a free port, reports its address, and is then ready', async () => {
		expect(program.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(await ready(program.base)).toEqual({
			ready: true,
			problems: [],
			separated: true,
			backup: { made: null, failed: null }
		});
		expect(await statusOf(program.base, '/health/live')).toBe(200);
		expect(program.output).not.toContain('"level":"info"'); // it was started with LOG_LEVEL=warn
	});

	test.each(['SIGTERM', 'SIGINT'] as const)(
		'%s stops it cleanly within five seconds, and the database with it',
		async (signal) => {
			const database = postmaster(program.dataDir);
			const idle = dial(Number(new URL(program.base).port), '127.0.0.1'); // a client that never finishes its request
			idle.on('error', () => undefined);
			await new Promise((done) => idle.write('GET /health/live HTTP/1.1\r\nHost: x\r\n', done));
			const took = await program.stop(signal);
			idle.destroy();
			process.stdout.write(`${signal}: stopped after ${Math.round(took)} ms (at most 5,000)\n`);
			const isLeft = isAlive(database);
			await program.start();
			expect(took).toBeLessThan(5_000);
			expect(isLeft).toBe(false);
		}
	);

	test('a second start is ready', async () => {
		await program.stop();
		await program.start();
		expect(await ready(program.base)).toMatchObject({ ready: true });
	});

	test.skipIf(process.platform === 'win32')('nothing in a used data folder is open to another user', () => {
		const open = (path: string): string[] => {
			const found = lstatSync(path);
			const inside = found.isDirectory() ? readdirSync(path).flatMap((name) => open(join(path, name))) : [];
			return found.isSymbolicLink() || (found.mode & 0o077) === 0 ? inside : [path, ...inside];
		};
		expect(readdirSync(program.dataDir)).toEqual(expect.arrayContaining(['secret', 'signing-key', 'postgresql-18']));
		expect(open(program.dataDir)).toEqual([]);
	});

	test('after a kill -9 the next start recovers by itself', async () => {
		await program.kill();
		await program.start();
		expect(await ready(program.base)).toMatchObject({ ready: true });
	});

	test('when the database is killed it reports that it is not ready, keeps running, and recovers by itself', async () => {
		const { pid } = program;
		process.kill(postmaster(program.dataDir), 'SIGKILL');
		await vi.waitFor(
			async () => {
				expect(await ready(program.base)).toMatchObject({ ready: false });
			},
			{ timeout: 10_000, interval: 5 }
		);
		await vi.waitFor(
			async () => {
				expect(await ready(program.base)).toMatchObject({ ready: true });
			},
			{ timeout: 20_000, interval: 50 }
		);
		expect(isAlive(pid)).toBe(true);
	});
});

test('it ends when the npm that started it is killed', async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-npm-'));
	const npm = spawn('/bin/sh', ['-c', `"${process.execPath}" build/server.js & echo "pid $!"; wait`], {
		env: { ...process.env, npm_lifecycle_event: 'start', PORT: '0', DATA_DIR: dataDir, NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'ignore']
	});
	let output = '';
	npm.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
	await vi.waitFor(() => {
		expect(output).toMatch(/^Voelspriet: /m);
	}, 120_000);
	const server = Number(/^pid (\d+)$/m.exec(output)?.[1]);
	npm.kill('SIGKILL');
	await vi.waitFor(() => {
		expect(isAlive(server)).toBe(false);
	}, 60_000);
	await vi.waitFor(() => {
		rmSync(dataDir, { recursive: true, force: true });
	}, 60_000);
});

describe('what it refuses', () => {
	const secret = 'a secret that PostgreSQL must not see';
	let program: RunningProgram;
	beforeAll(async () => {
		program = await startProgram({
			env: { SECRET: secret, SIGNING_KEY: 'ab'.repeat(32), SMTP_URL: 'smtp://me:hunter2@127.0.0.1' }
		});
	});
	afterAll(() => program.remove());

	test.runIf(process.platform === 'linux')('PostgreSQL has no setting and no secret in its environment', () => {
		const seen = readFileSync(`/proc/${postmaster(program.dataDir)}/environ`, 'utf8');
		expect(seen).toContain('PATH=');
		for (const word of [secret, 'SECRET', 'SIGNING_KEY', 'hunter2', 'DATA_DIR']) expect(seen).not.toContain(word);
	});

	test('a write without our origin, or with another’s', async () => {
		const send = (origin: string | null, to = program.base) =>
			fetch(`${to}/health/live`, { method: 'POST', headers: origin === null ? {} : { origin }, body: '{}' });
		expect((await send(null)).status).toBe(403);
		expect((await send('https://evil.example')).status).toBe(403);
		expect((await send(program.base)).status).toBe(405);
		const spelled = program.base.replace('127.0.0.1', 'localhost');
		expect((await send(spelled, spelled)).status).toBe(405);
	});

	test('a body that is too large, or of unknown length', async () => {
		const send = (body: string | ReadableStream) =>
			fetch(`${program.base}/health/live`, {
				method: 'POST',
				headers: { origin: program.base },
				body,
				duplex: 'half'
			} as RequestInit);
		expect((await send('x'.repeat(65_537))).status).toBe(413);
		expect((await send(new Blob(['x'.repeat(10)]).stream())).status).toBe(411);
	});

	test('a refused body is read to its end, because a browser looks at the answer only then', async () => {
		const { host, port } = new URL(program.base);
		const socket = dial(Number(port), '127.0.0.1');
		let received = '';
		socket.on('data', (piece: Buffer) => (received += piece.toString()));
		const ask = (line: string, ...headers: string[]): void => {
			socket.write([line, `Host: ${host}`, ...headers, '', ''].join('\r\n'));
		};
		const length = 30_000_000;
		ask(
			`POST /api/v1/incidents/${crypto.randomUUID()}/imports HTTP/1.1`,
			`Origin: ${program.base}`,
			'Content-Type: application/octet-stream',
			`Content-Length: ${length}`
		);
		await new Promise((sent) => socket.write(Buffer.alloc(length), sent));
		ask('GET /health/live HTTP/1.1');
		await vi.waitFor(() => {
			expect(received.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200']);
		}, 20_000);
		socket.destroy();
	});

	test('an upgrade without a handler is closed at once instead of hanging', async () => {
		const socket = dial(Number(new URL(program.base).port), '127.0.0.1');
		socket.on('error', () => undefined);
		const closed = new Promise((done) => socket.once('close', done));
		socket.resume();
		socket.write('GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
		await closed;
	});

	test('an address that a client makes up gives no access to the metrics', async () => {
		expect(await statusOf(program.base, '/metrics')).toBe(200);
		const pretending = await fetch(`${program.base}/metrics`, {
			headers: { 'x-forwarded-for': '10.1.1.1', 'x-client-address': '127.0.0.1' }
		});
		expect(pretending.status).toBe(404);
	});

	test('after a request was forwarded from this machine, the machine has no rights of its own, and the log and the page say so', async () => {
		// A new start: what was forwarded before is forgotten.
		await program.stop();
		const before = program.output.length;
		await program.start();
		expect(await statusOf(program.base, '/metrics')).toBe(200);
		const page = await fetch(`${program.base}/`, { headers: { 'x-forwarded-proto': 'https' } });
		expect(await page.text()).toContain('x-forwarded-proto');
		expect(await statusOf(program.base, '/metrics')).toBe(404);
		expect(program.output.slice(before).match(/not in TRUSTED_PROXIES/g)).toHaveLength(1);
	});

	test('an idle connection stays open longer than proxies keep theirs', async () => {
		const { headers } = await fetch(`${program.base}/health/live`);
		expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(120);
	});

	test('every answer carries the security headers', async () => {
		const { headers } = await fetch(`${program.base}/health/live`);
		expect(Object.fromEntries(headers)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin',
			'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string
		});
	});
});

describe('what it sends', () => {
	const encoding = async (path: string, accepted: string): Promise<string | null> => {
		const answer = await fetch(program.base + path, { headers: { 'accept-encoding': accepted } });
		await answer.arrayBuffer();
		expect(answer.status).toBe(200);
		return answer.headers.get('content-encoding');
	};

	test.each([
		['gzip, deflate, br', 'br', 'gzip'],
		['br;q=0.5, gzip', 'gzip', 'gzip'],
		['gzip;q=0', null, null],
		['gzip;q=0, br', 'br', null],
		['*;q=0', null, null],
		['identity;q=0', null, null]
	])('is encoded as %j allows: files %s, pages %s', async (accepted, ofFiles, ofPages) => {
		const page = await (await fetch(`${program.base}/help`)).text();
		const file = /\/_app\/immutable\/entry\/[\w.-]+\.js/.exec(page)?.[0] ?? '';
		expect([await encoding(file, accepted), await encoding('/help', accepted)]).toEqual([ofFiles, ofPages]);
	});

	test('an unreadable address is a 400, without a stack trace in the log', async () => {
		const before = program.output.length;
		const { hostname, port } = new URL(program.base);
		const statuses = await Promise.all(
			['/%', '/%c0%af', '/%zz/incidents', '/r/%/%', '/_app/immutable/%', '/help/%ff'].map(
				(path) =>
					new Promise<number | undefined>((done, fail) => {
						get({ hostname, port, path }, (answer) => done(answer.resume().statusCode)).once('error', fail);
					})
			)
		);
		expect(statuses).toEqual(statuses.map(() => 400));
		for (const path of ['/a%00b', '/incidents/%00', `/${'a'.repeat(10_000)}`])
			expect(await statusOf(program.base, path)).toBeLessThan(500);
		expect(program.output.slice(before)).toBe('');
	});
});

describe.runIf(process.platform === 'linux')('without an output', () => {
	test.each([
		['full', '>/dev/full 2>/dev/full'],
		['closed', '>&- 2>&-'],
		['a pipe that nobody reads any more', '2>&1 | head -1 >/dev/null']
	])('that is %s it keeps running, and SIGTERM stops it', async (_, output) => {
		const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-output-'));
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((done) => other.once('listening', done));
		const { port } = other.address() as AddressInfo;
		await new Promise((done) => other.close(done));
		const server = `sh -c 'echo $$ >"$PID"; exec "$NODE" build/server.js' ${output}`;
		spawn('/bin/sh', ['-c', server], {
			env: {
				PATH: process.env['PATH'],
				HOME: dataDir,
				NODE: process.execPath,
				PID: join(dataDir, 'pid'),
				PORT: String(port),
				DATA_DIR: join(dataDir, 'data'),
				LOG_LEVEL: 'trace'
			},
			stdio: 'ignore'
		});
		const base = `http://127.0.0.1:${port}`;
		await expect.poll(() => statusOf(base, '/health/ready').catch(() => 0), { timeout: 120_000 }).toBe(200);
		for (let times = 0; times < 20; times += 1) expect(await statusOf(base, '/help')).toBe(200);
		const pid = Number(readFileSync(join(dataDir, 'pid'), 'utf8'));
		process.kill(pid, 'SIGTERM');
		await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
		rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
	});
});

describe('what keeps it from starting is reported in plain words', () => {
	test('every wrong setting at once', async () => {
		await expect(startProgram({ env: { HOST: 'nowhere', LOG_LEVEL: 'loud' } })).rejects.toThrow(
			/2 settings are wrong\.\n.*HOST is not right: .*\n.*LOG_LEVEL is not right: /
		);
	});

	test('a port that is in use', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((done) => other.once('listening', done));
		const { port } = other.address() as AddressInfo;
		const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-port-'));
		const { stderr, status } = spawnSync(process.execPath, ['build/server.js'], {
			env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
			encoding: 'utf8'
		});
		other.close();
		rmSync(dataDir, { recursive: true });
		expect(status).toBe(1);
		expect(stderr).toMatch(/port \d+ is in use: .*set PORT/);
	});

	test('a database with another password', async () => {
		const url = new URL(
			spawnSync(process.execPath, ['build/admin.js', 'database'], {
				env: { ...process.env, DATA_DIR: program.dataDir },
				encoding: 'utf8'
			}).stdout.trim()
		);
		url.password = 'guess';
		const env = { DATABASE_URL: url.href, SECRET: 'x'.repeat(32) };
		await expect(startProgram({ env })).rejects.toThrow(/Voelspriet cannot start: password authentication failed/);
	});
});

describe('tools beside the program', () => {
	test('find the database of a running program, and start it when none runs', async () => {
		const walk = () =>
			spawnSync(process.execPath, ['build/verify-log.js'], {
				env: { ...process.env, DATA_DIR: program.dataDir },
				encoding: 'utf8'
			});
		expect(walk()).toMatchObject({
			status: 0,
			stdout: expect.stringContaining('Every log walked is whole.') as string
		});
		expect(await ready(program.base)).toMatchObject({ ready: true });
		await program.stop();
		expect(walk()).toMatchObject({ status: 0 });
		await program.start();
	});

	test('report a mistake in one sentence', () => {
		const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-tools-'));
		const run = (...args: string[]) =>
			spawnSync(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir }, encoding: 'utf8' });
		expect(run('build/verify-log.js', 'nonsense')).toMatchObject({
			status: 1,
			stderr: expect.stringMatching(/^"nonsense" is not an incident's id/) as string
		});
		expect(run('build/admin.js', 'nonsense')).toMatchObject({
			status: 1,
			stderr: expect.stringMatching(/^There is no command "nonsense"/) as string
		});
		expect(run('build/admin.js').stdout).toMatch(/^Usage: npm run admin/);
		rmSync(dataDir, { recursive: true, force: true });
	});
});

const system = findSystemPostgres();
test.runIf(system)(
	`with DATABASE_URL it uses that PostgreSQL (here ${system?.version ?? 'none'}) and leaves it running`,
	async () => {
		if (!system) return;
		const external = await startSystemPostgres(system);
		const own = await startProgram({ env: { DATABASE_URL: external.url, SECRET: 'x'.repeat(32) } });
		try {
			expect(await ready(own.base)).toMatchObject({ ready: true });
			await own.stop();
			await own.start();
			expect(await ready(own.base)).toMatchObject({ ready: true });
		} finally {
			await own.remove();
			await external.stop();
		}
	}
);
