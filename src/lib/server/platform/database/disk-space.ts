import { access, constants, statfs } from 'node:fs/promises';
import type { DiskState } from '$lib/domain/realtime';
import { log } from '../operations/logger';
import { isDiskFull } from './failure';

/**
 * Below these limits first posts and then all writes stop, before the database does: its write-ahead log needs space of
 * its own. Bytes.
 */
const MIN_FREE_FOR_POSTS = 512 * 1024 * 1024;
const MIN_FREE_FOR_COMMANDS = 128 * 1024 * 1024;
/** Milliseconds between two checks, and for which the database's own report that it is full counts. */
const CHECK_INTERVAL = 5_000;
const FULL_REPORT_TIME = 30_000;

/** Nothing was stored because the disk is full. Trying again later may succeed. */
export class DiskFull extends Error {
	override readonly name = 'DiskFull';
}

/**
 * The free disk space of the database. When it runs low, posts are refused first, so that people can continue to label
 * stored posts; then all writes are refused.
 */
export class DiskSpace {
	#free = Infinity;
	#reportedUntil = 0;
	#reported: DiskState = 'enough';
	#timer: NodeJS.Timeout | undefined;

	/**
	 * @param readFree bytes that are free; null for a database elsewhere, which says only that it is full (SQLSTATE
	 *   53100)
	 */
	constructor(
		readonly readFree: (() => Promise<number>) | null,
		readonly now: () => number = () => performance.now()
	) {}

	async start(): Promise<void> {
		await this.check();
		this.#timer = setInterval(() => void this.check(), CHECK_INTERVAL).unref();
	}
	stop(): void {
		clearInterval(this.#timer);
	}

	async check(): Promise<void> {
		try {
			this.#free = (await this.readFree?.()) ?? Infinity;
		} catch (error) {
			log.warn({ action: 'disk', result: 'failed', error: String(error) }, 'the free space on the disk cannot be read');
		}
		if (this.state === this.#reported) return;
		this.#reported = this.state;
		if (this.#reported === 'enough') log.info({ action: 'disk', result: 'enough' }, 'there is room on the disk again');
		else
			log.error(
				{ action: 'disk', result: this.#reported, free: this.#free },
				'the disk of the database is almost full'
			);
	}

	get state(): DiskState {
		if (this.#free < MIN_FREE_FOR_COMMANDS) return 'full';
		return this.#free < MIN_FREE_FOR_POSTS || this.now() < this.#reportedUntil ? 'noPosts' : 'enough';
	}

	problem(): string | null {
		if (this.state === 'enough') return null;
		return this.state === 'full'
			? 'the disk of the database is full: posts and commands are refused'
			: 'the disk of the database is almost full: posts are refused';
	}

	/** Stores posts when there is room for them. @throws DiskFull */
	storePosts<T>(store: () => Promise<T>): Promise<T> {
		return this.#store(this.state === 'enough', store);
	}
	/** Stores a decision when there is room for it. @throws DiskFull */
	storeCommand<T>(store: () => Promise<T>): Promise<T> {
		return this.#store(this.state !== 'full', store);
	}

	async #store<T>(hasRoom: boolean, store: () => Promise<T>): Promise<T> {
		if (!hasRoom) throw new DiskFull('there is no room on the disk');
		try {
			return await store();
		} catch (error) {
			if (!isDiskFull(error)) throw error;
			this.#reportedUntil = this.now() + FULL_REPORT_TIME;
			await this.check();
			throw new DiskFull('the database says that its disk is full', { cause: error });
		}
	}
}

/**
 * The number of free bytes on the disk of a folder, such as DATA_DIR with the embedded database.
 * @throws when it cannot be written to: a disk that can only be read says that it has no room
 */
export async function freeBytesOn(folder: string): Promise<number> {
	await access(folder, constants.W_OK);
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}
