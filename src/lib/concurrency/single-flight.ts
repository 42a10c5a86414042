/** How long a value is good, in milliseconds: at least `shortest`, and `rest` times as long as it took to compute. */
export interface Pace {
	readonly shortest: number;
	/** 20: computing takes at most a twentieth of the time, however slow it is. */
	readonly rest: number;
}

/**
 * One computes, all who ask meanwhile share the result. With a pace the last value is kept and is served while it is good, and also when
 * computing a newer one fails. Time is monotonic: setting the wall clock back makes nothing older.
 */
export class SingleFlight<T> {
	#last: { readonly value: T } | null = null;
	#dueAt = -Infinity;
	#flight: Promise<T> | null = null;

	constructor(
		readonly compute: () => Promise<T>,
		readonly pace: Pace | null = null
	) {}

	/** @throws what `compute` throws, when there is no value of before to serve */
	async get(): Promise<T> {
		if (this.#last && performance.now() < this.#dueAt) return this.#last.value;
		this.#flight ??= this.#begin();
		try {
			return await this.#flight;
		} catch (error) {
			if (this.#last) return this.#last.value;
			throw error;
		}
	}

	/** The last value, however old; undefined when there is none. */
	peek(): T | undefined {
		return this.#last?.value;
	}

	/** Resolves when nothing is being computed; never rejects. */
	async idle(): Promise<void> {
		await this.#flight?.catch(() => undefined);
	}

	#begin(): Promise<T> {
		const began = performance.now();
		return Promise.resolve(this.compute())
			.then((value) => {
				if (this.pace) this.#last = { value };
				return value;
			})
			.finally(() => {
				this.#flight = null;
				if (this.pace) this.#dueAt = began + Math.max(this.pace.shortest, (performance.now() - began) * this.pace.rest);
			});
	}
}
