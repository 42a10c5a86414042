import { opposites } from '../text/polarity';
import { partners } from './partners';
import type { Reading, Word } from './reading';

/**
 * Whether a later post is a copy of an earlier one: it shares, truncates, respells or lightly rewords it, and adds nothing.
 * A missed copy costs a person a second look, but a false copy hides a denial in the story of its rumour: when in doubt,
 * the posts stay in separate stories.
 */

export type Comparison =
	| { readonly same: true; readonly how: 'copy' | 'cut' | 'reworded'; readonly likeness: number }
	| { readonly same: false; readonly why: Difference };

type Difference =
	| 'question'
	| 'denial'
	| 'opposite'
	| 'number'
	| 'place'
	| 'added'
	| 'dropped'
	| 'less'
	| 'swapped'
	| 'tone'
	| 'short'
	| 'language';

interface CopyContext {
	/** we have word lists for the languages of both; if not, only exact or truncated copies count */
	readonly known: boolean;
	/** the source says that the later post shares the earlier one */
	readonly shares: boolean;
}

/** A rewording keeps at least this share of the words that carry news. */
const MIN_COVERAGE = 0.6;
/** A truncated copy has at least this many words. */
const MIN_CUT_WORDS = 6;
/** With fewer news words than this, the small words must match too. */
const MIN_NEWS_WORDS = 3;
const MIN_SPOKEN_LIKENESS = 0.6;
/** Even a badly spelt copy has at most this share of unknown words. */
const MAX_UNKNOWN_SHARE = 0.7;

const different = (why: Difference): Comparison => ({ same: false, why });

/**
 * Compares a later post with an earlier one.
 */
export function compare(earlier: Reading, later: Reading, { known, shares }: CopyContext): Comparison {
	const cut = cutOff(earlier, later, shares ? 1 : MIN_CUT_WORDS);
	if (cut) return cut;
	if (earlier.mocks !== later.mocks || earlier.hedged !== later.hedged || !sameAsides(earlier, later))
		return different('tone');
	if (earlier.asks !== later.asks) return different('question');
	if (earlier.rebuts !== later.rebuts) return different('denial');
	if (later.normalisedText !== '' && earlier.normalisedText === later.normalisedText)
		return { same: true, how: 'copy', likeness: 1 };
	if (isLabelled(earlier, later)) return { same: true, how: 'copy', likeness: 1 };
	if (!known) return different('language');
	for (const [one, other] of opposites) {
		if (isOpposite(earlier, later, one, other) || isOpposite(later, earlier, one, other)) return different('opposite');
	}
	return reworded(earlier, later);
}

/** Whether the later post is the earlier one word for word, after a label that names its author. */
function isLabelled(earlier: Reading, later: Reading): boolean {
	if (
		later.label === 0 ||
		earlier.spoken.length < MIN_CUT_WORDS ||
		later.spoken.length !== earlier.spoken.length + later.label
	)
		return false;
	return earlier.spoken.every((word, at) => word === later.spoken[at + later.label]);
}

const isOpposite = (a: Reading, b: Reading, one: string, other: string): boolean =>
	a.oppositeWords.has(one) && !a.oppositeWords.has(other) && b.oppositeWords.has(other) && !b.oppositeWords.has(one);

const sameAsides = (a: Reading, b: Reading): boolean =>
	a.asides.length === b.asides.length && a.asides.every((aside) => b.asides.includes(aside));

/**
 * The comparison when one is the beginning of the other and visibly truncated: by an ellipsis, an incomplete word, or an
 * end within a sentence. Null otherwise.
 */
