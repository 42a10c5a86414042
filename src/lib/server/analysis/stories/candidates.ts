import { Buckets, keysOf, Sets, type Signature } from './signatures';

/** Finds stored texts that may be similar by their signatures, without reading them again. */

/** The most texts that are compared, and the most possible rewordings among them: a copy is among the most similar. */
const MAX_COMPARED = 24;
const MAX_REWORDED = 6;
/**
 * The share of words in common above which the texts themselves are compared; `compare` requires more. The same share is
 * required of the words weighted by rarity: with many texts, more of them share frequent words by chance.
 */
const MIN_LIKENESS = 0.4;
/** An equal opening counts for more than all bands: a copy that was truncated early shares few words. */
const OPENING_WEIGHT = 32;

/** The index of a text, and its likeness: the share of words in common, plus one when one of them may be truncated. */
interface Candidate {
	readonly at: number;
	readonly likeness: number;
}

/** The texts to compare: the most similar first, then in order of arrival. */
export function nearest(found: Candidate[]): Candidate[] {
	found.sort((a, b) => b.likeness - a.likeness || a.at - b.at);
	const cutOff = found.filter(({ likeness }) => likeness >= 1).length;
	const limit = Math.min(MAX_COMPARED, cutOff + MAX_REWORDED);
	if (found.length > limit) found.length = limit;
	return found;
}

/** The beginning of a text as written (`beginningOf`), and whether it ends as if truncated. */
export interface Ends {
	readonly beginning: number;
	readonly trailing: boolean;
}

export class Candidates {
	readonly #buckets = new Buckets();
	/** the features of each text, by its index */
	readonly #features = new Sets();
	#meaningHashes = new Int32Array(1024);
	#openings = new Int32Array(1024);
	#beginnings = new Int32Array(1024);
	/** the number of words of each text: a truncated text has fewer than its original */
	#lengths = new Uint16Array(1024);
	/** 1 for a text that ends as if truncated */
	#trailing = new Uint8Array(1024);
	/** the number of bands that each text has in common with the query; all zero between two queries */
	#agreed = new Uint8Array(1024);
	/** the texts that have a band in common with the query */
	#touchedTexts = new Int32Array(1024);
	#size = 0;

	/** @param from the index of the first text */
	constructor(readonly from: number) {}

	get size(): number {
		return this.#size;
	}

	/** Adds the next text. */
	add({ meaningHash, features, opening, length, keys }: Signature, { beginning, trailing }: Ends): void {
		if (this.#size === this.#meaningHashes.length) this.#grow();
		this.#meaningHashes[this.#size] = meaningHash;
		this.#openings[this.#size] = opening;
		this.#lengths[this.#size] = length;
		this.#beginnings[this.#size] = beginning;
		this.#trailing[this.#size] = trailing ? 1 : 0;
		this.#features.add(features);
		for (const key of keys) this.#buckets.add(key, this.#size);
		if (opening !== 0) this.#buckets.add(opening, this.#size);
		if (beginning !== 0) this.#buckets.add(beginning, this.#size);
		this.#size++;
	}

	/** Adds a text of another generation. */
	addFrom(other: Candidates, at: number): void {
		const index = at - other.from;
		const meaningHash = other.#meaningHashes[index] ?? 0;
		const features = other.#features.at(index);
		this.add(
			{
				meaningHash,
				features,
				opening: other.#openings[index] ?? 0,
				length: other.#lengths[index] ?? 0,
				keys: keysOf(meaningHash, features)
			},
			{ beginning: other.#beginnings[index] ?? 0, trailing: other.#trailing[index] === 1 }
		);
	}

	/** The texts with this beginning; only the newest few if there are many. */
	beginningWith(beginning: number): number[] {
		const count = this.#buckets.under(beginning);
		return Array.from(this.#buckets.found.subarray(0, count), (at) => this.from + at);
	}

	/** The texts that may be similar, the most similar first. `cut`: the query may be the beginning of another text. */
	alike(signature: Signature, cut: boolean, isStored: (at: number) => boolean): Candidate[] {
		const touched = this.#count(signature);
		this.#features.setReference(signature.features);
		const found: Candidate[] = [];
		for (let index = 0; index < touched; index++) {
			const at = this.#touchedTexts[index] ?? 0;
			const begins = (this.#agreed[at] ?? 0) >= OPENING_WEIGHT;
			this.#agreed[at] = 0;
			const more = (this.#lengths[at] ?? 0) - signature.length;
			const mayBeCut = begins && ((cut && more >= 0) || (this.#trailing[at] === 1 && more <= 0));
			if (begins && !mayBeCut && this.#meaningHashes[at] !== signature.meaningHash) continue;
			const likeness = this.#features.likeness(at, MIN_LIKENESS);
			if (!mayBeCut && likeness === 0) continue;
			if (isStored(this.from + at)) found.push({ at: this.from + at, likeness: likeness + (mayBeCut ? 1 : 0) });
		}
		this.#features.clearReference();
		return nearest(found);
	}

	/** Counts the bands that each text has in common with the query. */
	#count({ keys, opening }: Signature): number {
		let touched = 0;
		for (const key of keys) touched = this.#touch(key, 1, touched);
		return opening === 0 ? touched : this.#touch(opening, OPENING_WEIGHT, touched);
	}

	#touch(key: number, weight: number, before: number): number {
		let touched = before;
		const items = this.#buckets.under(key);
		if (touched + items > this.#touchedTexts.length)
			this.#touchedTexts = resized(this.#touchedTexts, (touched + items) * 2);
		for (let index = 0; index < items; index++) {
			const at = this.#buckets.found[index] ?? 0;
			const agreed = this.#agreed[at] ?? 0;
			if (agreed === 0) this.#touchedTexts[touched++] = at;
			this.#agreed[at] = agreed + weight;
		}
		return touched;
	}

	#grow(): void {
		this.#meaningHashes = resized(this.#meaningHashes, this.#size * 2);
		this.#openings = resized(this.#openings, this.#size * 2);
		this.#beginnings = resized(this.#beginnings, this.#size * 2);
		const lengths = new Uint16Array(this.#size * 2);
		lengths.set(this.#lengths);
		this.#lengths = lengths;
		const trailing = new Uint8Array(this.#size * 2);
		trailing.set(this.#trailing);
		this.#trailing = trailing;
		this.#agreed = new Uint8Array(this.#size * 2);
	}
}

function resized(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
	const resizedArray = new Int32Array(length);
	resizedArray.set(array);
	return resizedArray;
}
