/**
 * A map of the newest entries: at least `minSize`, at most twice as many. When entries are set once and rarely read,
 * dropping the older half as a whole costs less than evicting the oldest entry each time.
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
