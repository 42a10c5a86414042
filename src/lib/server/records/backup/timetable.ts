import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { millisecondsOf, momentOf } from '$lib/domain/core/ids';
import { backupAlarmOf, type BackupAlarm, type BackupState } from '$lib/domain/installation/backups';
import type { BackupConfig } from '$lib/server/platform/config/backups';
import type { Leases } from '$lib/server/platform/database/leases';
import { log } from '$lib/server/platform/operations/logger';
import { backUp, PART } from './backup';
import { beginRun, endRun, lastRuns, problemOf } from './backup-runs';

const CHECK_INTERVAL_MS = millisecondsInMinute;
/** After a failure it tries again, sooner than the next turn. */
const RETRY_DELAY_MS = 10 * millisecondsInMinute;
/** A file that nobody wrote to for this long was cut short, in milliseconds. */
const ABANDONED_AFTER_MS = 10 * millisecondsInMinute;
/** One process at a time makes back-ups. */
const LOCK = 'backup';
/** The names that a back-up in a folder gets by itself; other files there are not ours to remove. */
const BACKUP_FILE_NAME = /^voelspriet-\d{8}T\d{6}Z\.zip\.age$/;

interface BackupsOptions {
	readonly sql: Sql;
	readonly url: string;
	readonly locks: Pick<Leases, 'take' | 'release'>;
	readonly dataDir: string;
	/** Null: people, or the system around the program, make them. */
	readonly settings: BackupConfig | null;
	readonly now?: () => number;
}

/**
 * Makes an encrypted back-up every so many hours in a folder, keeps the newest ones, and knows the status of these and
 * of those that people made by the command. Of several processes on one database one makes it.
 */
export class Backups {
	readonly #round = new SingleFlight(() => this.#check());
	readonly #stopping = new AbortController();
	readonly #now: () => number;
	#timer: NodeJS.Timeout | undefined;
	#state: BackupState;

	constructor(readonly options: BackupsOptions) {
		this.#now = options.now ?? Date.now;
		this.#state = { everyHours: options.settings?.everyHours ?? null, made: null, failed: null };
	}

	async start(): Promise<void> {
		await this.#readState();
		this.#timer = setInterval(() => void this.check(), CHECK_INTERVAL_MS).unref();
		void this.check();
	}

	/** Aborts a back-up in progress: nothing remains of it, and the next start makes it. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#stopping.abort(new Error('the program stops'));
		await this.#round.idle();
	}

	/** As it was a minute ago at most. */
	get state(): BackupState {
		return this.#state;
	}
	get alarm(): BackupAlarm | null {
		return backupAlarmOf(this.#state, momentOf(this.#now()));
	}

	/** Makes one when it is time, and reads the status; parallel calls share one check. Never throws. */
	check(): Promise<void> {
		return this.#round.get();
	}

	async #check(): Promise<void> {
		const { settings, locks } = this.options;
		try {
			await this.#readState();
			if (!settings || !this.#isDue(settings)) return;
			const [lock] = await locks.take([LOCK]);
			if (lock === undefined) return;
			try {
				// Another process may have made it between our reading and our lock.
				await this.#readState();
				if (this.#isDue(settings)) await this.#make(settings);
			} finally {
				await locks.release(LOCK);
			}
			await this.#readState();
		} catch (error) {
			if (!this.#stopping.signal.aborted)
				log.warn(
					{ action: 'backup', result: 'unknown', err: error },
					'it is not known how it stands with the back-ups'
				);
		}
	}

	async #readState(): Promise<void> {
		this.#state = { everyHours: this.#state.everyHours, ...(await lastRuns(this.options.sql)) };
	}

	#isDue({ everyHours }: BackupConfig): boolean {
		const { made, failed } = this.#state;
		const now = this.#now();
		if (this.#stopping.signal.aborted) return false;
		const isWaiting = failed?.problem !== 'cutShort' && failed && now - millisecondsOf(failed.at) < RETRY_DELAY_MS;
		const began = made && millisecondsOf(made.at) - made.seconds * 1000;
		// A clock that ran far ahead when it was made does not keep the next one from being made.
		return !isWaiting && (began === null || Math.abs(now - began) >= everyHours * millisecondsInHour);
	}

	async #make({ folder, keep, recipients }: BackupConfig): Promise<void> {
		const { sql, url, dataDir } = this.options;
		const { signal } = this.#stopping;
		const id = await beginRun(sql, this.#now());
		try {
			await clearAbandoned(folder, Date.now());
			const made = await backUp(url, `${folder}/`, { dataDir, sealFor: { recipients }, signal });
			await endRun(sql, id, this.#now(), made);
			log.info(
				{ action: 'backup', object: made.file, result: 'made', bytes: made.bytes, rows: made.rows },
				'backed up'
			);
		} catch (error) {
			const problem = signal.aborted ? 'cutShort' : problemOf(error);
			await endRun(sql, id, this.#now(), problem);
			if (!signal.aborted)
				log.error({ action: 'backup', object: folder, result: 'failed', problem, err: error }, 'no back-up was made');
			return;
		}
		await keepNewest(folder, keep).catch((error: unknown) => {
			log.warn({ action: 'backup.keep', object: folder, result: 'failed', err: error }, 'old back-ups stay');
		});
	}
}

/** Removes the oldest of those that we made, by the moment in their names. */
async function keepNewest(folder: string, keep: number): Promise<void> {
	const ours = (await readdir(folder)).filter((name) => BACKUP_FILE_NAME.test(name)).sort();
	for (const name of ours.slice(0, -keep)) await rm(join(folder, name));
}

/** Removes what a killed process left half made. */
async function clearAbandoned(folder: string, now: number): Promise<void> {
	for (const name of await readdir(folder)) {
		const [finalName = '', rest] = name.split(PART);
		if (rest === undefined || !BACKUP_FILE_NAME.test(finalName)) continue;
		const { mtimeMs } = await stat(join(folder, name));
		if (now - mtimeMs > ABANDONED_AFTER_MS) await rm(join(folder, name), { force: true });
	}
}
