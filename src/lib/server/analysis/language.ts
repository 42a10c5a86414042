import { createRequire } from 'node:module';
import type { Method } from '$lib/domain/core/method';
import type { Hint } from './hint';
import { chanceOf } from './hints/models/logistic';
import { dutchByLetters } from './language-letters';
import { methodFigure } from './measured';
import { memoize } from './text/memoize';

/**
 * The function words of a language: frequent, meaningless by themselves, and in every sentence. Most short posts have
 * some, so counting them is faster and, on short Dutch, better than letter statistics. Our own lists.
 */
const WORD_LISTS = {
	nl: `de het een en van ik te dat die niet zijn is op aan met voor er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit der
		daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden toch al waren veel meer doen moet zonder kan hun dus
		was had hadden alles onder ja eens hier wie werd altijd wordt wezen kunnen ons zelf tegen na wil kon niets uw iemand geweest andere we wij jullie hij gaat gaan
		komt komen weer even heel erg waar waarom wanneer welke niemand mensen moeten mag mogen bent ben hebt deed zegt zeggen weet weten graag vandaag
		morgen gisteren straks net m'n z'n d'r 't ff nou hoor gewoon zeer tussen volgens ivm aub mn zn`,
	en: `the of and to a in is that it was for on are as with his they at be this from i have or by had not but what all were we when your can said there use an
		each which she do how their if will up other about out many then them these so some her would make like him into has look more no way could my
		than been who its now did get come made may you me our us am does don't it's i'm what's why where any anyone still just because should please
		know people need going after before off`,
	de: `der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind
		noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich du wir ihr mich mir uns kein keine wenn
		schon jetzt hier was wer wo warum gibt kann können muss müssen soll sollen will alle alles wieder sehr dann mal weiß jemand etwas nichts gegen`,
	fr: `le la les de des du un une et à en que qui est dans pour pas sur au aux avec il elle ils elles ne se ce cette ces son sa ses par plus je tu nous
		vous on mais ou où comme tout tous si leur y a ont été être avoir sont suis c'est j'ai n'est qu'il d'un d'une l'eau fait faire très bien aussi
		quand pourquoi rien encore ici là mon ma mes votre vos notre nos`,
	tr: `ve bir bu da de için ile çok ne o gibi daha ama var mı mi mu mü ben sen biz siz onlar olarak kadar sonra en her olan olduğu ki değil yok şu nasıl
		neden bütün şimdi bana sana beni seni hiç kim nerede ya hem ise veya lütfen arkadaşlar oldu olacak diye diyorlar burada orada bugün yarın`,
	pl: `i w na z do nie że się to jest o jak ale po co tak za od są był była było czy dla już tylko przez przy być ma mam może ich jego jej mi mnie ci
		go tym tego ten ta te tej tych który która które też jeszcze bardzo gdzie kiedy dlaczego bo lub ktoś coś nic wszystko proszę dziś teraz moja mój
		pod nad przed bez`,
	fy: `it de en dat die is op dan te om al dit alles of wat hoe by of net mei hat hun
		yn fan oan foar út troch nei tsjin ûnder tusken sûnder oant sûnt oer foarby neist efter boppe bûten ôf del foaroan binne wie wiene wêze wurde wurdt wurden 
		hawwe hie hiene hast hân kin kinne kinst koene kinnen moat moatte moatst moast moasten sil sille silst soe soene wol wolle wolst woe woene mei meie doch dogge docht die dien giet
		gean gongen gie gyng komt komme kaam kamen sjocht sjen sjoch seach sei sein sizze seit sis tinkt tinke lit litte krije kriget krigen nimme nim stiet steane stie leit lizze
		lei jout jaan hâlde hâldt bliuwt bliuw bliuwe hjit hearre fertelle fregje freget ik do dû jo hy sy se wy jim jimme har harren him my dy ús myn dyn syn sines dizze
		dy't dat't dêr't wa't wat't wêr't hoe't doe't no't ien gjin neat nea noait ek mar as omt omdat sadat wylst wannear wêrom wêr wa hokker hjir dêr der wer no noch sa hiel
		folle fole fier mear elkenien immen nimmen ien twa trije fjouwer fiif seis njoggen tsien jier jierren dei wike moanne jûn jûns moarns middeis moarn juster hjoed
		minsken minske bern frou frouju heit mem hûs huzen wetter brân tiid wurk soad protte bytsje faak altyd miskien lykwols foaral fansels trouwens suver hielendal
		werom allinne tegearre gau efkes grut grutte lyts lytse nije âld âlde moai moaie oare oar sels ynienen 'e 't eh dus ja `
};

type WordLanguage = keyof typeof WORD_LISTS;

