import { formOf, separable, isTypingError, stemOf } from '../text/spelling';
import { isWeak } from '../text/word-lists';
import type { Reading, Word } from './reading';

/** Finds the words of an earlier post that match a word of a later one. */

/** Words whose number counts people or events: "dode" and "doden" differ. */
const COUNTED_WORDS =
	/^(?:dode|gewonde|slachtoffer|vermiste|verdachte|agent|explosie|ontploffing|lichaam|dader)(?:n|en|s)?$/;

/**
 * The words of the earlier post that match a later word: one, or two that the later post writes as one. Empty when the
 * earlier post says it with small words only ("raak … aan", "aanraken"). Null when the word is new.
 */
export function partners(word: Word, earlier: Reading, later: Reading): Word[] | null {
	const one =
		earlier.words.find((other) => other.text === word.text && sameWord(other, word)) ??
		earlier.words.find((other) => sameWord(other, word));
	if (one) return [one];
	if (word.kind === 'figure') return null;
	const joined = earlier.words.find((other) => pairsWith(word, later).some((pair) => isSpeltAlike(other.text, pair)));
	if (joined) return [joined];
	const halves = earlier.words.filter(
		(other) => other.kind !== 'figure' && pairsWith(other, earlier).some((pair) => isSpeltAlike(word.text, pair))
	);
	if (halves.length > 0) return halves;
	return separableVerb(word, earlier, later) ?? (earlier.spoken.some((spoken) => isMisspelt(spoken, word)) ? [] : null);
}

/** A word written as one with the next or previous word: "stroom storing", "hoge water". */
function pairsWith(word: Word, reading: Reading): string[] {
	const before = reading.spoken[word.at - 1];
	const after = reading.spoken[word.at + 1];
	const pairs: string[] = [];
	if (before !== undefined) pairs.push(before + word.text, stemOf(before) + word.text);
	if (after !== undefined) pairs.push(word.text + after, stemOf(word.text) + after);
	return pairs;
}

/** A separable verb that one post writes as one word and the other in two. */
function separableVerb(word: Word, earlier: Reading, later: Reading): Word[] | null {
	const inTwo = separable(word.text);
	if (inTwo && earlier.spoken.includes(inTwo.particle)) {
		const verb = earlier.words.find((other) => other.meaning === inTwo.verb);
		if (verb) return [verb];
		if (earlier.spoken.some((spoken) => formOf(spoken).meaning === inTwo.verb)) return [];
	}
	const whole = earlier.words.find((other) => {
		const others = separable(other.text);
		return others !== null && others.verb === word.meaning && later.spoken.includes(others.particle);
	});
	return whole ? [whole] : null;
}

/** A small word spelt wrong looks like one of news: "booven". */
const isMisspelt = (spoken: string, { text, sound }: Word): boolean =>
	spoken.length >= 5 &&
	spoken[0] === text[0] &&
	Math.abs(spoken.length - text.length) <= 1 &&
	isWeak(spoken) &&
	(isTypingError(spoken, text) || formOf(spoken).sound === sound);

const isSpeltAlike = (one: string, other: string): boolean => one === other || isTypingError(one, other);

function sameWord(a: Word, b: Word): boolean {
	if (a.kind === 'figure' || b.kind === 'figure')
		return a.kind === b.kind && a.meaning === b.meaning && (a.hour ?? b.hour) === (b.hour ?? a.hour);
	if (a.kind === 'place' && b.kind === 'place') return a.meaning === b.meaning;
	if (a.meaning === b.meaning)
		return !(
			COUNTED_WORDS.test(a.text) &&
			COUNTED_WORDS.test(b.text) &&
			/(?:n|s)$/.test(a.text) !== /(?:n|s)$/.test(b.text)
		);
	return (a.sound.length >= 4 && a.sound === b.sound) || isTypingError(a.text, b.text);
}
