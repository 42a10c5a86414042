import type { Sql } from 'postgres';
import type { FileImportId, ImportState, RefusedRow } from '$lib/domain/file-import';
import type { IncidentId } from '$lib/domain/ids';
import type { ReadRow } from './file/read-rows';
import type { Delivered } from './ingest';

/** So many refused rows are kept with their reason. */
const KEPT_REASONS = 1_000;

/** How far an import is, kept in the database so that every process and a later visit can tell. */
export class ImportCourse {
	/** Somebody asked to stop. */
	stopping = false;
	readonly #reasons: RefusedRow[] = [];

	constructor(
		readonly sql: Sql,
		readonly incident: IncidentId,
		readonly id: FileImportId
	) {}

	async add(rows: ReadRow[], { stored, known, edited, backlog, refused }: Delivered): Promise<void> {
		const empty = new Set(refused.map(({ externalId }) => externalId));
		const reasons = rows.flatMap((row): RefusedRow[] => {
			if ('refused' in row) return [{ row: row.row, why: row.refused }];
			return empty.has(row.post.externalId) ? [{ row: row.row, why: 'noText' }] : [];
		});
		this.#reasons.push(...reasons.slice(0, KEPT_REASONS - this.#reasons.length));
		const { sql } = this;
		const [now] = await sql<{ state: ImportState }[]>`
			update file_import set done = done + ${rows.length}, stored = stored + ${stored}, known = known + ${known}, edited = edited + ${edited},
				backlog = backlog + ${backlog}, refused = refused + ${reasons.length}, reasons = ${sql.json(this.#reasons.map(({ row, why }) => ({ row, why })))}
			where incident_id = ${this.incident} and id = ${this.id} returning state`;
		this.stopping = now?.state === 'stopping';
	}

	async close(state: ImportState, why: string | null = null): Promise<void> {
		await this.sql`update file_import set state = ${state}, why = ${why} where incident_id = ${this.incident} and id = ${this.id}`;
	}
}
