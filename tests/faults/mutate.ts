import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { mutations, type Mutation } from './mutations';

/**
 * Removes the guards one by one, in a copy of the project, and shows that the named test or case then fails. Arguments
 * after `--mutations` choose faults by number.
 */
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const root = process.cwd();
// Outside the project, which cannot be copied into itself.
const copy = mkdtempSync(join(tmpdir(), 'voelspriet-mutated-'));
const excluded = new Set(['node_modules', '.git', 'build', 'results']);
/** Limits for a test or case, which may hang without its guard, and for a build. */
const TEST_TIMEOUT_MS = 5 * 60_000;
const BUILD_TIMEOUT_MS = 20 * 60_000;

let survivors = 0;
try {
	cpSync(root, copy, {
		recursive: true,
		filter: (path) => path === root || !excluded.has(basename(path)) || path.includes('src')
	});
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	for (const mutation of mutations) {
		if (wanted.length > 0 && !wanted.includes(mutation.guards)) continue;
		const began = performance.now();
		const verdict = await tryWithout(mutation);
		if (verdict !== null) survivors += 1;
		const seconds = Math.round((performance.now() - began) / 1000);
		const line = verdict === null ? 'fails without it' : `NOT SHOWN: ${verdict}`;
		process.stdout.write(`${mutation.guards.padEnd(3)} ${mutation.what}: ${line} (${String(seconds)} s)\n`);
	}
} finally {
	rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = survivors === 0 ? 0 : 1;

/** @returns null when it fails without the guard, else why that was not shown */
async function tryWithout({ file, text, replacement, fails }: Mutation): Promise<string | null> {
	const path = join(copy, file);
	const whole = readFileSync(path, 'utf8');
	if (whole.split(text).length !== 2) return 'the guard is not in its file exactly once';
	writeFileSync(
		path,
		whole.replace(text, () => replacement)
	);
	try {
		return 'harness' in fails ? await harnessFails(fails.harness, fails.rounds) : await testFails(fails);
	} finally {
		writeFileSync(path, whole);
	}
}

async function testFails({ file, title }: { file: string; title: string }): Promise<string | null> {
	const report = join(copy, 'report.json');
	rmSync(report, { force: true });
	const pattern = title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
	const vitest = join('node_modules', 'vitest', 'vitest.mjs');
	await run([vitest, 'run', file, '-t', pattern, '--reporter=json', `--outputFile.json=${report}`]);
	if (!existsSync(report)) return 'the test did not run';
	const { testResults } = z
		.object({ testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string() })) })) })
		.parse(JSON.parse(readFileSync(report, 'utf8')));
	const states = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
	if (states.includes('failed')) return null;
	return states.includes('passed') ? 'the test passes all the same' : 'the test did not run';
}
async function harnessFails(number: string, rounds: number): Promise<string | null> {
	if ((await run([join('scripts', 'ready.mjs')], BUILD_TIMEOUT_MS)) !== 0) return 'it cannot be built';
	const code = await run([join('scripts', 'faults.mjs'), number, `--rounds=${String(rounds)}`]);
	return code === 0 ? 'the case holds all the same' : null;
}

/** @returns its exit code; 1 when it took too long */
function run(args: readonly string[], timeout = TEST_TIMEOUT_MS): Promise<number> {
	return new Promise((done) => {
		// A group of its own, so that what it started ends with it.
		const child = spawn(process.execPath, [...args], { cwd: copy, stdio: 'ignore', detached: true });
		const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), timeout);
		child.once('close', (code) => {
			clearTimeout(timer);
			done(code ?? 1);
		});
	});
}
