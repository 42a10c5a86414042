import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { ReportFrame } from '$lib/report/write/write-report';
import { host } from '$lib/server/config/host';
import { log } from '$lib/server/operations/logger';

/** What the thread writes: plain values, which are copied to it. */
export interface WritingJob {
	readonly extension: string;
	readonly report: Report;
	readonly frame: ReportFrame;
	readonly article: string;
	readonly language: Language;
}
export interface ThreadRequest {
	readonly id: number;
	readonly job: WritingJob;
}
export type ThreadAnswer =
	{ readonly id: number; readonly file: Uint8Array<ArrayBuffer> } | { readonly id: number; readonly error: string };

/**
 * A file was not made. `failed`: this report cannot be written; otherwise the thread ended, and the next request starts
 * another.
 */
export class WritingError extends Error {
	override readonly name = 'WritingError';
	constructor(
		readonly reason: 'failed' | 'died' | 'late' | 'stopped',
		message = `the thread that writes reports ended: ${reason}`
	) {
		super(message);
	}
}

interface Waiting {
	readonly resolve: (file: Uint8Array<ArrayBuffer>) => void;
	readonly reject: (error: WritingError) => void;
	readonly timer: NodeJS.Timeout;
}

/**
 * Writes report files in a separate thread: a PDF takes a tenth of a second of a processor, and every desk would wait
 * for it. The thread starts with the first file. Files in progress when it ends are rejected, since one may be the
 * cause.
 */
export class WriterThread {
	readonly #waiting = new Map<number, Waiting>();
	#worker: Worker | null = null;
	#lastId = 0;
	#isStopped = false;

	/** @param patience with one file, in milliseconds */
	constructor(
		readonly start: () => Worker = startWorker,
		readonly patience = 30_000
	) {}

	/** @throws WritingError */
	write(job: WritingJob): Promise<Uint8Array<ArrayBuffer>> {
		if (this.#isStopped) return Promise.reject(new WritingError('stopped'));
		const worker = (this.#worker ??= this.#begin());
		return new Promise((resolve, reject) => {
			const id = (this.#lastId += 1);
			const timer = setTimeout(() => {
				this.#end(worker, 'late');
			}, this.patience);
			this.#waiting.set(id, { resolve, reject, timer });
			worker.postMessage({ id, job } satisfies ThreadRequest);
		});
	}

	/** Files in progress are rejected. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		const worker = this.#worker;
		if (worker) this.#end(worker, 'stopped');
		await worker?.terminate();
	}

	#begin(): Worker {
		const worker = this.start();
		worker.unref();
		worker.on('message', (answer: ThreadAnswer) => {
			const waiting = this.#waiting.get(answer.id);
			if (!waiting) return;
			this.#waiting.delete(answer.id);
			clearTimeout(waiting.timer);
			if ('file' in answer) waiting.resolve(answer.file);
			else waiting.reject(new WritingError('failed', answer.error));
		});
		// Without this listener the error of a thread is an uncaught exception of the program.
		worker.on('error', (error) => {
			log.error({ err: error }, 'the thread that writes reports failed');
		});
		worker.on('exit', () => {
			this.#end(worker, 'died');
		});
		return worker;
	}

	/** Ends a thread, even in a loop that never yields, and rejects its files. */
	#end(worker: Worker, reason: WritingError['reason']): void {
		if (this.#worker !== worker) return;
		this.#worker = null;
		void worker.terminate();
		for (const { reject, timer } of this.#waiting.values()) {
			clearTimeout(timer);
			reject(new WritingError(reason));
		}
		this.#waiting.clear();
	}
}

/** The built file is next to server.js, which sets its path; in development and in tests it starts from source. */
function startWorker(): Worker {
	const options = { name: 'report files', resourceLimits: { maxOldGenerationSizeMb: 256 } };
	const built = host()?.threads;
	if (built) return new Worker(new URL('./report-worker.js', built), options);
	const source = new URL('./report-worker.ts', import.meta.url);
	if (!existsSync(source)) throw new Error('the thread that writes reports is neither built nor there as source');
	// `execArgv` does not register a loader in a thread, so the thread registers it.
	const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
	return new Worker(code, { ...options, eval: true });
}
