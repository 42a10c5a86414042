import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FaultResult, NamedTest } from './fault-case';

const Vitest = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			message: z.string().optional(),
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() }))
		})
	)
});

/** Runs tests of the suite by name. @returns a round for each that passed, and a fault for each that did not */
export async function runNamed(tests: readonly NamedTest[]): Promise<FaultResult> {
	const folder = mkdtempSync(join(tmpdir(), 'voelspriet-named-'));
	const report = join(folder, 'report.json');
	try {
		const files = [...new Set(tests.map(({ file }) => file))];
		const names = tests.map(({ title }) => title.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)).join('|');
		await new Promise<void>((done) => {
			const vitest = join('node_modules', 'vitest', 'vitest.mjs');
			const args = [vitest, 'run', ...files, '-t', names, '--reporter=json', `--outputFile.json=${report}`];
			// The bundle is made for production, and that would stay set.
			const env = { ...process.env, NODE_ENV: 'test' };
			spawn(process.execPath, args, { stdio: 'ignore', env }).once('close', () => done());
		});
		const read = existsSync(report) ? Vitest.parse(JSON.parse(readFileSync(report, 'utf8'))).testResults : [];
		const ran = read.flatMap(({ name, assertionResults }) =>
			assertionResults.map((result) => ({ ...result, file: name }))
		);
		const passed = ran.filter(({ status }) => status === 'passed');
		const failed = ran.filter(({ status }) => status === 'failed').map(({ fullName }) => `failed: ${fullName}`);
		const absent = tests
			.filter(({ file, title }) => !passed.some((each) => each.file.endsWith(file) && each.fullName.includes(title)))
			.map(({ file, title }) => `did not pass: ${file}: ${title}`);
		return {
			rounds: passed.length,
			commands: 0,
			posts: 0,
			lost: 0,
			doubled: 0,
			recovery: [],
			faults: [...failed, ...absent]
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
