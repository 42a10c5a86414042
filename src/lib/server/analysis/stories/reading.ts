import { figureAt } from '../text/numbers';
import { Places } from '../text/places';
import { asks, denials, negations, opposites, withoutUn } from '../text/polarity';
import { formOf, type Form } from '../text/spelling';
import { latest, memoize } from '../text/memoize';
import { isWeak, passingOn } from '../text/word-lists';
import { wordsOf, type TextToken } from '../text/words';
import { clausesOf, isSource, labelOf, ignoredTokens } from './provenance';
import { asidesOf, isHedged, mocks } from './tone';

/** Reads a post into the form in which two posts are compared. */

type WordKind = 'word' | 'figure' | 'place';

/** A word that carries news. */
export interface Word {
	readonly kind: WordKind;
	/** as written, folded */
	readonly text: string;
	/** one form for its inflections and synonyms */
	readonly meaning: string;
	readonly sound: string;
	/** its index in `spoken` */
	readonly at: number;
	readonly sentence: number;
	readonly clause: number;
	/** denied by a "niet" or "geen" next to it */
	readonly denied: boolean;
	/** is in the same part of the sentence as a denial */
	readonly nearDenial: boolean;
	/** names the source of the message, not what happened */
	readonly source: boolean;
	/** the incident's own place */
	readonly implied: boolean;
	/** a place one comes from or goes to */
	readonly way: 'from' | 'to' | null;
	/** the hour of a moment, 0 to 24, when it is certain */
	readonly hour: number | null;
}

export interface Reading {
	/** all words, also the weak, folded, in order */
	readonly spoken: readonly string[];
	/** the clause of each word of `spoken` */
	readonly clauses: readonly number[];
	/** the words of `spoken` without the origin of the message, as one text: equal for exact copies */
	readonly normalisedText: string;
	readonly words: readonly Word[];
	/** denials that deny no word of their own part of the sentence */
	readonly looseDenials: number;
	readonly denials: number;
	/** calls something untrue: "onzin", "klopt niet" */
	readonly rebuts: boolean;
	readonly asks: boolean;
	readonly mocks: boolean;
	/** says that it is not certain: "mogelijk", "zou" */
	readonly hedged: boolean;
	/** remarks in addition to the news */
	readonly asides: readonly string[];
	/** which of `opposites` it has */
	readonly oppositeWords: ReadonlySet<string>;
	readonly shared: boolean;
	readonly trailing: boolean;
	readonly open: boolean;
	/** the last word as written, perhaps half of one */
	readonly ending: string;
	/** the number of words before the first colon when they label the rest; 0 otherwise */
	readonly label: number;
}

/** The forms of a verb count as one. */
const ONE_FORM: Readonly<Record<string, string>> = {
	mogen: 'mag',
	kunnen: 'kan',
	kunt: 'kan',
	moeten: 'moet',
	zijn: 'is',
	waren: 'was',
	hebben: 'heeft',
	hadden: 'had'
};
const OPPOSITE_FORMS: ReadonlySet<string> = new Set([...opposites.flat(), ...Object.keys(ONE_FORM)]);
/** Directions count when no noun follows: "zet de ventilatie uit", not "uit de wijk". */
const DIRECTIONS = new Set(['aan', 'uit', 'binnen', 'buiten', 'boven', 'onder', 'op']);
/** Limits count when a figure follows: "tot 18 uur", not "tot ziens". */
const LIMITS = new Set(['tot', 'vanaf', 'voor', 'na']);
const DETERMINERS = new Set('de het een mijn je uw zijn haar hun onze ons die dat deze dit alle'.split(' '));
/** A denial does not extend beyond these words. */
const DENIAL_ENDS = new Set('maar want omdat dus terwijl hoewel tenzij but because'.split(' '));

/** Reads a post within its incident. */
export function read(text: string, places: Places): Reading {
	const { tokens, shared, trailing, open, ending } = wordsOf(text);
	const parts = clausesOf(tokens);
	const ignored = ignoredTokens(tokens, parts);
	const spoken = tokens.filter(isSpoken);
	const words = contentOf(tokens, ignored, places);
	const scope = denialsOf(spoken, words);
	const compared = ignored.size === 0 ? spoken : spoken.filter((token) => !ignored.has(token));
	const normalisedWords = compared.map((token) => token.text);
	const normalisedText = normalisedWords.join(' ');
	return {
		spoken: spoken.map((token) => token.text),
		clauses: spoken.map((token) => token.clause),
		normalisedText,
		words: scope.words,
		looseDenials: scope.loose,
		denials: scope.count,
		rebuts:
			tokens.some((token) => denials.has(token.text)) ||
			(normalisedWords.includes('niet') &&
				/\b(?:klopt|waar|juist) (?:dus |echt |helemaal |gewoon )*niet\b|\bniet (?:waar|juist)\b/.test(normalisedText)),
		asks: asks(tokens),
		mocks: mocks(tokens),
		hedged: isHedged(tokens),
		asides: asidesOf(tokens, parts, ignored, normalisedWords),
		oppositeWords: oppositeWordsOf(tokens, places),
		shared,
		trailing,
		open,
		ending,
		label: labelOf(tokens)
	};
}

const NO_PLACES = new Places({ place: null, places: [] });
/** Reads a post of an incident of which no place is known. */
export const readAnywhere = latest((text) => read(text, NO_PLACES));

