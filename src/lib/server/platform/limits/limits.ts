import { LRUCache } from 'lru-cache';

/** How often something may be asked: `burst` at once, and `perSecond` from then on. */
export interface Rate {
	readonly burst: number;
	readonly perSecond: number;
}

/** A token bucket. */
export class Bucket {
	#left: number;
	#at: number;

	constructor(
		readonly rate: Rate,
		now: number = performance.now()
	) {
		this.#left = rate.burst;
		this.#at = now;
	}

	/** Takes as many as `many`. @returns milliseconds to wait first; 0 when it may go on */
	take(many = 1, now: number = performance.now()): number {
		const { burst, perSecond } = this.rate;
		this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond);
		this.#at = now;
		if (this.#left < many) return Math.ceil(((many - this.#left) / perSecond) * 1000);
		this.#left -= many;
		return 0;
	}
}

/** The key that was used longest ago is removed first: by then its bucket is full again. */
const MOST_KEYS = 10_000;

/**
 * Token buckets in the memory of this process, one per key (an address, a person). They stop a runaway program, not a
 * person at work.
 */
export class Limits {
	readonly #buckets = new LRUCache<string, Bucket>({ max: MOST_KEYS });

	constructor(readonly rate: Rate) {}

	/** Takes one, or as many as `many`. @returns milliseconds to wait first; 0 when it may go on */
	take(key: string, now: number = performance.now(), many = 1): number {
		const bucket = this.#buckets.get(key) ?? new Bucket(this.rate, now);
		this.#buckets.set(key, bucket);
		return bucket.take(many, now);
	}
}
