import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { ReadRow } from './file/read-rows';
import type { ImportProgress } from './import-course';
import type { IngestCounts, Ingest } from '../pipeline/ingest';
import type { RawPost } from '../pipeline/raw-post';

/**
 * Rows that are ingested at once. Analysis of a batch blocks this process (some 0.2 ms a post), and a command needs
 * several turns: with batches of 500 on a busy machine, people waited minutes.
 */
const BATCH = 100;
/** After a batch the import rests for this share of the time it took, so that people's commands can run in between. */
const REST = 0.25;

/** Sends the rows of a file to ingest, batch by batch, and records the progress. */
export class ImportDelivery {
	constructor(
		readonly ingest: Pick<Ingest, 'ingest'>,
		readonly incident: IncidentId,
		readonly source: SourceId,
		readonly course: ImportProgress,
		/** Whether the program is ending. */
		readonly isEnding: () => boolean
	) {}

	/**
	 * @param skip rows that were delivered before
	 * @returns how it ended; `broken` off when the program is ending
	 * @throws Refusal when the incident or the source does not accept them
	 */
	async take(rows: AsyncIterable<ReadRow>, skip: number): Promise<'done' | 'stopped' | 'broken'> {
		let left = skip;
		let batch: ReadRow[] = [];
		for await (const row of rows) {
			if (left-- > 0) continue;
			batch.push(row);
			if (batch.length < BATCH) continue;
			await this.#store(batch);
			batch = [];
			if (this.course.stopping) return 'stopped';
			if (this.isEnding()) return 'broken';
		}
		await this.#store(batch);
		return 'done';
	}

	async #store(batch: ReadRow[]): Promise<void> {
		const began = performance.now();
		await this.course.add(batch, await this.#deliver(batch.flatMap((row) => ('post' in row ? [row.post] : []))));
		await pause((performance.now() - began) * REST);
	}

	/** A short database failure does not end an import: rows that are delivered twice are stored once. */
	async #deliver(posts: readonly RawPost[]): Promise<IngestCounts> {
		for (let tries = 1; ; tries++)
			try {
				return await this.ingest.ingest(this.incident, this.source, posts);
			} catch (error) {
				if (error instanceof Refusal || tries === 5 || this.isEnding()) throw error;
				await pause(tries * 500);
			}
	}
}
