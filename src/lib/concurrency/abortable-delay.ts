/** The longest delay that `setTimeout` supports, in milliseconds. */
const MAX_TIMER_DELAY = 2 ** 31 - 1;

/** A wait that ends early when it is aborted or woken. */
export class AbortableDelay {
	#end: (() => void) | null = null;
	#isWoken = false;

	/** Forgets earlier wakes: only a wake after this call ends the next wait early. */
	clear(): void {
		this.#isWoken = false;
	}

	/**
	 * @param milliseconds null: until it is woken or aborted
	 * @returns at once when it was woken since the last `clear`, or is aborted already
	 */
	async wait(milliseconds: number | null, signal: AbortSignal): Promise<void> {
		if (this.#isWoken || signal.aborted) return;
		await new Promise<void>((done) => {
			const end = (): void => {
				clearTimeout(timer);
				signal.removeEventListener('abort', end);
				this.#end = null;
				done();
			};
			const timer =
				milliseconds === null ? undefined : setTimeout(end, Math.min(Math.max(0, milliseconds), MAX_TIMER_DELAY));
			signal.addEventListener('abort', end);
			this.#end = end;
		});
	}

	wake(): void {
		this.#isWoken = true;
		this.#end?.();
	}
}
