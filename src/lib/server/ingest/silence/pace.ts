import { readPace, MINUTES_REMEMBERED, type PaceReading } from '$lib/domain/posts/silence';

const minute = 60_000;
const minuteOf = (at: number): number => Math.floor(at / minute);

/** The number of posts from one source in the last hours, by the minute. */
export class Pace {
	readonly #minutes = new Map<number, number>();
	#since: number;

	/** @param since when listening started, in milliseconds */
	constructor(since: number) {
		this.#since = minuteOf(since);
	}

	add(at: number, posts: number): void {
		const now = minuteOf(at);
		this.#minutes.set(now, (this.#minutes.get(now) ?? 0) + posts);
		for (const old of this.#minutes.keys()) if (old < now - MINUTES_REMEMBERED) this.#minutes.delete(old);
	}

	/** The silence up to now was not the source's: it was failing, or nothing was listening. */
	restart(now: number): void {
		this.#since = minuteOf(now);
	}

	read(now: number): PaceReading | null {
		return readPace(this.#minutes, minuteOf(now), this.#since);
	}
}
