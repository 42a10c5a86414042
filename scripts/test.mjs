// Runs every kind of test and ends with one line: how many passed, failed and were skipped. Results go to a folder of
// this run alone, so that two runs at once do not meet. With the word `long` (`npm run test:long`) tests by chance run
// more often, and tables are gone through to their end: see tests/long.ts.
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
 * A runner counts as many as it reports. One that reports nothing did not even start, and one that complains of more
 * than tests fails too.
 */
async function suite({ name, program, args, env, read }) {
	const report = join(results, `${name.replace(/\W+/g, '-')}.json`);
	const ok = await run(name, program, args(report), { env: env?.(report) });
	const {
		passed,
		failed,
		skipped,
		broken = [],
		second = []
	} = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 1, skipped: [] };
	count(name, { passed, failed: ok ? failed : Math.max(failed, 1), skipped });
	failures.push(...broken.map((title) => `failed: ${title}`));
	for (const title of second) console.log(`passed only at the second try: ${title}`);
}

function count(name, { passed, failed, skipped }) {
	total.passed += passed;
	total.failed += failed;
	total.skipped.push(...skipped.map((title) => `${name}: ${title}`));
	if (failed > 0) failures.push(`${name}: ${failed} failed`);
}

/**
 * @param isShown false keeps what it says until it has ended: for those that run beside each other. @param priority as
 *   `nice` has it.
 */
async function run(name, program, args, { env = {}, isShown = true, priority = 0 } = {}) {
	const began = performance.now();
	if (isShown) console.log(`\n== ${name}`);
	let said = '';
	const code = await new Promise((done) => {
		const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
			cwd: root,
			stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env }
		});
		if (priority !== 0 && child.pid !== undefined) setPriority(child.pid, priority);
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (said += piece));
		child.once('error', () => done(1));
		child.once('close', done);
	});
	if (!isShown) console.log(`\n== ${name}\n${said.trim()}`);
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
		second: suites.flatMap((suite) => titles(suite, 'flaky'))
	};
}

/** A file that was formatted well is not looked at again until its content changes. ESLint cannot cache our configuration. */
const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', join(root, 'node_modules/.cache/format')];

// One beside the types, then beside the tests that wait for a database, to which it gives way: two at a time.
const one = { priority: 10 };
const lint = check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', ...cache, '.'], one)
	.then(() => check('lint by types', 'oxlint/bin/oxlint', [], one))
	.then(() => check('lint', 'eslint/bin/eslint.js', ['.'], one))
	.then(() => check('unused', 'knip/bin/knip.js', [], one));
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
