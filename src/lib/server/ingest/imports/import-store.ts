import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import { ImportView, isFinished, type FileImportId } from '$lib/domain/posts/entry/file-import';
import { FileThread } from './file/file-thread';
import { FileRefused } from './file/refused';

/** Why an import is refused. The sentences are in messages/ under `import.problems`. */
type ImportRefusal = 'import.absent' | 'import.started' | 'import.noText' | 'import.over';

export class ImportRefused extends Error {
	override readonly name = 'ImportRefused';
	constructor(readonly code: ImportRefusal) {
		super(code);
	}
}

/** Uploaded files, readable by the program's user only, named by the id of their import. */
export class ImportFiles {
	constructor(
		readonly folder: string,
		/** The most bytes of one file. */
		readonly maxBytes: number,
		/** Milliseconds for each step of reading one, instead of by its size. */
		readonly timeout?: number
	) {}

	/** @throws FileRefused `tooLarge` as soon as the limit is exceeded; then nothing of it is kept */
	async keep(id: FileImportId, body: AsyncIterable<Uint8Array>): Promise<void> {
		await mkdir(this.folder, { recursive: true, mode: 0o700 });
		let length = 0;
		const { maxBytes } = this;
		const counted = new Transform({
			transform(chunk: Uint8Array, _, done) {
				length += chunk.length;
				if (length > maxBytes) done(new FileRefused('tooLarge'));
				else done(null, chunk);
			}
		});
		try {
			await pipeline(Readable.from(body), counted, createWriteStream(this.#path(id), { flags: 'wx', mode: 0o600 }));
		} catch (error) {
			await this.delete(id);
			throw error;
		}
	}

	/**
	 * @param use reads the file in its own thread, which ends with it
	 * @throws ImportRefused when the file is not here: it was deleted, or another process has it
	 */
	async read<Result>(id: FileImportId, use: (file: FileThread) => Promise<Result>): Promise<Result> {
		if (!(await this.has(id))) throw new ImportRefused('import.absent');
		const file = new FileThread(this.#path(id), await this.size(id), this.timeout);
		try {
			return await use(file);
		} finally {
			await file.stop();
		}
	}

	/** Whether it is still here. */
	async has(id: FileImportId): Promise<boolean> {
		return stat(this.#path(id)).then(
			() => true,
			() => false
		);
	}

	/** Bytes of a file; 0 when it is not here. */
	async size(id: FileImportId): Promise<number> {
		return stat(this.#path(id)).then(
			({ size }) => size,
			() => 0
		);
	}

	async delete(id: FileImportId): Promise<void> {
		await rm(this.#path(id), { force: true });
	}

	/** @param moment milliseconds since 1970 */
	async deleteOlder(moment: number): Promise<void> {
		const names = await readdir(this.folder).catch(() => []);
		for (const name of names) {
			const path = join(this.folder, name);
			if ((await stat(path)).mtimeMs < moment) await rm(path, { force: true });
		}
	}

	#path(id: FileImportId): string {
		return join(this.folder, id);
	}
}

/** The state and results of imports, as the database stores them. */
export class ImportRecords {
	constructor(
		readonly sql: Sql,
		readonly files: ImportFiles
	) {}

	/** @throws ImportRefused when there is none */
	async find(incident: IncidentId, id: FileImportId): Promise<ImportView> {
		const [row] = await this.sql`select * from file_import where incident_id = ${incident} and id = ${id}`;
		if (!row) throw new ImportRefused('import.absent');
		return this.#viewOf(row);
	}

	/** Newest first, each with its first refused rows; `find` gives them all. */
	async list(incident: IncidentId): Promise<ImportView[]> {
		const rows = await this.sql`
			select *, jsonb_path_query_array(reasons, '$[0 to 4]') as reasons from file_import where incident_id = ${incident} order by at desc, id desc limit 50`;
		return Promise.all(rows.map((row) => this.#viewOf(row)));
	}

	async #viewOf(row: Record<string, unknown>): Promise<ImportView> {
		const at = row['at'] instanceof Date ? momentOf(row['at'].getTime()) : null;
		const view = ImportView.parse({
			...row,
			source: row['source_id'],
			undatedRows: row['undated_rows'],
			at,
			hasFile: false
		});
		return {
			...view,
			hasFile: (isFinished(view.state) || view.state === 'waiting') && (await this.files.has(view.id))
		};
	}
}
