import { LRUCache } from 'lru-cache';

/** How often something may be asked: `burst` at once, and `perSecond` from then on. */
export interface Rate {
	readonly burst: number;
	readonly perSecond: number;
}

interface Bucket {
	left: number;
	at: number;
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
		const { burst, perSecond } = this.rate;
		const bucket = this.#buckets.get(key) ?? { left: burst, at: now };
		bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
		bucket.at = now;
		this.#buckets.set(key, bucket);
		if (bucket.left < many) return Math.ceil(((many - bucket.left) / perSecond) * 1000);
		bucket.left -= many;
		return 0;
	}
}
