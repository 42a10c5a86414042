import type { Sql } from 'postgres';
import type { FileImportId, ImportState, RefusedRow } from '$lib/domain/posts/entry/file-import';
import type { IncidentId } from '$lib/domain/core/ids';
import type { ReadRow } from './file/read-rows';
import type { IngestCounts } from '../pipeline/ingest';

/** The number of refused rows that are kept with their reason, for when the file itself is deleted. */
const KEPT_REASONS = 1_000;

/** The progress of an import, stored so that every process can show it and any process can resume it. */
export class ImportProgress {
	/** A person asked to stop. */
	stopping = false;

	constructor(
		readonly sql: Sql,
		readonly incident: IncidentId,
		readonly id: FileImportId
	) {}

	async add(rows: ReadRow[], { stored, known, edited, backlog, refused }: IngestCounts): Promise<void> {
		const empty = new Set(refused.map(({ externalId }) => externalId));
		const reasons = rows.flatMap((row): RefusedRow[] => {
			if ('refused' in row) return [{ row: row.row, why: row.refused }];
			return empty.has(row.post.externalId) ? [{ row: row.row, why: 'noText' }] : [];
		});
		const { sql } = this;
		const more = sql.json(reasons.map(({ row, why }) => ({ row, why })));
		const [now] = await sql<{ state: ImportState }[]>`
			update file_import set done = done + ${rows.length}, stored = stored + ${stored}, known = known + ${known}, edited = edited + ${edited},
				backlog = backlog + ${backlog}, refused = refused + ${reasons.length},
				reasons = jsonb_path_query_array(reasons || ${more}, ${`$[0 to ${KEPT_REASONS - 1}]`}::jsonpath)
			where incident_id = ${this.incident} and id = ${this.id} returning state`;
		this.stopping = now?.state === 'stopping';
	}

	async close(state: ImportState, why: string | null = null): Promise<void> {
		await this
			.sql`update file_import set state = ${state}, why = ${why} where incident_id = ${this.incident} and id = ${this.id}`;
	}
}
