/** How long a value is fresh: at least `minFresh` milliseconds, and `restFactor` times the duration of computing it. */
interface Pace {
	readonly minFresh: number;
	/** With 20, computing takes at most a twentieth of the time (unless `maxRest` applies). */
	readonly restFactor: number;
	/** The longest rest after a computation, so that one slow run (the first after a restart) does not block the next. */
	readonly maxRest: number;
}

/**
 * Concurrent calls share one computation. With a pace the last value is cached: it is returned while it is fresh, and
 * when computing a newer one fails. It uses monotonic time, so that changing the wall clock has no effect.
 */
export class SingleFlight<T> {
	#last: { readonly value: T } | null = null;
	#dueAt = -Infinity;
	#restUntil = -Infinity;
	#flight: Promise<T> | null = null;

	constructor(
		readonly compute: () => Promise<T>,
		readonly pace: Pace | null = null
	) {}

	/**
	 * @param isEnough whether a value is acceptable; if not, a newer one is computed after the pace's rest, even if the
	 *   value is fresh
	 * @throws what `compute` throws, when there is no previous value
	 */
	async get(isEnough: (value: T) => boolean = () => true): Promise<T> {
		if (this.#last && performance.now() < this.#dueAt && isEnough(this.#last.value)) return this.#last.value;
		const isUnderWay = this.#flight !== null;
		const value = await this.#share();
		// A computation that was already running may have started too early.
		return isUnderWay && !isEnough(value) ? this.#share() : value;
	}

	/** The last value, of any age; undefined if there is none. */
	peek(): T | undefined {
		return this.#last?.value;
	}

	/** Resolves when nothing is being computed; never rejects. */
	async idle(): Promise<void> {
		await this.#flight?.catch(() => undefined);
	}

	async #share(): Promise<T> {
		this.#flight ??= this.#start().finally(() => (this.#flight = null));
		try {
			return await this.#flight;
		} catch (error) {
			if (this.#last) return this.#last.value;
			throw error;
		}
	}

	async #start(): Promise<T> {
		const restLeft = this.#restUntil - performance.now();
		if (restLeft > 0) await new Promise((done) => setTimeout(done, restLeft));
		const startedAt = performance.now();
		try {
			const value = await this.compute();
			if (this.pace) this.#last = { value };
			return value;
		} finally {
			if (this.pace) {
				const { minFresh, restFactor, maxRest } = this.pace;
				const endedAt = performance.now();
				this.#restUntil = Math.min(startedAt + (endedAt - startedAt) * restFactor, endedAt + maxRest);
				this.#dueAt = Math.max(startedAt + minFresh, this.#restUntil);
			}
		}
	}
}
