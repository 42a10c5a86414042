import type { Sql } from 'postgres';
import type { Semaphore } from '$lib/concurrency/semaphore';
import { log } from '$lib/server/platform/operations/logger';
import { lastBatch, type IncidentMemory } from './incident-memory';

/** With no more than this many new posts a memory takes over: they are read under the lock. */
const MAX_REMAINING = 500;

/** A memory that is read while another one stands in. */
export class WholeReading {
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

	/** It is needed no longer. */
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
				'older posts could not be read back: their copies begin stories'
			);
	}
}
