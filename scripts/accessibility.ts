// `npm run accessibility`: runs the browser tests and makes the accessibility statement from the results of axe.
// The arguments after `--` go to Playwright (a file, `-g`); `--from FOLDER` reads the results of an earlier run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { version } from '../package.json';
import { wordsIn } from '../src/lib/i18n/words';
import { AxeResult, figuresOf, statementFile } from '../src/routes/accessibility/statement';

const root = resolve(import.meta.dirname, '..');
const [option, value, ...rest] = process.argv.slice(2);
const from = option === '--from' ? value : undefined;
const folder = from ?? newFolder();
if (from === undefined) {
	const args = [option, value, ...rest].filter((arg) => arg !== undefined);
	const { status } = spawnSync(
		process.execPath,
		[join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...args],
		{ cwd: root, stdio: 'inherit', env: { ...process.env, AXE_RESULTS: folder } }
	);
	if (status !== 0) throw new Error(`browser tests failed, so nothing was written; results: ${folder}`);
}
const results = readdirSync(folder)
	.filter((name) => name.endsWith('.jsonl'))
	.flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
	.map((line) => AxeResult.parse(JSON.parse(line)));
if (results.length === 0) throw new Error(`no page was checked; results: ${folder}`);
const figures = figuresOf(results, version);
writeFileSync(join(root, 'src/routes/accessibility/figures.json'), `${JSON.stringify(figures, null, '\t')}\n`);
writeFileSync(join(root, 'docs/accessibility.md'), statementFile(figures, wordsIn('nl'), wordsIn('en')));
console.log(`docs/accessibility.md: ${String(figures.pages.length)} pages, ${String(results.length)} checks`);
if (from === undefined) rmSync(folder, { recursive: true });

function newFolder(): string {
	mkdirSync(join(root, 'tests/results'), { recursive: true });
	return mkdtempSync(join(root, 'tests/results/axe-'));
}
