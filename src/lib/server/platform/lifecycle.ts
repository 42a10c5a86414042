import { log } from './operations/logger';

/** How long one service may take to report its problem, in milliseconds. */
const PROBLEM_TIMEOUT = 2_000;

/** A part of the program that is started and stopped. */
interface Service {
	/** Finishes the work in progress and releases what it holds; within a second or two. A promise is awaited. */
	stop?: () => unknown;
	/** For `/health/ready`: what keeps it from working now, in one line, or `null`. */
	problem?: () => Promise<string | null> | string | null;
}

/**
 * The running services, in the order of their start: collects their problems, and stops them in reverse order. It is not
 * a registry to look services up.
 */
export class Lifecycle {
	readonly #running: { readonly name: string; readonly service: Service }[] = [];

	add(name: string, service: Service): void {
		this.#running.push({ name, service });
	}

	/** The problems of all services; empty when there are none. */
	async problems(): Promise<{ part: string; problem: string }[]> {
		const found = await Promise.all(
			this.#running.map(async ({ name, service }) => ({ part: name, problem: await problemOf(service) }))
		);
		return found.flatMap(({ part, problem }) => (problem === null ? [] : [{ part, problem }]));
	}

	/** Stops all services, also when one of them fails to stop. */
	async stop(): Promise<void> {
		for (let entry = this.#running.pop(); entry; entry = this.#running.pop()) {
			try {
				await entry.service.stop?.();
			} catch (error) {
				log.error({ err: error, part: entry.name }, 'a part did not stop in order');
			}
		}
	}
}

async function problemOf(service: Service): Promise<string | null> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<string>(
		(done) => (timer = setTimeout(done, PROBLEM_TIMEOUT, `no answer within ${PROBLEM_TIMEOUT / 1000} s`))
	);
	try {
		return await Promise.race([service.problem?.() ?? null, timeout]);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		clearTimeout(timer);
	}
}
