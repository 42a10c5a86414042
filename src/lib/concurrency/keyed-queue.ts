/** Runs work one at a time per key, in the order of the calls; keys do not wait for each other. */
export class KeyedQueue<Key> {
	readonly #last = new Map<Key, Promise<void>>();

	/** Runs `work` once everything before it under this key has settled, successfully or not. */
	run<T>(key: Key, work: () => Promise<T>): Promise<T> {
		const before = this.#last.get(key);
		const result = before ? before.then(work) : Promise.resolve(work());
		const settled: Promise<void> = result
			.then(
				() => undefined,
				() => undefined
			)
			.finally(() => {
				if (this.#last.get(key) === settled) this.#last.delete(key);
			});
		this.#last.set(key, settled);
		return result;
	}

	has(key: Key): boolean {
		return this.#last.has(key);
	}

	/** Resolves when no key has work; never rejects. */
	async idle(): Promise<void> {
		while (this.#last.size > 0) await Promise.all(this.#last.values());
	}
}
