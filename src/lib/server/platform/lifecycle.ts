import { log } from './operations/logger';

/** How long one service may take to say whether it is well, in milliseconds. */
const PATIENCE = 2_000;

/** What is asked of something that runs. */
interface Runs {
	/** Finishes the work in progress and releases what it holds; within a second or two. A promise is awaited. */
	stop?: () => unknown;
	/** For `/health/ready`: what keeps it from working now, in one line, or `null`. */
	problem?: () => Promise<string | null> | string | null;
}

/**
 * What runs, in the order of its start: says how each is, and stops them in reverse. Services do not find each other
 * here.
 */
export class Lifecycle {
	readonly #running: { readonly name: string; readonly runs: Runs }[] = [];

	add(name: string, runs: Runs): void {
		this.#running.push({ name, runs });
	}

	/** What keeps the program from working now; empty when all is well. */
	async problems(): Promise<{ part: string; problem: string }[]> {
		const found = await Promise.all(
			this.#running.map(async ({ name, runs }) => ({ part: name, problem: await problemOf(runs) }))
		);
		return found.flatMap(({ part, problem }) => (problem === null ? [] : [{ part, problem }]));
	}

	/** One that fails to stop does not keep the others from stopping. */
	async stop(): Promise<void> {
		for (let last = this.#running.pop(); last; last = this.#running.pop()) {
			try {
				await last.runs.stop?.();
			} catch (error) {
				log.error({ err: error, part: last.name }, 'a part did not stop in order');
			}
		}
	}
}

async function problemOf(runs: Runs): Promise<string | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<string>(
		(done) => (timer = setTimeout(done, PATIENCE, `no answer within ${PATIENCE / 1000} s`))
	);
	try {
		return await Promise.race([runs.problem?.() ?? null, late]);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		clearTimeout(timer);
	}
}
