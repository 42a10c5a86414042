import { SingleFlight } from '$lib/concurrency/single-flight';
import { TimeSlice } from '$lib/concurrency/time-slice';

/** What reads the text of a waiting post, and waits for it no longer. */
export interface ReadAheadTarget {
	readAhead(text: string): void;
}

/** Reads what waits while PostgreSQL writes what came before it: most of a post's cost is in its text. */
export class ReadAhead {
	readonly #run = new SingleFlight(() => this.#read());
	#paused = 0;

	/** @param unread the texts that wait and were not read, in their order */
	constructor(readonly unread: () => Iterable<readonly [ReadAheadTarget, string]>) {}

	/** Starts unless it is running; ends by itself when everything is read. */
	start(): void {
		// A text that cannot be read now fails again when its post is stored, and its caller gets the error.
		this.#run.get().catch(() => undefined);
	}

	/** Pauses while this work runs: it holds a lock that others wait for. */
	async without<T>(work: () => Promise<T>): Promise<T> {
		this.#paused += 1;
		try {
			return await work();
		} finally {
			this.#paused -= 1;
			this.start();
		}
	}

	async #read(): Promise<void> {
		const slice = new TimeSlice();
		for (;;) {
			await slice.yield();
			if (this.#paused > 0) return;
			let read = 0;
			for (const [reader, text] of this.unread()) {
				reader.readAhead(text);
				read += 1;
				if (slice.isOver) break;
			}
			if (read === 0) return;
		}
	}
}
