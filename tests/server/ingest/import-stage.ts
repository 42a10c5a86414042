import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileImportId, ImportView, PreviewView } from '$lib/domain/posts/entry/file-import';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { FileQuota } from '$lib/server/ingest/imports/file-quota';
import { ImportFiles } from '$lib/server/ingest/imports/import-store';
import { Imports, type ImportsOptions } from '$lib/server/ingest/imports/imports';
import { Leases } from '$lib/server/platform/database/leases';
import { bram } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

async function* chunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** Imports on a database and a folder of their own; each `process` is a program beside the others. */
export class ImportStage {
	readonly #ends: (() => Promise<unknown>)[] = [];
	private constructor(
		readonly stage: Stage,
		readonly folder: string
	) {}

	static async set(): Promise<ImportStage> {
		return new ImportStage(await Stage.set(), await mkdtemp(join(tmpdir(), 'voelspriet-imports-')));
	}
	async strike(): Promise<void> {
		for (const end of this.#ends) await end();
		await this.stage.strike();
		await rm(this.folder, { recursive: true, force: true });
	}

	/** @param die whether the test ends its session itself; without, it ends in order at the end */
	process(
		more: Partial<ImportsOptions> = {},
		{ maxFileBytes = 1024 * 1024, die = false } = {}
	): Imports & { locks: Leases } {
		const locks = new Leases(this.stage.database.url, 'test imports');
		const imports = new Imports({
			sql: this.stage.sql,
			executor: this.stage.executor,
			ingest: this.stage.ingest,
			files: new ImportFiles(this.folder, maxFileBytes),
			quota: this.quota,
			locks,
			...more
		});
		if (!die)
			this.#ends.push(
				() => imports.end(),
				() => locks.end()
			);
		return Object.assign(imports, { locks });
	}
	/** Room as in a new installation, on a disk that the test chooses. */
	get quota(): FileQuota {
		return new FileQuota(this.stage.sql, new ImportFiles(this.folder, 0), () => Promise.resolve(Infinity));
	}
	take(imports: Imports, log: IncidentId, bytes: Uint8Array | string, name = 'export.csv') {
		return imports.upload(log, bram, name, chunks(Buffer.from(bytes)), bytes.length);
	}
	start(
		imports: Imports,
		log: IncidentId,
		id: FileImportId,
		{ mapping }: Pick<PreviewView, 'mapping'>,
		into: SourceId | null = null
	) {
		return imports.start(log, id, bram, { mapping, into, origin: null });
	}
	async bring(
		imports: Imports,
		log: IncidentId,
		bytes: Uint8Array | string,
		into: SourceId | null = null
	): Promise<ImportView> {
		const uploaded = await this.take(imports, log, bytes);
		await this.start(imports, log, uploaded.import.id, uploaded.preview, into);
		await imports.finished(uploaded.import.id);
		return imports.find(log, uploaded.import.id);
	}
}
