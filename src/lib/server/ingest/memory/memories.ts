import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { Semaphore } from '$lib/concurrency/semaphore';
import type { IncidentId } from '$lib/domain/core/ids';
import type { PostAnalysis } from '$lib/server/analysis/post';
import type { Logs } from '$lib/server/log/logs';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { IncidentMemory } from './incident-memory';
import { MemoryLoad } from './memory-load';

/** The number of newest posts that are read after a start before a new post is stored: people wait for this. */
const FIRST_POSTS = 2_000;
/** The number of newest posts that are read in the background; some ten seconds of work for the story thread. */
const MAX_POSTS = 100_000;

/**
 * The memory of each incident that receives posts. After a start, a temporary memory of only the newest posts is used: new
 * posts are stored at once, but a copy of an older post begins a new story. Meanwhile the whole memory is read in the
 * background; it replaces the temporary one between two batches.
 */
export class Memories {
	/** By temporary memory. */
	readonly #readings = new Map<IncidentMemory, MemoryLoad>();
	readonly #memories = new LRUCache<IncidentId, IncidentMemory>({
		...whileUsed(60),
		dispose: (memory) => {
			memory.stories.end();
			this.#readings.get(memory)?.end();
			this.#readings.delete(memory);
		}
	});
	/** One memory is read at a time: reading uses a connection of ingest. */
	readonly #readOneAtATime = new Semaphore(1);
	#isStopped = false;

	/** @param sql ingest's own pool */
	constructor(
		readonly sql: Sql,
		readonly logs: Pick<Logs, 'follower'>,
		readonly analysis: Pick<PostAnalysis, 'stories'>,
		readonly firstPosts = FIRST_POSTS,
		readonly maxPosts = MAX_POSTS
	) {}

	get size(): number {
		return this.#memories.size;
	}
	get(incident: IncidentId): IncidentMemory {
		const found = this.#memories.get(incident);
		if (found) return found;
		const created = this.#make(incident, this.firstPosts);
		this.#memories.set(incident, created);
		return created;
	}
	peek(incident: IncidentId): IncidentMemory | undefined {
		return this.#memories.peek(incident);
	}
	/** It is read again when more posts arrive. */
	drop(incident: IncidentId): void {
		this.#memories.delete(incident);
	}

	/** Begins to read the whole memory in the background, when this one is temporary. */
	readWhole(memory: IncidentMemory): void {
		const { incident, hasOlder, readBack } = memory;
		if (!hasOlder || readBack >= this.maxPosts || this.#readings.has(memory)) return;
		if (this.#isStopped || this.peek(incident) !== memory) return;
		const reading = new MemoryLoad(this.#make(incident, this.maxPosts), this.sql, this.#readOneAtATime);
		this.#readings.set(memory, reading);
		// A failed reading is tried again after the next batch.
		void reading.done.then(() => !reading.isRead && this.#readings.delete(memory));
	}
	/** Whether the whole memory is ready to replace this one. */
	isReplaced(memory: IncidentMemory): boolean {
		return this.#readings.get(memory)?.isRead ?? false;
	}
	/** Replaces the temporary memory by the whole one, if that is ready; only while no batch is in progress. */
	replace(incident: IncidentId): void {
		const memory = this.peek(incident);
		const reading = memory && this.#readings.get(memory);
		if (!memory || !reading?.isRead) return;
		this.#readings.delete(memory);
		this.#memories.set(incident, reading.memory);
	}

	/** Ends what is being read. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		const readings = [...this.#readings.values()];
		for (const reading of readings) reading.end();
		this.#readings.clear();
		await Promise.all(readings.map(({ done }) => done));
	}
	/** Waits until nothing more is read. */
	async idle(): Promise<void> {
		await Promise.all([...this.#readings.values()].map(({ done }) => done));
	}

	#make(incident: IncidentId, readBack: number): IncidentMemory {
		return new IncidentMemory(incident, this.analysis, this.logs.follower(incident).state, readBack);
	}
}
