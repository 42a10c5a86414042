/** Runs work at most once at a time: requests made during a run share one more run after it. */
export class Coalescer {
	#current: Promise<void> | null = null;
	#next: Promise<void> | null = null;

	constructor(readonly work: () => Promise<void>) {}

	/** Settles with the result of a run that started after this call. */
	run(): Promise<void> {
		if (this.#next) return this.#next;
		if (!this.#current) return this.#begin();
		this.#next = this.#current
			.catch(() => undefined)
			.then(() => {
				this.#next = null;
				return this.#begin();
			});
		return this.#next;
	}

	get isRunning(): boolean {
		return this.#current !== null || this.#next !== null;
	}

	/** Resolves when nothing runs and nothing waits; never rejects. */
	async idle(): Promise<void> {
		for (let last = this.#next ?? this.#current; last; last = this.#next ?? this.#current)
			await last.catch(() => undefined);
	}

	#begin(): Promise<void> {
		const current = Promise.resolve(this.work()).finally(() => (this.#current = null));
		this.#current = current;
		return current;
	}
}