/**
 * Beginnings of many Frisian words and of no word of the other languages: a short sentence often has only one of the
 * listed words.
 */
const FRISIAN_WORD = /[ûâ]|^(?:fer[bdfghklpstw]|foar|tsj|wurk|frij|skoal|plysje|brân)/;

const WORD_LANGUAGES = ['nl', 'en', 'de', 'fr', 'tr', 'pl', 'fy'] as const satisfies readonly WordLanguage[];

/** The languages of each small word, as indexes of `WORD_LANGUAGES`. */
const SMALL_WORDS: ReadonlyMap<string, readonly number[]> = (() => {
	const found = new Map<string, number[]>();
	WORD_LANGUAGES.forEach((language, index) => {
		for (const word of new Set(WORD_LISTS[language].split(/\s+/))) {
			const indexes = found.get(word);
			if (indexes) indexes.push(index);
			else found.set(word, [index]);
		}
	});
	return found;
})();

/** The most frequent languages for a Dutch crisis team. Others result in null, or in the most similar of these. */
const LANGUAGES = ['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk', 'fy'] as const;
export type TextLanguage = (typeof LANGUAGES)[number];
/** The languages of the library, which does not know Frisian. */
const LIBRARY_LANGUAGES = LANGUAGES.filter((lang) => lang !== 'fy');

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
/** The language of a text with fewer letters is unknown, unless its script decides. */
const MIN_LETTERS = 8;
/** The lead in small words, in hits, that decides the language without the library. */
const MIN_LEAD = 2;
/**
 * With this many hits of Dutch or Frisian, a lead of one hit is enough: on the open sentences this is right more often
 * than the library, at a hundredth of the cost.
 */
const MIN_HITS = 2;
/** Letters that do not occur in Dutch words. */
const NOT_DUTCH = /[ışğłąęćńśźżßñãõåøæíșțő]/iu;
/** The lowest letter score of Dutch (odds of two to one), and the lowest when small words also point to Dutch. */
const MIN_LETTER_SCORE = 0.7;
const MIN_AGREEING_LETTER_SCORE = 0;
/**
 * With a smaller lead, the answer of the library is a guess; measured on the open sentences cut to thirty letters.
 */
const MIN_LIBRARY_LEAD = 0.05;
/** The number of remembered answers of the library: at most a megabyte of texts. */
const MAX_REMEMBERED_GUESSES = 1_000;

