/** A map that drops the least recently used entries. */
export class Least<Value> {
	readonly #held = new Map<string, Value>();
	constructor(readonly most: number) {}

	get(key: string): Value | undefined {
		const held = this.#held.get(key);
		if (held !== undefined) {
			this.#held.delete(key);
			this.#held.set(key, held);
		}
		return held;
	}
	set(key: string, value: Value): void {
		this.#held.delete(key);
		this.#held.set(key, value);
		for (const oldest of this.#held.keys()) {
			if (this.#held.size <= this.most) break;
			this.#held.delete(oldest);
		}
	}
	delete(key: string): void {
		this.#held.delete(key);
	}
}
