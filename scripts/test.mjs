// Runs every kind of test and ends with one line: how many passed, failed and were skipped. Results go to a folder of
// this run alone, so that two concurrent runs do not collide. With the word `long` (`npm run test:long`) randomised
// tests run more often, and tables of cases are tested completely: see tests/long.ts.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(join(tmpdir(), 'voelspriet-results-'));
if (process.argv[2] === 'long') process.env.LONG_TESTS = '1';
const total = { passed: 0, failed: 0, skipped: [] };
const failures = [];

/** A check counts as one test. */
async function check(name, program, args, { priority = 0 } = {}) {
	const ok = await run(name, program, args, { isShown: false, priority });
	count(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] });
}

/**
 * A runner counts as many tests as it reports. One without a report did not start and fails; so does one that reports
 * errors outside its tests.
 */
async function suite({ name, program, args, env, read }) {
	const report = join(results, `${name.replace(/\W+/g, '-')}.json`);
	const ok = await run(name, program, args(report), { env: env?.(report) });
	const {
		passed,
		failed,
		skipped,
		broken = [],
		flaky = []
	} = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 1, skipped: [] };
	count(name, { passed, failed: ok ? failed : Math.max(failed, 1), skipped });
	failures.push(...broken.map((title) => `failed: ${title}`));
	for (const title of flaky) console.log(`passed only at the second try: ${title}`);
}

function count(name, { passed, failed, skipped }) {
	total.passed += passed;
	total.failed += failed;
	total.skipped.push(...skipped.map((title) => `${name}: ${title}`));
	if (failed > 0) failures.push(`${name}: ${failed} failed`);
}

/**
 * @param isShown false prints the output only at the end: for runs in parallel. @param priority the value for `nice`
 */
async function run(name, program, args, { env = {}, isShown = true, priority = 0 } = {}) {
	const began = performance.now();
	if (isShown) console.log(`\n== ${name}`);
	let output = '';
	const code = await new Promise((done) => {
		const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
			cwd: root,
			stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env }
		});
		if (priority !== 0 && child.pid !== undefined) setPriority(child.pid, priority);
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (output += piece));
		child.once('error', () => done(1));
		child.once('close', done);
	});
	if (!isShown) console.log(`\n== ${name}\n${output.trim()}`);
	console.log(
		`== ${name}: ${code === 0 ? 'well' : 'FAILED'} after ${((performance.now() - began) / 1000).toFixed(1)} s`
	);
	return code === 0;
}

function readVitest({ testResults }) {
	const titles = (file, tests, statuses) =>
		tests
			.filter((test) => statuses.includes(test.status))
			.map((test) => `${file.slice(root.length)}: ${test.fullName}`);
	const files = testResults.map(({ name, status, assertionResults: tests }) => ({
		passed: tests.filter((test) => test.status === 'passed').length,
		failed: tests.filter((test) => test.status === 'failed').length || (status === 'failed' ? 1 : 0),
		broken: [
			...titles(name, tests, ['failed']),
			...(status === 'failed' && !tests.some((test) => test.status === 'failed') ? [name.slice(root.length)] : [])
		],
		skipped: titles(name, tests, ['skipped', 'pending', 'todo'])
	}));
	return {
		passed: files.reduce((sum, file) => sum + file.passed, 0),
		failed: files.reduce((sum, file) => sum + file.failed, 0),
		broken: files.flatMap((file) => file.broken),
		skipped: files.flatMap((file) => file.skipped)
	};
}

function readPlaywright({ stats, errors, suites }) {
	const titles = (suite, status) => [
		...(suite.specs ?? [])
			.filter((spec) => spec.tests.some((test) => test.status === status))
			.map((spec) => `${spec.file}: ${spec.title}`),
		...(suite.suites ?? []).flatMap((inner) => titles(inner, status))
	];
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		broken: suites.flatMap((suite) => titles(suite, 'unexpected')),
		skipped: suites.flatMap((suite) => titles(suite, 'skipped')),
		flaky: suites.flatMap((suite) => titles(suite, 'flaky'))
	};
}

/** A well-formatted file is not checked again until its content changes. ESLint cannot cache our configuration. */
const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', join(root, 'node_modules/.cache/format')];

// These run one by one, in parallel with the type check and then with the tests, which have priority: two at a time.
const background = { priority: 10 };
const lint = check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', ...cache, '.'], background)
	.then(() => check('lint by types', 'oxlint/bin/oxlint', [], background))
	.then(() => check('lint', 'eslint/bin/eslint.js', ['.'], background))
	.then(() => check('unused', 'knip/bin/knip.js', [], background));
await check('types', 'svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human']);
await suite({
	name: 'rules, server and client',
	program: 'vitest/vitest.mjs',
	args: (report) => [
		'run',
		'--passWithNoTests',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	],
	read: readVitest
});
await lint;
getChromium();
await suite({
	name: 'browser',
	program: '@playwright/test/cli.js',
	args: () => ['test', '--pass-with-no-tests', '--reporter=list,json', `--output=${join(results, 'browser')}`],
	env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
	read: readPlaywright
});

console.log('');
for (const title of total.skipped) console.log(`skipped: ${title}`);
for (const line of failures) console.log(line);
if (total.failed > 0) console.log(`Traces and screenshots: ${results}`);
else rmSync(results, { recursive: true, force: true });
console.log(
	`${total.passed} passed, ${total.failed} failed${total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : ''}`
);
process.exitCode = total.failed === 0 ? 0 : 1;
