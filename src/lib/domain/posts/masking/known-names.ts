import { visibleText } from '$lib/domain/core/texts/visible';

const lower = (text: string): string => text.toLocaleLowerCase('nl');
const word = /[\p{L}\d]+/gu;
const wordsIn = (text: string): string[] => lower(text).match(word) ?? [];

/**
 * The names and handles of many people, to find which of them occur in a text. A name of one plain word is left out:
 * behind an @ it is found anyway, and elsewhere it may be any word.
 */
export class KnownNames {
	/** By all their words: whole towns share a first or a last name. */
	readonly #byWords = new Map<string, string[]>();
	/** How many words the names have that begin with a word. */
	readonly #lengths = new Map<string, Set<number>>();

	constructor(names: Iterable<string>) {
		for (const name of new Set(names)) {
			const plain = visibleText(name).trim().replace(/^@/, '');
			if (!/\p{L}.*[\s._\d]/u.test(plain)) continue;
			const words = wordsIn(plain);
			const [first] = words;
			if (first === undefined) continue;
			const key = words.join(' ');
			const alike = this.#byWords.get(key);
			if (alike) alike.push(plain);
			else this.#byWords.set(key, [plain]);
			this.#lengths.set(first, (this.#lengths.get(first) ?? new Set()).add(words.length));
		}
	}

	/** Those that occur in this text in full; the longest first, because a shorter one may be a part of it. */
	in(text: string): string[] {
		const plain = lower(visibleText(text));
		const words = [...plain.matchAll(word)].map(({ 0: text, index }) => ({ text, index }));
		const found = words.flatMap(({ text: first, index }, at) =>
			[...(this.#lengths.get(first) ?? [])].flatMap((length) => {
				const key = words
					.slice(at, at + length)
					.map(({ text }) => text)
					.join(' ');
				return (this.#byWords.get(key) ?? []).filter((name) => {
					const written = lower(name);
					return plain.startsWith(written, index - written.indexOf(first));
				});
			})
		);
		return [...new Set(found)].sort((a, b) => b.length - a.length);
	}
}
