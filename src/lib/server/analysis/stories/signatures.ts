import type { Reading } from './reading';

/**
 * MinHash: finds posts that share most of their words without comparing each with each. A post is cut into bands of few
 * values; posts that agree on a whole band may be alike. 16 bands of 2 find a pair that shares 60 % of its words with a
 * chance of 99.9 %, half of them 99 %, a third 85 %. (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
 * Datasets, ch. 3.)
 */

const BANDS = 16;
const ROWS = 2;
/** The beginning is a band too: a copy cut off early shares few words of the whole. */
const OPENING_WORDS = 5;

const SEEDS = Array.from({ length: BANDS * ROWS }, (_, index) => Math.imul(index + 1, 0x9e3779b1) | 1);

/** FNV-1a with the finaliser of MurmurHash3, so that short words are spread evenly. */
export function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return value ^ (value >>> 16);
}

/** Flips the sign bit, so that unsigned numbers can be compared as signed ones without conversion. */
const SIGN = 1 << 31;

function mix(value: number, seed: number): number {
	const mixed = Math.imul(value ^ seed, 0x85ebca6b);
	return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
}

export interface Signature {
	/** a hash of what must be equal in a rewording: figures, places, whether it denies, asks, doubts, mocks. See `compare` */
	readonly meaningHash: number;
	/** the hashes of its words, without order */
	readonly features: readonly number[];
	/** a hash of its first words; 0 when it is too short */
	readonly opening: number;
	/** how many words it has */
	readonly length: number;
	/** its keys in the index, one per band; none without words */
	readonly keys: readonly number[];
}

export function signatureOf(reading: Reading): Signature {
	const news: number[] = [];
	for (const word of reading.words) if (!word.source && !word.implied) addTo(news, hash(word.meaning));
	const features = news.length >= 2 ? news : [];
	if (news.length < 2) for (const word of reading.spoken) addTo(features, hash(word));
	const meaningHash = meaningHashOf(reading);
	return {
		meaningHash,
		features,
		opening: openingOf(reading),
		length: reading.spoken.length,
		keys: keysOf(meaningHash, features)
	};
}

/** Every key includes the meaning hash: texts with different meaning hashes never share a key. */
export function keysOf(meaningHash: number, features: readonly number[]): number[] {
	const keys: number[] = [];
	if (features.length === 0) return keys;
	for (let band = 0; band < BANDS; band++) {
		let key = Math.imul(meaningHash, 0x9e3779b1) ^ (band + 1);
		for (let row = 0; row < ROWS; row++) {
			const seed = SEEDS[band * ROWS + row] ?? 1;
			let least = 0x7fffffff;
			for (let at = 0; at < features.length; at++) {
				const mixed = mix(features[at] ?? 0, seed) ^ SIGN;
				if (mixed < least) least = mixed;
			}
			least ^= SIGN;
			key = Math.imul(key ^ least, 0x01000193) ^ (least >>> 7);
		}
		keys.push(key);
	}
	return keys;
}

const openingOf = ({ spoken }: Reading): number =>
	spoken.length < OPENING_WORDS ? 0 : hash(spoken.slice(0, OPENING_WORDS).join(' '));

function meaningHashOf(reading: Reading): number {
	const exact: number[] = [];
	for (const word of reading.words) if (word.kind !== 'word' && !word.implied) addTo(exact, hash(word.meaning));
	const { denials, asks, rebuts, hedged, mocks } = reading;
	let meaningHash = +(denials > 0) | (+asks << 1) | (+rebuts << 2) | (+hedged << 3) | (+mocks << 4);
	// A sum, so that their order does not matter.
	for (const value of exact) meaningHash = (meaningHash + mix(value, 1)) | 0;
	return meaningHash;
}

function addTo(set: number[], value: number): void {
	if (!set.includes(value)) set.push(value);
}

/**
 * The cost per post stays the same in a large incident because few posts are read per key: all of them for a rare key,
 * the newest few for a common key. Similar posts share many keys, including rare ones: with 8 instead of 24, the same
 * copies are found among 100,000 posts at 14 % less cost.
 */
const MAX_PER_RARE_KEY = 8;
const MAX_PER_COMMON_KEY = 4;

const MARK_COUNT = 4096;

/** The number of counters for frequencies; numbers that share a counter seem less rare. */
const KIND_COUNT = 1 << 16;

/** Sets of numbers, one after another in one flat array. */
export class Sets {
	/** the number of sets with a number of this kind */
	readonly #frequencies = new Uint16Array(KIND_COUNT);
	/** the set with which the others are compared */
	#reference: readonly number[] = [];
	/** marks the numbers of the reference set: one lookup excludes most other numbers */
	readonly #marks = new Uint8Array(MARK_COUNT);
	#values = new Int32Array(1 << 12);
	#ends = new Int32Array(1 << 10);
	#size = 0;

