import type { Sql } from '$lib/server/platform/driver/sql';
import type { Semaphore } from '$lib/concurrency/semaphore';
import { log } from '$lib/server/platform/operations/logger';
import { lastBatch, type IncidentMemory } from './incident-memory';

/** With at most this many new posts the memory is ready: these are read under the lock. */
const MAX_REMAINING = 500;

/** Reads a whole memory while a temporary one is in use. */
export class MemoryLoad {
	isRead = false;
	readonly done: Promise<void>;
	readonly #abort = new AbortController();

	constructor(
		readonly memory: IncidentMemory,
		sql: Sql,
		semaphore: Semaphore
	) {
		this.done = semaphore
			.run(() => this.#read(sql))
			.catch((error: unknown) => {
				this.#fail(error);
			});
	}

	/** Stops reading, and releases the memory. */
	end(): void {
		this.#abort.abort();
		if (this.isRead) this.memory.stories.end();
	}

	async #read(sql: Sql): Promise<void> {
		const { memory } = this;
		const { signal } = this.#abort;
		const startedAt = performance.now();
		let posts = 0;
		let newPosts: number;
		do {
			signal.throwIfAborted();
			newPosts = await sql.begin('isolation level repeatable read read only', async (tx) => {
				const [last] = await lastBatch(tx, memory.incident);
				return memory.catchUp(tx, last?.seq ?? 0, signal);
			});
			posts += newPosts;
		} while (newPosts > MAX_REMAINING);
		signal.throwIfAborted();
		this.isRead = true;
		const duration = Math.round(performance.now() - startedAt);
		log.info(
			{ incident: memory.incident, posts, milliseconds: duration },
			'copies of older posts are recognised again'
		);
	}

	#fail(error: unknown): void {
		this.memory.stories.end();
		if (!this.#abort.signal.aborted)
			log.warn(
				{ err: error, incident: this.memory.incident },
				'older posts could not be read: their copies begin new stories'
			);
	}
}
