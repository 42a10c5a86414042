/**
 * Made-up posts in bulk: a flood as an incident sees it, in which most posts are copies and many are alike. The same
 * seed gives the same posts.
 */

export interface MadePost {
	readonly id: string;
	readonly text: string;
}

const small =
	'de het een en van in op aan met voor bij naar uit dat die er is zijn wordt heeft ook nog al net nu hier daar ze we ik u om te door maar'.split(
		' '
	);
const crisis =
	`brand rook water school brug politie brandweer gemeente ramen deuren kinderen ouders straat wijk trein stroom dijk ziekenhuis opvang zandzak kraanwater asbest
	gewonden verkeer winkel huis kelder dak auto sirene bewoners station haven`.split(/\s+/);
const places =
	'Meerdrecht Zuiderpark Oosterkade Havenstraat Westersingel Noordwijk Lindenlaan Kerkplein Vlietzijde Molendijk'.split(
		' '
	);
const onsets = 'b br d dr f g gr h j k kl kr l m n p pl r s sch sl sp st str t tr v vl w z zw'.split(' ');
const vowels = 'a aa e ee i ie o oo oe u uu ei ij ou ui'.split(' ');
const codas = 'k l m n p r s t f ng nd rk lt st cht rs ps nt'.split(' ');

/** A small generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export class MadeUpPosts {
	readonly #next: () => number;
	readonly #words: string[];
	/** texts that are copied; the newest most */
	readonly #texts: string[] = [];
	/** of a text that differs from another in something: that other */
	readonly #firstOf = new Map<string, string>();
	#made = 0;

	constructor(seed: number) {
		this.#next = numbersFrom(seed);
		this.#words = Array.from({ length: 12_000 }, () => this.#word());
	}

	/**
	 * The next post: of ten, four are new, four are shared (half of them cut off), one is respelt or reworded, and one is
	 * similar to another but differs.
	 */
	next(): MadePost {
		const id = `${this.#made++}`;
		const kind = this.#next();
		const other = this.#recent();
		if (other === null || kind < 0.4) {
			const text = this.#newText();
			this.#texts.push(text);
			return { id, text };
		}
		if (kind < 0.9) return { id, text: this.copyOf(other) };
		// Varies original texts, not texts that already differ from another: otherwise texts would grow with the incident.
		const text = this.#alike(this.#first(other));
		this.#texts.push(text);
		this.#firstOf.set(text, this.#first(other));
		return { id, text };
	}

	/** One of the ways to copy a text. */
	copyOf(text: string): string {
		const words = text.split(' ');
		const kind = this.#next();
		if (kind < 0.4) return `RT @gebruiker${Math.floor(this.#next() * 1000)}: ${text}`;
		if (kind < 0.8)
			return `RT @gebruiker${Math.floor(this.#next() * 1000)}: ${text.slice(0, Math.floor(text.length * (0.5 + this.#next() * 0.4)))}…`;
		if (kind < 0.9) return `${text.toLowerCase().replace(/[.,]/g, '')}!!`;
		return words.filter((word) => !['de', 'het', 'een', 'er'].includes(word)).join(' ');
	}

	/** An earlier text, chosen at random from all. */
	any(): string {
		return this.#texts[Math.floor(this.#next() * this.#texts.length)] ?? '';
	}

	#first(text: string): string {
		return this.#firstOf.get(text) ?? text;
	}

	#recent(): string | null {
		const size = this.#texts.length;
		return size === 0 ? null : (this.#texts[size - 1 - Math.floor(size * this.#next() ** 3)] ?? null);
	}

	#newText(): string {
		const length = 8 + Math.floor(this.#next() * 14);
		const words: string[] = [];
		for (let at = 0; at < length; at++) {
			const kind = this.#next();
			if (kind < 0.35) words.push(this.#one(small));
			else if (kind < 0.55) words.push(this.#one(crisis));
			else if (kind < 0.62) words.push(this.#one(places));
			else if (kind < 0.66) words.push(String(2 + Math.floor(this.#next() * 40)));
			// Zipf: the word of rank r comes up about 1/r times as often as the first.
			else words.push(this.#words[Math.floor(this.#words.length ** this.#next()) - 1] ?? '');
		}
		const text = words.join(' ');
		return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
	}

	/** Differs in a number, a place or a denial. */
	#alike(text: string): string {
		const kind = this.#next();
		if (kind < 0.4) return `${text} ${2 + Math.floor(this.#next() * 90)} keer`;
		if (kind < 0.7) return `${this.#one(places)}: ${text}`;
		return text.replace(' ', ' niet ');
	}

	#word(): string {
		const syllables = 1 + Math.floor(this.#next() * 3);
		return Array.from(
			{ length: syllables },
			() => this.#one(onsets) + this.#one(vowels) + (this.#next() < 0.6 ? this.#one(codas) : '')
		).join('');
	}

	#one(list: readonly string[]): string {
		return list[Math.floor(this.#next() * list.length)] ?? '';
	}
}
