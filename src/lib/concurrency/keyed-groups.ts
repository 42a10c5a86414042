import { nextTurn } from './time-slice';

interface Place<Item, Result> {
	readonly item: Item;
	readonly resolve: (result: Result) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * Work that is cheaper for several at once, one group at a time per key and in the order it was asked for: what comes
 * while a group is at work waits, and goes with the next. What finds nothing at work begins at once. Keys do not wait
 * for each other.
 */
export class KeyedGroups<Key, Item, Result> {
	/** Those at work and those behind them; a key without work takes no memory. */
	readonly #lines = new Map<Key, Place<Item, Result>[]>();

	/**
	 * @param work settles the first of a group, at least one of them; the rest go with the next group. When it fails, all
	 *   of them do.
	 * @param most how many go together
	 * @param isAlone what shares its group with nobody
	 */
	constructor(
		readonly work: (key: Key, group: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
		readonly most: number,
		readonly isAlone: (item: Item) => boolean
	) {}

	run(key: Key, item: Item): Promise<Result> {
		return new Promise((resolve, reject) => {
			const place = { item, resolve, reject };
			const line = this.#lines.get(key);
			if (line) line.push(place);
			else void this.#begin(key, [place]);
		});
	}

	async #begin(key: Key, line: Place<Item, Result>[]): Promise<void> {
		this.#lines.set(key, line);
		while (line.length > 0) {
			const group = this.#nextOf(line);
			const settled = await this.#settle(key, group);
			for (const [i, { resolve, reject }] of line.splice(0, settled.length).entries()) {
				const result = settled[i];
				if (result?.status === 'fulfilled') resolve(result.value);
				else reject(result?.reason);
			}
			// Who was just answered may have something more to ask: it goes with those who wait, not behind them.
			if (line.length > 0) await nextTurn();
		}
		this.#lines.delete(key);
	}

	/** The first of those who wait, and who may go with it. */
	#nextOf(line: readonly Place<Item, Result>[]): readonly Item[] {
		const items = line.slice(0, this.most).map(({ item }) => item);
		const alone = items.findIndex((item) => this.isAlone(item));
		return alone < 0 ? items : items.slice(0, Math.max(1, alone));
	}

	async #settle(key: Key, group: readonly Item[]): Promise<readonly PromiseSettledResult<Result>[]> {
		try {
			const settled = await this.work(key, group);
			if (settled.length > 0) return settled.slice(0, group.length);
			throw new Error('Work on a group settled none of it.');
		} catch (reason) {
			return group.map(() => ({ status: 'rejected', reason }));
		}
	}
}
