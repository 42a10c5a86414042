import { opposites } from '../text/polarity';
import { meaningOf, separable, slipOfTheFinger, stemOf } from '../text/spelling';
import type { Reading, Word } from './reading';

/**
 * Whether a later post is a copy of an earlier one: it shares, cuts off, respells or lightly rewords, and adds nothing. Wrongly apart costs a person a
 * second look, wrongly together hides a denial among its rumour: when in doubt they are apart.
 */

export type Comparison =
	| { readonly same: true; readonly how: 'copy' | 'cut' | 'reworded'; readonly likeness: number }
	| { readonly same: false; readonly why: Difference };

export type Difference =
	'question' | 'denial' | 'opposite' | 'number' | 'place' | 'added' | 'dropped' | 'less' | 'swapped' | 'tone' | 'short' | 'language';

/** A rewording keeps at least this share of the words that carry news. */
const COVERAGE = 0.6;
/** A cut-off copy has at least this many words before the cut. */
const CUT_WORDS = 6;
/** With fewer words of news than this, the small words must be the same too. */
const FEW_WORDS = 3;
const FEW_WORDS_ALIKE = 0.6;

const apart = (why: Difference): Comparison => ({ same: false, why });

/** Words whose number counts people or events: "dode" and "doden" differ. */
const counted = /^(?:dode|gewonde|slachtoffer|vermiste|verdachte|agent|explosie|ontploffing|lichaam|dader)(?:n|en|s)?$/;

/**
 * Compares a later post with an earlier one.
 * @param known whether our lists know the language of both; if not, only what is the same word for word, or cut off, counts
 */
export function compare(earlier: Reading, later: Reading, known: boolean): Comparison {
	if (earlier.mocks !== later.mocks || !sameAsides(earlier, later)) return apart('tone');
	if (later.plain !== '' && earlier.plain === later.plain)
		return earlier.asks === later.asks ? { same: true, how: 'copy', likeness: 1 } : apart('question');
	const cut = cutOff(earlier, later);
	if (cut) return cut;
	if (!known) return apart('language');
	if (earlier.asks !== later.asks) return apart('question');
	if (earlier.rebuts !== later.rebuts) return apart('denial');
	for (const [one, other] of opposites) {
		if (turned(earlier, later, one, other) || turned(later, earlier, one, other)) return apart('opposite');
	}
	return reworded(earlier, later);
}

const turned = (a: Reading, b: Reading, one: string, other: string): boolean =>
	a.turns.has(one) && !a.turns.has(other) && b.turns.has(other) && !b.turns.has(one);

const sameAsides = (a: Reading, b: Reading): boolean =>
	a.asides.length === b.asides.length && a.asides.every((aside) => b.asides.includes(aside));

/** One is the beginning of the other and shows that it was cut: an ellipsis, a word broken off, or an end within a sentence. */
function cutOff(earlier: Reading, later: Reading): Comparison | null {
	const [short, long] = earlier.spoken.length <= later.spoken.length ? [earlier, later] : [later, earlier];
	const size = short.spoken.length;
	if (size < CUT_WORDS || size === long.spoken.length + 1) return null;
	for (let at = 0; at < size - 1; at++) if (short.spoken[at] !== long.spoken[at]) return null;
	const last = short.spoken[size - 1] ?? '';
	const whole = long.spoken[size - 1] ?? '';
	if (!whole.startsWith(last)) return null;
	const broken = last !== whole;
	const midway = long.clauses[size - 1] === long.clauses[size];
	if (!short.trailing && !(short.open && short === later && (broken || midway))) return null;
	// Without an ellipsis a text that stops where another goes on to deny it may be one's own.
	if (!short.trailing && (long.denials > short.denials || long.rebuts || long.asks !== short.asks)) return null;
	if (short === earlier && (long.denials > short.denials || long.rebuts !== short.rebuts || long.asks !== short.asks)) return null;
	return { same: true, how: 'cut', likeness: round(size / long.spoken.length) };
}

