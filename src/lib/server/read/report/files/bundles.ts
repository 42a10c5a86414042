import * as m from '$lib/messages';
import { ZipFile } from 'yazl';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { IncidentId, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { factReplaced } from '$lib/domain/findings/fact';
import { reportWithdrawn, type ReportVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import { Semaphore } from '$lib/concurrency/semaphore';
import type { Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';
import { exportKinds } from '../export/exports';
import { plainName } from '../export/plain-name';
import type { ReportFiles } from './report-files';

export const BundleId = z.uuid().toLowerCase().brand('BundleId');
export type BundleId = z.infer<typeof BundleId>;

const BundleState = z.enum(['running', 'ready', 'stopped', 'broken']);

/** One zip of many versions, and its progress. */
interface Bundle {
	readonly id: BundleId;
	readonly at: Date;
	readonly name: string;
	/** The number of files, and how many of them are made. */
	readonly total: number;
	readonly done: number;
	/** `broken`: the program stopped while making it, or a version could not be written. */
	readonly state: z.output<typeof BundleState>;
	/** The size of the zip; null until it is ready. */
	readonly bytes: number | null;
}
interface BundleOrder {
	/** In the order of the zip. */
	readonly files: readonly { readonly version: Readonly<ReportVersion>; readonly extension: string }[];
	readonly language: Language;
}

/** After this long without another file, the process that made the zip has stopped; in seconds. */
const STALLED_AFTER_SECONDS = 60;
/** How long a finished zip is stored, in hours. */
const ZIP_TTL_HOURS = 24;

/**
 * Zips of many versions, made in the background: their progress is in the database, so that every process knows it and
 * the user can leave the page. A zip is stored completely or not at all.
 */
export class Bundles {
	/** One at a time: single files that somebody waits for go between those of a bundle. */
	readonly #oneAtATime = new Semaphore(1);
	readonly #making = new Set<Promise<void>>();
	#stopping = false;

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly files: Pick<ReportFiles, 'file'>
	) {}

	/**
	 * Drops the zips of an incident when a report in it was withdrawn, or a fact was replaced: their files do not say so.
	 * @returns to stop
	 */
	follow(): () => void {
		const drop = async (incident: IncidentId): Promise<void> => {
			await this.sql`
				update report_bundle set state = 'stopped', content = null
				where incident_id = ${incident} and state in ('running', 'ready')`;
		};
		return this.logs.listen({
			lines: (incident, lines) => {
				if (!lines.some(({ type }) => type === reportWithdrawn.type || type === factReplaced.type)) return;
				const dropping = drop(incident).catch((error: unknown) =>
					logger.error(
						{ err: error, object: incident, result: 'failed' },
						'zips with an outdated report were not dropped'
					)
				);
				this.#making.add(dropping);
				void dropping.finally(() => this.#making.delete(dropping));
			},
			reloaded: () => undefined
		});
	}

	/** Starts a zip without waiting for it, and deletes expired ones. */
	async start(incident: IncidentId, by: PersonId, order: BundleOrder): Promise<BundleId> {
		const id = BundleId.parse(newId());
		await this.sql`delete from report_bundle where at < now() - make_interval(hours => ${ZIP_TTL_HOURS})`;
		await this.sql`insert into report_bundle ${this.sql({
			incident_id: incident,
			id,
			by,
			at: new Date(),
			moved_at: new Date(),
			name: nameOf(this.logs.state(incident)?.incident ?? null, order.language),
			total: order.files.length,
			done: 0,
			state: 'running'
		})}`;
		const making = this.#oneAtATime.run(() => this.#make(incident, id, order));
		this.#making.add(making);
		void making.finally(() => this.#making.delete(making));
		return id;
	}

	/** Stops a running zip, of which nothing is stored. A finished zip stays. */
	async stop(incident: IncidentId, by: PersonId, id: BundleId): Promise<void> {
		await this.sql`
			update report_bundle set state = 'stopped' where incident_id = ${incident} and id = ${id} and by = ${by} and state = 'running'`;
	}

	/** A person's own bundles, the newest first. */
	async of(incident: IncidentId, by: PersonId): Promise<Bundle[]> {
		const rows = await this.sql<
			{
				id: string;
				at: Date;
				name: string;
				total: number;
				done: number;
				state: string;
				bytes: number | null;
			}[]
		>`
			select id, at, name, total, done, length(content) as bytes,
				case when state = 'running' and moved_at < now() - make_interval(secs => ${STALLED_AFTER_SECONDS}) then 'broken' else state end as state
			from report_bundle where incident_id = ${incident} and by = ${by} order by at desc, id desc`;
		return rows.map(({ id, state, ...row }) => ({ ...row, id: BundleId.parse(id), state: BundleState.parse(state) }));
	}

	/** The content of a finished zip; null for any other, and for another person's. */
	async content(incident: IncidentId, by: PersonId, id: BundleId): Promise<{ name: string; content: Buffer } | null> {
		const [row] = await this.sql<{ name: string; content: Buffer }[]>`
			select name, content from report_bundle where incident_id = ${incident} and id = ${id} and by = ${by} and state = 'ready' and content is not null`;
		return row ?? null;
	}

	/** Aborts those in progress: they are marked as broken, and nothing of them is stored. */
	async end(): Promise<void> {
		this.#stopping = true;
		await Promise.all(this.#making);
	}

	async #make(incident: IncidentId, id: BundleId, { files, language }: BundleOrder): Promise<void> {
		const zip = new ZipFile();
		const pieces: Buffer[] = [];
		const written = new Promise<void>((done, fail) => {
			zip.outputStream.on('data', (piece: Buffer) => pieces.push(piece));
			zip.outputStream.on('end', done);
			zip.outputStream.on('error', fail);
		});
		try {
			let done = 0;
			for (const { version, extension } of files) {
				const file = await this.files.file({ incident, version, extension, language });
				if (!file) throw new Error(`version ${version.number} as ${extension} is not there`);
				zip.addBuffer(Buffer.from(file.body), file.name, {
					mtime: new Date(version.released.at),
					compress: !exportKinds.get(extension)?.isCompressed
				});
				done += 1;
				if (this.#stopping || !(await this.#updateProgress(incident, id, done))) return;
			}
			zip.end();
			await written;
			await this.sql`
				update report_bundle set state = 'ready', content = ${Buffer.concat(pieces)}
				where incident_id = ${incident} and id = ${id} and state = 'running'`;
		} catch (error) {
			logger.error(
				{ err: error, action: 'export', object: incident, result: 'failed' },
				'a zip of reports could not be made'
			);
			await this
				.sql`update report_bundle set state = 'broken' where incident_id = ${incident} and id = ${id} and state = 'running'`.catch(
				() => undefined // the database is unreachable: without progress it counts as broken
			);
		}
	}

	/** @returns false when somebody stopped it */
	async #updateProgress(incident: IncidentId, id: BundleId, done: number): Promise<boolean> {
		const rows = await this.sql`
			update report_bundle set done = ${done}, moved_at = now()
			where incident_id = ${incident} and id = ${id} and state = 'running' returning id`;
		return rows.length === 1;
	}
}

/** `omgevingsrapporten-brand-zuiderpark-OEFENING.zip` */
function nameOf(incident: { title: string; exercise: boolean } | null, language: Language): string {
	const { t } = wordsIn(language);
	const parts = [
		t(m.report.desk.bundle.file),
		incident?.title ?? '',
		incident?.exercise ? t(m.exercise.word).toUpperCase() : ''
	];
	const name = parts
		.map(plainName)
		.filter((part) => part !== '')
		.join('-');
	return `${name.slice(0, 150)}.zip`;
}
