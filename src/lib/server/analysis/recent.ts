/**
 * Remembers the newest so many. A ring says which goes next: taking the first key of a Map again and again walks over
 * all that were deleted before it.
 */
export class Recent<T> implements Iterable<readonly [string, T]> {
	readonly #kept = new Map<string, T>();
	readonly #ring: string[] = [];
	#next = 0;

	constructor(readonly most: number) {}

	get(key: string): T | undefined {
		return this.#kept.get(key);
	}

	set(key: string, value: T): void {
		if (!this.#kept.has(key)) {
			const oldest = this.#ring[this.#next];
			if (this.#ring.length === this.most && oldest !== undefined) this.#kept.delete(oldest);
			this.#ring[this.#next] = key;
			this.#next = (this.#next + 1) % this.most;
		}
		this.#kept.set(key, value);
	}

	[Symbol.iterator](): IterableIterator<[string, T]> {
		return this.#kept.entries();
	}
}
