import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/domain/core/new-id';
import { runningEmbedded } from '$lib/server/platform/database/embedded';
import { postgres } from '$lib/server/platform/driver/sql';
import { ensureBuilt } from '../../built';
import { startProgram, type RunningProgram } from '../../running-program';

let folder: string;
let program: RunningProgram;
beforeAll(async () => {
	ensureBuilt();
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-drill-'));
	program = await startProgram({ env: { DEMO: '1' } });
}, 300_000);
afterAll(async () => {
	await program.remove();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function run(tool: string, dataDir: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
	const child = spawn(process.execPath, [`build/${tool}.js`, ...args], {
		env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir }
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
	return new Promise((done) => child.once('close', (code) => done({ code, output })));
}
/** `whole, 12 lines, head …` by log. */
const heads = (output: string): Map<string, string> =>
	new Map([...output.matchAll(/^(\S+): whole, (.*)$/gm)].map(([, log = '', rest = '']) => [log, rest]));

test('the drill: backed up while people work, restored into an empty folder, and everybody continues there', async () => {
	const { base, dataDir } = program;
	const tried = await fetch(`${base}/?/try`, {
		method: 'POST',
		headers: { origin: base, accept: 'text/html' },
		body: new URLSearchParams(),
		redirect: 'manual'
	});
	expect(tried.status).toBe(303);
	const path = tried.headers.get('location') ?? '';
	const cookie = tried.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	const raise = (to: string) =>
		fetch(`${to}/api/v1${path}/commands`, {
			method: 'POST',
			headers: { origin: to, cookie, 'content-type': 'application/json' },
			body: JSON.stringify({
				id: newId(),
				type: 'need.raise',
				input: { id: newId(), text: `Is water ${newId()} veilig?`, offline: 'telefoon', seenIn: null }
			})
		});
	expect((await raise(base)).status).toBe(200);
	const enough = new AbortController();
	const answers: number[] = [];
	const work = (async () => {
		while (!enough.signal.aborted) answers.push((await raise(base)).status);
	})();
	const backedUp = await run('backup', dataDir, folder);
	enough.abort();
	await work;
	expect(backedUp, backedUp.output).toMatchObject({ code: 0 });
	expect(answers.length).toBeGreaterThan(0);
	expect(new Set(answers)).toEqual(new Set([200]));
	const [name = ''] = readdirSync(folder);
	const file = join(folder, name);
	expect(statSync(file).mode & 0o777).toBe(0o600);

	expect(await run('restore', dataDir, file), 'never into a program that runs').toMatchObject({ code: 1 });
	const elsewhere = join(folder, 'elsewhere');
	const restored = await run('restore', elsewhere, file);
	expect(restored, restored.output).toMatchObject({
		code: 0,
		output: expect.stringMatching(/counts, chains and checksums are equal\. It took [\d.]+ s/) as string
	});
	expect(readFileSync(join(elsewhere, 'secret'), 'utf8')).toBe(readFileSync(join(dataDir, 'secret'), 'utf8'));
	const verified = await run('verify-log', elsewhere);
	expect(verified.code, verified.output).toBe(0);
	expect([...heads(verified.output).keys()]).toEqual([...heads((await run('verify-log', dataDir)).output).keys()]);
	expect(await run('restore', elsewhere, file)).toMatchObject({
		code: 1,
		output: expect.stringMatching(/^The database is not empty .*$/m) as string
	});

	const next = await startProgram({ dataDir: elsewhere, env: { DEMO: '1' } });
	try {
		expect((await fetch(`${next.base}/health/ready`)).status).toBe(200);
		expect((await raise(next.base)).status, 'a session does not come back').toBe(401);
	} finally {
		await next.stop();
	}
});

test('with the commands: keys, an encrypted back-up, a drill that changes nothing, and a wrong passphrase reported in one sentence', async () => {
	const { dataDir } = program;
	const backupFolder = join(folder, 'sealed');
	mkdirSync(backupFolder);
	const made = await run('backup', dataDir, '--make-key', join(backupFolder, 'key'));
	const [recipient = ''] = /^age1\S+$/m.exec(made.output) ?? [];
	expect(statSync(join(backupFolder, 'key')).mode & 0o777).toBe(0o600);
	const byKey = join(backupFolder, 'key.zip.age');
	expect(await run('backup', dataDir, byKey, '--recipient', recipient)).toMatchObject({ code: 0 });
	const before = readdirSync(dataDir).sort();
	const drilled = await run('restore', dataDir, '--drill', byKey, '--key', join(backupFolder, 'key'));
	expect(drilled.output).toMatch(/^This back-up can be restored\. .*are equal\. It took [\d.]+ s\.$/m);
	expect(drilled.code).toBe(0);
	expect(readdirSync(dataDir).sort()).toEqual(before);
	const [right, wrong] = [join(backupFolder, 'right'), join(backupFolder, 'wrong')];
	writeFileSync(right, 'vier losse woorden samen\n');
	writeFileSync(wrong, 'drie losse woorden samen\n');
	const byWord = join(backupFolder, 'word.zip.age');
	expect(await run('backup', dataDir, byWord, '--passphrase-file', right)).toMatchObject({ code: 0 });
	expect(await run('restore', dataDir, '--drill', byWord, '--passphrase-file', wrong)).toEqual({
		code: 1,
		output: 'The passphrase is wrong: this back-up does not open with it. Nothing was changed.\n'
	});
});

test('a back-up that is killed half way leaves no file under its name', async () => {
	const { dataDir } = program;
	const backupFolder = join(folder, 'killed');
	mkdirSync(backupFolder);
	const blocker = postgres(runningEmbedded(dataDir)?.ownerUrl() ?? '', { max: 1 });
	await blocker.begin(async (tx) => {
		await tx`lock table post in access exclusive mode`;
		const child = spawn(process.execPath, ['build/backup.js', join(backupFolder, 'whole.zip')], {
			env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir }
		});
		await expect
			.poll(() => readdirSync(backupFolder), { timeout: 20_000 })
			.toEqual([`whole.zip.part-${String(child.pid)}`]);
		const gone = new Promise((done) => child.once('close', done));
		child.kill('SIGKILL');
		await gone;
	});
	await blocker.end();
	expect(readdirSync(backupFolder).filter((name) => !name.includes('.part-'))).toEqual([]);
	expect(await run('backup', dataDir, join(backupFolder, 'whole.zip'))).toMatchObject({ code: 0 });
});
