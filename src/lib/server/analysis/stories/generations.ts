import { Candidates, nearest, type Ends } from './candidates';
import type { Signature } from './signatures';

/**
 * The newest texts, in two generations: when the younger is full, the older is dropped as a whole, so that memory and time
 * per post do not grow during an incident.
 */
export class Generations {
	#young = new Candidates(0);
	#old: Candidates | null = null;

	/** @param generationSize texts of one generation */
	constructor(readonly generationSize: number) {}

	/** The index of the first text that is still stored. */
	get from(): number {
		return (this.#old ?? this.#young).from;
	}

	/** Whether a text is in the older generation, which is dropped next: to keep it, call `copyToYounger`. */
	isOld(at: number): boolean {
		return at < this.#young.from;
	}

	/** Adds the next text; its index is the number of texts before it. */
	add(signature: Signature, ends: Ends): void {
		this.#room().add(signature, ends);
	}

	/**
	 * Copies texts of the older generation to the younger, without reading them.
	 * @returns the new index of each text
	 */
	copyToYounger(indexes: readonly number[]): number[] {
		const old = this.#old;
		const isOld = indexes.map((at) => this.isOld(at));
		return indexes.map((at, i) => {
			if (!old || !isOld[i]) return at;
			const young = this.#room();
			young.addFrom(old, at);
			return young.from + young.size - 1;
		});
	}

	/** The indexes of texts with this beginning, as written. */
	beginningWith(beginning: number): number[] {
		const young = this.#young.beginningWith(beginning);
		return this.#old ? [...this.#old.beginningWith(beginning), ...young] : young;
	}

	/** The younger generation, with room for one more text. */
	#room(): Candidates {
		if (this.#young.size === this.generationSize) {
			this.#old = this.#young;
			this.#young = new Candidates(this.#old.from + this.generationSize);
		}
		return this.#young;
	}

	/**
	 * The indexes of texts that may be similar, the most similar first. `cut`: the query may be the beginning of another.
	 */
	alike(signature: Signature, cut: boolean, isStored: (at: number) => boolean): number[] {
		const young = this.#young.alike(signature, cut, isStored);
		const found = this.#old ? nearest([...this.#old.alike(signature, cut, isStored), ...young]) : young;
		return found.map(({ at }) => at);
	}
}
