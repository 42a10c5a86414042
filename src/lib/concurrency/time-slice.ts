/** Lets other pending tasks run first. */
export const nextTurn = (): Promise<void> =>
	new Promise((done) => {
		if (typeof setImmediate === 'function') setImmediate(done);
		else setTimeout(done);
	});

/**
 * Limits how long a loop blocks the thread: commands and frames wait no longer than one slice. Awaiting a settled
 * promise does not let them run, so a long loop checks `isOver` and awaits `yield`.
 */
export class TimeSlice {
	#endsAt = 0;

	/** @param length in milliseconds */
	constructor(readonly length = 5) {
		this.restart();
	}

	get isOver(): boolean {
		return performance.now() >= this.#endsAt;
	}

	restart(): void {
		this.#endsAt = performance.now() + this.length;
	}

	/** Lets other pending tasks run first, then starts the next slice. */
	async yield(): Promise<void> {
		await nextTurn();
		this.restart();
	}
}