function cutOff(earlier: Reading, later: Reading, atLeast: number): Comparison | null {
	const cutLater = lengthOf(later) < lengthOf(earlier);
	const [short, long] = cutLater ? [later, earlier] : [earlier, later];
	const size = short.spoken.length;
	if (size < atLeast || lengthOf(short) === lengthOf(long)) return null;
	for (let at = 0; at < size - 1; at++) if (short.spoken[at] !== long.spoken[at]) return null;
	const last = short.spoken[size - 1] ?? '';
	const whole = long.spoken[size - 1] ?? '';
	if (!whole.startsWith(last) && !(short.ending !== '' && whole.startsWith(short.ending))) return null;
	const midway = last !== whole || long.clauses[size - 1] === long.clauses[size];
	if (!short.trailing && !(short.open && cutLater && midway)) return null;
	const differsInMeaning = long.denials > short.denials || long.rebuts !== short.rebuts || long.asks !== short.asks;
	// Without an ellipsis, a text that ends where the other continues with a denial may be original; and the later post may
	// not add a denial or remark.
	if ((differsInMeaning || long.mocks !== short.mocks) && !(cutLater && short.trailing)) return null;
	if (
		cutLater
			? later.mocks && !earlier.mocks
			: later.mocks !== earlier.mocks || later.asides.length > earlier.asides.length
	)
		return null;
	return { same: true, how: 'cut', likeness: round(size / long.spoken.length) };
}

const lengthOf = (reading: Reading): number => reading.spoken.length + (reading.spoken.at(-1)?.length ?? 0) / 100;

interface Match {
	readonly earlier: Word;
	readonly later: Word;
}

function reworded(earlier: Reading, later: Reading): Comparison {
	// A cheap check that excludes nearly all texts that are not copies: respelling does not make most words unknown.
	const unknown = later.words.filter(({ meaning }) => !earlier.words.some((word) => word.meaning === meaning)).length;
	if (unknown > MAX_UNKNOWN_SHARE * later.words.length) return different('added');
	const matches: Match[] = [];
	const matched = new Set<Word>();
	for (const word of later.words) {
		const found = partners(word, earlier, later);
		for (const partner of found ?? []) {
			matches.push({ earlier: partner, later: word });
			matched.add(partner);
		}
		if (!found && !word.source && !word.implied)
			return different(word.kind === 'figure' ? 'number' : word.kind === 'place' ? 'place' : 'added');
	}
	for (const word of earlier.words) {
		if (matched.has(word) || word.implied || word.kind === 'word') continue;
		return different(word.kind === 'figure' ? 'number' : 'place');
	}
	if (namesOtherSource(earlier, later, matches)) return different('added');
	if (differsInDenial(earlier, later, matches)) return different('denial');
	if (dropsPart(earlier, matched)) return different('dropped');
	if (
		mentionsPeople(later) &&
		!mentionsPeople(earlier) &&
		earlier.words.some((word) => !matched.has(word) && word.kind === 'word')
	)
		return different('added');
	const newsWords = earlier.words.filter((word) => !word.source && !word.implied);
	const coverage = newsWords.length === 0 ? 0 : newsWords.filter((word) => matched.has(word)).length / newsWords.length;
	if (coverage < MIN_COVERAGE) return different('less');
	if (matches.some((match) => match.earlier.way && match.later.way && match.earlier.way !== match.later.way))
		return different('swapped');
	if (swapped(earlier, later, 'place') || swapped(earlier, later, 'figure')) return different('swapped');
	if (
		Math.min(newsWords.length, later.words.length) < MIN_NEWS_WORDS &&
		sharedShare(earlier.spoken, later.spoken) < MIN_SPOKEN_LIKENESS
	)
		return different('short');
	return {
		same: true,
		how: 'reworded',
		likeness: round(0.5 * coverage + 0.5 * sharedShare(earlier.spoken, later.spoken))
	};
}

/** Whether both name a source, but not the same one. */
function namesOtherSource(earlier: Reading, later: Reading, matches: readonly Match[]): boolean {
	const before = earlier.words.filter((word) => word.source);
	const after = later.words.filter((word) => word.source);
	if (before.length === 0 || after.length === 0) return false;
	return !matches.some((match) => match.earlier.source || match.later.source);
}

