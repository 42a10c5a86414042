import type { Sparse } from './logistic';
import { TRAITS, type Traits } from './traits';

/** The rows of the traits that count: a table, because every trait of every text is looked up. */
export class Dictionary {
	/** one more than the row; 0 for a trait that does not count */
	readonly #rows = new Int32Array(TRAITS);
	#size = 0;

	constructor(traits: Iterable<number> = []) {
		for (const trait of traits) this.add(trait);
	}
	get size(): number {
		return this.#size;
	}
	add(trait: number): void {
		if (this.#rows[trait] === 0) this.#rows[trait] = ++this.#size;
	}
	/** The row of a trait; -1 for one that does not count. */
	rowOf(trait: number): number {
		return (this.#rows[trait] ?? 0) - 1;
	}
	sparse({ at, weight }: Pick<Traits, 'at' | 'weight'>): Sparse {
		const rows = new Int32Array(at.length);
		const weights = new Float32Array(at.length);
		let length = 0;
		for (let index = 0; index < at.length; index++) {
			const row = this.#rows[at[index] ?? 0] ?? 0;
			if (row === 0) continue;
			rows[length] = row - 1;
			weights[length++] = weight[index] ?? 0;
		}
		return { rows: rows.subarray(0, length), weights: weights.subarray(0, length) };
	}
}
