import type { RawPost } from './raw-post';
import { TimeSlice } from '$lib/concurrency/time-slice';

/** Read so far ahead of what is being written; more only costs memory. */
const AHEAD = 1_000;

/** What is read of a waiting post. */
export interface PrefetchTarget {
	analyse(raw: RawPost): unknown;
	hasAnalysis(raw: RawPost): boolean;
}

/**
 * Reads the posts that wait while PostgreSQL writes those before them: most of what a post costs is in its text alone.
 */
export class Prefetch {
	#running = false;
	#paused = 0;

	/** @param waiting who reads, and the posts, those first that come first */
	constructor(readonly waiting: () => Iterable<readonly [PrefetchTarget, readonly RawPost[]]>) {}

	/** Begins unless it is under way; ends by itself when all is read. */
	start(): void {
		if (this.#running) return;
		this.#running = true;
		// What cannot be read now fails again when it is stored, before whoever delivered it.
		void this.#read()
			.catch(() => undefined)
			.finally(() => (this.#running = false));
	}

	/** Does nothing else as long as this work takes: it holds a lock that others wait for. */
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
				reader.analyse(raw);
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
				if (!reader.hasAnalysis(raw)) yield [reader, raw];
			}
		}
	}
}
