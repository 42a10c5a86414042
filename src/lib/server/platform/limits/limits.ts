import { LRUCache } from 'lru-cache';

/** A rate limit: `burst` requests at once, and `perSecond` from then on. */
export interface Rate {
	readonly burst: number;
	readonly perSecond: number;
}

/** A token bucket. */
export class Bucket {
	#tokens: number;
	#updatedAt: number;

	constructor(
		readonly rate: Rate,
		now: number = performance.now()
	) {
		this.#tokens = rate.burst;
		this.#updatedAt = now;
	}

	/** Takes `count` tokens. @returns milliseconds to wait first; 0 when they were taken */
	take(count = 1, now: number = performance.now()): number {
		const { burst, perSecond } = this.rate;
		this.#tokens = Math.min(burst, this.#tokens + ((now - this.#updatedAt) / 1000) * perSecond);
		this.#updatedAt = now;
		if (this.#tokens < count) return Math.ceil(((count - this.#tokens) / perSecond) * 1000);
		this.#tokens -= count;
		return 0;
	}
}

/** The key that was used longest ago is removed first: by then its bucket is full again. */
const MAX_KEYS = 10_000;

/**
 * Token buckets in the memory of this process, one per key (an address, a person). They stop a runaway program, not a
 * person at work.
 */
export class Limits {
	readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_KEYS });

	constructor(readonly rate: Rate) {}

	/** Takes `count` tokens. @returns milliseconds to wait first; 0 when they were taken */
	take(key: string, now: number = performance.now(), count = 1): number {
		const bucket = this.#buckets.get(key) ?? new Bucket(this.rate, now);
		this.#buckets.set(key, bucket);
		return bucket.take(count, now);
	}
}
