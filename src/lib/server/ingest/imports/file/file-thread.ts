import { fileRefusals, type ColumnMapping, type PreviewChoice } from '$lib/domain/posts/entry/file-import';
import { startThread, ThreadError, WorkerThread } from '$lib/server/platform/operations/worker-thread';
import type { Preview } from './preview';
import type { ReadRow } from './read-rows';
import { FileRefused } from './refused';

/** What the thread reads: the preview, the names of the columns, or the next rows. */
export type FileJob = { readonly path: string } & (
	| { readonly choice: PreviewChoice }
	| { readonly mapping: ColumnMapping }
	| { readonly mapping: ColumnMapping; readonly count: number }
);

/** Rows that are fetched at once. */
const BATCH_SIZE = 200;
/** Milliseconds for one job: some ten times what a file of tables takes. */
const timeFor = (bytes: number): number => 30_000 + bytes / 300;
const MAX_MEGABYTES = 1_024;

/**
 * Reads one file in a thread of its own, which is ended when it takes too long: the file was made by others. Nothing of
 * it is in the memory of the program but the rows that were fetched.
 */
export class FileThread {
	readonly #thread: WorkerThread<FileJob, unknown>;

	/** @param timeout milliseconds for one job */
	constructor(
		readonly path: string,
		bytes: number,
		timeout = timeFor(bytes)
	) {
		const entry = new URL('./file-worker.ts', import.meta.url);
		this.#thread = new WorkerThread(
			() => startThread('file-worker', entry, { maxOldGenerationSizeMb: MAX_MEGABYTES }),
			timeout
		);
	}

	/** @throws FileRefused */
	preview(choice: PreviewChoice): Promise<Preview> {
		return this.#run({ path: this.path, choice }) as Promise<Preview>;
	}

	/** As written in the file; empty when it has none. @throws FileRefused */
	columnNames(mapping: ColumnMapping): Promise<readonly string[]> {
		return this.#run({ path: this.path, mapping }) as Promise<readonly string[]>;
	}

	/** Every row, once. The next rows are read while these are used. @throws FileRefused */
	async *rows(mapping: ColumnMapping): AsyncGenerator<ReadRow> {
		const fetchNext = (): Promise<readonly ReadRow[]> => {
			const rows = this.#run({ path: this.path, mapping, count: BATCH_SIZE }) as Promise<readonly ReadRow[]>;
			// When nobody takes the next rows, nobody handles the end of the thread.
			rows.catch(() => undefined);
			return rows;
		};
		for (let next = fetchNext(), isLast = false; !isLast;) {
			const rows = await next;
			isLast = rows.length < BATCH_SIZE;
			if (!isLast) next = fetchNext();
			yield* rows;
		}
	}

	stop(): Promise<void> {
		return this.#thread.stop();
	}

	/** An error crosses threads as its message, which for a refusal is its code. */
	async #run(job: FileJob): Promise<unknown> {
		try {
			return await this.#thread.run(job);
		} catch (error) {
			if (!(error instanceof ThreadError)) throw error;
			const code = fileRefusals.find((each) => each === error.message);
			if (code) throw new FileRefused(code);
			throw error.reason === 'late' || error.reason === 'died' ? new FileRefused('tooSlow') : error;
		}
	}
}
