import { LRUCache } from 'lru-cache';
import type { Sql } from '$lib/server/platform/driver/sql';
import { Semaphore } from '$lib/concurrency/semaphore';
import type { IncidentId } from '$lib/domain/core/ids';
import type { PostAnalysis } from '$lib/server/analysis/post';
import type { Logs } from '$lib/server/log/logs';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { IncidentMemory } from './incident-memory';
import { MemoryLoad } from './memory-load';

/** The number of newest posts that are read after a start before a new post is stored: people wait for this. */
const MAX_POSTS_AT_START = 2_000;
/** The number of newest posts that are read in the background; some ten seconds of work for the story thread. */
const MAX_POSTS = 100_000;

/**
 * The memory of each incident that receives posts. After a start, a temporary memory of only the newest posts is used: new
 * posts are stored at once, but a copy of an older post begins a new story. Meanwhile the whole memory is read in the
 * background; it replaces the temporary one between two batches.
 */
export class Memories {
	/** The load of the whole memory, by the temporary memory that it will replace. */
	readonly #loads = new Map<IncidentMemory, MemoryLoad>();
	readonly #memories = new LRUCache<IncidentId, IncidentMemory>({
		...whileUsed(60),
		dispose: (memory) => {
			memory.stories.end();
			this.#loads.get(memory)?.end();
			this.#loads.delete(memory);
		}
	});
	/** One memory is read at a time: loading uses a connection of ingest. */
	readonly #readOneAtATime = new Semaphore(1);
	#isStopped = false;

	/** @param sql ingest's own pool */
	constructor(
		readonly sql: Sql,
		readonly logs: Pick<Logs, 'follower'>,
		readonly analysis: Pick<PostAnalysis, 'stories'>,
		readonly maxPostsAtStart = MAX_POSTS_AT_START,
		readonly maxPosts = MAX_POSTS
	) {}

	get size(): number {
		return this.#memories.size;
	}
	get(incident: IncidentId): IncidentMemory {
		const found = this.#memories.get(incident);
		if (found) return found;
		const created = this.#make(incident, this.maxPostsAtStart);
		this.#memories.set(incident, created);
		return created;
	}
	peek(incident: IncidentId): IncidentMemory | undefined {
		return this.#memories.peek(incident);
	}
	/** Drops a memory; it is read again when more posts arrive. */
	drop(incident: IncidentId): void {
		this.#memories.delete(incident);
	}

	/** Starts to read the whole memory in the background, when this one is temporary. */
	readWhole(memory: IncidentMemory): void {
		const { incident, hasOlder, maxPosts } = memory;
		if (!hasOlder || maxPosts >= this.maxPosts || this.#loads.has(memory)) return;
		if (this.#isStopped || this.peek(incident) !== memory) return;
		const load = new MemoryLoad(this.#make(incident, this.maxPosts), this.sql, this.#readOneAtATime);
		this.#loads.set(memory, load);
		// A failed load is tried again after the next batch.
		void load.done.then(() => !load.isRead && this.#loads.delete(memory));
	}
	/** Whether the whole memory is ready to replace this one. */
	isReplaced(memory: IncidentMemory): boolean {
		return this.#loads.get(memory)?.isRead ?? false;
	}
	/** Replaces the temporary memory by the whole one, if that is ready; only while no batch is in progress. */
	replace(incident: IncidentId): void {
		const memory = this.peek(incident);
		const load = memory && this.#loads.get(memory);
		if (!memory || !load?.isRead) return;
		this.#loads.delete(memory);
		this.#memories.set(incident, load.memory);
	}

	/** Stops the loads in progress. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		const loads = [...this.#loads.values()];
		for (const load of loads) load.end();
		this.#loads.clear();
		await Promise.all(loads.map(({ done }) => done));
	}
	/** Waits for the loads in progress. */
	async idle(): Promise<void> {
		await Promise.all([...this.#loads.values()].map(({ done }) => done));
	}

	#make(incident: IncidentId, maxPosts: number): IncidentMemory {
		return new IncidentMemory(incident, this.analysis, this.logs.follower(incident).state, maxPosts);
	}
}
