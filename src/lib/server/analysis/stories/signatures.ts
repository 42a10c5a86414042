import type { Reading } from './reading';

/**
 * MinHash: finds posts that share most of their words without comparing each with each. A post is cut into bands of few values; posts that agree on a whole
 * band may be alike. 16 bands of 2 find a pair that shares 60 % of its words with a chance of 99.9 %, half of them 99 %, a third 85 %. (Broder 1997; Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, ch. 3.)
 */

export const BANDS = 16;
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

export interface Signature {
	/** of what must be equal in a rewording: figures, places, whether it denies, asks, doubts, mocks. See `compare` */
	readonly turn: number;
	/** what the post says, each word as a number, without order */
	readonly features: Int32Array;
	/** the keys under which it is filed: one per band, and behind them one for how it begins; none without words */
	readonly keys: Int32Array;
}

export function signatureOf(reading: Reading): Signature {
	const news = new Set<string>();
	for (const word of reading.words) if (!word.source && !word.implied) news.add(word.meaning);
	const features = Int32Array.from(news.size >= 2 ? news : new Set(reading.spoken), hash);
	const turn = turnOf(reading);
	if (features.length === 0) return { turn, features, keys: features };
	const opening = reading.spoken.length >= OPENING_WORDS ? 1 : 0;
	const keys = new Int32Array(BANDS + opening);
	for (let band = 0; band < BANDS; band++) {
		let key = band + 1;
		for (let row = 0; row < ROWS; row++) {
			const seed = seeds[band * ROWS + row] ?? 1;
			let least = 0xffffffff;
			for (let at = 0; at < features.length; at++) {
				const mixed = mix(features[at] ?? 0, seed);
				if (mixed < least) least = mixed;
			}
			key = Math.imul(key ^ least, 0x01000193) ^ (least >>> 7);
		}
		keys[band] = key;
	}
	if (opening) keys[BANDS] = hash(reading.spoken.slice(0, OPENING_WORDS).join(' '));
	return { turn, features, keys };
}

function turnOf(reading: Reading): number {
	const exact = new Set<string>();
	for (const word of reading.words) if (word.kind !== 'word' && !word.implied) exact.add(word.meaning);
	const turns = [reading.denials > 0, reading.asks, reading.rebuts, reading.hedged, reading.mocks];
	return hash(`${[...exact].sort().join(' ')} ${turns.map(Number).join('')}`);
}

/**
 * A post costs the same in a large incident because few are looked at under one key: all of them while a key is rare, the newest few once it is common.
 * What is alike agrees on many keys, rare ones among them.
 */
const RARE = 24;
const OF_COMMON = 4;

const MARKS = 4096;

/** Sets of numbers, one after another in one flat array. */
export class Sets {
	/** the set that the others are held against, and where its numbers fall: one look there tells of most numbers that they are not in it */
	#asked: ReadonlySet<number> = new Set();
	readonly #marks = new Uint8Array(MARKS);
	#values = new Int32Array(1 << 12);
	#ends = new Int32Array(1 << 10);
	#size = 0;

	/** Adds a set; its place is how many there were. */
	add(values: Int32Array): void {
		const from = this.#from(this.#size);
		while (from + values.length > this.#values.length) this.#values = doubled(this.#values);
		if (this.#size === this.#ends.length) this.#ends = doubled(this.#ends);
		this.#values.set(values, from);
		this.#ends[this.#size++] = from + values.length;
	}

	/** From here to `forget`, `alike` holds sets against this one. */
	ask(values: Int32Array): void {
		this.#asked = new Set(values);
		for (const value of values) this.#marks[value & (MARKS - 1)] = 1;
	}
	forget(values: Int32Array): void {
		for (const value of values) this.#marks[value & (MARKS - 1)] = 0;
	}

	/** Whether a set and the one asked for have at least this share of each in common. */
	alike(at: number, share: number): boolean {
		const from = this.#from(at);
		const end = this.#from(at + 1);
		const needed = share * Math.max(this.#asked.size, end - from);
		let common = 0;
		for (let index = from; index < end; index++) {
			const value = this.#values[index] ?? 0;
			if (this.#marks[value & (MARKS - 1)] === 1 && this.#asked.has(value)) common++;
			else if (common + end - index - 1 < needed) return false;
		}
		return common >= needed;
	}

	#from(at: number): number {
		return at === 0 ? 0 : (this.#ends[at - 1] ?? 0);
	}
}

/** Files numbers under keys, in flat arrays: at 100,000 posts of 25 keys a Map of arrays would take ten times the memory. */
export class Buckets {
	/** what `under` found last */
	readonly found = new Int32Array(RARE);
	#keys = new Int32Array(1 << 12);
	/** index of the newest entry plus one; 0 is an empty slot */
	#heads = new Int32Array(1 << 12);
	/** how many are filed there */
	#counts = new Int32Array(1 << 12);
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
		this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
	}

	/** Puts those filed under a key into `found`, newest first; of a common key few. @returns how many */
	under(key: number): number {
		const slot = this.#slot(key);
		const count = this.#counts[slot] ?? 0;
		const most = count > RARE ? OF_COMMON : count;
		let entry = this.#heads[slot] ?? 0;
		let size = 0;
		while (entry !== 0 && size < most) {
			this.found[size++] = this.#items[entry - 1] ?? 0;
			entry = this.#next[entry - 1] ?? 0;
		}
		return size;
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
		const counts = this.#counts;
		this.#keys = new Int32Array(keys.length * 2);
		this.#heads = new Int32Array(heads.length * 2);
		this.#counts = new Int32Array(counts.length * 2);
		heads.forEach((head, at) => {
			if (head === 0) return;
			const slot = this.#slot(keys[at] ?? 0);
			this.#keys[slot] = keys[at] ?? 0;
			this.#heads[slot] = head;
			this.#counts[slot] = counts[at] ?? 0;
		});
	}
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const longer = new Int32Array(array.length * 2);
	longer.set(array);
	return longer;
}