function contentOf(tokens: readonly TextToken[], ignored: ReadonlySet<TextToken>, places: Places): Word[] {
	const words: Word[] = [];
	const partsOfDay = new Set<Word>();
	let moments = 0;
	let spokenAt = -1;
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token || !isSpoken(token)) continue;
		spokenAt++;
		if (ignored.has(token)) continue;
		const place = places.at(tokens, at);
		if (place) {
			const form = { meaning: place.value, sound: formOf(place.value).sound };
			words.push(
				wordAt('place', place.value, form, token, spokenAt, false, false, place.implied, wayTo(tokens[at - 1]))
			);
			at += place.length - 1;
			spokenAt += place.length - 1;
			continue;
		}
		const figure = figureAt(tokens, at);
		if (figure) {
			const { value, hour, length } = figure;
			const form = { meaning: value, sound: value };
			const word = wordAt('figure', value, form, token, spokenAt, false, false, false, null, hour ?? null);
			words.push(word);
			if (figure.partOfDay) partsOfDay.add(word);
			else if (/^\d+:/.test(value)) moments++;
			for (let step = 1; step < length; step++) if (tokens[at + step]?.kind !== 'mark') spokenAt++;
			at += length - 1;
			continue;
		}
		// "…, alleen inloggen werkt nog niet": a conjunction there.
		if (token.text === 'alleen' && at > 0 && tokens[at - 1]?.kind === 'mark') continue;
		const news = newsOf(token.text);
		if (news) words.push(wordAt('word', news.text, news.form, token, spokenAt, news.denied, isSource(tokens, at)));
	}
	if (moments === 0 || partsOfDay.size === 0) return words;
	// "vanavond 9 uur" is 21.00: the part of the day is said with the hour.
	return words
		.filter((word) => !partsOfDay.has(word))
		.map((word) => ((word.hour ?? 24) <= 12 ? { ...word, hour: null } : word));
}

/** What a word says: "onveilig" is "veilig", denied; null when it carries no news. */
const newsOf = memoize((word): { readonly text: string; readonly form: Form; readonly denied: boolean } | null => {
	const positive = withoutUn(word);
	const text = positive ?? word;
	if (negations.has(text) || isWeak(text) || (passingOn.has(text) && !denials.has(text))) return null;
	return { text, form: formOf(text), denied: positive !== null };
});

/** All words are created here: objects of one shape are fastest. */
const wordAt = (
	kind: WordKind,
	text: string,
	{ meaning, sound }: Form,
	{ sentence, clause }: TextToken,
	at: number,
	denied = false,
	source = false,
	implied = false,
	way: Word['way'] = null,
	hour: number | null = null
): Word => ({
	kind,
	text,
	meaning,
	sound,
	at,
	sentence,
	clause,
	denied,
	nearDenial: false,
	source,
	implied,
	way,
	hour
});

const isSpoken = (token: TextToken): boolean =>
	token.kind === 'word' || token.kind === 'number' || token.kind === 'hashtag';

/** Which words are denied: the next word of news in the same part of the sentence, or else the one before. */
function denialsOf(
	spoken: readonly TextToken[],
	words: readonly Word[]
): { words: readonly Word[]; loose: number; count: number } {
	if (!spoken.some((token) => negations.has(token.text)) && !words.some((word) => word.denied))
		return { words, loose: 0, count: 0 };
	let part = 0;
	const parts = spoken.map((token, at) => {
		const denialBegins = token.text === 'en' && negations.has(spoken[at + 1]?.text ?? '');
		if (at > 0 && (token.clause !== spoken[at - 1]?.clause || DENIAL_ENDS.has(token.text) || denialBegins)) part++;
		return part;
	});
	const denied = new Set<Word>(words.filter((word) => word.denied));
	const twice = new Set<Word>();
	const partsWithDenial = new Set<number>();
	let count = denied.size;
	let loose = 0;
	spoken.forEach((token, at) => {
		if (!negations.has(token.text)) return;
		const samePart = words.filter((word) => parts[word.at] === parts[at] && !word.source);
		const and = spoken.findIndex((other, otherAt) => otherAt > at && other.text === 'en');
		const target =
			samePart.find((word) => word.at > at && (and < 0 || word.at < and)) ?? samePart.findLast((word) => word.at < at);
		if (target?.denied) {
			// "niet ongedeerd"
			denied.delete(target);
			twice.add(target);
			count--;
			return;
		}
		count++;
		if (target) denied.add(target);
		else loose++;
		partsWithDenial.add(parts[at] ?? -1);
	});
	const isNear = (word: Word): boolean =>
		!twice.has(word) && (partsWithDenial.has(parts[word.at] ?? -1) || denied.has(word));
	return {
		words: words.map((word) => ({ ...word, denied: denied.has(word), nearDenial: isNear(word) })),
		loose,
		count
	};
}

const FROM_WORDS = new Set(['van', 'uit', 'vanuit', 'vanaf', 'from']);
const TO_WORDS = new Set(['naar', 'richting', 'tot', 'to', 'towards']);
const wayTo = (before: TextToken | undefined): Word['way'] =>
	!before ? null : TO_WORDS.has(before.text) ? 'to' : FROM_WORDS.has(before.text) ? 'from' : null;

function oppositeWordsOf(tokens: readonly TextToken[], places: Places): ReadonlySet<string> {
	const found = new Set<string>();
	tokens.forEach((token, at) => {
		if (token.kind !== 'word' || !OPPOSITE_FORMS.has(token.text)) return;
		const next = tokens[at + 1];
		if (DIRECTIONS.has(token.text) && next && (DETERMINERS.has(next.text) || next.capital || places.at(tokens, at + 1)))
			return;
		if (LIMITS.has(token.text) && !figureAt(tokens, at + 1)) return;
		found.add(ONE_FORM[token.text] ?? token.text);
	});
	return found;
}
