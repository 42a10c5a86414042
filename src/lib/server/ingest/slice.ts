import { setImmediate as turn } from 'node:timers/promises';

/** The longest that work goes on without letting others at the processor, in milliseconds: a command or a frame waits no longer. */
const SLICE = 5;

/** A stretch of work at the processor. Awaiting what is there already lets nobody in between: in a flood it has to be asked for. */
export class Slice {
	#until = performance.now() + SLICE;

	get over(): boolean {
		return performance.now() >= this.#until;
	}
	/** Lets the others go first, and begins anew. */
	async end(): Promise<void> {
		await turn();
		this.begin();
	}
	begin(): void {
		this.#until = performance.now() + SLICE;
	}
}
