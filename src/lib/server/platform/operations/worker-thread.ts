import { existsSync } from 'node:fs';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { host } from '$lib/server/platform/config/host';
import { log } from './logger';
import type { ThreadReady, ThreadReply, ThreadRequest } from './thread-entry';

/**
 * A job has no result. `failed`: this job failed; otherwise the thread ended, and the next job starts another.
 */
export class ThreadError extends Error {
	override readonly name = 'ThreadError';
	constructor(
		readonly reason: 'failed' | 'died' | 'late' | 'stopped',
		message = `the thread ended: ${reason}`,
		/** It was the oldest job: in a thread that runs jobs one by one, only that job can be the cause. */
		readonly wasOldest = true
	) {
		super(message);
	}
}

interface WaitingJob<Result> {
	readonly resolve: (result: Result) => void;
	readonly reject: (error: ThreadError) => void;
}

/**
 * How long a thread may take to start, in milliseconds. On a busy machine, loading its modules takes longer than any job
 * may; ending the thread meanwhile and starting another would make the machine even busier.
 */
const START_TIMEOUT = 180_000;

/**
 * Runs jobs in a separate thread, so that they do not block the program. Jobs and results are plain values, which are
 * copied. The thread starts with the first job. When it ends, all its jobs are rejected, since one may be the cause.
 */
export class WorkerThread<Job, Result> {
	/** Oldest first. */
	readonly #waiting = new Map<number, WaitingJob<Result>>();
	#worker: Worker | null = null;
	#isReady = false;
	/** Runs while a job waits: for a thread that starts, and then for the oldest job. */
	#timer: NodeJS.Timeout | undefined;
	#lastId = 0;
	#isStopped = false;

	/**
	 * @param jobTimeout with one job, in milliseconds, from when it is the oldest: neither the start of the thread nor the
	 *   jobs before it count. @param startTimeout with the start
	 */
	constructor(
		readonly start: () => Worker,
		readonly jobTimeout: number,
		readonly startTimeout = START_TIMEOUT
	) {}

	/** @throws ThreadError */
	run(job: Job): Promise<Result> {
		if (this.#isStopped) return Promise.reject(new ThreadError('stopped'));
		const worker = (this.#worker ??= this.#startWorker());
		return new Promise((resolve, reject) => {
			const id = (this.#lastId += 1);
			this.#waiting.set(id, { resolve, reject });
			if (this.#waiting.size === 1) this.#restartTimer(worker);
			worker.postMessage({ id, job } satisfies ThreadRequest<Job>);
		});
	}

	/** Jobs in progress are rejected. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		const worker = this.#worker;
		if (worker) this.#endWorker(worker, 'stopped');
		await worker?.terminate();
	}

	#startWorker(): Worker {
		const worker = this.start();
		worker.unref();
		worker.on('message', (reply: ThreadReply<Result> | ThreadReady) => {
			if (this.#worker !== worker) return;
			if ('ready' in reply) {
				this.#isReady = true;
				this.#restartTimer(worker);
				return;
			}
			const waiting = this.#waiting.get(reply.id);
			if (!waiting) return;
			const [oldest] = this.#waiting.keys();
			this.#waiting.delete(reply.id);
			if (reply.id === oldest) this.#restartTimer(worker);
			if ('result' in reply) waiting.resolve(reply.result);
			else waiting.reject(new ThreadError('failed', reply.error));
		});
		// Without this listener the error of a thread is an uncaught exception of the program.
		worker.on('error', (error) => {
			log.error({ err: error }, 'a thread failed');
		});
		worker.on('exit', () => {
			this.#endWorker(worker, 'died');
		});
		return worker;
	}

	/** Restarts the timeout, if a job waits. */
	#restartTimer(worker: Worker): void {
		clearTimeout(this.#timer);
		if (this.#waiting.size === 0) return;
		this.#timer = setTimeout(
			() => {
				this.#endWorker(worker, 'late');
			},
			this.#isReady ? this.jobTimeout : this.startTimeout
		);
	}

	/** Ends a thread, even in a loop that never yields, and rejects its jobs. */
	#endWorker(worker: Worker, reason: ThreadError['reason']): void {
		if (this.#worker !== worker) return;
		this.#worker = null;
		this.#isReady = false;
		clearTimeout(this.#timer);
		void worker.terminate();
		for (const [at, { reject }] of [...this.#waiting.values()].entries()) {
			reject(new ThreadError(reason, undefined, at === 0));
		}
		this.#waiting.clear();
	}
}

/**
 * Starts the thread with this entry. The built file is next to server.js, which sets its path; in development and in
 * tests it starts from source.
 * @param entry the name of the built file, as in vite.server.config.ts
 */
export function startThread(entry: string, source: URL, resourceLimits: ResourceLimits): Worker {
	const options = { name: entry, resourceLimits };
	const built = host()?.threads;
	if (built) return new Worker(new URL(`./${entry}.js`, built), options);
	if (!existsSync(source)) throw new Error(`the thread ${entry} is neither built nor there as source`);
	// `execArgv` does not register a loader in a thread, so the thread registers it.
	const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
	return new Worker(code, { ...options, eval: true });
}