interface Match {
	readonly earlier: Word;
	readonly later: Word;
}

function reworded(earlier: Reading, later: Reading): Comparison {
	const matches: Match[] = [];
	const kept = new Set<Word>();
	for (const word of later.words) {
		const found = partners(word, earlier, later);
		for (const partner of found ?? []) {
			matches.push({ earlier: partner, later: word });
			kept.add(partner);
		}
		if (!found && !word.source && !word.implied)
			return apart(word.kind === 'figure' ? 'number' : word.kind === 'place' ? 'place' : 'added');
	}
	for (const word of earlier.words) {
		if (kept.has(word) || word.implied || word.kind === 'word') continue;
		return apart(word.kind === 'figure' ? 'number' : 'place');
	}
	if (otherSource(earlier, later, matches)) return apart('added');
	if (otherwiseDenied(earlier, later, matches)) return apart('denial');
	if (dropsAPart(earlier, kept)) return apart('dropped');
	const said = earlier.words.filter((word) => !word.source && !word.implied);
	const coverage = said.length === 0 ? 0 : said.filter((word) => kept.has(word)).length / said.length;
	if (coverage < COVERAGE) return apart('less');
	if (swapped(earlier, later, 'place') || swapped(earlier, later, 'figure')) return apart('swapped');
	if (Math.min(said.length, later.words.length) < FEW_WORDS && alike(earlier.spoken, later.spoken) < FEW_WORDS_ALIKE) return apart('short');
	return { same: true, how: 'reworded', likeness: round(0.5 * coverage + 0.5 * alike(earlier.spoken, later.spoken)) };
}

/**
 * The words of the earlier post that a later word stands for: one; two that it writes as one; none of its own when the earlier post says it with small
 * words only ("raak … aan", "aanraken"). Null when it adds something.
 */
function partners(word: Word, earlier: Reading, later: Reading): Word[] | null {
	const one =
		earlier.words.find((other) => other.text === word.text && sameWord(other, word)) ??
		earlier.words.find((other) => sameWord(other, word));
	if (one) return [one];
	if (word.kind === 'figure') return null;
	const joined = earlier.words.find((other) => pairsWith(word, later).some((pair) => spelt(other.text, pair)));
	if (joined) return [joined];
	const halves = earlier.words.filter(
		(other) => other.kind !== 'figure' && pairsWith(other, earlier).some((pair) => spelt(word.text, pair))
	);
	if (halves.length > 0) return halves;
	return apartVerb(word, earlier, later);
}

/** A word written as one with its neighbour: "stroom storing", "hoge water". */
function pairsWith(word: Word, reading: Reading): string[] {
	const before = reading.spoken[word.at - 1];
	const after = reading.spoken[word.at + 1];
	const pairs: string[] = [];
	if (before !== undefined) pairs.push(before + word.text, stemOf(before) + word.text);
	if (after !== undefined) pairs.push(word.text + after, stemOf(word.text) + after);
	return pairs;
}

/** A separable verb: written as one by one post, in two by the other. */
function apartVerb(word: Word, earlier: Reading, later: Reading): Word[] | null {
	const inTwo = separable(word.text);
	if (inTwo && earlier.spoken.includes(inTwo.particle)) {
		const verb = earlier.words.find((other) => other.meaning === inTwo.verb);
		if (verb) return [verb];
		if (earlier.spoken.some((spoken) => meaningOf(spoken) === inTwo.verb)) return [];
	}
	const whole = earlier.words.find((other) => {
		const others = separable(other.text);
		return others !== null && others.verb === word.meaning && later.spoken.includes(others.particle);
	});
	return whole ? [whole] : null;
}

const spelt = (one: string, other: string): boolean => one === other || slipOfTheFinger(one, other);

