/** Finds the most similar labelled texts: cosine of TF-IDF weights, by an inverted index. */

export interface NearestText {
	readonly story: string;
	/** cosine, 0 to 1 */
	readonly likeness: number;
}

interface TextRow {
	readonly story: string;
	readonly counts: ReadonlyMap<string, number>;
	/** length of the weighted vector, as of the last count of what is rare */
	length: number;
}

/** The rows that have a feature, with its weight in each: two flat lists, because this is where the time goes. */
interface Postings {
	readonly rows: number[];
	readonly weights: number[];
}

export class NearestTexts {
	#rows: (TextRow | null)[] = [];
	readonly #rowOf = new Map<string, number>();
	readonly #postings = new Map<string, Postings>();
	#scores = new Float64Array(64);
	/** how many rows there were when lengths were last counted */
	#sizeAtLastCount = 0;

	get size(): number {
		return this.#rowOf.size;
	}

	set(story: string, counts: ReadonlyMap<string, number>): void {
		this.remove(story);
		const row = this.#rows.push({ story, counts, length: 0 }) - 1;
		this.#rowOf.set(story, row);
		for (const [feature, weight] of counts) {
			const postings = this.#postings.get(feature);
			if (postings) {
				postings.rows.push(row);
				postings.weights.push(weight);
			} else this.#postings.set(feature, { rows: [row], weights: [weight] });
		}
		const own = this.#rows[row];
		if (own) own.length = this.#lengthOf(counts);
		if (this.size >= this.#sizeAtLastCount * 1.5) this.#recountLengths();
	}

	remove(story: string): void {
		const row = this.#rowOf.get(story);
		const old = row === undefined ? null : this.#rows[row];
		if (row === undefined || !old) return;
		this.#rowOf.delete(story);
		this.#rows[row] = null;
		for (const feature of old.counts.keys()) {
			const postings = this.#postings.get(feature);
			const at = postings?.rows.indexOf(row) ?? -1;
			if (!postings || at < 0) continue;
			postings.rows.splice(at, 1);
			postings.weights.splice(at, 1);
			if (postings.rows.length === 0) this.#postings.delete(feature);
		}
	}

	/** The most alike, best first. */
	nearest(counts: ReadonlyMap<string, number>, limit: number): NearestText[] {
		if (this.size === 0) return [];
		if (this.#scores.length < this.#rows.length) this.#scores = new Float64Array(this.#rows.length * 2);
		const scores = this.#scores;
		const touchedRows: number[] = [];
		let own = 0;
		for (const [feature, weight] of counts) {
			const postings = this.#postings.get(feature);
			const rareness = this.#rareness(postings);
			own += (weight * rareness) ** 2;
			if (!postings) continue;
			const { rows, weights } = postings;
			const factor = weight * rareness * rareness;
			for (let at = 0; at < rows.length; at++) {
				const row = rows[at] ?? 0;
				if (scores[row] === 0) touchedRows.push(row);
				scores[row] = (scores[row] ?? 0) + factor * (weights[at] ?? 0);
			}
		}
		const length = Math.sqrt(own);
		const best: NearestText[] = [];
		for (const row of touchedRows) {
			const other = this.#rows[row];
			const likeness = other && other.length > 0 ? Math.min(1, (scores[row] ?? 0) / (length * other.length)) : 0;
			scores[row] = 0;
			if (!other || (best.length === limit && likeness <= (best[limit - 1]?.likeness ?? 0))) continue;
			let at = best.length;
			while (at > 0 && likeness > (best[at - 1]?.likeness ?? 0)) at--;
			best.splice(at, 0, { story: other.story, likeness });
			if (best.length > limit) best.pop();
		}
		return best;
	}

	/** The inverse document frequency; an unknown feature has one too. */
	#rareness(postings: Postings | undefined): number {
		return Math.log((this.size + 1) / ((postings?.rows.length ?? 0) + 0.5));
	}

	#lengthOf(counts: ReadonlyMap<string, number>): number {
		let sum = 0;
		for (const [feature, weight] of counts) sum += (weight * this.#rareness(this.#postings.get(feature))) ** 2;
		return Math.sqrt(sum);
	}

	#recountLengths(): void {
		this.#sizeAtLastCount = this.size;
		for (const row of this.#rows) if (row) row.length = this.#lengthOf(row.counts);
	}
}
