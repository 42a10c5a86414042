import type { Reading } from './reading';

/**
 * MinHash: finds posts that share most of their words without comparing each with each. A post is cut into bands of few values; posts that agree on a whole
 * band may be alike. 24 bands of 2 find a pair that shares half its words with a chance of 99.9 %, a third with 94 %. (Broder 1997; Leskovec, Rajaraman and
 * Ullman, Mining of Massive Datasets, ch. 3.)
 */

export const BANDS = 24;
const ROWS = 2;
/** The beginning is a band too: a copy cut off early shares few words of the whole. */
const OPENING_WORDS = 5;

const seeds = Array.from({ length: BANDS * ROWS }, (_, index) => Math.imul(index + 1, 0x9e3779b1) | 1);

/** FNV-1a, finished as in MurmurHash3 so that short words spread. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return value ^ (value >>> 16);
}

function mix(value: number, seed: number): number {
	const mixed = Math.imul(value ^ seed, 0x85ebca6b);
	return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
}

/** The keys under which a post is filed: one per band, and one for how it begins. Empty for a post without words. */
export function bandsOf(reading: Reading): Int32Array {
	const news = new Set(reading.words.filter((word) => !word.source && !word.implied).map((word) => word.meaning));
	const features = [...(news.size >= 2 ? news : new Set(reading.spoken))].map(hash);
	const opening = reading.spoken.length >= OPENING_WORDS ? 1 : 0;
	if (features.length === 0) return new Int32Array(0);
	const bands = new Int32Array(BANDS + opening);
	for (let band = 0; band < BANDS; band++) {
		let key = band + 1;
		for (let row = 0; row < ROWS; row++) {
			const seed = seeds[band * ROWS + row] ?? 1;
			let least = 0xffffffff;
			for (const feature of features) least = Math.min(least, mix(feature, seed));
			key = Math.imul(key ^ least, 0x01000193) ^ (least >>> 7);
		}
		bands[band] = key;
	}
	if (opening) bands[BANDS] = hash(reading.spoken.slice(0, OPENING_WORDS).join(' '));
	return bands;
}

/** No more than this many of the newest are looked at under one key, so that a post costs the same in a large incident. */
const PER_KEY = 64;

/** Files numbers under keys, in flat arrays: at 100,000 posts of 25 keys a Map of arrays would take ten times the memory. */
export class Buckets {
	#keys = new Int32Array(1 << 12);
	/** index of the newest entry plus one; 0 is an empty slot */
	#heads = new Int32Array(1 << 12);
	#used = 0;
	#items = new Int32Array(1 << 12);
	#next = new Int32Array(1 << 12);
	#entries = 0;

	add(key: number, item: number): void {
		if (this.#used * 2 >= this.#keys.length) this.#grow();
		if (this.#entries === this.#items.length) {
			this.#items = doubled(this.#items);
			this.#next = doubled(this.#next);
		}
		const slot = this.#slot(key);
		if (this.#heads[slot] === 0) {
			this.#keys[slot] = key;
			this.#used++;
		}
		this.#items[this.#entries] = item;
		this.#next[this.#entries] = this.#heads[slot] ?? 0;
		this.#heads[slot] = ++this.#entries;
	}

	/** Visits what is filed under a key, newest first. `visit` says whether the item counts towards the limit. */
	visit(key: number, visit: (item: number) => boolean): void {
		let left = PER_KEY;
		for (let entry = this.#heads[this.#slot(key)] ?? 0; entry !== 0 && left > 0; entry = this.#next[entry - 1] ?? 0) {
			if (visit(this.#items[entry - 1] ?? 0)) left--;
		}
	}

	#slot(key: number): number {
		const mask = this.#keys.length - 1;
		let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
		while (this.#heads[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
		return slot;
	}

	#grow(): void {
		const keys = this.#keys;
		const heads = this.#heads;
		this.#keys = new Int32Array(keys.length * 2);
		this.#heads = new Int32Array(heads.length * 2);
		heads.forEach((head, at) => {
			if (head === 0) return;
			const slot = this.#slot(keys[at] ?? 0);
			this.#keys[slot] = keys[at] ?? 0;
			this.#heads[slot] = head;
		});
	}
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const longer = new Int32Array(array.length * 2);
	longer.set(array);
	return longer;
}
