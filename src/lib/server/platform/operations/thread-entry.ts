import { parentPort, type Transferable } from 'node:worker_threads';

/** The messages between the program and one of its threads (worker-thread.ts). */
export interface ThreadRequest<Job> {
	readonly id: number;
	readonly job: Job;
}
export type ThreadReply<Result> =
	{ readonly id: number; readonly result: Result } | { readonly id: number; readonly error: string };
/** The first message of a thread: it has loaded its modules and waits for jobs. */
export interface ThreadReady {
	readonly ready: true;
}

/**
 * Answers every job with the result of `work`. Called once by the entry of a thread, which must not import modules with
 * state of the program: the thread would have a second copy.
 * @param moved the parts of a result that are moved instead of copied
 */
export function serveJobs<Result>(
	work: (job: never) => Result | Promise<Result>,
	moved: (result: Result) => Transferable[] = () => []
): void {
	const port = parentPort;
	if (!port) throw new Error('this is a thread, not a program');
	port.on('message', ({ id, job }: ThreadRequest<never>) => {
		void (async () => work(job))().then(
			(result) => {
				port.postMessage({ id, result } satisfies ThreadReply<Result>, moved(result));
			},
			(error: unknown) => {
				const message = error instanceof Error ? error.message : String(error);
				port.postMessage({ id, error: message } satisfies ThreadReply<Result>);
			}
		);
	});
	port.postMessage({ ready: true } satisfies ThreadReady);
}
