import { LRUCache } from 'lru-cache';

/** A text that matched no profile, and the number of similar texts that it represents. */
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
/**
 * The number of random texts kept of each minute (reservoir sampling: Vitter, 1985), so that a stream of everything
 * takes as little memory as a feed.
 */
const KEPT = 40;
const LONGEST = 500;
/** A feed repeats its items in each poll: this many of its ids are remembered. */
const IDS = 5_000;

/**
 * The posts of the last hour that were not kept, so that a person who changes a search profile sees what it would have
 * found. A sample, in memory only, without author or address, deleted after an hour.
 */
export class UnmatchedSample {
	readonly #minutes = new Map<number, Minute>();
	readonly #ids = new LRUCache<string, true>({ max: IDS });

	constructor(readonly random: () => number = Math.random) {}

	saw({ text, lang, externalId }: { text: string; lang: string | null; externalId?: string }, now: number): void {
		if (externalId !== undefined) {
			if (this.#ids.get(externalId)) return;
			this.#ids.set(externalId, true);
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
