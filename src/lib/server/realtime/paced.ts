/** At least so long between two readings, in milliseconds. */
const SHORTEST = 1000;
/** Time between two readings for each millisecond that one took: what is slow is read seldom, so that it never costs more than a twentieth. */
const REST = 20;

/** Something derived that may be a little old: read at most once a second, and less often the longer it takes. */
export class Paced<T> {
	#latest: { value: T } | null = null;
	#due = -Infinity;
	#reading: Promise<T> | null = null;

	constructor(readonly read: () => Promise<T>) {}

	/** The latest; read anew when it is due. An error is only thrown when there never was one. */
	async get(): Promise<T> {
		if (this.#latest && performance.now() < this.#due) return this.#latest.value;
		this.#reading ??= this.#refresh().finally(() => (this.#reading = null));
		try {
			return await this.#reading;
		} catch (error) {
			if (this.#latest) return this.#latest.value;
			throw error;
		}
	}

	async #refresh(): Promise<T> {
		const began = performance.now();
		try {
			const value = await this.read();
			this.#latest = { value };
			return value;
		} finally {
			const ended = performance.now();
			this.#due = began + Math.max(SHORTEST, (ended - began) * REST);
		}
	}
}
