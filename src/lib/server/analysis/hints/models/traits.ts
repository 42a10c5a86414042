import type { AuthorKind } from '$lib/domain/posts/author';
import type { Platform } from '$lib/domain/posts/platform';
import { readAnywhere, type Reading } from '../../stories/reading';
import { memoize } from '../../text/memoize';
import { isWeak } from '../../text/word-lists';
import { wordsOf, type TextToken } from '../../text/words';
import { cuesIn } from './cues';

/**
 * The traits of a post, the input of the models: its words, pieces of words, frames of small words, classes of words, its
 * manner and its platform. Names, handles, addresses and numbers are replaced by classes; all traits are hashed.
 */

/** The fields of a post that models use. */
export interface Utterance {
	readonly text: string;
	/** null: no author is known, as at the phone desk */
	readonly author: AuthorKind | null;
	readonly platform: Platform | null;
	/** of all posts of its story, where these are known */
	readonly platforms?: readonly Platform[];
}

/** Sparse and hashed: two lists of one length. */
export interface Traits {
	readonly at: Int32Array;
	readonly weight: Float32Array;
	/** what each trait is, for reasons: '' for those that explain nothing to a person; only when asked */
	readonly names: readonly string[] | null;
	readonly reading: Reading;
}

/** Bits of a hashed trait. */
const BITS = 18;
export const TRAITS = 1 << BITS;

/** The total weight of a group of traits, or the weight of a single trait. */
const WORDS_WEIGHT = 1;
const FRAMES_WEIGHT = 0.4;
const PIECES_WEIGHT = 0.8;
/** The familiarity that has weight one. */
const FAMILIARITY_SCALE = 10;
/** The largest weight of familiarity. */
const MAX_FAMILIARITY_WEIGHT = 1;
const SIGN_WEIGHT = 0.3;

const PIECE_SIZES = [4, 5] as const;

/**
 * The last text in which each trait occurred, and the last in which it occurred as a piece of a word: tables, because every
 * text has hundreds of traits. Texts are read one at a time.
 */
const lastText = new Uint32Array(TRAITS);
const lastPieces = new Uint32Array(TRAITS);
let texts = 0;

/** The hash of an empty text; and those of the prefixes of some traits. */
const START = 0x811c9dc5;
const FRAME_OF_TWO = fnv1a(START, '2:');
const FRAME_OF_THREE = fnv1a(START, '3:');
const BOTH = fnv1a(START, 'b:');
const PIECE = fnv1a(START, 'p:');

class TraitCollector {
	readonly #text = (texts += 1);
	readonly #at: number[] = [];
	readonly #weights: number[] = [];
	readonly #names: string[] = [];

