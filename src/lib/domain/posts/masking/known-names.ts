import { visibleText } from '$lib/domain/core/texts/visible';

const lower = (text: string): string => text.toLocaleLowerCase('nl');
const word = /[\p{L}\d]+/gu;
const wordsIn = (text: string): string[] => lower(text).match(word) ?? [];

/** What is between two words of a name: a space, a hyphen, an underscore, a full stop and a space. */
const gap = /^[^\p{L}\d\n]{1,3}$/u;
const particles = new Set([
	'van',
	'der',
	'den',
	'het',
	'ten',
	'ter',
	'von',
	'the',
	'de',
	'la',
	'le',
	'el',
	'al',
	'dos'
]);
/** "Jan de Vries", "Jan Jansen-Bakker", "A.B. van Dam": at least two parts, and nothing that persons' names have not. */
const personName = /^\p{Lu}[\p{L}.'’-]*(?: (?:in )?['’]?\p{L}[\p{L}.'’-]*){1,5}$/u;
const SHORTEST_SURNAME = 4;
/** Short enough to be part of another word: a name without its spaces is then looked for only after a #. */
const SHORTEST_JOINED = 8;

/** The surnames in the name of a person, each long enough to be told from other words. */
const surnamesOf = (name: string): string[] =>
	personName.test(name)
		? name
				.split(/[\s.'’-]+/)
				.slice(1)
				.filter((part) => part.length >= SHORTEST_SURNAME && /^\p{Lu}/u.test(part) && !particles.has(lower(part)))
				.map(lower)
		: [];

/**
 * The names and handles of many people, to find which of them occur in a text. A name of one plain word is left out:
 * behind an @ it is found anyway, and elsewhere it may be any word.
 */
export class KnownNames {
	/** By all their words: whole towns share a first or a last name. */
	readonly #byWords = new Map<string, string[]>();
	/** How many words the names have that begin with a word. */
	readonly #lengths = new Map<string, Set<number>>();
	/** Without anything between their words, as in a hashtag. */
	readonly #joined = new Set<string>();
	readonly #surnames = new Set<string>();

	constructor(names: Iterable<string>) {
		for (const name of new Set(names)) {
			const plain = visibleText(name).trim().replace(/^@/, '');
			if (!/\p{L}.*[\s._\d-]/u.test(plain)) continue;
			const words = wordsIn(plain);
			const [first] = words;
			if (first === undefined) continue;
			const key = words.join(' ');
			const alike = this.#byWords.get(key);
			if (alike) alike.push(plain);
			else this.#byWords.set(key, [plain]);
			this.#lengths.set(first, (this.#lengths.get(first) ?? new Set()).add(words.length));
			const joined = words.join('');
			if (words.length > 1 && joined.length >= SHORTEST_JOINED) this.#joined.add(joined);
			for (const surname of surnamesOf(plain)) this.#surnames.add(surname);
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

	/**
	 * The text without them, however they are written: in full with anything between their words, as one word, or a
	 * surname alone with a capital or after a #.
	 * @param isOrdinary whether a word in small letters is also something else than a surname: a place, a search term
	 */
	masked(text: string, isOrdinary: (word: string) => boolean): string {
		const words = [...text.matchAll(word)].map(({ 0: written, index }) => ({ written, index, plain: lower(written) }));
		let masked = '';
		let from = 0;
		for (let at = 0; at < words.length; at++) {
			const count = this.#lengthAt(text, words, at, isOrdinary);
			const [first, last] = [words[at], words[at + count - 1]];
			if (count === 0 || !first || !last) continue;
			masked += `${text.slice(from, first.index)}…`;
			from = last.index + last.written.length;
			at += count - 1;
		}
		return masked + text.slice(from);
	}

	/** How many words are a name from this one on; 0 where none begins. */
	#lengthAt(text: string, words: readonly FoundWord[], at: number, isOrdinary: (word: string) => boolean): number {
		const first = words[at];
		if (!first) return 0;
		const lengths = [...(this.#lengths.get(first.plain) ?? [])].sort((a, b) => b - a);
		for (const length of lengths) {
			const found = words.slice(at, at + length);
			const isTogether = found.every(({ index }, next) => {
				const before = next === 0 ? undefined : found[next - 1];
				return !before || gap.test(text.slice(before.index + before.written.length, index));
			});
			if (length > 1 && isTogether && this.#byWords.has(found.map(({ plain }) => plain).join(' '))) return length;
		}
		if (this.#joined.has(first.plain)) return 1;
		const mayBeSurname = /^\p{Lu}/u.test(first.written) || text.charAt(first.index - 1) === '#';
		// "Zwaluw" and "Zwaluws".
		const isSurname = this.#surnames.has(first.plain) || this.#surnames.has(first.plain.replace(/s$/, ''));
		return mayBeSurname && isSurname && !isOrdinary(first.plain) ? 1 : 0;
	}
}

interface FoundWord {
	readonly written: string;
	readonly index: number;
	/** In small letters. */
	readonly plain: string;
}
