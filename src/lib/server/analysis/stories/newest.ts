/**
 * Remembers what was set last: this many at least, twice as many at most. Where everything is set once and nothing is
 * asked for often, dropping the older half as a whole costs less than dropping the oldest each time.
 */
export class Newest<Key, Value> {
	#young = new Map<Key, Value>();
	#old: ReadonlyMap<Key, Value> = new Map();

	constructor(readonly minSize: number) {}

	get(key: Key): Value | undefined {
		return this.#young.get(key) ?? this.#old.get(key);
	}

	set(key: Key, value: Value): void {
		if (this.#young.size >= this.minSize) {
			this.#old = this.#young;
			this.#young = new Map();
		}
		this.#young.set(key, value);
	}

	entries(): [Key, Value][] {
		return [...this.#old, ...this.#young];
	}
}
