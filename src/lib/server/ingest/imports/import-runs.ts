import type { Sql } from 'postgres';
import { FileImportId, type ColumnMapping } from '$lib/domain/posts/entry/file-import';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { log } from '$lib/server/operations/logger';
import { readRows } from './file/read-rows';
import { FileRefused } from './file/refused';
import { ImportProgress } from './import-course';
import { ImportDelivery } from './import-delivery';
import type { ImportFiles } from './import-files';
import { ImportRefused } from './import-refused';
import type { ImportRecords } from './import-records';
import type { Ingest } from '../pipeline/ingest';
import type { Leases } from '../scheduler/leases';
import type { Semaphore } from '$lib/concurrency/semaphore';

interface ImportRunsOptions {
	readonly sql: Sql;
	readonly ingest: Pick<Ingest, 'ingest'>;
	readonly files: ImportFiles;
	readonly records: ImportRecords;
	readonly locks: Leases;
	/** Readers of a file wait for a slot. */
	readonly reading: Semaphore;
}

/** The imports that this process runs. Each is run by the process that holds its lock. */
export class ImportRuns {
	readonly #running = new Map<FileImportId, Promise<void>>();
	#isEnding = false;

	constructor(readonly given: ImportRunsOptions) {}

	/**
	 * Runs a file from the first row that was not read, which the given work returns; resolves at once.
	 * @throws ImportRefused with the given code when another process runs it; any error of the work
	 */
	async begin(
		incident: IncidentId,
		id: FileImportId,
		taken: 'import.started' | 'import.over',
		work: () => Promise<{ source: SourceId; mapping: ColumnMapping; done: number }>
	): Promise<void> {
		const { locks } = this.given;
		if ((await locks.take([lockOf(id)])).length === 0) throw new ImportRefused(taken);
		try {
			const { source, mapping, done } = await work();
			const running = this.#run(incident, id, source, mapping, done).finally(() => this.#running.delete(id));
			this.#running.set(id, running);
		} catch (error) {
			await locks.give(lockOf(id));
			throw error;
		}
	}

	/** An import whose process no longer holds its lock was interrupted. */
	async settleBroken(): Promise<void> {
		const { sql, locks } = this.given;
		const rows = await sql<{ id: string }[]>`select id from file_import where state in ('running', 'stopping')`;
		for (const row of rows) {
			const id = FileImportId.parse(row.id);
			if (this.#running.has(id) || (await locks.take([lockOf(id)])).length === 0) continue;
			// It may have ended between the two queries.
			await sql`
				update file_import set state = case state when 'stopping' then 'stopped' else 'broken' end where id = ${id} and state in ('running', 'stopping')`;
			await locks.give(lockOf(id));
		}
	}

	/** Waits until an import that runs here has ended. */
	async over(id: FileImportId): Promise<void> {
		await this.#running.get(id);
	}

	/** Stops after the current batch; the next start resumes. */
	async end(): Promise<void> {
		this.#isEnding = true;
		await Promise.all(this.#running.values());
	}

	async #run(
		incident: IncidentId,
		id: FileImportId,
		source: SourceId,
		mapping: ColumnMapping,
		done: number
	): Promise<void> {
		const { sql, ingest, files, records, locks, reading } = this.given;
		const course = new ImportProgress(sql, incident, id);
		try {
			await reading.run(async () => {
				const delivery = new ImportDelivery(ingest, incident, source, course, () => this.#isEnding);
				await course.close(await delivery.take(readRows(await files.bytes(id), mapping), done));
			});
			const { state, refused } = await records.find(incident, id);
			if (state === 'done' && refused === 0) await files.forget(id);
		} catch (error) {
			const why = error instanceof Refusal || error instanceof FileRefused ? error.code : 'storing';
			if (why === 'storing')
				log.error({ action: 'import.run', object: `import/${id}`, result: 'failed', err: error }, 'an import failed');
			// An import that fails because the program stops is resumed at the next start.
			const state = this.#isEnding && why === 'storing' ? 'broken' : 'failed';
			await course.close(state, state === 'failed' ? why : null).catch(() => undefined);
		} finally {
			await locks.give(lockOf(id)).catch(() => undefined);
		}
	}
}

const lockOf = (id: FileImportId): string => `import/${id}`;
