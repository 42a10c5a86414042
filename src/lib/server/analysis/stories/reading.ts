import { figureAt } from '../text/numbers';
import type { Places } from '../text/places';
import { asks, denials, negations, opposites, withoutUn } from '../text/polarity';
import { meaningOf, soundOf } from '../text/spelling';
import { channels, commentPhrases, mockingEmoji, passingOn, isWeak, sayingVerbs, spokespersons } from '../text/word-lists';
import { wordsOf, type Token } from '../text/words';

/** What a post says, in the form in which two posts are compared. */

export type WordKind = 'word' | 'figure' | 'place';

/** A word that carries news. */
export interface Word {
	readonly kind: WordKind;
	/** as written, folded */
	readonly text: string;
	/** one form for its inflections and synonyms */
	readonly meaning: string;
	readonly sound: string;
	/** where it stands in `spoken` */
	readonly at: number;
	readonly sentence: number;
	readonly clause: number;
	/** what a "niet" or "geen" beside it denies */
	readonly denied: boolean;
	/** shares its part of the sentence with a denial */
	readonly nearDenial: boolean;
	/** names who is passed on, not what happened */
	readonly source: boolean;
	/** the incident's own place */
	readonly implied: boolean;
}

export interface Reading {
	/** all words, also the weak, folded, in order */
	readonly spoken: readonly string[];
	/** for each of `spoken` in which part of a sentence it stands */
	readonly clauses: readonly number[];
	/** the same as one text: equal for copies letter by letter */
	readonly plain: string;
	readonly words: readonly Word[];
	/** denials that deny no word of their own part of the sentence */
	readonly looseDenials: number;
	readonly denials: number;
	/** calls something untrue: "onzin", "klopt niet" */
	readonly rebuts: boolean;
	readonly asks: boolean;
	readonly mocks: boolean;
	/** words set apart in quotation marks, and phrases that comment */
	readonly asides: readonly string[];
	/** which of `opposites` it has */
	readonly turns: ReadonlySet<string>;
	readonly shared: boolean;
	readonly trailing: boolean;
	readonly open: boolean;
}

const turning: ReadonlySet<string> = new Set(opposites.flat());
/** Directions count when no noun follows: "zet de ventilatie uit", not "uit de wijk". */
const directions = new Set(['aan', 'uit', 'binnen', 'buiten', 'boven', 'onder']);
/** Limits count when a figure follows: "tot 18 uur", not "tot ziens". */
const limits = new Set(['tot', 'vanaf', 'voor', 'na']);
const determiners = new Set('de het een mijn je uw zijn haar hun onze ons die dat deze dit alle'.split(' '));
/** A denial reaches no further than these. */
const turningPoints = new Set('maar want omdat dus terwijl hoewel tenzij but because'.split(' '));

/** Reads a post within its incident. */
export function read(text: string, places: Places): Reading {
	const { tokens, shared, trailing, open } = wordsOf(text);
	const silent = silentTokens(tokens);
	const spoken = tokens.filter((token) => token.kind === 'word' || token.kind === 'number' || token.kind === 'hashtag');
	const words = contentOf(tokens, silent, places);
	const scope = denialsOf(tokens, words);
	const plain = spoken.filter((token) => !silent.has(token)).map((token) => token.text);
	return {
		spoken: spoken.map((token) => token.text),
		clauses: spoken.map((token) => token.clause),
		plain: plain.join(' '),
		words: scope.words,
		looseDenials: scope.loose,
		denials: scope.count,
		rebuts:
			tokens.some((token) => denials.has(token.text)) ||
			/\b(?:klopt|waar|juist) (?:dus |echt |helemaal |gewoon )*niet\b|\bniet (?:waar|juist)\b/.test(plain.join(' ')),
		asks: asks(tokens),
		mocks: tokens.some((token) => token.kind === 'emoji' && mockingEmoji.has(token.text)),
		asides: [...setApart(tokens), ...commentPhrases.filter((phrase) => ` ${plain.join(' ')} `.includes(` ${phrase} `))],
		turns: turnsOf(tokens, places),
		shared,
		trailing,
		open
	};
}

/** Begins a part of a sentence that only says where a message comes from. */
const originFirst = new Set('via bron aldus doorgestuurd gedeeld kopie repost forwarded'.split(' '));

/** Tokens that only pass a message on: "Doorgestuurd uit de buurtapp:", "(via …)", hashtags behind the last sentence. */
function silentTokens(tokens: readonly Token[]): ReadonlySet<Token> {
	const silent = new Set<Token>();
	for (const clause of clausesOf(tokens)) {
		const spoken = clause.filter((token) => token.kind === 'word');
		if (spoken.some((token) => negations.has(token.text) || denials.has(token.text))) continue;
		const passes = spoken.some((token) => passingOn.has(token.text) || channels.has(token.text));
		const others = spoken.filter(
			(token) =>
				!passingOn.has(token.text) && !channels.has(token.text) && !isWeak(token.text) && !token.capital && !spokespersons.has(token.text)
		).length;
		const named = spoken.some((token) => !isWeak(token.text) && !passingOn.has(token.text) && !channels.has(token.text));
		const origin = originFirst.has(spoken[0]?.text ?? '') && spoken.length <= 6 && others <= 1;
		if (origin || (passes && !named)) for (const token of clause) silent.add(token);
	}
	for (let at = tokens.length - 1; at >= 0; at--) {
		const token = tokens[at];
		if (!token || token.kind === 'word' || token.kind === 'number') break;
		if (token.kind === 'hashtag') silent.add(token);
	}
	return silent;
}

function clausesOf(tokens: readonly Token[]): Token[][] {
	const clauses: Token[][] = [];
	let start = 0;
	tokens.forEach((token, at) => {
		if (token.clause === tokens[at + 1]?.clause) return;
		clauses.push(tokens.slice(start, at + 1));
		start = at + 1;
	});
	return clauses;
}

