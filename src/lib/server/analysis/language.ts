import { createRequire } from 'node:module';
import type { Method } from '$lib/domain/core/method';
import type { Hint } from './hint';
import { chanceOf } from './hints/models/logistic';
import { dutchByLetters } from './language-letters';
import { frisianWord, smallWords, wordLanguages } from './language-words';
import { methodFigure } from './measured';
import { memoize } from './text/memoize';

/** The languages that a Dutch crisis team meets most. Others come back as null, or as the nearest of these. */
const languages = ['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk', 'fy'] as const;
export type TextLanguage = (typeof languages)[number];
/** The library knows no Frisian. */
const ofLibrary = languages.filter((lang) => lang !== 'fy');

interface LanguageHint extends Hint {
	readonly lang: TextLanguage;
	/** 0 to 1, the same number as `score` */
	readonly certainty: number;
}

const VERSION = 4;

/** For the page of methods; `npm run evaluate` measures the figures. */
export const method: Method = {
	key: 'language',
	version: VERSION,
	figures: [methodFigure('accuracy', 'language.accuracy')]
};
/** Below this many letters nobody can tell, unless the script does. */
const LETTERS = 8;
/** Small words must lead by this many hits to settle the language without the library. */
const LEAD = 2;
/**
 * With so many hits of Dutch or Frisian a lead of one does: on the open sentences more often right than the library, and it costs
 * a hundredth.
 */
const HITS = 2;
/** Letters that no Dutch word has. */
const notDutch = /[ışğłąęćńśźżßñãõåøæíșțő]/iu;
/** From here on letters say that a text is Dutch: at the odds of two to one, and sooner when its small words lean there. */
const LETTERS_SAY = 0.7;
const LETTERS_AGREE = 0;
/**
 * With a smaller lead over its next language the library guesses; measured on the open sentences cut to thirty letters.
 */
const LIBRARY_LEAD = 0.05;
/** Answers of the library that are remembered: a megabyte of texts at most. */
const GUESSES = 1_000;

