import { SingleFlight } from '$lib/concurrency/single-flight';
import { TimeSlice } from '$lib/concurrency/time-slice';
import type { RawPost } from './raw-post';

/** How many posts are read ahead of the write; more only costs memory. */
const AHEAD = 1_000;

/** What reads a waiting post. */
export interface PrefetchTarget {
	readAhead(raw: RawPost): unknown;
	hasReading(raw: RawPost): boolean;
}

/** Reads the waiting posts for story grouping while PostgreSQL writes those before them: most of a post's cost is in its text. */
export class Prefetch {
	readonly #run = new SingleFlight(() => this.#read());
	#paused = 0;

	/** @param waiting the targets and their posts, in the order of delivery */
	constructor(readonly waiting: () => Iterable<readonly [PrefetchTarget, readonly RawPost[]]>) {}

	/** Starts unless it is running; ends by itself when everything is read. */
	start(): void {
		// A post that cannot be read now fails again when it is stored, and its caller gets the error.
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
			for (const [reader, raw] of this.#unread()) {
				reader.readAhead(raw);
				read += 1;
				if (slice.isOver) break;
			}
			if (read === 0) return;
		}
	}

	*#unread(): Iterable<readonly [PrefetchTarget, RawPost]> {
		let seen = 0;
		for (const [reader, posts] of this.waiting()) {
			for (const raw of posts) {
				if ((seen += 1) > AHEAD) return;
				if (!reader.hasReading(raw)) yield [reader, raw];
			}
		}
	}
}
