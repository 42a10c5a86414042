import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import type { Semaphore } from '$lib/concurrency/semaphore';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import {
	FileImportId,
	type ColumnMapping,
	type ImportState,
	type RefusedRow,
	type UndatedRow
} from '$lib/domain/posts/entry/file-import';
import { log } from '$lib/server/platform/operations/logger';
import type { IngestCounts } from '../pipeline/delivery';
import type { Ingest } from '../pipeline/ingest';
import type { RawPost } from '../pipeline/raw-post';
import { RowsSeen } from '../pipeline/row-identity';
import type { Leases } from '$lib/server/platform/database/leases';
import type { ReadRow } from './file/read-rows';
import { FileRefused } from './file/refused';
import { ImportRefused, type ImportFiles, type ImportRecords } from './import-store';

/**
 * Rows that are ingested at once. Analysis of a batch blocks this process (some 0.2 ms a post), and a command needs
 * several turns: with batches of 500 on a busy machine, people waited minutes.
 */
const BATCH_SIZE = 100;
/** After a batch, the import pauses for this share of the time that it took, so that people's commands can run. */
const PAUSE_RATIO = 0.25;
/** How often a batch is delivered before the import fails. */
const MAX_TRIES = 5;
/** The number of refused rows that are kept with their reason, for when the file itself is deleted. */
const MAX_KEPT_REASONS = 1_000;

/** The number of rows without a moment of their own that are named. */
const MAX_UNDATED = 5;

interface ImportRunsOptions {
	readonly sql: Sql;
	readonly ingest: Pick<Ingest, 'ingest'>;
	readonly files: ImportFiles;
	readonly records: ImportRecords;
	readonly locks: Leases;
	/** Readers of a file wait for a slot. */
	readonly reading: Semaphore;
}

/** What an import needs to run: `done` of its rows were delivered before. */
interface ImportToRun {
	readonly source: SourceId;
	readonly mapping: ColumnMapping;
	readonly done: number;
}

/** The imports that this process runs. Each is run by the process that holds its lock. */
export class ImportRuns {
	readonly #running = new Map<FileImportId, Promise<void>>();
	#isEnding = false;

	constructor(readonly options: ImportRunsOptions) {}

	/**
	 * Runs a file from the first row that was not delivered; resolves when it has started.
	 * @param refusalCode the code when another process runs it
	 * @param prepare runs under the lock of the import
	 * @throws ImportRefused; any error of `prepare`
	 */
	async begin(
		incident: IncidentId,
		id: FileImportId,
		refusalCode: 'import.started' | 'import.over',
		prepare: () => Promise<ImportToRun>
	): Promise<void> {
		const { locks } = this.options;
		if ((await locks.take([lockOf(id)])).length === 0) throw new ImportRefused(refusalCode);
		try {
			const run = this.#run(incident, id, await prepare()).finally(() => this.#running.delete(id));
			this.#running.set(id, run);
		} catch (error) {
			await locks.release(lockOf(id));
			throw error;
		}
	}