const notSpeech = /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|[@#][\p{L}\p{N}_]+|\bRT\b|\bNL-Alert\b|\bGRIP\b/giu;
/** Any of the above has one of these signs. */
const mayHold = /[@#/]|www|\bRT\b|NL-A|GRIP/i;
const arabic = /\p{Script=Arabic}/gu;
/** Letters that Persian and Urdu have and Arabic has not. */
const notArabic = /[پچژگکیےٹڈں]/u;
const elsewhere = /[\p{Script=Arabic}\p{Script=Cyrillic}]/u;
const cyrillic = /\p{Script=Cyrillic}/gu;
/** Letters that Russian, Belarusian, Bulgarian or Serbian have and Ukrainian has not. */
const notUkrainian = /[ыэъёўђјљњћџ]/iu;
const letter = /\p{L}/gu;
const enoughLetters = new RegExp(`^(?:\\P{L}*\\p{L}){${LETTERS}}`, 'u');
const ascii = /^[\0-\x7F]*$/;

/**
 * The language of a post, or null when it is too short, mixed or of none of `languages`. Three steps, the surest first:
 * the script (Arabic, Cyrillic), the small words of a language, and how letters follow each other: our own table tells
 * Dutch, the library tinyld all others. `method` names the step. Frisian comes from its small words alone.
 */
export function languageOf(text: string): LanguageHint | null {
	const start = text.slice(0, 500);
	const speech = mayHold.test(start) ? start.replace(notSpeech, ' ') : start;
	if (elsewhere.test(speech)) {
		const script = byScript(speech, count(speech, letter));
		if (script) return script;
	}
	if (!enoughLetters.test(speech)) return null;
	const words = countSmallWords(speech);
	return bySmallWords(words, speech) ?? dutch(speech, words) ?? byLibrary(speech, words);
}

function byScript(speech: string, letters: number): LanguageHint | null {
	const arabicShare = count(speech, arabic) / letters;
	if (letters >= 2 && arabicShare > 0.5)
		return notArabic.test(speech) ? null : hint('ar', 'language.script', arabicShare, 'arabic');
	const cyrillicShare = count(speech, cyrillic) / letters;
	if (letters >= 2 && cyrillicShare > 0.5)
		return notUkrainian.test(speech) ? null : hint('uk', 'language.script', cyrillicShare, 'cyrillic');
	return null;
}

interface SmallWords {
	/** the language with most small words; null on a tie or without any */
	readonly lang: TextLanguage | null;
	readonly most: number;
	readonly next: number;
}

const none: readonly number[] = [];
const frisian = [wordLanguages.indexOf('fy')];

function countSmallWords(speech: string): SmallWords {
	const hits = wordLanguages.map(() => 0);
	const lower = speech.toLowerCase();
	for (const word of lower.match(ascii.test(lower) ? /[a-z']+/g : /[\p{L}']+/gu) ?? []) {
		const languagesOf = smallWords.get(word) ?? (frisianWord.test(word) ? frisian : none);
		for (const index of languagesOf) hits[index] = (hits[index] ?? 0) + 1;
	}
	let [most, next, first] = [0, 0, -1];
	for (const [index, hit] of hits.entries()) {
		if (hit > most) [most, next, first] = [hit, most, index];
		else if (hit > next) next = hit;
	}
	return { lang: most > next ? (wordLanguages[first] ?? null) : null, most, next };
}

function bySmallWords({ lang, most, next }: SmallWords, speech: string): LanguageHint | null {
	const sure = lang === 'fy' || (lang === 'nl' && !notDutch.test(speech));
	const enough = sure && most >= HITS ? 1 : LEAD;
	if (!lang || most - next < enough) return null;
	return hint(lang, 'language.words', most / (most + next + 0.2), `words: ${most} against ${next}`);
}

/** Nearly all that has too few small words is Dutch, and the library takes a hundred times as long to say so. */
function dutch(speech: string, { lang, most, next }: SmallWords): LanguageHint | null {
	if ((lang !== null && lang !== 'nl') || notDutch.test(speech)) return null;
	const score = dutchByLetters(speech);
	if (score < (lang === 'nl' ? LETTERS_AGREE : LETTERS_SAY)) return null;
	const reason = lang === 'nl' ? `letters, words: ${most} against ${next}` : 'letters';
	return hint('nl', 'language.letters', chanceOf(score), reason);
}

/** Read when a text first needs it, which takes a seventh of a second: the program's own thread starts without. */
let library: typeof import('tinyld') | undefined;
const detectAll: typeof import('tinyld').detectAll = (text, options) =>
	(library ??= createRequire(import.meta.url)('tinyld') as typeof import('tinyld')).detectAll(text, options);

/**
 * What the library says, and by how much that leads. It costs a hundred times as much as all else, and what has no small
 * words comes again: half of a flood is copies.
 */
const guessOf = memoize((speech): { readonly lang: TextLanguage; readonly lead: number } | null => {
	const [first, second] = detectAll(speech, { only: ofLibrary });
	const lang = wordLanguages.find((known) => known === first?.lang);
	return first && lang ? { lang, lead: first.accuracy - (second?.accuracy ?? 0) } : null;
}, GUESSES);
/** Who passed it on left something before it. */
const notLetters = /^\P{L}+/u;

/** The library's answer when it leads clearly, or when the small words lean the same way. */
function byLibrary(speech: string, words: SmallWords): LanguageHint | null {
	const guess = guessOf(speech.replace(notLetters, ''));
	if (!guess) return null;
	const { lang, lead } = guess;
	if (words.lang === lang)
		return hint(lang, 'language.letters', Math.max(0.5, lead), `letters, words: ${words.most} against ${words.next}`);
	return lead < LIBRARY_LEAD ? null : hint(lang, 'language.letters', lead, 'letters');
}

function hint(lang: TextLanguage, method: string, certainty: number, reason: string): LanguageHint {
	const score = Math.round(Math.min(1, certainty) * 100) / 100;
	return { lang, certainty: score, method, version: VERSION, score, reason };
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}