/** Whether a token names the source of a message: "politie: …", "volgens de GGD", "zegt burgemeester", "Arriva meldt: …". */
function isSource(tokens: readonly Token[], at: number): boolean {
	const token = tokens[at];
	if (!token) return false;
	const next = tokens[at + 1];
	const before = tokens[at - 1]?.text ?? '';
	const saidBefore = ['de', 'het'].includes(before) ? (tokens[at - 2]?.text ?? '') : before;
	const saysNext = next !== undefined && sayingVerbs.has(next.text);
	if (spokespersons.has(token.text)) {
		return (
			next?.text === ':' ||
			saysNext ||
			saidBefore === 'volgens' ||
			saidBefore === 'aldus' ||
			saidBefore === 'via' ||
			sayingVerbs.has(saidBefore) ||
			bracketed(tokens, at)
		);
	}
	return token.capital && saysNext && tokens[at + 2]?.text === ':';
}

const bracketed = (tokens: readonly Token[], at: number): boolean => tokens[at - 1]?.text === '(' && tokens[at + 1]?.text === ')';

function contentOf(tokens: readonly Token[], silent: ReadonlySet<Token>, places: Places): Word[] {
	const words: Word[] = [];
	const seenMoment = tokens.some(
		(token, at) =>
			(figureAt(tokens, at)?.value ?? '').includes(':') && token.kind !== 'mark' && !figureAt(tokens, at)?.value.startsWith('d:')
	);
	let spokenAt = -1;
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token || (token.kind !== 'word' && token.kind !== 'number' && token.kind !== 'hashtag')) continue;
		spokenAt++;
		if (silent.has(token)) continue;
		const word = {
			at: spokenAt,
			sentence: token.sentence,
			clause: token.clause,
			denied: false,
			nearDenial: false,
			source: false,
			implied: false
		};
		const place = places.at(tokens, at);
		if (place) {
			words.push({ ...word, kind: 'place', text: place.value, meaning: place.value, sound: soundOf(place.value), implied: place.implied });
			at += place.length - 1;
			spokenAt += place.length - 1;
			continue;
		}
		const figure = figureAt(tokens, at);
		if (figure) {
			if (!(figure.partOfDay && seenMoment))
				words.push({ ...word, kind: 'figure', text: figure.value, meaning: figure.value, sound: figure.value });
			for (let step = 1; step < figure.length; step++) if (tokens[at + step]?.kind !== 'mark') spokenAt++;
			at += figure.length - 1;
			continue;
		}
		// "…, alleen inloggen werkt nog niet": a conjunction there.
		if (token.text === 'alleen' && at > 0 && tokens[at - 1]?.kind === 'mark') continue;
		const positive = withoutUn(token.text);
		const text = positive ?? token.text;
		if (negations.has(text) || isWeak(text) || (passingOn.has(text) && !denials.has(text))) continue;
		words.push({
			...word,
			kind: 'word',
			text,
			meaning: meaningOf(text),
			sound: soundOf(text),
			source: isSource(tokens, at),
			denied: positive !== null
		});
	}
	return words;
}

/** Which words are denied: the next word of news in the same part of the sentence, or else the one before. */
function denialsOf(tokens: readonly Token[], words: readonly Word[]): { words: Word[]; loose: number; count: number } {
	const spoken = tokens.filter((token) => token.kind === 'word' || token.kind === 'number' || token.kind === 'hashtag');
	let part = 0;
	const parts = spoken.map((token, at) => {
		if (at > 0 && (token.clause !== spoken[at - 1]?.clause || turningPoints.has(token.text))) part++;
		return part;
	});
	const denied = new Set<Word>(words.filter((word) => word.denied));
	const near = new Set<number>();
	let count = denied.size;
	let loose = 0;
	spoken.forEach((token, at) => {
		if (!negations.has(token.text)) return;
		count++;
		const beside = words.filter((word) => parts[word.at] === parts[at] && !word.source);
		const and = spoken.findIndex((other, otherAt) => otherAt > at && other.text === 'en');
		const target = beside.find((word) => word.at > at && (and < 0 || word.at < and)) ?? beside.findLast((word) => word.at < at);
		if (target) denied.add(target);
		else loose++;
		near.add(parts[at] ?? -1);
	});
	return {
		words: words.map((word) => ({ ...word, denied: denied.has(word), nearDenial: near.has(parts[word.at] ?? -1) || denied.has(word) })),
		loose,
		count
	};
}

/** One to three words in quotation marks amid others, unless they are a name: "het water is 'veilig'" doubts it. */
function setApart(tokens: readonly Token[]): string[] {
	const asides: string[] = [];
	let from = -1;
	tokens.forEach((token, at) => {
		if (token.text !== '"') return;
		if (from < 0) {
			from = at;
			return;
		}
		const inside = tokens.slice(from + 1, at).filter((part) => part.kind === 'word');
		if (inside.length > 0 && inside.length <= 3 && !inside[0]?.capital && tokens.length > inside.length + 4)
			asides.push(inside.map((part) => part.text).join(' '));
		from = -1;
	});
	return asides;
}

function turnsOf(tokens: readonly Token[], places: Places): ReadonlySet<string> {
	const turns = new Set<string>();
	tokens.forEach((token, at) => {
		if (token.kind !== 'word' || !turning.has(token.text)) return;
		const next = tokens[at + 1];
		if (directions.has(token.text) && next && (determiners.has(next.text) || next.capital || places.at(tokens, at + 1))) return;
		if (limits.has(token.text) && !figureAt(tokens, at + 1)) return;
		turns.add(token.text);
	});
	return turns;
}
