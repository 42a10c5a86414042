import type { Sql } from 'postgres';
import type { Semaphore } from '$lib/concurrency/semaphore';
import { log } from '$lib/server/platform/operations/logger';
import { lastBatch, type IncidentMemory } from './incident-memory';

/** With no more than this many new posts a memory takes over: they are read under the lock. */
const FEW = 500;

/** A memory that is read while another one stands in. */
export class WholeReading {
	isRead = false;
	readonly done: Promise<void>;
	readonly #over = new AbortController();

	constructor(
		readonly memory: IncidentMemory,
		sql: Sql,
		turns: Semaphore
	) {
		this.done = turns
			.run(() => this.#read(sql))
			.catch((error: unknown) => {
				this.#fail(error);
			});
	}

	/** It is needed no longer. */
	end(): void {
		this.#over.abort();
		if (this.isRead) this.memory.stories.end();
	}

	async #read(sql: Sql): Promise<void> {
		const { memory } = this;
		const { signal } = this.#over;
		const began = performance.now();
		let posts = 0;
		let more: number;
		do {
			signal.throwIfAborted();
			more = await sql.begin('isolation level repeatable read read only', async (tx) => {
				const [last] = await lastBatch(tx, memory.incident);
				return memory.catchUp(tx, last?.seq ?? 0, signal);
			});
			posts += more;
		} while (more > FEW);
		signal.throwIfAborted();
		this.isRead = true;
		const took = Math.round(performance.now() - began);
		log.info({ incident: memory.incident, posts, milliseconds: took }, 'copies of older posts are recognised again');
	}

	#fail(error: unknown): void {
		this.memory.stories.end();
		if (!this.#over.signal.aborted)
			log.warn(
				{ err: error, incident: this.memory.incident },
				'older posts could not be read back: their copies begin stories'
			);
	}
}
