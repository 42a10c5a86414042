import { opposites } from '../text/polarity';
import { slipOfTheFinger } from '../text/spelling';
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
	if (!short.trailing && !(short.open && (broken || short === later))) return null;
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
		for (const partner of found) {
			matches.push({ earlier: partner, later: word });
			kept.add(partner);
		}
		if (found.length === 0 && !word.source && !word.implied)
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

/** The words of the earlier post that a later word stands for: one, or two that it writes as one; none when it adds something. */
function partners(word: Word, earlier: Reading, later: Reading): Word[] {
	const one =
		earlier.words.find((other) => sameWord(other, word) && other.text === word.text) ??
		earlier.words.find((other) => sameWord(other, word));
	if (one) return [one];
	if (word.kind === 'figure') return [];
	const before = later.spoken[word.at - 1];
	const after = later.spoken[word.at + 1];
	const joined = earlier.words.find(
		(other) => (before !== undefined && spelt(other, before + word.text)) || (after !== undefined && spelt(other, word.text + after))
	);
	if (joined) return [joined];
	const halves = earlier.words.filter((other) => {
		const next = earlier.spoken[other.at + 1];
		const previous = earlier.spoken[other.at - 1];
		return (next !== undefined && spelt(word, other.text + next)) || (previous !== undefined && spelt(word, previous + other.text));
	});
	return halves;
}

const spelt = (word: Word, text: string): boolean => word.text === text || slipOfTheFinger(word.text, text);

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
	if (earlier.denials > 0 !== later.denials > 0 || earlier.looseDenials !== later.looseDenials) return true;
	return matches.some((match) => (match.earlier.denied && !match.later.nearDenial) || (match.later.denied && !match.earlier.nearDenial));
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
	const names = [...before.keys()].filter((name) => after.has(name));
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
