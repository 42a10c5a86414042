import { millisecondsInDay, millisecondsInHour } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { Semaphore } from '$lib/concurrency/semaphore';
import {
	canResume,
	FileImportId,
	ColumnMapping,
	type ImportView,
	type PreviewChoice,
	type PreviewView,
	type RefusedRow
} from '$lib/domain/posts/entry/file-import';
import { CommandId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { isAllowed } from '$lib/domain/core/policy';
import type { Actor } from '$lib/domain/core/role';
import { addSource } from '$lib/domain/posts/source';
import { onIncidentClock } from '$lib/server/log/clocks';
import type { Executor } from '$lib/server/log/execute/execute';
import { log } from '$lib/server/platform/operations/logger';
import type { Ingest } from '../pipeline/ingest';
import type { Leases } from '$lib/server/platform/database/leases';
import type { FileQuota } from './file-quota';
import { ImportRuns } from './import-runs';
import { ImportRecords, ImportRefused, type ImportFiles } from './import-store';

/** Files that are read at the same time: each is held in memory as a whole. */
const MAX_CONCURRENT_READS = 2;
/** How long a file is kept to be started, resumed, or for its refused rows to be fetched; in milliseconds. */
const FILE_LIFETIME = millisecondsInDay;
/** Milliseconds between two searches for files that were kept long enough. */
const SWEEP_INTERVAL = millisecondsInHour;

/** Receives the names of the columns first (no row), then each row that gave no post with its cells. */
type TakeRefused = (row: RefusedRow | null, cells: readonly string[]) => void;

export interface ImportsOptions {
	readonly sql: Sql;
	readonly executor: Executor;
	readonly ingest: Pick<Ingest, 'ingest'>;
	readonly files: ImportFiles;
	readonly quota: Pick<FileQuota, 'reserve'>;
	readonly locks: Leases;
}

/** The files that people import: keeps them until they are read, delivers their rows, and records the result. */
export class Imports {
	readonly #reading = new Semaphore(MAX_CONCURRENT_READS);
	readonly #records: ImportRecords;
	readonly #runs: ImportRuns;
	#sweepTimer: NodeJS.Timeout | undefined;

	constructor(readonly options: ImportsOptions) {
		this.#records = new ImportRecords(options.sql, options.files);
		this.#runs = new ImportRuns({ ...options, records: this.#records, reading: this.#reading });
	}

	/**
	 * Keeps the file and returns its preview. No posts are stored.
	 * @param bytes as announced
	 * @throws FileRefused when it is no table, or this person or incident has too many files; then nothing of it is kept
	 */
	async upload(
		incident: IncidentId,
		by: Actor,
		name: string,
		body: AsyncIterable<Uint8Array>,
		bytes: number
	): Promise<{ import: ImportView; preview: PreviewView }> {
		assertMayImport(by);
		const id = FileImportId.parse(newId());
		const { files, sql, executor, quota } = this.options;
		const exerciseOnly = executor.logs.installation.people.get(by.id)?.exerciseOnly ?? false;
		const releaseSpace = await quota.reserve({ incident, by: by.id, exerciseOnly, bytes });
		try {
			await files.keep(id, body);
			const filePreview = await this.#previewOf(id);
			await sql`insert into file_import ${sql({
				incident_id: incident,
				id,
				source_id: newId(),
				by: by.id,
				name: nameOf(name),
				at: new Date(),
				state: 'waiting',
				rows: filePreview.rows,
				column_set: filePreview.columnSet,
				stored: 0,
				known: 0,
				backlog: 0,
				refused: 0,
				reasons: sql.json([])
			})}`;
			return { import: await this.find(incident, id), preview: filePreview };
		} catch (error) {
			await files.delete(id);
			throw error;
		} finally {
			releaseSpace();
		}
	}

	/** The preview of a file that was not started yet, read as a person chose. @throws ImportRefused, FileRefused */
	async preview(incident: IncidentId, id: FileImportId, choice: PreviewChoice = {}): Promise<PreviewView> {
		const { state } = await this.find(incident, id);
		if (state !== 'waiting') throw new ImportRefused('import.started');
		const filePreview = await this.#previewOf(id, choice);
		await this.options.sql`
			update file_import set rows = ${filePreview.rows}, column_set = ${filePreview.columnSet} where incident_id = ${incident} and id = ${id} and state = 'waiting'`;
		return filePreview;
	}

	/** Reuses the mapping of any earlier file with these columns: a mapping only says how columns are read. */
	async #previewOf(id: FileImportId, choice: PreviewChoice = {}): Promise<PreviewView> {
		const filePreview = await this.#reading.run(() => this.options.files.read(id, (file) => file.preview(choice)));
		const [before] = await this.options.sql<{ mapping: unknown }[]>`
			select mapping from file_import where column_set = ${filePreview.columnSet} and mapping is not null order by at desc, id desc limit 1`;
		const remembered = ColumnMapping.safeParse(before?.mapping).data;
		const { encoding, separator, header, above, sheet: own } = filePreview.mapping;
		return {
			...filePreview,
			columns: [...filePreview.columns].map((column) => ({ ...column, samples: [...column.samples] })),
			problems: [...filePreview.problems],
			firstRows: [...filePreview.firstRows],
			examples: [...filePreview.examples],
			sheets: [...filePreview.sheets],
			// The format is taken from the file, not from the earlier mapping, and hidden rows are chosen for each file.
			remembered: remembered
				? {
						...withDates(remembered, filePreview.mapping),
						encoding,
						separator,
						header,
						above,
						sheet: own,
						withHidden: false
					}
				: null
		};
	}

	/**
	 * Starts an import, and resolves at once. It creates a new source unless `into` names one.
	 * @throws ImportRefused when it was started before
	 * @throws Refusal when such a source is not allowed
	 */
	async start(
		incident: IncidentId,
		id: FileImportId,
		by: Actor,
		{ mapping, into, origin }: { mapping: ColumnMapping; into: SourceId | null; origin: string | null }
	): Promise<ImportView> {
		assertMayImport(by);
		const { sql } = this.options;
		const found = await this.find(incident, id);
		if (!mapping.columns.text?.length && !mapping.columns.title?.length) throw new ImportRefused('import.noText');
		if (found.state !== 'waiting') throw new ImportRefused('import.started');
		await this.#runs.begin(incident, id, 'import.started', async () => {
			const source = into ?? found.source;
			if (into) this.#assertFileSource(incident, into);
			else await this.#addSource(incident, found, mapping, by, origin);
			const [started] = await sql`
				update file_import set state = 'running', source_id = ${source}, mapping = ${sql.json(mapping)} where incident_id = ${incident} and id = ${id} and state = 'waiting' returning id`;
			if (!started) throw new ImportRefused('import.started');
			return { source, mapping, done: 0 };
		});
		return this.find(incident, id);
	}

	/** Resumes where it ended, with the same file. @throws ImportRefused when it runs, is done, or its file is gone */
	async resume(incident: IncidentId, id: FileImportId, by: Actor): Promise<ImportView> {
		assertMayImport(by);
		await this.#runs.closeInterrupted();
		await this.#resume(incident, id);
		return this.find(incident, id);
	}

	async #resume(incident: IncidentId, id: FileImportId): Promise<void> {
		const { sql } = this.options;
		const found = await this.find(incident, id);
		if (!found.hasFile) throw new ImportRefused('import.absent');
		if (!canResume(found)) throw new ImportRefused('import.over');
		await this.#runs.begin(incident, id, 'import.over', async () => {
			const [row] = await sql<{ mapping: unknown; done: number }[]>`
				update file_import set state = 'running', why = null
				where incident_id = ${incident} and id = ${id} and state in ('stopped', 'broken', 'failed') and mapping is not null returning mapping, done`;
			if (!row) throw new ImportRefused('import.over');
			return { source: found.source, mapping: ColumnMapping.parse(row.mapping), done: row.done };
		});
	}

	/**
	 * The rows that gave no post, to fix and import again: with the names of the columns, and their cells while the file
	 * is here.
	 * @param take receives the names first, then row by row
	 */
	async refused(incident: IncidentId, id: FileImportId, by: Actor, take: TakeRefused): Promise<void> {
		const { sql, files } = this.options;
		const { reasons, done, hasFile } = await this.find(incident, id);
		const [row] = await sql<
			{ mapping: unknown }[]
		>`select mapping from file_import where incident_id = ${incident} and id = ${id}`;
		const mapping = ColumnMapping.safeParse(row?.mapping).data;
		// The content of a file is only for people who may import one.
		if (!hasFile || !mapping || !isAllowed(by.roles, addSource.allow)) {
			take(null, []);
			for (const row of reasons) take(row, []);
			return;
		}
		await this.#reading.run(() =>
			files.read(id, async (file) => {
				take(null, await file.columnNames(mapping));
				let read = 0;
				for await (const row of file.rows(mapping)) {
					if (++read > done) return;
					if ('refused' in row) take({ row: row.row, why: row.refused }, row.cells);
				}
			})
		);
	}

	/**
	 * Stops a running import after the current batch; deletes the file of any other. Stored posts are kept.
	 * @throws ImportRefused
	 */
	async stop(incident: IncidentId, id: FileImportId, by: Actor): Promise<ImportView> {
		assertMayImport(by);
		const { sql, files } = this.options;
		await this.find(incident, id);
		const [running] =
			await sql`update file_import set state = 'stopping' where incident_id = ${incident} and id = ${id} and state in ('running', 'stopping') returning id`;
		await sql`update file_import set state = 'stopped' where incident_id = ${incident} and id = ${id} and state = 'waiting'`;
		if (!running) await files.delete(id);
		await this.#runs.closeInterrupted();
		return this.find(incident, id);
	}

	/** @throws ImportRefused when there is none */
	async find(incident: IncidentId, id: FileImportId): Promise<ImportView> {
		return (await this.#onClock(incident))(await this.#records.find(incident, id));
	}

	/** Newest first; `find` gives the refused rows of each. */
	async list(incident: IncidentId): Promise<ImportView[]> {
		await this.#runs.closeInterrupted();
		return (await this.#records.list(incident)).map(await this.#onClock(incident));
	}

	/** Shows when a file came in by the clock of an exercise, as the posts beside it. */
	async #onClock(incident: IncidentId): Promise<(view: ImportView) => ImportView> {
		const { sql, executor } = this.options;
		const shown = await onIncidentClock(sql, incident, executor.logs.state(incident));
		return (view) => ({ ...view, at: shown(view.at) });
	}

	/** Called once at the start: deletes old files, and resumes imports that a restart interrupted. */
	async begin(): Promise<void> {
		await this.sweep();
		await this.#runs.closeInterrupted();
		const rows = await this.options.sql<{ incident: string; id: string }[]>`
			select incident_id as incident, id from file_import where state = 'broken' and mapping is not null and at > ${new Date(Date.now() - FILE_LIFETIME)} order by at`;
		for (const row of rows)
			await this.#resume(IncidentId.parse(row.incident), FileImportId.parse(row.id)).catch((error: unknown) => {
				// Another process resumed it first, or has the file.
				if (!(error instanceof ImportRefused)) throw error;
			});
		this.#sweepTimer = setInterval(() => {
			this.sweep().catch((error: unknown) =>
				log.error({ action: 'import.sweep', result: 'failed', err: error }, 'old files could not be deleted')
			);
		}, SWEEP_INTERVAL);
	}

	/** Deletes files that are older than a day. */
	async sweep(): Promise<void> {
		const { sql, files } = this.options;
		const cutoff = Date.now() - FILE_LIFETIME;
		await sql`update file_import set state = 'stopped' where state = 'waiting' and at < ${new Date(cutoff)}`;
		await files.deleteOlder(cutoff);
	}

	/** Stops after the current batch; the next start resumes. */
	end(): Promise<void> {
		clearInterval(this.#sweepTimer);
		return this.#runs.end();
	}

	/** Waits until an import that runs here has ended. */
	finished(id: FileImportId): Promise<void> {
		return this.#runs.finished(id);
	}

	#assertFileSource(incident: IncidentId, id: SourceId): void {
		const source = this.options.executor.logs.state(incident)?.sources.get(id);
		if (source?.kind !== 'file') throw new Refusal('source.absent');
	}

	async #addSource(
		incident: IncidentId,
		{ source, name }: ImportView,
		{ platform }: ColumnMapping,
		by: Actor,
		origin: string | null
	) {
		const input = { id: source, name: name.slice(0, 120), kind: 'file', platform, connection: null, key: null };
		await this.options.executor.execute(
			incident,
			{ id: CommandId.parse(newId()), type: addSource.type, input },
			by,
			origin
		);
	}
}

/** A person who may add a source may import a file. @throws Refusal */
function assertMayImport({ roles }: Actor): void {
	if (!isAllowed(roles, addSource.allow)) throw new Refusal('role.missing');
}

/** A mapping without a date does not hide the date that a file has. */
function withDates(remembered: ColumnMapping, { columns: { date, time } }: ColumnMapping): ColumnMapping {
	const { time: before = [], ...others } = remembered.columns;
	const used = Object.values(others).flat();
	const proposed = [...(date ?? []), ...(time ?? [])];
	if (others.date || !date || proposed.some((at) => used.includes(at))) return remembered;
	const times = time ?? before.filter((at) => !date.includes(at));
	return { ...remembered, columns: { ...others, date, ...(times.length > 0 && { time: times }) } };
}

/** The name of a file without its folder, and without characters that a log cannot hold. */
function nameOf(fileName: string): string {
	const baseName = (fileName.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}]/gu, '').trim();
	return Array.from(baseName).slice(0, 100).join('') || 'bestand.csv';
}
