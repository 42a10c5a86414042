import { appendFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPostgres } from './bench-program';
import type { Result } from './result';

/**
 * Every file here that exports `run` is a case; arguments after `npm run bench --` choose among them. Runs bundled
 * (scripts/bench.mjs).
 */
const folder = import.meta.dirname;
const results = join('tests', 'results');
const wanted = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'run.js');

type Case = (server: string) => Promise<Result[]>;
const caseIn = async (file: string): Promise<Case | null> => {
	const module: unknown = await import(pathToFileURL(join(folder, file)).href);
	return typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function'
		? (module.run as Case)
		: null;
};

const began = performance.now();
const stamp = new Date().toISOString();
const found: Result[] = [];
mkdirSync(results, { recursive: true });
const postgres = await startPostgres();
try {
	for (const file of files) {
		const name = file.replace(/\.js$/, '');
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const run = await caseIn(file);
		if (!run) continue;
		const start = performance.now();
		process.stdout.write(`${name}…`);
		const own = await run(postgres.url);
		process.stdout.write(` ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
		found.push(...own);
		appendFileSync(
			join(results, 'bench.jsonl'),
			own.map((result) => `${JSON.stringify({ at: stamp, ...result })}\n`).join('')
		);
	}
} finally {
	await postgres.stop();
}
print(found);
process.stdout.write(
	`\n${found.filter(({ ok }) => ok).length} of ${found.length} aims met, in ${((performance.now() - began) / 1000).toFixed(0)} s\n`
);

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
