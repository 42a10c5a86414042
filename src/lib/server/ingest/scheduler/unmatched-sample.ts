/** A text that fitted no profile, and for how many like it it stands. */
export interface UnmatchedText {
	readonly text: string;
	readonly lang: string | null;
	readonly stands: number;
}
interface Minute {
	seen: number;
	readonly texts: Omit<UnmatchedText, 'stands'>[];
}

const minute = 60_000;
const MINUTES = 60;
/** So many texts are kept of each minute, at random (reservoir sampling: Vitter, 1985), so that a stream of everything takes as little as a feed. */
const KEPT = 40;
const LONGEST = 500;
/** A feed says the same again each time: so many of its ids are remembered. */
const IDS = 5_000;

/**
 * What came by in the last hour and was not kept, so that somebody who changes a search profile sees what it would have found. A sample, in memory
 * only, without author or address, gone after an hour.
 */
export class UnmatchedSample {
	readonly #minutes = new Map<number, Minute>();
	#ids = new Set<string>();

	constructor(readonly random: () => number = Math.random) {}

	saw({ text, lang, externalId }: { text: string; lang: string | null; externalId?: string }, now: number): void {
		if (externalId !== undefined) {
			if (this.#ids.has(externalId)) return;
			if (this.#ids.size >= IDS) this.#ids = new Set();
			this.#ids.add(externalId);
		}
		const held = this.#at(Math.floor(now / minute));
		held.seen += 1;
		const place = held.texts.length < KEPT ? held.texts.length : Math.floor(this.random() * held.seen);
		if (place < KEPT) held.texts[place] = { text: text.slice(0, LONGEST), lang };
	}

	read(now: number): { readonly seen: number; readonly texts: readonly UnmatchedText[] } {
		this.#forget(Math.floor(now / minute));
		const all = [...this.#minutes.values()];
		return {
			seen: all.reduce((sum, { seen }) => sum + seen, 0),
			texts: all.flatMap(({ seen, texts }) => texts.map((one) => ({ ...one, stands: seen / texts.length })))
		};
	}

	#at(number: number): Minute {
		const found = this.#minutes.get(number);
		if (found) return found;
		this.#forget(number);
		const made: Minute = { seen: 0, texts: [] };
		this.#minutes.set(number, made);
		return made;
	}
	#forget(now: number): void {
		for (const old of this.#minutes.keys()) if (old <= now - MINUTES) this.#minutes.delete(old);
	}
}