const NOT_SPEECH = /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|[@#][\p{L}\p{N}_]+|\bRT\b|\bNL-Alert\b|\bGRIP\b/giu;
/** Every match of `NOT_SPEECH` contains one of these. */
const MAY_CONTAIN_NOT_SPEECH = /[@#/]|www|\bRT\b|NL-A|GRIP/i;
const ARABIC = /\p{Script=Arabic}/gu;
/** Letters of Persian and Urdu that Arabic does not have. */
const NOT_ARABIC = /[پچژگکیےٹڈں]/u;
const OTHER_SCRIPT = /[\p{Script=Arabic}\p{Script=Cyrillic}]/u;
const CYRILLIC = /\p{Script=Cyrillic}/gu;
/** Letters of Russian, Belarusian, Bulgarian or Serbian that Ukrainian does not have. */
const NOT_UKRAINIAN = /[ыэъёўђјљњћџ]/iu;
const LETTER = /\p{L}/gu;
const ENOUGH_LETTERS = new RegExp(`^(?:\\P{L}*\\p{L}){${MIN_LETTERS}}`, 'u');
const ASCII = /^[\0-\x7F]*$/;

/**
 * The language of a post; null when the text is too short, mixed, or in another language than `LANGUAGES`. Three steps,
 * the most reliable first: the script (Arabic, Cyrillic), small words, and sequences of letters (our own table for
 * Dutch, the library tinyld for all others). `method` names the step. Only small words identify Frisian.
 */
export function languageOf(text: string): LanguageHint | null {
	const start = text.slice(0, 500);
	const speech = MAY_CONTAIN_NOT_SPEECH.test(start) ? start.replace(NOT_SPEECH, ' ') : start;
	if (OTHER_SCRIPT.test(speech)) {
		const script = byScript(speech, count(speech, LETTER));
		if (script) return script;
	}
	if (!ENOUGH_LETTERS.test(speech)) return null;
	const words = countSmallWords(speech);
	return bySmallWords(words, speech) ?? byDutchLetters(speech, words) ?? byLibrary(speech, words);
}

function byScript(speech: string, letters: number): LanguageHint | null {
	const arabicShare = count(speech, ARABIC) / letters;
	if (letters >= 2 && arabicShare > 0.5)
		return NOT_ARABIC.test(speech) ? null : hint('ar', 'language.script', arabicShare, 'arabic');
	const cyrillicShare = count(speech, CYRILLIC) / letters;
	if (letters >= 2 && cyrillicShare > 0.5)
		return NOT_UKRAINIAN.test(speech) ? null : hint('uk', 'language.script', cyrillicShare, 'cyrillic');
	return null;
}

interface SmallWords {
	/** the language with most small words; null on a tie or without any */
	readonly lang: TextLanguage | null;
	readonly mostHits: number;
	readonly nextHits: number;
}

const NO_LANGUAGES: readonly number[] = [];
const FRISIAN = [WORD_LANGUAGES.indexOf('fy')];

function countSmallWords(speech: string): SmallWords {
	const hits = WORD_LANGUAGES.map(() => 0);
	const lower = speech.toLowerCase();
	for (const word of lower.match(ASCII.test(lower) ? /[a-z']+/g : /[\p{L}']+/gu) ?? []) {
		const languagesOf = SMALL_WORDS.get(word) ?? (FRISIAN_WORD.test(word) ? FRISIAN : NO_LANGUAGES);
		for (const index of languagesOf) hits[index] = (hits[index] ?? 0) + 1;
	}
	let [mostHits, nextHits, best] = [0, 0, -1];
	for (const [index, hit] of hits.entries()) {
		if (hit > mostHits) [mostHits, nextHits, best] = [hit, mostHits, index];
		else if (hit > nextHits) nextHits = hit;
	}
	return { lang: mostHits > nextHits ? (WORD_LANGUAGES[best] ?? null) : null, mostHits, nextHits };
}

function bySmallWords({ lang, mostHits, nextHits }: SmallWords, speech: string): LanguageHint | null {
	const isReliable = lang === 'fy' || (lang === 'nl' && !NOT_DUTCH.test(speech));
	const neededLead = isReliable && mostHits >= MIN_HITS ? 1 : MIN_LEAD;
	if (!lang || mostHits - nextHits < neededLead) return null;
	return hint(lang, 'language.words', mostHits / (mostHits + nextHits + 0.2), `words: ${mostHits} against ${nextHits}`);
}

/** Nearly all texts with too few small words are Dutch, and the library takes a hundred times as long. */
function byDutchLetters(speech: string, { lang, mostHits, nextHits }: SmallWords): LanguageHint | null {
	if ((lang !== null && lang !== 'nl') || NOT_DUTCH.test(speech)) return null;
	const score = dutchByLetters(speech);
	if (score < (lang === 'nl' ? MIN_AGREEING_LETTER_SCORE : MIN_LETTER_SCORE)) return null;
	const reason = lang === 'nl' ? `letters, words: ${mostHits} against ${nextHits}` : 'letters';
	return hint('nl', 'language.letters', chanceOf(score), reason);
}

/** Loaded when a text first needs it: loading takes 140 ms, and the main thread never needs it. */
let library: typeof import('tinyld') | undefined;
const detectAll: typeof import('tinyld').detectAll = (text, options) =>
	(library ??= createRequire(import.meta.url)('tinyld') as typeof import('tinyld')).detectAll(text, options);

/**
 * The answer of the library, and its lead. Remembered, because it costs a hundred times as much as the other steps, and
 * half of the posts in a flood are copies.
 */
const guessOf = memoize((speech): { readonly lang: TextLanguage; readonly lead: number } | null => {
	const [first, second] = detectAll(speech, { only: LIBRARY_LANGUAGES });
	const lang = WORD_LANGUAGES.find((known) => known === first?.lang);
	return first && lang ? { lang, lead: first.accuracy - (second?.accuracy ?? 0) } : null;
}, MAX_REMEMBERED_GUESSES);
/** Signs before a text that was passed on. */
const LEADING_NOT_LETTERS = /^\P{L}+/u;

/** The library's answer when it leads clearly, or when the small words lean the same way. */
function byLibrary(speech: string, words: SmallWords): LanguageHint | null {
	const guess = guessOf(speech.replace(LEADING_NOT_LETTERS, ''));
	if (!guess) return null;
	const { lang, lead } = guess;
	if (words.lang === lang)
		return hint(
			lang,
			'language.letters',
			Math.max(0.5, lead),
			`letters, words: ${words.mostHits} against ${words.nextHits}`
		);
	return lead < MIN_LIBRARY_LEAD ? null : hint(lang, 'language.letters', lead, 'letters');
}

function hint(lang: TextLanguage, method: string, certainty: number, reason: string): LanguageHint {
	const score = Math.round(Math.min(1, certainty) * 100) / 100;
	return { lang, certainty: score, method, version: VERSION, score, reason };
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}
