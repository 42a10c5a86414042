import { BANDS, Buckets, Sets, type Signature } from './signatures';

/** Which of the texts filed so far may be alike: by their signatures, without reading them again. */

const COMPARED = 24;
/**
 * Of the words of either, the share that must be in the other too before the texts themselves are compared; `compare`
 * asks for more.
 */
const ALIKE_AT_LEAST = 0.4;
/**
 * How a post begins counts for this many bands: it is enough by itself, since a copy cut off early shares few of the
 * words.
 */
const OPENING_AGREES = 32;

/** A text by its place, and on how many bands it agrees with the one at hand. */
interface Candidate {
	readonly at: number;
	readonly bands: number;
}

/** Those that are compared: the most alike first, of equals the first filed. */
export function nearest(found: Candidate[]): Candidate[] {
	found.sort((a, b) => b.bands - a.bands || a.at - b.at);
	if (found.length > COMPARED) found.length = COMPARED;
	return found;
}

export class Candidates {
	readonly #buckets = new Buckets();
	/** what each text says, by its place */
	readonly #said = new Sets();
	#turns = new Int32Array(1024);
	/** 1 for a text that ends as if cut off */
	#trailing = new Uint8Array(1024);
	/** how many bands agree with the text at hand; all zero between two questions */
	#agreed = new Uint8Array(1024);
	/** which have any; as many as one question can touch */
	#touched = new Int32Array(1024);
	#size = 0;

	/** @param from the place of the first text */
	constructor(readonly from: number) {}

	get size(): number {
		return this.#size;
	}

	/** Files the next text. */
	add({ turn, features, keys }: Signature, trailing: boolean): void {
		if (this.#size === this.#turns.length) this.#grow();
		this.#turns[this.#size] = turn;
		this.#trailing[this.#size] = trailing ? 1 : 0;
		this.#said.add(features);
		for (const key of keys) this.#buckets.add(key, this.#size);
		this.#size++;
	}

	/** Those that may be alike, the most alike first. `cut`: the text at hand may be the beginning of another. */
	alike({ turn, features, keys }: Signature, cut: boolean, alive: (at: number) => boolean): Candidate[] {
		const touched = this.#count(keys);
		this.#said.ask(features);
		const found: Candidate[] = [];
		for (let index = 0; index < touched; index++) {
			const at = this.#touched[index] ?? 0;
			const bands = this.#agreed[at] ?? 0;
			this.#agreed[at] = 0;
			const mayBeCut = bands >= OPENING_AGREES && (cut || this.#trailing[at] === 1);
			if (!mayBeCut && (this.#turns[at] !== turn || !this.#said.alike(at, ALIKE_AT_LEAST))) continue;
			if (alive(this.from + at)) found.push({ at: this.from + at, bands });
		}
		this.#said.forget(features);
		return nearest(found);
	}

	/** Counts on how many bands each agrees. */
	#count(keys: Int32Array): number {
		let touched = 0;
		for (let band = 0; band < keys.length; band++) {
			const weight = band < BANDS ? 1 : OPENING_AGREES;
			const items = this.#buckets.under(keys[band] ?? 0);
			if (touched + items > this.#touched.length) this.#touched = longer(this.#touched, (touched + items) * 2);
			for (let index = 0; index < items; index++) {
				const at = this.#buckets.found[index] ?? 0;
				const before = this.#agreed[at] ?? 0;
				if (before === 0) this.#touched[touched++] = at;
				this.#agreed[at] = before + weight;
			}
		}
		return touched;
	}

	#grow(): void {
		this.#turns = longer(this.#turns, this.#size * 2);
		const trailing = new Uint8Array(this.#size * 2);
		trailing.set(this.#trailing);
		this.#trailing = trailing;
		this.#agreed = new Uint8Array(this.#size * 2);
	}
}

function longer(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
	const made = new Int32Array(length);
	made.set(array);
	return made;
}
