import { denials, negations } from '../text/polarity';
import { channels, isWeak, judgements, passingOn, sayingVerbs, spokespersons } from '../text/word-lists';
import type { TextToken } from '../text/words';

/** Finds the parts of a post that only name its origin or ask to pass it on: a copy may add and drop them. */

/** The first words of clauses that only name the origin of a message. */
const ORIGIN_WORDS_FIRST = new Set('via bron aldus doorgestuurd gedeeld kopie repost forwarded'.split(' '));
/**
 * A part of a sentence that names an origin may have this many words, one of them a word of its own: "Uit de app van de
 * voetbal:".
 */
const MAX_ORIGIN_WORDS = 10;
const MAX_TRAILING_ORIGIN_WORDS = 6;

/**
 * Tokens that only pass a message on: "Doorgestuurd uit de buurtapp:", "(via …)", hashtags behind the last sentence.
 */
export function ignoredTokens(
	tokens: readonly TextToken[],
	clauses: readonly (readonly TextToken[])[]
): ReadonlySet<TextToken> {
	const ignored = new Set<TextToken>();
	clauses.forEach((clause, index) => {
		const before = clauses[index - 1];
		if (passesOn(clause, index === 0) || (before && index > 1 && namesSource(before, clause)))
			for (const token of clause) ignored.add(token);
	});
	for (let at = tokens.length - 1; at >= 0; at--) {
		const token = tokens[at];
		if (!token || token.kind === 'word' || token.kind === 'number') break;
		if (token.kind === 'hashtag') ignored.add(token);
	}
	return ignored;
}

function passesOn(clause: readonly TextToken[], first: boolean): boolean {
	const spoken = clause.filter((token) => token.kind === 'word');
	if (!ORIGIN_WORDS_FIRST.has(spoken[0]?.text ?? '') && !spoken.some((token) => isPassing(token.text))) return false;
	if (spoken.some((token) => negations.has(token.text) || denials.has(token.text))) return false;
	const own = spoken.filter((token) => !isPassing(token.text) && !isWeak(token.text));
	if (spoken.some((token) => isPassing(token.text)) && own.length === 0) return true;
	const strange = own.filter((token) => !token.capital && !spokespersons.has(token.text)).length;
	if (strange > 1) return false;
	if (ORIGIN_WORDS_FIRST.has(spoken[0]?.text ?? '') && spoken.length <= MAX_TRAILING_ORIGIN_WORDS) return true;
	const isLabel = first && clause.at(-1)?.text === ':' && clause.every((token) => token.kind !== 'number');
	return (
		isLabel && spoken.length <= MAX_ORIGIN_WORDS && spoken.some((token) => isPassing(token.text) && !isWeak(token.text))
	);
}

/** "Bron: Verkeersdienst", behind the message. */
const namesSource = (before: readonly TextToken[], clause: readonly TextToken[]): boolean =>
	before[0]?.text === 'bron' &&
	before[1]?.text === ':' &&
	clause.length <= 4 &&
	clause.every((token) => token.kind === 'mark' || token.capital || spokespersons.has(token.text));

const isPassing = (word: string): boolean =>
	passingOn.has(word) || channels.has(word) || (word.length > 5 && word.endsWith('app'));

/** The parts of the sentences, between commas and full stops. */
export function clausesOf(tokens: readonly TextToken[]): TextToken[][] {
	const clauses: TextToken[][] = [];
	let start = 0;
	tokens.forEach((token, at) => {
		if (token.clause === tokens[at + 1]?.clause) return;
		clauses.push(tokens.slice(start, at + 1));
		start = at + 1;
	});
	return clauses;
}

/**
 * Whether a token names the source of a message: "politie: …", "volgens de GGD", "zegt burgemeester", "Arriva meldt:
 * …".
 */
export function isSource(tokens: readonly TextToken[], at: number): boolean {
	const token = tokens[at];
	if (!token) return false;
	const next = tokens[at + 1];
	const before = tokens[at - 1]?.text ?? '';
	const wordBefore = before === 'de' || before === 'het' ? (tokens[at - 2]?.text ?? '') : before;
	const saysNext = next !== undefined && sayingVerbs.has(next.text);
	if (!spokespersons.has(token.text)) return token.capital && saysNext && tokens[at + 2]?.text === ':';
	const introduced = ['volgens', 'aldus', 'via'].includes(wordBefore) || sayingVerbs.has(wordBefore);
	return introduced || saysNext || next?.text === ':' || (before === '(' && next?.text === ')');
}

const MAX_LABEL_WORDS = 4;

/**
 * The number of words before the first colon when they are a label: "Dierenarts Gaanderen: …". A label has few words,
 * none of which denies or judges.
 */
export function labelOf(tokens: readonly TextToken[]): number {
	const colon = tokens.findIndex((token) => token.kind === 'mark');
	if (tokens[colon]?.text !== ':') return 0;
	const words = tokens.slice(0, colon);
	const judges = words.some(
		(token) =>
			negations.has(token.text) ||
			denials.has(token.text) ||
			judgements.has(token.text) ||
			/(?:ig|lijk|loos)$/.test(token.text)
	);
	return words.length <= MAX_LABEL_WORDS && !judges && words.every((token) => token.kind === 'word') ? words.length : 0;
}
