import { Coalescer } from './coalescer';

/** A coalescer per key; keys do not wait for each other. A key without work takes no memory. */
export class KeyedCoalescer<Key> {
	readonly #running = new Map<Key, Coalescer>();

	constructor(readonly work: (key: Key) => Promise<void>) {}

	/** Settles with the result of a run for this key that started after this call. */
	run(key: Key): Promise<void> {
		const coalescer = this.#running.get(key) ?? new Coalescer(() => this.work(key));
		this.#running.set(key, coalescer);
		return coalescer.run().finally(() => {
			if (!coalescer.isRunning && this.#running.get(key) === coalescer) this.#running.delete(key);
		});
	}

	isRunning(key: Key): boolean {
		return this.#running.has(key);
	}

	/** Resolves when no key has work; never rejects. */
	async idle(): Promise<void> {
		while (this.#running.size > 0) await Promise.all([...this.#running.values()].map((each) => each.idle()));
	}
}
