/** The longest time that a timer holds. */
const longest = 2 ** 31 - 1;

/** A wait that can be cut short. */
export class Pause {
	#end: (() => void) | null = null;
	#woken = false;

	/** What changed up to now is about to be looked at: only what comes after it cuts the next wait short. */
	heed(): void {
		this.#woken = false;
	}

	/** Ends after so many milliseconds (null: never), when stopped, or when woken, at once when that was since the last heed. */
	async for(milliseconds: number | null, signal: AbortSignal): Promise<void> {
		if (!this.#woken && !signal.aborted)
			await new Promise<void>((done) => {
				const end = (): void => {
					clearTimeout(timer);
					signal.removeEventListener('abort', end);
					this.#end = null;
					done();
				};
				const timer = milliseconds === null ? undefined : setTimeout(end, Math.min(Math.max(0, milliseconds), longest));
				signal.addEventListener('abort', end);
				this.#end = end;
			});
	}

	wake(): void {
		this.#woken = true;
		this.#end?.();
	}
}
