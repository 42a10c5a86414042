import { pathToFileURL } from 'node:url';
import type { Result } from './result';

/**
 * Runs one case of the benchmark in a process of its own and sends its results to the one that forked it (run.ts): what
 * other cases left in memory, and what the compiler made of them, has no part in its figures.
 */
const [file = '', server = ''] = process.argv.slice(2);
const { run } = (await import(pathToFileURL(file).href)) as { run: (server: string) => Promise<Result[]> };
const results = await run(server);
process.send?.(results, undefined, undefined, () => process.disconnect());
