const minute = 60_000;
const window = 60;

export interface PaceReading {
	/** Posts per minute over the hour before the last post. */
	normal: number;
	/** Posts per minute over the last five minutes. */
	now: number;
	/** The quiet is too long to be chance: under one in a thousand at the normal pace. */
	silent: boolean;
}

/**
 * How many posts a source gives per minute. Silence of a source that usually speaks is an alarm: either it failed without saying so, or something
 * happened. At `normal` posts a minute, t quiet minutes come by chance with probability e^(-normal·t) (Poisson), which is 0.001 at normal·t = 6.9.
 */
export class Pace {
	/** Posts per minute of the wall's clock. */
	readonly #minutes = new Map<number, number>();
	#last = -Infinity;

	/** A post; `published` as far as it lies in the hour before, so that what a source held when it was connected is no burst. */
	heard(published: number | null, now: number): void {
		const at = published !== null && published <= now ? published : now;
		if (at < now - window * minute) return;
		const slot = Math.floor(at / minute);
		this.#minutes.set(slot, (this.#minutes.get(slot) ?? 0) + 1);
		this.#last = Math.max(this.#last, at);
		for (const old of this.#minutes.keys()) if (old < slot - 2 * window) this.#minutes.delete(old);
	}

	/** Null as long as too little was heard to know what is normal (ten posts in an hour). */
	read(now: number): PaceReading | null {
		const last = Math.floor(this.#last / minute);
		const heard = this.#between(last - window, last);
		if (heard < 10) return null;
		const first = Math.min(...[...this.#minutes.keys()].filter((slot) => slot > last - window));
		const normal = heard / Math.max(10, last - first + 1);
		const quiet = (now - this.#last) / minute;
		// A feed is asked once a minute: shorter quiet says nothing.
		return {
			normal,
			now: this.#between(Math.floor(now / minute) - 5, Math.floor(now / minute)) / 5,
			silent: quiet >= 3 && normal * quiet > 6.9
		};
	}

	#between(after: number, upTo: number): number {
		let sum = 0;
		for (const [slot, posts] of this.#minutes) if (slot > after && slot <= upTo) sum += posts;
		return sum;
	}
}
