import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { millisecondsInDay, millisecondsInHour } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { Semaphore } from '$lib/concurrency/semaphore';
import { Sha256, type IncidentId } from '$lib/domain/core/ids';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';
import { replaceFile } from '$lib/server/platform/operations/replace-file';
import { packageContents } from './contents';
import type { MethodsIn } from './parts/code-book';
import type { WritePdf } from './parts/report-parts';
import { ArchiveError } from './parts/subject';
import { PackingStopped, PackageBuilder } from './package-builder';

/** After this long without another file, the process that made it has stopped; in milliseconds. */
const SILENCE_TIMEOUT_MS = 60_000;
/** How long a package is kept after its last change; in milliseconds. */
const ARCHIVE_TTL_MS = 7 * millisecondsInDay;
const SWEEP_INTERVAL_MS = millisecondsInHour;

/** How far the package of an incident is. */
const PackageProgress = z.object({
	/** `changed`: the log grew while it was made. `broken`: the program stopped, or a part could not be made. */
	state: z.enum(['running', 'stopped', 'changed', 'broken', 'ready']),
	done: z.int().nonnegative(),
	total: z.int().nonnegative(),
	movedAt: z.iso.datetime(),
	/** Once it is ready: the file, and the line of the log up to which it holds everything. */
	file: z.object({ name: z.string(), bytes: z.int(), sha256: Sha256, seq: z.int() }).nullable()
});
type PackageProgress = z.infer<typeof PackageProgress>;

interface ArchivesOptions {
	readonly sql: Sql;
	readonly logs: Pick<Logs, 'listen'>;
	/** Where packages are made and kept. */
	readonly folder: string;
	readonly writePdf: WritePdf;
	readonly now?: () => number;
}

/**
 * Makes the packages of incidents in the background, one at a time. The progress of each is stored on disk beside
 * its parts, so that a person can leave the page, and a stopped one continues where it was.
 */
export class Archives {
	readonly #oneAtATime = new Semaphore(1);
	readonly #making = new Map<IncidentId, Promise<void>>();
	readonly #stopped = new Set<IncidentId>();
	#isEnding = false;
	#unfollow: () => void = () => undefined;
	#sweeping: NodeJS.Timeout | undefined;

	constructor(readonly options: ArchivesOptions) {}