function sameWord(a: Word, b: Word): boolean {
	if (a.kind === 'figure' || b.kind === 'figure') return a.kind === b.kind && a.meaning === b.meaning;
	if (a.kind === 'place' && b.kind === 'place') return a.meaning === b.meaning;
	if (a.meaning === b.meaning)
		return !(counted.test(a.text) && counted.test(b.text) && /(?:n|s)$/.test(a.text) !== /(?:n|s)$/.test(b.text));
	return (a.sound.length >= 4 && a.sound === b.sound) || slipOfTheFinger(a.text, b.text);
}

/** Both name a source and not the same one. */
function otherSource(earlier: Reading, later: Reading, matches: readonly Match[]): boolean {
	const before = earlier.words.filter((word) => word.source);
	const after = later.words.filter((word) => word.source);
	if (before.length === 0 || after.length === 0) return false;
	return !matches.some((match) => match.earlier.source || match.later.source);
}

function otherwiseDenied(earlier: Reading, later: Reading, matches: readonly Match[]): boolean {
	if (earlier.denials > 0 !== later.denials > 0) return true;
	if (earlier.looseDenials !== later.looseDenials && earlier.denials !== later.denials) return true;
	// A word may stand in a post twice, denied once: "stroom storing … zonder stroom".
	return matches.some((match) => {
		const before = earlier.words.filter((word) => word.meaning === match.earlier.meaning);
		const after = later.words.filter((word) => word.meaning === match.later.meaning);
		const onlyBefore = before.some((word) => word.denied) && !after.some((word) => word.nearDenial);
		return onlyBefore || (after.some((word) => word.denied) && !before.some((word) => word.nearDenial));
	});
}

/** Leaves out a whole sentence, or a part of one with two words of news: that is no light rewording, and it may have been the comment. */
function dropsAPart(earlier: Reading, kept: ReadonlySet<Word>): boolean {
	const sentences = new Map<number, boolean>();
	const clauses = new Map<number, { words: number; kept: boolean }>();
	for (const word of earlier.words) {
		if (word.source || word.implied) continue;
		const here = kept.has(word);
		sentences.set(word.sentence, (sentences.get(word.sentence) ?? false) || here);
		const clause = clauses.get(word.clause) ?? { words: 0, kept: false };
		clauses.set(word.clause, { words: clause.words + 1, kept: clause.kept || here });
	}
	return [...sentences.values()].includes(false) || [...clauses.values()].some((clause) => !clause.kept && clause.words > 1);
}

/** Two places (or figures) have changed roles: "A dicht, rijd om via B" and "B dicht, rijd om via A". */
function swapped(earlier: Reading, later: Reading, kind: 'place' | 'figure'): boolean {
	const before = surroundings(earlier, kind);
	const after = surroundings(later, kind);
	const names = [...before.keys()].filter((name) => after.has(name) && !name.startsWith('d:'));
	return names.some((one, index) =>
		names.slice(index + 1).some((other) => {
			const direct = common(before.get(one), after.get(one)) + common(before.get(other), after.get(other));
			const crossed = common(before.get(one), after.get(other)) + common(before.get(other), after.get(one));
			return crossed > direct;
		})
	);
}

function surroundings(reading: Reading, kind: 'place' | 'figure'): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	reading.words.forEach((word, index) => {
		if (word.kind !== kind) return;
		const near = found.get(word.meaning) ?? new Set<string>();
		reading.words.forEach((other, otherIndex) => {
			const beside = kind === 'place' ? other.clause === word.clause : Math.abs(otherIndex - index) === 1;
			if (other.kind === 'word' && beside) near.add(other.meaning);
		});
		found.set(word.meaning, near);
	});
	return found;
}

const common = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): number =>
	a && b ? [...a].filter((item) => b.has(item)).length : 0;

/** Share of words in common, of all words of both. */
function alike(a: readonly string[], b: readonly string[]): number {
	const one = new Set(a);
	const other = new Set(b);
	const shared = common(one, other);
	return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

const round = (value: number): number => Math.round(value * 100) / 100;
