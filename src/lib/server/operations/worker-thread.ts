import { existsSync } from 'node:fs';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { Gauge } from 'prom-client';
import { host } from '$lib/server/config/host';
import { log } from './logger';
import { metrics } from './metrics';
import type { ThreadReply, ThreadRequest } from './thread-entry';

/**
 * A job has no result. `failed`: this job cannot be done; otherwise the thread ended, and the next job starts another.
 */
export class ThreadError extends Error {
	override readonly name = 'ThreadError';
	constructor(
		readonly reason: 'failed' | 'died' | 'late' | 'stopped',
		message = `the thread ended: ${reason}`,
		/** It was the oldest job. In a thread that does one job after the other, no other can be the cause. */
		readonly wasFirst = true
	) {
		super(message);
	}
}

const running = new Gauge({
	name: 'voelspriet_threads',
	help: 'Threads that run beside the program: analysis, stories, writers of files.',
	registers: [metrics]
});

interface Waiting<Result> {
	readonly resolve: (result: Result) => void;
	readonly reject: (error: ThreadError) => void;
	readonly timer: NodeJS.Timeout;
}

/**
 * Work in a separate thread, because every desk would wait for it here. Jobs and results are plain values, which are
 * copied. The thread starts with the first job. Jobs in progress when it ends are rejected, since one may be the cause.
 */
export class WorkerThread<Job, Result> {
	readonly #waiting = new Map<number, Waiting<Result>>();
	#worker: Worker | null = null;
	#lastId = 0;
	#isStopped = false;

	/** @param patience with one job, in milliseconds */
	constructor(
		readonly start: () => Worker,
		readonly patience: number
	) {}

	/** @throws ThreadError */
	run(job: Job): Promise<Result> {
		if (this.#isStopped) return Promise.reject(new ThreadError('stopped'));
		const worker = (this.#worker ??= this.#begin());
		return new Promise((resolve, reject) => {
			const id = (this.#lastId += 1);
			const timer = setTimeout(() => {
				this.#end(worker, 'late');
			}, this.patience);
			this.#waiting.set(id, { resolve, reject, timer });
			worker.postMessage({ id, job } satisfies ThreadRequest<Job>);
		});
	}

	/** Jobs in progress are rejected. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		const worker = this.#worker;
		if (worker) this.#end(worker, 'stopped');
		await worker?.terminate();
	}

	#begin(): Worker {
		const worker = this.start();
		running.inc();
		worker.once('exit', () => running.dec());
		worker.unref();
		worker.on('message', (reply: ThreadReply<Result>) => {
			const waiting = this.#waiting.get(reply.id);
			if (!waiting) return;
			this.#waiting.delete(reply.id);
			clearTimeout(waiting.timer);
			if ('result' in reply) waiting.resolve(reply.result);
			else waiting.reject(new ThreadError('failed', reply.error));
		});
		// Without this listener the error of a thread is an uncaught exception of the program.
		worker.on('error', (error) => {
			log.error({ err: error }, 'a thread failed');
		});
		worker.on('exit', () => {
			this.#end(worker, 'died');
		});
		return worker;
	}

	/** Ends a thread, even in a loop that never yields, and rejects its jobs. */
	#end(worker: Worker, reason: ThreadError['reason']): void {
		if (this.#worker !== worker) return;
		this.#worker = null;
		void worker.terminate();
		for (const [at, { reject, timer }] of [...this.#waiting.values()].entries()) {
			clearTimeout(timer);
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
