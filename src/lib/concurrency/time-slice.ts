/** Lets other pending tasks run first. */
export const nextTurn = (): Promise<void> =>
	new Promise((done) => {
		if (typeof setImmediate === 'function') setImmediate(done);
		else setTimeout(done);
	});

/**
 * A stretch of work on the one thread: a command or a frame waits no longer than this. Awaiting what is already there lets nobody in
 * between, so a long loop asks `isOver` and awaits `yield`.
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

	/** Lets the others run first, then starts the next slice. */
	async yield(): Promise<void> {
		await nextTurn();
		this.restart();
	}
}
