import { nextTurn } from './time-slice';

interface QueueEntry<Item, Result> {
	readonly item: Item;
	readonly resolve: (result: Result) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * Runs work that is cheaper in groups: one group at a time per key, in the order of the calls. Items that arrive while a
 * group runs form the next group; without a running group an item starts at once. Keys do not wait for each other.
 */
export class KeyedGroups<Key, Item, Result> {
	/** The running and waiting entries per key; a key without work takes no memory. */
	readonly #queues = new Map<Key, QueueEntry<Item, Result>[]>();

	/**
	 * @param work returns the results of the first items of a group, at least one; the other items join the next group. If
	 *   it throws, the whole group is rejected.
	 * @param maxGroupSize the maximum number of items in a group
	 * @param isAlone whether an item needs a group of its own
	 */
	constructor(
		readonly work: (key: Key, group: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
		readonly maxGroupSize: number,
		readonly isAlone: (item: Item) => boolean
	) {}

	run(key: Key, item: Item): Promise<Result> {
		return new Promise((resolve, reject) => {
			const entry = { item, resolve, reject };
			const queue = this.#queues.get(key);
			if (queue) queue.push(entry);
			else void this.#start(key, [entry]);
		});
	}

	async #start(key: Key, queue: QueueEntry<Item, Result>[]): Promise<void> {
		this.#queues.set(key, queue);
		while (queue.length > 0) {
			const group = this.#nextOf(queue);
			const settled = await this.#runGroup(key, group);
			for (const [i, { resolve, reject }] of queue.splice(0, settled.length).entries()) {
				const result = settled[i];
				if (result?.status === 'fulfilled') resolve(result.value);
				else reject(result?.reason);
			}
			// Let callers that were just answered add their next item to the waiting group.
			if (queue.length > 0) await nextTurn();
		}
		this.#queues.delete(key);
	}

	/** The next group: the first entries that may run together. */
	#nextOf(queue: readonly QueueEntry<Item, Result>[]): readonly Item[] {
		const items = queue.slice(0, this.maxGroupSize).map(({ item }) => item);
		const alone = items.findIndex((item) => this.isAlone(item));
		return alone < 0 ? items : items.slice(0, Math.max(1, alone));
	}

	async #runGroup(key: Key, group: readonly Item[]): Promise<readonly PromiseSettledResult<Result>[]> {
		try {
			const settled = await this.work(key, group);
			if (settled.length > 0) return settled.slice(0, group.length);
			throw new Error('Work on a group settled none of its items.');
		} catch (reason) {
			return group.map(() => ({ status: 'rejected', reason }));
		}
	}
}
