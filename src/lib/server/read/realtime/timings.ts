/** Moments in milliseconds, sorted; made for adding at the end and counting from a moment on. */
export class Times {
	#held: number[] = [];

	add(at: number): void {
		const held = this.#held;
		if (held.length === 0 || at >= (held[held.length - 1] ?? 0)) held.push(at);
		else held.splice(this.#firstAfter(at), 0, at);
	}
	/** How many are later than a moment. */
	after(at: number): number {
		return this.#held.length - this.#firstAfter(at);
	}
	/** Removes what is not later than a moment. @returns whether anything is left */
	keepAfter(at: number): boolean {
		const from = this.#firstAfter(at);
		if (from > 0) this.#held = this.#held.slice(from);
		return this.#held.length > 0;
	}
	/**
	 * How many lie in each of `count` spans of that length that end at `end`, oldest first; what is later than the end
	 * counts in the last.
	 */
	buckets(end: number, length: number, count: number): number[] {
		const later = Array.from({ length: count + 1 }, (_, i) =>
			i === count ? 0 : this.after(end - length * (count - i))
		);
		return later.slice(0, count).map((total, i) => total - (later[i + 1] ?? 0));
	}

	/** The index of the first that is later than a moment. */
	#firstAfter(at: number): number {
		let [low, high] = [0, this.#held.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#held[middle] ?? 0) <= at) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
