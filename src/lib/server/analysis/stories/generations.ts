import { Candidates, nearest, type Candidate } from './candidates';
import type { Signature } from './signatures';

/**
 * The texts that were filed last, in two generations: when the younger is full the older goes as a whole, so that memory and time per post stay the
 * same however long an incident lasts.
 */
export class Generations {
	#young = new Candidates();
	#old: Candidates | null = null;
	/** The place of the first text of each. */
	#youngFrom = 0;
	#oldFrom = 0;

	/** @param most texts of one generation */
	constructor(readonly most: number) {}

	/** The first place that is still known. */
	get from(): number {
		return this.#old ? this.#oldFrom : this.#youngFrom;
	}

	/** Whether it goes next: who still has use for it files it again. */
	isOld(at: number): boolean {
		return at < this.#youngFrom;
	}

	/** Files the next text; its place is how many there were. */
	add(signature: Signature, trailing: boolean): void {
		if (this.#young.size === this.most) {
			[this.#old, this.#oldFrom, this.#youngFrom] = [this.#young, this.#youngFrom, this.#youngFrom + this.most];
			this.#young = new Candidates();
		}
		this.#young.add(signature, trailing);
	}

	/** The places of those that may be alike, the most alike first. `cut`: the text at hand may be the beginning of another. */
	alike(signature: Signature, cut: boolean, alive: (at: number) => boolean): number[] {
		const within = (generation: Candidates | null, from: number): Candidate[] =>
			generation?.alike(signature, cut, (at) => alive(from + at)).map(({ at, bands }) => ({ at: from + at, bands })) ?? [];
		return nearest([...within(this.#old, this.#oldFrom), ...within(this.#young, this.#youngFrom)]).map(({ at }) => at);
	}
}
