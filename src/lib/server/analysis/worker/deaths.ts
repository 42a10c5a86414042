const MINUTE = 60_000;

/** Counts the threads that crashed in the last minute. */
export class CrashCounter {
	#times: readonly number[] = [];

	constructor(readonly limit: number) {}

	get isExceeded(): boolean {
		return this.#times.filter((at) => performance.now() - at < MINUTE).length >= this.limit;
	}
	record(): void {
		this.#times = [...this.#times, performance.now()].slice(-this.limit);
	}
}
