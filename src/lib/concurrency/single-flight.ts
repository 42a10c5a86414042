/** How long a value is good, in milliseconds: at least `shortest`, and `rest` times as long as it took to compute. */
interface Pace {
	readonly shortest: number;
	/** 20: computing takes at most a twentieth of the time, as long as the rest is not the longest. */
	readonly rest: number;
	/** The longest rest after a value was computed: one that was slow once (the first after a restart) holds nobody up. */
	readonly longest: number;
}

/**
 * One computes, all who ask meanwhile share the result. With a pace the last value is kept and is served while it is good, and also when
 * computing a newer one fails. Time is monotonic: setting the wall clock back makes nothing older.
 */
export class SingleFlight<T> {
	#last: { readonly value: T } | null = null;
	#dueAt = -Infinity;
	#restsUntil = -Infinity;
	#flight: Promise<T> | null = null;

	constructor(
		readonly compute: () => Promise<T>,
		readonly pace: Pace | null = null
	) {}

	/**
	 * @param isEnough whether a value will do, however fresh it is; where it does not, a newer one is computed as soon as the pace's rest is over
	 * @throws what `compute` throws, when there is no value of before to serve
	 */
	async get(isEnough: (value: T) => boolean = () => true): Promise<T> {
		if (this.#last && performance.now() < this.#dueAt && isEnough(this.#last.value)) return this.#last.value;
		const isUnderWay = this.#flight !== null;
		const value = await this.#share();
		// What was under way may have started too early; what begins after the request did not.
		return isUnderWay && !isEnough(value) ? this.#share() : value;
	}

	/** The last value, however old; undefined when there is none. */
	peek(): T | undefined {
		return this.#last?.value;
	}

	/** Resolves when nothing is being computed; never rejects. */
	async idle(): Promise<void> {
		await this.#flight?.catch(() => undefined);
	}

	async #share(): Promise<T> {
		this.#flight ??= this.#begin().finally(() => (this.#flight = null));
		try {
			return await this.#flight;
		} catch (error) {
			if (this.#last) return this.#last.value;
			throw error;
		}
	}

	async #begin(): Promise<T> {
		const resting = this.#restsUntil - performance.now();
		if (resting > 0) await new Promise((done) => setTimeout(done, resting));
		const began = performance.now();
		try {
			const value = await this.compute();
			if (this.pace) this.#last = { value };
			return value;
		} finally {
			if (this.pace) {
				const { shortest, rest, longest } = this.pace;
				const ended = performance.now();
				this.#restsUntil = Math.min(began + (ended - began) * rest, ended + longest);
				this.#dueAt = Math.max(began + shortest, this.#restsUntil);
			}
		}
	}
}
