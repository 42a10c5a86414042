import type { Sql } from 'postgres';
import { ImportView, isFinished, type FileImportId } from '$lib/domain/posts/entry/file-import';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import type { ImportFiles } from './import-files';
import { ImportRefused } from './import-refused';

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
		return this.#seen(row);
	}

	/** Newest first; `find` gives the refused rows of each. */
	async list(incident: IncidentId): Promise<ImportView[]> {
		const rows = await this.sql`
			select *, jsonb_path_query_array(reasons, '$[0 to 4]') as reasons from file_import where incident_id = ${incident} order by at desc, id desc limit 50`;
		return Promise.all(rows.map((row) => this.#seen(row)));
	}

	async #seen(row: Record<string, unknown>): Promise<ImportView> {
		const at = row['at'] instanceof Date ? momentOf(row['at'].getTime()) : null;
		const seen = ImportView.parse({ ...row, source: row['source_id'], at, kept: false });
		return { ...seen, kept: (isFinished(seen.state) || seen.state === 'waiting') && (await this.files.has(seen.id)) };
	}
}