	/** @param explains as `c:asking`, to a person */
	add(name: string, weight: number, explains = false): void {
		this.#addTrait(traitOf(fnv1a(START, name)), weight, explains ? name : '');
	}
	/** Adds a trait without a name for people. */
	unnamed(trait: number, weight: number): void {
		this.#addTrait(trait, weight, '');
	}
	/** Adds a group of traits that share a weight. @param names for people, by the hash of the trait's name */
	group(names: ReadonlyMap<number, string>, weight: number): void {
		const each = weight / Math.sqrt(Math.max(4, names.size));
		for (const [hash, name] of names) this.#addTrait(traitOf(hash), each, name);
	}
	/** The same for pieces of words. */
	pieces(words: readonly MaskedToken[], weight: number): void {
		const all: number[] = [];
		for (const { text, masked } of words)
			for (const piece of masked ? [] : piecesOf(text)) {
				if (lastPieces[piece] === this.#text) continue;
				lastPieces[piece] = this.#text;
				all.push(piece);
			}
		const each = weight / Math.sqrt(Math.max(4, all.length));
		for (const at of all) this.#addTrait(at, each, '');
	}
	done(named: boolean, reading: Reading): Traits {
		return {
			at: new Int32Array(this.#at),
			weight: new Float32Array(this.#weights),
			names: named ? this.#names : null,
			reading
		};
	}

	#addTrait(at: number, weight: number, name: string): void {
		if (lastText[at] === this.#text) return;
		lastText[at] = this.#text;
		this.#at.push(at);
		this.#weights.push(weight);
		this.#names.push(name);
	}
}

/** @param familiarity how much of a reading the incident's other stories say, see `Vocabulary`; null when unknown */
export function traitsOf(
	{ text, author, platform }: Utterance,
	familiarity: ((reading: Reading) => number) | null,
	named = false
): Traits {
	const { tokens } = wordsOf(text);
	const reading = readAnywhere(text);
	const masked = tokens.map((token, at) => maskOf(token, tokens[at - 1])).filter((each) => each !== null);
	const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'hashtag').map((token) => token.text);
	const found = new TraitCollector();
	found.group(wordsIn(masked), WORDS_WEIGHT);
	found.group(framesOf(masked), FRAMES_WEIGHT);
	found.pieces(masked, PIECES_WEIGHT);
	const signs = [...cuesIn(words).map((cue) => `c:${cue}`), ...mannersOf(reading, tokens, text)];
	for (const sign of signs) found.add(sign, SIGN_WEIGHT, true);
	// Pairs of signs: who asks, who denies.
	const voice =
		platform === 'phone' || platform === 'press' || platform === 'news'
			? platform
			: author === null || author === 'unknown'
				? 'nobody'
				: author;
	found.add(`v:${voice}`, SIGN_WEIGHT);
	const pairs = signs.map(pairsWith);
	for (const pairWith of pairs) found.unnamed(pairWith(voice), SIGN_WEIGHT / 2);
	for (const [one, pairWith] of pairs.entries())
		for (let two = one + 1; two < signs.length; two++) found.unnamed(pairWith(signs[two] ?? ''), SIGN_WEIGHT / 3);
	if (familiarity !== null)
		found.add('familiar', Math.min(MAX_FAMILIARITY_WEIGHT, familiarity(reading) / FAMILIARITY_SCALE));
	return found.done(named, reading);
}

interface MaskedToken {
	/** a word, or the class that replaces it: `<n>` */
	readonly text: string;
	/** begins a sentence */
	readonly first: boolean;
	readonly masked: boolean;
}

/** Replaces names, places, numbers and addresses by their class; null for tokens without information. */
function maskOf(token: TextToken, before: TextToken | undefined): MaskedToken | null {
	const first = before === undefined || before.sentence !== token.sentence;
	const mask = (text: string): MaskedToken => ({ text, first, masked: true });
	switch (token.kind) {
		case 'mention':
			return mask('<at>');
		case 'address':
			return mask('<url>');
		case 'number':
			return mask('<n>');
		case 'mark':
			return /^[.,]$/.test(token.text) ? null : mask(/\n/.test(token.text) ? '<line>' : token.text.slice(0, 3));
		case 'emoji':
			return mask(token.text);
		case 'hashtag':
			return { text: token.text, first, masked: false };
		case 'word':
			return token.capital && !first && before.kind !== 'mark' && !isWeak(token.text)
				? mask('<name>')
				: { text: token.text, first, masked: false };
	}
}

/** The names of words, by their hashes. */
function wordsIn(masked: readonly MaskedToken[]): Map<number, string> {
	const found = new Map<number, string>();
	for (const { text, first } of masked) {
		const { word, opening } = namedOf(text);
		found.set(word.hash, word.name);
		if (first) found.set(opening.hash, opening.name);
	}
	return found;
}
/** The name of a word's trait, and that of the word at the start of a sentence. */
const namedOf = memoize((text) => ({ word: named(`w:${text}`), opening: named(`f:${text}`) }));
const named = (name: string): { readonly name: string; readonly hash: number } => ({ name, hash: fnv1a(START, name) });

/**
 * Runs of words in which every word that is not a small word is a gap; and pairs of words. Only their hashes, without names
 * for people: there are many, and building the names would cost more than all other work.
 */
function framesOf(masked: readonly MaskedToken[]): Map<number, string> {
	const line = masked.map(({ text, masked: isMasked }) => (isMasked || isWeak(text) ? text : '_'));
	const found = new Map<number, string>();
	const add = (hash: number): void => void found.set(hash, '');
	for (let at = 0; at + 1 < line.length; at++) {
		const [one = '', two = '', three] = [line[at], line[at + 1], line[at + 2]];
		add(withSpaces(FRAME_OF_TWO, one, two));
		add(withSpaces(BOTH, masked[at]?.text ?? '', masked[at + 1]?.text ?? ''));
		if (three !== undefined) add(withSpaces(FRAME_OF_THREE, one, two, three));
	}
	return found;
}

const piecesOf = memoize((text): readonly number[] => {
	const word = `^${text}$`;
	const pieces: number[] = [];
	for (const size of PIECE_SIZES)
		for (let at = 0; at + size <= word.length; at++) pieces.push(traitOf(fnv1a(PIECE, word.slice(at, at + size))));
	return pieces;
});

/** The traits of pairs of signs, cached: there are few, and every text has them. */
const pairsWith = memoize((one) => memoize((two) => traitOf(fnv1a(START, `${one}&${two}`))));

const LAUGHS = /[😂🤣😹😅🤡🙃😏]/u;
const SAD = /[😢😭💔🕯🖤😔🥺🙏❤🌹🤍]/u;
const ANGRY = /[😡🤬😤👎🙄🤦]/u;
const AFRAID = /[😱😨😰😳😬😟🫣]/u;
const GLAD = /[👏💪👍🥰😊😍🎉☀🙌😁😋]/u;

/** The manner of a post: how it asks, denies, mocks and so on. */
function mannersOf(reading: Reading, tokens: readonly TextToken[], text: string): string[] {
	const found: string[] = [];
	const addIf = (is: boolean, name: string): void => {
		if (is) found.push(`m:${name}`);
	};
	const words = tokens.filter(({ kind }) => kind === 'word').length;
	addIf(reading.asks, 'asks');
	addIf(/[?؟]/.test(text), 'mark');
	addIf(reading.rebuts, 'rebuts');
	addIf(reading.denials > 0, 'denies');
	addIf(reading.denials > 1, 'denies2');
	addIf(reading.looseDenials > 0, 'loose');
	addIf(reading.hedged, 'hedged');
	addIf(reading.mocks, 'mocks');
	addIf(reading.shared, 'shared');
	addIf(reading.trailing, 'trailing');
	addIf(reading.label > 0, 'label');
	addIf(reading.asides.length > 0, 'asides');
	addIf(
		reading.words.some(({ kind }) => kind === 'figure'),
		'figure'
	);
	addIf(
		reading.words.some(({ kind }) => kind === 'place'),
		'place'
	);
	addIf(
		reading.words.some(({ source }) => source),
		'source'
	);
	addIf(
		tokens.some(({ kind }) => kind === 'address'),
		'address'
	);
	addIf(
		tokens.some(({ kind }) => kind === 'hashtag'),
		'hashtag'
	);
	addIf(
		tokens.some(({ kind }) => kind === 'mention'),
		'mention'
	);
	addIf(/!/.test(text), 'cry');
	addIf(/!!/.test(text), 'cry2');
	addIf(/["“”]/.test(text), 'quotes');
	addIf(/\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b/s.test(text), 'capitals');
	if (tokens.some(({ kind }) => kind === 'emoji')) {
		addIf(LAUGHS.test(text), 'laughs');
		addIf(SAD.test(text), 'sad');
		addIf(ANGRY.test(text), 'angry');
		addIf(AFRAID.test(text), 'afraid');
		addIf(GLAD.test(text), 'glad');
	}
	found.push(`m:long${words < 6 ? 0 : words < 12 ? 1 : words < 20 ? 2 : words < 32 ? 3 : 4}`);
	return found;
}

/** FNV-1a, continued from the hash of the preceding text: hashing pieces in turn equals hashing the whole text. */
function fnv1a(before: number, text: string): number {
	let hash = before;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash;
}
/** The same of texts with a space between them. */
function withSpaces(before: number, first: string, ...rest: readonly string[]): number {
	return rest.reduce((hash, text) => fnv1a(fnv1a(hash, ' '), text), fnv1a(before, first));
}
/** The trait of a hash, with the finaliser of MurmurHash3, so that short words are spread evenly. */
function traitOf(hash: number): number {
	let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) & (TRAITS - 1);
}