	/** Removes expired packages, and those of an incident from whose log or posts something was removed. */
	begin(): void {
		this.#unfollow = this.options.logs.listen({
			lines: (log, lines) => {
				if (lines.some(({ type }) => changesEarlierPosts.has(type))) void this.remove(log);
			},
			reloaded: (log) => void this.remove(log)
		});
		this.#sweeping = setInterval(() => void this.sweep(), SWEEP_INTERVAL_MS);
		this.#sweeping.unref();
		void this.sweep();
	}

	/** Starts it, or continues where it was; does nothing when it is being made. */
	async start(incident: IncidentId, methods: MethodsIn): Promise<void> {
		if (this.#making.has(incident) || (await this.of(incident))?.state === 'running') return;
		this.#stopped.delete(incident);
		await this.#write(incident, { state: 'running', done: 0, total: 0, file: null });
		const making = this.#oneAtATime
			.run(() => this.#make(incident, methods))
			.finally(() => this.#making.delete(incident));
		this.#making.set(incident, making);
	}

	/** Stops it after the part that is being made. What is done stays. */
	async stop(incident: IncidentId): Promise<void> {
		const progress = await this.#read(incident);
		if (progress?.state !== 'running') return;
		this.#stopped.add(incident);
		await this.#write(incident, { ...progress, state: 'stopped' });
	}

	/** Null when nobody requested it, or when it has expired. */
	async of(incident: IncidentId): Promise<PackageProgress | null> {
		const progress = await this.#read(incident);
		if (progress?.state !== 'running' || this.#making.has(incident)) return progress;
		const isSilent = this.#now() - Date.parse(progress.movedAt) > SILENCE_TIMEOUT_MS;
		return isSilent ? { ...progress, state: 'broken' } : progress;
	}

	/** The finished zip; null as long as there is none here. */
	async file(incident: IncidentId): Promise<{ path: string; name: string; bytes: number } | null> {
		const progress = await this.#read(incident);
		const path = this.#path(incident, 'zip');
		if (progress?.state !== 'ready' || !progress.file) return null;
		const stats = await stat(path).catch(() => null);
		return stats ? { path, name: progress.file.name, bytes: stats.size } : null;
	}

	/** Removes the package and its parts. */
	async remove(incident: IncidentId): Promise<void> {
		this.#stopped.add(incident);
		await this.#making.get(incident);
		// The progress goes last: without it the next package may start in the same folder.
		for (const end of ['zip', 'zip.part', 'parts', 'json'] as const)
			await rm(this.#path(incident, end), { recursive: true, force: true });
	}

	async sweep(): Promise<void> {
		const names = await readdir(this.options.folder).catch(() => []);
		for (const name of names) {
			const path = join(this.options.folder, name);
			const stats = await stat(path).catch(() => null);
			if (stats && this.#now() - stats.mtimeMs > ARCHIVE_TTL_MS) await rm(path, { recursive: true, force: true });
		}
	}

	/** Those in progress stop after the part that is being made, and go on when a person asks for it. */
	async end(): Promise<void> {
		this.#isEnding = true;
		clearInterval(this.#sweeping);
		this.#unfollow();
		await Promise.all(this.#making.values());
	}

	async #make(incident: IncidentId, methods: MethodsIn): Promise<void> {
		let [done, total] = [0, 0];
		const builder = new PackageBuilder(this.#path(incident, 'parts'));
		const set = (state: PackageProgress['state'], file: PackageProgress['file'] = null) =>
			this.#write(incident, { state, done, total, file });
		try {
			const { sql, writePdf } = this.options;
			const contents = await packageContents(sql, { incident, methods, writePdf });
			const packed = await builder.pack(contents, this.#path(incident, 'zip'), async (made, all) => {
				[done, total] = [made, all];
				if (this.#isEnding || this.#stopped.has(incident)) return false;
				// Another process on this folder may have stopped it.
				if ((await this.#read(incident))?.state !== 'running') return false;
				await set('running');
				return true;
			});
			await builder.remove();
			const { name, bytes, sha256 } = packed;
			await set('ready', { name, bytes, sha256, seq: contents.subject.head.seq });
		} catch (error) {
			const isChanged = error instanceof ArchiveError && error.code === 'changed';
			const isStopped = error instanceof PackingStopped;
			// On a full disk they would take the room that others need.
			if (!isStopped) await builder.remove().catch(() => undefined);
			if (!isStopped && !isChanged)
				logger.error(
					{ err: error, action: 'archive', object: `incident/${incident}`, result: 'failed' },
					'the archive package could not be made'
				);
			await set(isStopped ? 'stopped' : isChanged ? 'changed' : 'broken').catch(
				() => undefined // the folder cannot be written to: without progress it counts as broken
			);
		}
	}

	async #read(incident: IncidentId): Promise<PackageProgress | null> {
		const text = await readFile(this.#path(incident, 'json'), 'utf8').catch(() => null);
		return text === null ? null : PackageProgress.parse(JSON.parse(text));
	}

	/** Atomically: another request may read it meanwhile. */
	async #write(incident: IncidentId, progress: Omit<PackageProgress, 'movedAt'>): Promise<void> {
		const path = this.#path(incident, 'json');
		await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
		const movedAt = new Date(this.#now()).toISOString();
		await replaceFile(path, JSON.stringify({ ...progress, movedAt }));
	}

	#path(incident: IncidentId, end: 'zip' | 'zip.part' | 'json' | 'parts'): string {
		return join(this.options.folder, `${incident}.${end}`);
	}
	#now(): number {
		return (this.options.now ?? Date.now)();
	}
}
