import { parentPort, type Transferable } from 'node:worker_threads';

/** What the program and one of its threads (worker-thread.ts) send each other. */
export interface ThreadRequest<Job> {
	readonly id: number;
	readonly job: Job;
}
export type ThreadReply<Result> =
	{ readonly id: number; readonly result: Result } | { readonly id: number; readonly error: string };
/** What a thread sends first: it has read its modules and waits for jobs. */
export interface ThreadReady {
	readonly ready: true;
}

/**
 * Answers every job with what `work` makes of it. A thread's entry calls it once; it must not import anything that holds
 * the program's state, which would be a second copy.
 * @param moved what of a result is moved instead of copied
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