	/** Closes the imports whose process no longer holds their lock: they were interrupted. */
	async closeInterrupted(): Promise<void> {
		const { sql, locks } = this.options;
		const rows = await sql<{ id: string }[]>`select id from file_import where state in ('running', 'stopping')`;
		for (const row of rows) {
			const id = FileImportId.parse(row.id);
			if (this.#running.has(id) || (await locks.take([lockOf(id)])).length === 0) continue;
			// It may have ended between the two queries.
			await sql`
				update file_import set state = case state when 'stopping' then 'stopped' else 'broken' end where id = ${id} and state in ('running', 'stopping')`;
			await locks.release(lockOf(id));
		}
	}

	/** Waits until an import that runs here has ended. */
	async finished(id: FileImportId): Promise<void> {
		await this.#running.get(id);
	}

	/** Stops after the current batch; the next start resumes. */
	async end(): Promise<void> {
		this.#isEnding = true;
		await Promise.all(this.#running.values());
	}

	async #run(incident: IncidentId, id: FileImportId, { source, mapping, done }: ImportToRun): Promise<void> {
		const { sql, ingest, files, records, locks, reading } = this.options;
		const run = new ImportRun(sql, ingest, { incident, id, source }, () => this.#isEnding);
		try {
			await reading.run(() => files.read(id, async (file) => run.close(await run.deliver(file.rows(mapping), done))));
			const { state, refused } = await records.find(incident, id);
			if (state === 'done' && refused === 0) await files.delete(id);
		} catch (error) {
			const why = error instanceof Refusal || error instanceof FileRefused ? error.code : 'storing';
			if (why === 'storing')
				log.error({ action: 'import.run', object: `import/${id}`, result: 'failed', err: error }, 'an import failed');
			// An import that fails because the program stops is resumed at the next start.
			const state = this.#isEnding && why === 'storing' ? 'broken' : 'failed';
			await run.close(state, state === 'failed' ? why : null).catch(() => undefined);
		} finally {
			await locks.release(lockOf(id)).catch(() => undefined);
		}
	}
}

const lockOf = (id: FileImportId): string => `import/${id}`;

/**
 * Sends the rows of one file to ingest, batch by batch. The progress is stored after each, so that every process can
 * show it and any process can resume it.
 */
class ImportRun {
	constructor(
		readonly sql: Sql,
		readonly ingest: Pick<Ingest, 'ingest'>,
		readonly of: { readonly incident: IncidentId; readonly id: FileImportId; readonly source: SourceId },
		/** Whether the program is ending. */
		readonly isEnding: () => boolean
	) {}

	/**
	 * @param skip rows that were delivered before
	 * @returns how it ended: `stopped` by a person, `broken` off because the program is ending
	 * @throws Refusal when the incident or the source does not accept them
	 */
	async deliver(rows: AsyncIterable<ReadRow>, skip: number): Promise<'done' | 'stopped' | 'broken'> {
		let rowsToSkip = skip;
		let batch: ReadRow[] = [];
		const seen = new RowsSeen();
		for await (const read of rows) {
			const row = 'post' in read ? { ...read, post: seen.take(read.post) } : read;
			if (rowsToSkip-- > 0) continue;
			batch.push(row);
			if (batch.length < BATCH_SIZE) continue;
			const state = await this.#store(batch);
			batch = [];
			if (state === 'stopping') return 'stopped';
			if (this.isEnding()) return 'broken';
		}
		await this.#store(batch);
		return 'done';
	}

	/** @param why the reason of a failure */
	async close(state: ImportState, why: string | null = null): Promise<void> {
		const { incident, id } = this.of;
		await this
			.sql`update file_import set state = ${state}, why = ${why} where incident_id = ${incident} and id = ${id}`;
	}

	/** @returns the state of the import after this batch */
	async #store(batch: ReadRow[]): Promise<string | null> {
		const startedAt = performance.now();
		const counts = await this.#ingest(batch.flatMap((row) => ('post' in row ? [row.post] : [])));
		const state = await this.#record(batch, counts);
		await pause((performance.now() - startedAt) * PAUSE_RATIO);
		return state;
	}

	/** A short database failure does not end an import: rows that are delivered twice are stored once. */
	async #ingest(posts: readonly RawPost[]): Promise<IngestCounts> {
		for (let tries = 1; ; tries++)
			try {
				return await this.ingest.ingest(this.of.incident, this.of.source, posts);
			} catch (error) {
				if (error instanceof Refusal || tries === MAX_TRIES || this.isEnding()) throw error;
				await pause(tries * 500);
			}
	}

	async #record(rows: ReadRow[], counts: IngestCounts): Promise<string | null> {
		const { sql } = this;
		const { stored, known, edited, backlog } = counts;
		const withoutText = new Set(counts.refused.map(({ externalId }) => externalId));
		const reasons = rows.flatMap((row): RefusedRow[] => {
			if ('refused' in row) return [{ row: row.row, why: row.refused }];
			return withoutText.has(row.post.externalId) ? [{ row: row.row, why: 'noText' }] : [];
		});
		const undated = rows.flatMap((row): UndatedRow[] =>
			'post' in row && row.undated && !withoutText.has(row.post.externalId) ? [{ row: row.row, why: row.undated }] : []
		);
		const undatedJson = sql.json(undated.slice(0, MAX_UNDATED).map(({ row, why }) => ({ row, why })));
		const reasonsJson = sql.json(reasons.map(({ row, why }) => ({ row, why })));
		const [updated] = await sql<{ state: string }[]>`
			update file_import set done = done + ${rows.length}, stored = stored + ${stored}, known = known + ${known}, edited = edited + ${edited},
				backlog = backlog + ${backlog}, refused = refused + ${reasons.length},
				reasons = jsonb_path_query_array(reasons || ${reasonsJson}, ${`$[0 to ${MAX_KEPT_REASONS - 1}]`}::jsonpath),
				undated = undated + ${undated.length},
				undated_rows = jsonb_path_query_array(undated_rows || ${undatedJson}, ${`$[0 to ${MAX_UNDATED - 1}]`}::jsonpath)
			where incident_id = ${this.of.incident} and id = ${this.of.id} returning state`;
		return updated?.state ?? null;
	}
}
