import { fork } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPostgres } from './bench-program';
import { describeMachine, figuresPage, readFigures } from './figures';
import type { Result } from './result';

/**
 * Every file here that exports `run` is a case, which runs in a process of its own; arguments after `npm run bench --`
 * select them. One that exports `isOnlyByName` runs only when it is chosen. With `--json` the results are the only
 * words on standard output; with `--figures` docs/figures.md is made again of the last result of each case that this
 * folder remembers. Runs bundled (scripts/bench.mjs).
 */
const folder = import.meta.dirname;
const results = join('tests', 'results');
const history = join(results, 'bench.jsonl');
const [flags, wanted] = [
	process.argv.slice(2).filter((word) => word.startsWith('--')),
	process.argv.slice(2).filter((word) => !word.startsWith('--'))
];
const unknown = flags.filter((flag) => flag !== '--json' && flag !== '--figures');
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: there are --json and --figures`);
const isJson = flags.includes('--json');
/** Progress messages, which are never part of the results. */
const progress = isJson ? process.stderr : process.stdout;
/** The program's threads are bundled next to the cases. */
const names = readdirSync(folder).flatMap((file) => /^(?!run\.)(.*)(?<!-worker)\.js$/.exec(file)?.[1] ?? []);
const fileOf = (name: string): string => join(folder, `${name}.js`);

/** Whether this run has a case of this name. */
async function isWanted(name: string): Promise<boolean> {
	const isNamed = wanted.includes(name);
	if (wanted.length > 0 && !isNamed) return false;
	const module: unknown = await import(pathToFileURL(fileOf(name)).href);
	return typeof module === 'object' && module !== null && 'run' in module && (isNamed || !('isOnlyByName' in module));
}

/** @throws when the case does, or its process ends before it is done */
function resultsOf(name: string, server: string): Promise<Result[]> {
	const own = fork(fileOf('case-worker'), [fileOf(name), server], {
		stdio: ['ignore', progress.fd, 'inherit', 'ipc']
	});
	return new Promise((done, fail) => {
		let results: Result[] | null = null;
		own.once('message', (sent) => (results = sent as Result[]));
		own.once('error', fail);
		own.once('close', (code) => {
			if (results && code === 0) done(results);
			else fail(new Error(`${name} ended with ${code ?? 'a signal'}`));
		});
	});
}

const began = performance.now();
const [stamp, machine] = [new Date().toISOString(), describeMachine()];
const found: Result[] = [];
mkdirSync(results, { recursive: true });
const postgres = await startPostgres();
try {
	for (const name of names) {
		if (!(await isWanted(name))) continue;
		const start = performance.now();
		progress.write(`${name}…`);
		const own = await resultsOf(name, postgres.url);
		progress.write(` ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
		found.push(...own);
		appendFileSync(history, own.map((result) => `${JSON.stringify({ at: stamp, machine, ...result })}\n`).join(''));
	}
} finally {
	await postgres.stop();
}
if (isJson) process.stdout.write(`${JSON.stringify({ at: stamp, machine, results: found }, null, '\t')}\n`);
else {
	print(found);
	process.stdout.write(
		`\n${found.filter(({ ok }) => ok).length} of ${found.length} aims met, in ${((performance.now() - began) / 1000).toFixed(0)} s\n`
	);
}
if (flags.includes('--figures'))
	writeFileSync(join('docs', 'figures.md'), figuresPage(readFigures(readFileSync(history, 'utf8'))));

/** A line per case, and under it what else was measured. */
function print(all: readonly Result[]): void {
	for (const { case: name, value, bound, ratio, aim, ok, extra = {} } of all) {
		process.stdout.write(
			`\n${ok ? 'met   ' : 'MISSED'} ${name}\n       ${value} against ${bound}: ${ratio} (aim: ${aim})\n`
		);
		const rest = Object.entries(extra).map(([key, number]) => `${key} ${number}`);
		for (let from = 0; from < rest.length; from += 5)
			process.stdout.write(`       ${rest.slice(from, from + 5).join(' · ')}\n`);
	}
}