	/** Adds a set; its index is the number of sets before it. */
	add(values: readonly number[]): void {
		let end = this.#start(this.#size);
		while (end + values.length > this.#values.length) this.#values = doubled(this.#values);
		if (this.#size === this.#ends.length) this.#ends = doubled(this.#ends);
		for (const value of values) {
			this.#values[end++] = value;
			const kind = value & (KIND_COUNT - 1);
			const before = this.#frequencies[kind] ?? 0;
			if (before < 65_535) this.#frequencies[kind] = before + 1;
		}
		this.#ends[this.#size++] = end;
	}

	at(at: number): number[] {
		return [...this.#values.subarray(this.#start(at), this.#start(at + 1))];
	}

	/** Sets the reference set for `likeness`, until `clearReference`. */
	setReference(values: readonly number[]): void {
		this.#reference = values;
		for (const value of values) this.#marks[value & (MARK_COUNT - 1)] = 1;
	}
	clearReference(): void {
		for (const value of this.#reference) this.#marks[value & (MARK_COUNT - 1)] = 0;
	}

	/**
	 * The share of the larger of a set and the reference set that both have in common, with rare numbers counting for more; 0
	 * when that share is less than `atLeast`, with or without the weights.
	 */
	likeness(at: number, atLeast: number): number {
		return this.#share(at, atLeast) ? this.#weighedShare(at, atLeast) : 0;
	}

	/** Whether at least this share is in both. */
	#share(at: number, atLeast: number): boolean {
		const from = this.#start(at);
		const end = this.#start(at + 1);
		const needed = atLeast * Math.max(this.#reference.length, end - from);
		let common = 0;
		for (let index = from; index < end; index++) {
			if (this.#isInReference(this.#values[index] ?? 0)) common++;
			else if (common + end - index - 1 < needed) return false;
		}
		return common >= needed;
	}

	#weighedShare(at: number, atLeast: number): number {
		let [common, setWeight, referenceWeight] = [0, 0, 0];
		const end = this.#start(at + 1);
		for (let index = this.#start(at); index < end; index++) {
			const value = this.#values[index] ?? 0;
			const weight = this.#weight(value);
			setWeight += weight;
			if (this.#isInReference(value)) common += weight;
		}
		for (const value of this.#reference) referenceWeight += this.#weight(value);
		const share = common / Math.max(setWeight, referenceWeight);
		return share < atLeast ? 0 : share;
	}

	#isInReference(value: number): boolean {
		return this.#marks[value & (MARK_COUNT - 1)] === 1 && this.#reference.includes(value);
	}

	#weight(value: number): number {
		return Math.log2(1 + this.#size / Math.max(1, this.#frequencies[value & (KIND_COUNT - 1)] ?? 0));
	}

	#start(at: number): number {
		return at === 0 ? 0 : (this.#ends[at - 1] ?? 0);
	}
}

/** The layout of a page: the number of items under its key so far, the previous page, and the items. */
const PAGE_LENGTH = 8;
const ITEMS_PER_PAGE = PAGE_LENGTH - 2;

/**
 * A multimap of numbers in flat arrays: for 100,000 posts with 25 keys, a Map of arrays would take ten times the memory.
 * Items that are read together are adjacent, because in a large incident memory access takes most of the time.
 */
export class Buckets {
	/** the result of the last call of `under` */
	readonly found = new Int32Array(MAX_PER_RARE_KEY);
	/**
	 * by slot the key, and what is under it: its newest page, or of most keys the one number itself, below zero; 0 is
	 * nothing
	 */
	#slots = new Int32Array(1 << 13);
	#used = 0;
	#pages = new Int32Array(1 << 13);
	#lastPage = 0;

	add(key: number, item: number): void {
		if (this.#used * 16 >= this.#slots.length * 5) this.#grow();
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
			this.#pages[page * PAGE_LENGTH] = 1;
			this.#pages[page * PAGE_LENGTH + 2] = ~under;
		}
		const count = this.#pages[page * PAGE_LENGTH] ?? 0;
		if (count % ITEMS_PER_PAGE === 0) page = this.#newPage(slot, page);
		this.#pages[page * PAGE_LENGTH] = count + 1;
		this.#pages[page * PAGE_LENGTH + 2 + (count % ITEMS_PER_PAGE)] = item;
	}

	/** Writes the items of a key to `found`, newest first; only a few of a common key. @returns their number */
	under(key: number): number {
		let page = this.#slots[this.#slot(key) + 1] ?? 0;
		if (page === 0) return 0;
		if (page < 0) {
			this.found[0] = ~page;
			return 1;
		}
		let count = this.#pages[page * PAGE_LENGTH] ?? 0;
		const limit = count > MAX_PER_RARE_KEY ? MAX_PER_COMMON_KEY : count;
		for (let size = 0; size < limit; size++) {
			count--;
			this.found[size] = this.#pages[page * PAGE_LENGTH + 2 + (count % ITEMS_PER_PAGE)] ?? 0;
			if (count % ITEMS_PER_PAGE === 0) page = this.#pages[page * PAGE_LENGTH + 1] ?? 0;
		}
		return limit;
	}

	#newPage(slot: number, before: number): number {
		const page = ++this.#lastPage;
		if ((page + 1) * PAGE_LENGTH > this.#pages.length) this.#pages = doubled(this.#pages);
		this.#slots[slot + 1] = page;
		this.#pages[page * PAGE_LENGTH + 1] = before;
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
