import { Candidates, nearest, type Ends } from './candidates';
import type { Signature } from './signatures';

/**
 * The texts that were filed last, in two generations: when the younger is full the older goes as a whole, so that
 * memory and time per post stay the same however long an incident lasts.
 */
export class Generations {
	#young = new Candidates(0);
	#old: Candidates | null = null;

	/** @param generationSize texts of one generation */
	constructor(readonly generationSize: number) {}

	/** The first place that is still known. */
	get from(): number {
		return (this.#old ?? this.#young).from;
	}

	/** Whether it is in the generation that is dropped next: a caller that still needs it files it again. */
	isOld(at: number): boolean {
		return at < this.#young.from;
	}

	/** Files the next text; its place is how many there were. */
	add(signature: Signature, ends: Ends): void {
		this.#room().add(signature, ends);
	}

	/**
	 * Files again what is in the generation that is dropped next, without reading the texts.
	 * @returns where each of these is now
	 */
	refile(places: readonly number[]): number[] {
		const old = this.#old;
		const isOld = places.map((at) => this.isOld(at));
		return places.map((at, i) => {
			if (!old || !isOld[i]) return at;
			const young = this.#room();
			young.addFrom(old, at);
			return young.from + young.size - 1;
		});
	}

	/** Those that begin in this way, as they are written. */
	beginningWith(beginning: number): number[] {
		const young = this.#young.beginningWith(beginning);
		return this.#old ? [...this.#old.beginningWith(beginning), ...young] : young;
	}

	/** The younger, with room for one. */
	#room(): Candidates {
		if (this.#young.size === this.generationSize) {
			this.#old = this.#young;
			this.#young = new Candidates(this.#old.from + this.generationSize);
		}
		return this.#young;
	}

	/**
	 * The places of those that may be alike, the most alike first. `cut`: the text at hand may be the beginning of
	 * another.
	 */
	alike(signature: Signature, cut: boolean, alive: (at: number) => boolean): number[] {
		const young = this.#young.alike(signature, cut, alive);
		const found = this.#old ? nearest([...this.#old.alike(signature, cut, alive), ...young]) : young;
		return found.map(({ at }) => at);
	}
}
