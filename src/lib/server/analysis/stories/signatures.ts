import type { Reading } from './reading';

/**
 * MinHash: finds posts that share most of their words without comparing each with each. A post is cut into bands of few
 * values; posts that agree on a whole band may be alike. 16 bands of 2 find a pair that shares 60 % of its words with a
 * chance of 99.9 %, half of them 99 %, a third 85 %. (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
 * Datasets, ch. 3.)
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
 * A post costs the same in a large incident because few are looked at under one key: all of them while a key is rare,
 * the newest few once it is common. What is alike agrees on many keys, rare ones among them: at 8 instead of 24 the same
 * copies are found among 100,000 posts, at 14 % less.
 */
const RARE = 8;
const OF_COMMON = 4;

const MARKS = 4096;

/** Sets of numbers, one after another in one flat array. */
export class Sets {
	/**
	 * The set that the others are compared with, and a bitmap of where its numbers fall: one lookup in it excludes most
	 * numbers.
	 */
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

/** A page: how many are filed under its key so far, the page before it, and the numbers. */
const PAGE = 8;
const PER_PAGE = PAGE - 2;

/**
 * Files numbers under keys, in flat arrays: at 100,000 posts of 25 keys a Map of arrays would take ten times the
 * memory. What is looked at together lies together: in a large incident the time goes by waiting for memory.
 */
export class Buckets {
	/** what `under` found last */
	readonly found = new Int32Array(RARE);
	/**
	 * by slot the key, and what is under it: its newest page, or of most keys the one number itself, below zero; 0 is
	 * nothing
	 */
	#slots = new Int32Array(1 << 13);
	#used = 0;
	#pages = new Int32Array(1 << 13);
	#lastPage = 0;

	add(key: number, item: number): void {
		if (this.#used * 4 >= this.#slots.length) this.#grow();
		const slot = this.#slot(key);
		const under = this.#slots[slot + 1] ?? 0;
		if (under === 0) {
			this.#slots[slot] = key;
			this.#slots[slot + 1] = ~item;
			this.#used++;
			return;
		}
		let page = under;
		if (under < 0) {
			page = this.#newPage(slot, 0);
			this.#pages[page * PAGE] = 1;
			this.#pages[page * PAGE + 2] = ~under;
		}
		const count = this.#pages[page * PAGE] ?? 0;
		if (count % PER_PAGE === 0) page = this.#newPage(slot, page);
		this.#pages[page * PAGE] = count + 1;
		this.#pages[page * PAGE + 2 + (count % PER_PAGE)] = item;
	}

	/** Puts those filed under a key into `found`, newest first; of a common key few. @returns how many */
	under(key: number): number {
		let page = this.#slots[this.#slot(key) + 1] ?? 0;
		if (page === 0) return 0;
		if (page < 0) {
			this.found[0] = ~page;
			return 1;
		}
		let count = this.#pages[page * PAGE] ?? 0;
		const most = count > RARE ? OF_COMMON : count;
		for (let size = 0; size < most; size++) {
			count--;
			this.found[size] = this.#pages[page * PAGE + 2 + (count % PER_PAGE)] ?? 0;
			if (count % PER_PAGE === 0) page = this.#pages[page * PAGE + 1] ?? 0;
		}
		return most;
	}

	#newPage(slot: number, before: number): number {
		const page = ++this.#lastPage;
		if ((page + 1) * PAGE > this.#pages.length) this.#pages = doubled(this.#pages);
		this.#slots[slot + 1] = page;
		this.#pages[page * PAGE + 1] = before;
		return page;
	}

	#slot(key: number): number {
		const mask = this.#slots.length - 2;
		let slot = (Math.imul(key, 0x9e3779b1) >>> 6) & mask;
		while (this.#slots[slot + 1] !== 0 && this.#slots[slot] !== key) slot = (slot + 2) & mask;
		return slot;
	}

	#grow(): void {
		const before = this.#slots;
		this.#slots = new Int32Array(before.length * 2);
		for (let at = 0; at < before.length; at += 2) {
			const under = before[at + 1] ?? 0;
			if (under === 0) continue;
			const slot = this.#slot(before[at] ?? 0);
			this.#slots[slot] = before[at] ?? 0;
			this.#slots[slot + 1] = under;
		}
	}
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const longer = new Int32Array(array.length * 2);
	longer.set(array);
	return longer;
}
