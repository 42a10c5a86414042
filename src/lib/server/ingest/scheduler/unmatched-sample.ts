import { LRUCache } from 'lru-cache';

/** A text that matched no profile, and the number of similar texts that it represents. */
export interface UnmatchedText {
	readonly text: string;
	readonly lang: string | null;
	readonly represents: number;
}
interface Minute {
	seen: number;
	readonly texts: Omit<UnmatchedText, 'represents'>[];
}

const MINUTE = 60_000;
const MINUTES_KEPT = 60;
/**
 * The number of random texts kept of each minute (reservoir sampling: Vitter, 1985), so that a stream of everything
 * takes as little memory as a feed.
 */
const TEXTS_PER_MINUTE = 40;
const LONGEST_TEXT = 500;
/** A feed repeats its items in each poll: this many of its ids are remembered. */
const MAX_REMEMBERED_IDS = 5_000;

/**
 * The posts of the last hour that were not kept, so that a person who changes a search profile sees what it would have
 * found. A sample, in memory only, without author or address, deleted after an hour.
 */
export class UnmatchedSample {
	readonly #minutes = new Map<number, Minute>();
	readonly #ids = new LRUCache<string, true>({ max: MAX_REMEMBERED_IDS });

	constructor(readonly random: () => number = Math.random) {}

	record({ text, lang, externalId }: { text: string; lang: string | null; externalId?: string }, now: number): void {
		if (externalId !== undefined) {
			if (this.#ids.get(externalId)) return;
			this.#ids.set(externalId, true);
		}
		const sample = this.#sampleOf(Math.floor(now / MINUTE));
		sample.seen += 1;
		const index =
			sample.texts.length < TEXTS_PER_MINUTE ? sample.texts.length : Math.floor(this.random() * sample.seen);
		if (index < TEXTS_PER_MINUTE) sample.texts[index] = { text: text.slice(0, LONGEST_TEXT), lang };
	}

	read(now: number): { readonly seen: number; readonly texts: readonly UnmatchedText[] } {
		this.#deleteOld(Math.floor(now / MINUTE));
		const all = [...this.#minutes.values()];
		return {
			seen: all.reduce((sum, { seen }) => sum + seen, 0),
			texts: all.flatMap(({ seen, texts }) => texts.map((one) => ({ ...one, represents: seen / texts.length })))
		};
	}

	#sampleOf(number: number): Minute {
		const found = this.#minutes.get(number);
		if (found) return found;
		this.#deleteOld(number);
		const created: Minute = { seen: 0, texts: [] };
		this.#minutes.set(number, created);
		return created;
	}
	#deleteOld(now: number): void {
		for (const old of this.#minutes.keys()) if (old <= now - MINUTES_KEPT) this.#minutes.delete(old);
	}
}
