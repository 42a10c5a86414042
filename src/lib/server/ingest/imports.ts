import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FileImportId, ImportSeen, limits, type Mapping } from '$lib/domain/file-import';
import { CommandId, momentOf, SourceId, type IncidentId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { Refusal } from '$lib/domain/refusal';
import { mayAs, type Actor } from '$lib/domain/role';
import { addSource } from '$lib/domain/source';
import { connect } from '$lib/server/database/connect';
import { database } from '$lib/server/database/database';
import { executor, type Executor } from '$lib/server/execute';
import { log } from '$lib/server/observe/log';
import { part } from '$lib/server/part';
import type { Sql } from 'postgres';
import { preview, type Preview } from './file/preview';
import { readRows } from './file/read-rows';
import { FileRefused } from './file/refused';
import { ImportCourse } from './import-course';
import { ImportRefused } from './import-refused';
import { ImportFiles } from './import-files';
import { ingest, type Ingest } from './ingest';
import { Locks } from './running/locks';
import { Turns } from './running/turns';

/** Rows that go to ingest at once. */
const BATCH = 500;
/** Files that are read at the same moment: each is held in memory whole. */
const AT_ONCE = 2;
/** How long a file waits for somebody to start it, in milliseconds. */
const KEPT = 24 * 3_600_000;

export interface ImportsGiven {
	readonly sql: Sql;
	readonly executor: Executor;
	readonly ingest: Pick<Ingest, 'deliver'>;
	readonly files: ImportFiles;
	readonly locks: Locks;
}

/** Files that people bring in: kept until they are read, delivered row by row, and what became of each. */
export class Imports {
	readonly #reading = new Turns(AT_ONCE);
	readonly #running = new Map<FileImportId, Promise<void>>();
	#stopped = false;

	constructor(readonly given: ImportsGiven) {}

	/**
	 * Keeps the file and says what it holds. Nothing of it is stored among the posts.
	 * @throws FileRefused when it is no table; then nothing of it is kept
	 */
	async take(
		incident: IncidentId,
		by: Actor,
		name: string,
		body: AsyncIterable<Uint8Array>
	): Promise<{ import: ImportSeen; preview: Preview }> {
		mustImport(by);
		const id = FileImportId.parse(newId());
		const { files, sql } = this.given;
		await this.#forgetOld(incident);
		await files.keep(id, body);
		try {
			const seen = await this.#reading.take(async () => preview(await files.bytes(id)));
			await sql`insert into file_import ${sql({
				incident_id: incident,
				id,
				source_id: newId(),
				by: by.id,
				name: nameOf(name),
				at: new Date(),
				state: 'waiting',
				rows: seen.rows,
				stored: 0,
				known: 0,
				backlog: 0,
				refused: 0,
				reasons: sql.json([])
			})}`;
			return { import: await this.find(incident, id), preview: seen };
		} catch (error) {
			await files.forget(id);
			throw error;
		}
	}

	/** What a file that was not started yet holds; for who comes back to it. @throws ImportRefused, FileRefused */
	async preview(incident: IncidentId, id: FileImportId): Promise<Preview> {
		const { state } = await this.find(incident, id);
		if (state !== 'waiting') throw new ImportRefused('import.started');
		return this.#reading.take(async () => preview(await this.given.files.bytes(id)));
	}

	/**
	 * Begins, and answers at once. A new source is made for it unless `into` names one that is there.
	 * @throws ImportRefused when it was started before
	 * @throws Refusal when there may be no such source
	 */
	async start(
		incident: IncidentId,
		id: FileImportId,
		by: Actor,
		{ mapping, into, origin }: { mapping: Mapping; into: SourceId | null; origin: string | null }
	): Promise<ImportSeen> {
		mustImport(by);
		const { sql, locks } = this.given;
		const found = await this.find(incident, id);
		if (!mapping.columns.text?.length && !mapping.columns.title?.length) throw new ImportRefused('import.noText');
		if (found.state !== 'waiting' || (await locks.take([lockOf(id)])).length === 0) throw new ImportRefused('import.started');
		try {
			const source = into ?? found.source;
			if (into) this.#mustBeFile(incident, into);
			else await this.#addSource(incident, found, mapping, by, origin);
			const [begun] = await sql`
				update file_import set state = 'running', source_id = ${source} where incident_id = ${incident} and id = ${id} and state = 'waiting' returning id`;
			if (!begun) throw new ImportRefused('import.started');
			const running = this.#run(incident, id, source, mapping).finally(() => this.#running.delete(id));
			this.#running.set(id, running);
		} catch (error) {
			await locks.give(lockOf(id));
			throw error;
		}
		return this.find(incident, id);
	}

	/** Ends one that runs, after the batch under way; takes away one that was not started. What was stored is kept. @throws ImportRefused */
	async stop(incident: IncidentId, id: FileImportId, by: Actor): Promise<ImportSeen> {
		mustImport(by);
		const { sql, files } = this.given;
		await this.find(incident, id);
		await sql`update file_import set state = 'stopping' where incident_id = ${incident} and id = ${id} and state = 'running'`;
		const [waited] =
			await sql`update file_import set state = 'stopped' where incident_id = ${incident} and id = ${id} and state = 'waiting' returning id`;
		if (waited) await files.forget(id);
		await this.#settleBroken();
		return this.find(incident, id);
	}

	/** @throws ImportRefused when there is none */
	async find(incident: IncidentId, id: FileImportId): Promise<ImportSeen> {
		const [row] = await this.given.sql`select * from file_import where incident_id = ${incident} and id = ${id}`;
		if (!row) throw new ImportRefused('import.absent');
		return seenOf(row);
	}

	/** The newest first; the refused rows of each by `find`. */
	async list(incident: IncidentId): Promise<ImportSeen[]> {
		await this.#settleBroken();
		const rows = await this.given.sql`
			select *, jsonb_path_query_array(reasons, '$[0 to 4]') as reasons from file_import where incident_id = ${incident} order by at desc, id desc limit 50`;
		return rows.map(seenOf);
	}

	/** Once, at the start: what a restart interrupted, and files that nobody started. */
	async begin(): Promise<void> {
		await this.#settleBroken();
		await this.given.files.forgetOlder(Date.now() - KEPT);
	}

	/** Breaks off after the batch under way; the next start says so. */
	async end(): Promise<void> {
		this.#stopped = true;
		await Promise.all(this.#running.values());
	}

	/** Waits until one that runs here is over. */
	async over(id: FileImportId): Promise<void> {
		await this.#running.get(id);
	}

	async #run(incident: IncidentId, id: FileImportId, source: SourceId, mapping: Mapping): Promise<void> {
		const { files, locks } = this.given;
		const course = new ImportCourse(this.given.sql, incident, id);
		try {
			await this.#reading.take(() => this.#deliver(incident, id, source, mapping, course));
			await files.forget(id);
		} catch (error) {
			const why = error instanceof Refusal || error instanceof FileRefused ? error.code : 'storing';
			if (why === 'storing') log.error({ action: 'import.run', object: `import/${id}`, result: 'failed', err: error }, 'an import failed');
			await course.close('failed', why).catch(() => undefined);
			await files.forget(id);
		} finally {
			await locks.give(lockOf(id)).catch(() => undefined);
		}
	}

	async #deliver(incident: IncidentId, id: FileImportId, source: SourceId, mapping: Mapping, course: ImportCourse): Promise<void> {
		let batch: Parameters<ImportCourse['add']>[0] = [];
		const store = async (): Promise<boolean> => {
			const posts = batch.flatMap((row) => ('post' in row ? [row.post] : []));
			await course.add(batch, await this.#deliverPatiently(incident, source, posts));
			batch = [];
			return this.#stopped || course.stopping;
		};
		for await (const row of readRows(await this.given.files.bytes(id), mapping)) {
			batch.push(row);
			if (batch.length < BATCH || !(await store())) continue;
			await course.close(course.stopping ? 'stopped' : 'broken');
			return;
		}
		await store();
		await course.close('done');
	}

	/** A database that is away for a moment does not end an import: what was delivered twice is stored once. */
	async #deliverPatiently(incident: IncidentId, source: SourceId, posts: Parameters<Ingest['deliver']>[2]) {
		for (let tries = 1; ; tries++)
			try {
				return await this.given.ingest.deliver(incident, source, posts);
			} catch (error) {
				if (error instanceof Refusal || tries === 5 || this.#stopped) throw error;
				await pause(tries * 500);
			}
	}

	/** Whoever ran it and does not hold its lock any more, is gone. */
	async #settleBroken(): Promise<void> {
		const { sql, files, locks } = this.given;
		const rows = await sql<{ id: string }[]>`select id from file_import where state in ('running', 'stopping')`;
		for (const row of rows) {
			const id = FileImportId.parse(row.id);
			if (this.#running.has(id) || (await locks.take([lockOf(id)])).length === 0) continue;
			// It may have ended between the two questions.
			await sql`update file_import set state = 'broken' where id = ${id} and state in ('running', 'stopping')`;
			await files.forget(id);
			await locks.give(lockOf(id));
		}
	}

	/** Files that were looked at and never started. */
	async #forgetOld(incident: IncidentId): Promise<void> {
		const { sql, files } = this.given;
		const rows = await sql<{ id: string }[]>`
			update file_import set state = 'stopped' where incident_id = ${incident} and state = 'waiting' and at < ${new Date(Date.now() - KEPT)} returning id`;
		for (const { id } of rows) await files.forget(FileImportId.parse(id));
	}

	#mustBeFile(incident: IncidentId, id: SourceId): void {
		const source = this.given.executor.logs.state(incident)?.sources.get(id);
		if (source?.kind !== 'file') throw new Refusal('source.absent');
	}

	async #addSource(incident: IncidentId, { source, name }: ImportSeen, { platform }: Mapping, by: Actor, origin: string | null) {
		const input = { id: source, name: name.slice(0, 120), kind: 'file', platform, connection: null, key: null };
		await this.given.executor.execute(incident, { id: CommandId.parse(newId()), type: addSource.type, input }, by, origin);
	}
}

const lockOf = (id: FileImportId): string => `import/${id}`;

/** Who may add a source may bring in a file. @throws Refusal */
function mustImport({ roles }: Actor): void {
	if (!mayAs(roles, addSource.allow)) throw new Refusal('role.missing');
}

/** The name of a file without its folder, and without what could not stand in a log. */
function nameOf(given: string): string {
	const bare = (given.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}]/gu, '').trim();
	return Array.from(bare).slice(0, 100).join('') || 'bestand.csv';
}

const seenOf = (row: Record<string, unknown>): ImportSeen =>
	ImportSeen.parse({ ...row, source: row['source_id'], at: row['at'] instanceof Date ? momentOf(row['at'].getTime()) : null });

export const imports = part('imports', async (program) => {
	const { url, sql } = database.of(program);
	const session = connect(url, { max: 1, name: 'voelspriet imports' });
	const service = new Imports({
		sql,
		executor: executor.of(program),
		ingest: ingest.of(program),
		files: new ImportFiles(join(program.host.config.dataDir, 'imports'), limits.bytes),
		locks: new Locks(session)
	});
	await service.begin();
	return {
		service,
		async stop() {
			await service.end();
			await session.end({ timeout: 1 });
		}
	};
});