function differsInDenial(earlier: Reading, later: Reading, matches: readonly Match[]): boolean {
	if (earlier.denials > 0 !== later.denials > 0) return true;
	if (earlier.denials !== later.denials) {
		if (earlier.looseDenials !== later.looseDenials) return true;
		// "Wie niet naar huis kan: nog een bed vrij", "…: geen bed meer vrij": one more is denied.
		const denied = (reading: Reading): Set<string> =>
			new Set(reading.words.filter((word) => word.denied).map((word) => word.meaning));
		const [before, after] = [denied(earlier), denied(later)];
		if (matches.some((match) => before.has(match.earlier.meaning) !== after.has(match.later.meaning))) return true;
	}
	// A word may occur twice in a post and be denied once: "stroom storing … zonder stroom".
	const some = (reading: Reading, word: Word, is: 'denied' | 'nearDenial'): boolean =>
		reading.words.some((other) => other.meaning === word.meaning && other[is]);
	if (matches.some((match) => some(earlier, match.earlier, 'denied') && !some(later, match.later, 'nearDenial')))
		return true;
	if (matches.some((match) => some(later, match.later, 'denied') && !some(earlier, match.earlier, 'nearDenial')))
		return true;
	// "De school is niet dicht maar de sporthal wel": what is denied may be swapped.
	const deniedBefore = matches.some(
		(match) => some(earlier, match.earlier, 'nearDenial') && !some(later, match.later, 'nearDenial')
	);
	return (
		deniedBefore &&
		matches.some((match) => some(later, match.later, 'nearDenial') && !some(earlier, match.earlier, 'nearDenial'))
	);
}

/** "Mensen" is a small word, unless it replaces another word: "twee paarden gewond", "twee mensen gewond". */
const mentionsPeople = (reading: Reading): boolean => reading.spoken.some((word) => PERSONS.has(word));
const PERSONS = new Set('mensen personen jongens meiden dames heren buren people'.split(' '));

/**
 * Whether the later post leaves out a whole sentence, or a clause with two news words: that is more than a light
 * rewording, and it may have been a comment.
 */
function dropsPart(earlier: Reading, matched: ReadonlySet<Word>): boolean {
	const sentences = new Map<number, boolean>();
	const clauses = new Map<number, { words: number; hasMatch: boolean }>();
	for (const word of earlier.words) {
		if (word.source || word.implied) continue;
		const isMatched = matched.has(word);
		sentences.set(word.sentence, (sentences.get(word.sentence) ?? false) || isMatched);
		const clause = clauses.get(word.clause) ?? { words: 0, hasMatch: false };
		clauses.set(word.clause, { words: clause.words + 1, hasMatch: clause.hasMatch || isMatched });
	}
	return (
		[...sentences.values()].includes(false) ||
		[...clauses.values()].some((clause) => !clause.hasMatch && clause.words > 1)
	);
}

/** Two places (or figures) have changed roles: "A dicht, rijd om via B" and "B dicht, rijd om via A". */
function swapped(earlier: Reading, later: Reading, kind: 'place' | 'figure'): boolean {
	const before = wordsAround(earlier, kind);
	const after = wordsAround(later, kind);
	const names = [...before.keys()].filter((name) => after.has(name) && !name.startsWith('d:'));
	return names.some((one, index) =>
		names.slice(index + 1).some((other) => {
			const direct = common(before.get(one), after.get(one)) + common(before.get(other), after.get(other));
			const crossed = common(before.get(one), after.get(other)) + common(before.get(other), after.get(one));
			return crossed > direct;
		})
	);
}

function wordsAround(reading: Reading, kind: 'place' | 'figure'): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	reading.words.forEach((word, index) => {
		if (word.kind !== kind) return;
		const neighbours = found.get(word.meaning) ?? new Set<string>();
		reading.words.forEach((other, otherIndex) => {
			const isNeighbour = kind === 'place' ? other.clause === word.clause : Math.abs(otherIndex - index) === 1;
			if (other.kind === 'word' && isNeighbour) neighbours.add(other.meaning);
		});
		found.set(word.meaning, neighbours);
	});
	return found;
}

const common = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): number =>
	a && b ? [...a].filter((item) => b.has(item)).length : 0;

/** Share of words in common, of all words of both. */
function sharedShare(a: readonly string[], b: readonly string[]): number {
	const one = new Set(a);
	const other = new Set(b);
	const shared = common(one, other);
	return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

const round = (value: number): number => Math.round(value * 100) / 100;
