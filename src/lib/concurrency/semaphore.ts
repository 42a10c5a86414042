/** Lets at most `limit` pieces of work run at once; the rest wait, first come, first served. */
export class Semaphore {
	#free: number;
	readonly #waiting: (() => void)[] = [];

	constructor(limit: number) {
		this.#free = limit;
	}

	/** As {@link run}; null, at once, when `most` wait already. */
	async runUnlessFull<T>(most: number, work: () => Promise<T>): Promise<T | null> {
		return this.#free <= 0 && this.#waiting.length >= most ? null : this.run(work);
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.#free > 0) this.#free--;
		else await new Promise<void>((begin) => this.#waiting.push(begin));
		try {
			return await work();
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#free++;
		}
	}
}
