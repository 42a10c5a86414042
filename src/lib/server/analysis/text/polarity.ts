import type { TextToken } from './words';

/** What changes the meaning of a sentence: denial, being a question, a mocking tone. Dutch first, basic English. */

export const negations: ReadonlySet<string> = new Set(
	`niet geen nooit niemand niets niks nergens zonder noch nimmer geenszins evenmin allerminst nauwelijks amper
	weigert weigeren weigerde weigerden geweigerd vertikt vertikken verdomt
	not no never nobody nothing nowhere without none neither nor don't doesn't didn't isn't aren't wasn't can't won't cannot refuses refuse refused`.split(
		/\s+/
	)
);

/** A listed "on-" word is the negation of the word without it: "onveilig" is "niet veilig". */
const UN_WORDS: ReadonlySet<string> = new Set(
	'onveilig onbereikbaar onbekend onduidelijk onjuist onwaar onmogelijk ongevaarlijk onschadelijk onbewoonbaar onbevestigd ongedeerd onterecht'.split(
		' '
	)
);
export const withoutUn = (word: string): string | null => (UN_WORDS.has(word) ? word.slice(2) : null);

/** Words that call a message untrue. */
export const denials: ReadonlySet<string> = new Set(
	`onzin nepnieuws fakenews fake hoax nep gelogen leugen leugens lulkoek kletskoek flauwekul bullshit verzonnen verzinsel misverstand onwaar onjuist weerlegd weerlegt
	ontkent ontkend ontkennen ontkracht indianenverhaal broodje bangmakerij desinformatie false untrue debunked rectificatie correctie`.split(
		/\s+/
	)
);

/** Words that contradict a warning without any denial in them: "het water is veilig". */
export const reassurances: ReadonlySet<string> = new Set(
	'veilig veilige schoon schone drinkbaar ongevaarlijk onschadelijk gezond gerust loos opgelost safe harmless'.split(
		' '
	)
);

const VERB_FIRST =
	/^(?:(?:en|maar|dus|of|nou|zeg|he|hallo|vraag|vraagje|sorry)\s+)*(?:is|zijn|was|waren|heeft|hebben|hebt|heb|kan|kun|kunt|kunnen|mag|mogen|moet|moeten|gaat|gaan|komt|komen|rijdt|rijden|ligt|liggen|staat|staan|klopt|weet|weten|wil|wilt|zou|zouden|wordt|worden|werkt|doet|geldt|blijft|blijven|duurt|leeft|ziet|hoort|zit|zitten|did|does|do|are|can|should|will|has|have)\s+(?:de|het|een|er|ik|je|jij|jullie|u|we|wij|iemand|dat|dit|die|deze|hij|ze|zij|mijn|m'n|onze|ons|nou|nu|heel|in|alle|allemaal|ook|hier|daar|mensen|the|a|there|it|this|that|i|you|we|they|anyone|my|our)\b/;
const FINITE_VERB =
	'(?:is|zijn|was|waren|ben|bent|heeft|hebben|hebt|heb|had|kan|kun|kunt|kunnen|mag|mogen|moet|moeten|gaat|gaan|komt|komen|rijdt|rijden|ligt|liggen|staat|staan|weet|weten|wil|wilt|willen|zou|zouden|wordt|worden|werkt|doet|doen|geldt|blijft|duurt|zit|zitten|zag|zagen|zien|ziet|hoor|hoort|horen|kent|krijg|krijgt|hangt|hangen|moest|is|are|was|can|do|does|did|will|should|has|have)';
const QUESTION_WORD = new RegExp(
	`^(?:(?:en|maar|dus|nou|zeg|hallo|vraag|vraagje|sorry|oke|ok)\\s+)*(?:(?:wie|wat|waar|wanneer|waarom|waarheen|waarvoor|who|what|where|when|why)|(?:hoe|hoeveel|hoelang|welke?|how|which)(?:\\s+\\w+){0,2})\\s+${FINITE_VERB}\\b`
);
const STATEMENT_AFTER_WORD = /^(?:wat|hoe)\s+(?:is|was)\s+(?:dit|dat|het)\s+(?:toch|weer|erg|mooi|fijn|vreselijk)/;
const ASKING_PHRASE =
	/\b(?:weet iemand|iemand (?:een )?idee|iemand die weet|heeft iemand|kan iemand|wie weet|wie heeft|wie kan|wil weten|willen weten|wil ze weten|vraagt of|vraagt waar|vraagt wat|vraagt hoe|vraagt wanneer|vragen of|vraagt zich af|vraag me af|klopt het|klopt dat|is het waar|ben benieuwd of|anyone know|does anyone|is it true)\b/;
/** Every phrase of `ASKING_PHRASE` begins with one of these. */
const ASKING_FIRST_WORDS = new Set(
	'weet iemand heeft kan wie wil willen vraagt vragen vraag klopt is ben anyone does'.split(' ')
);
/** "Bent u in Zuid? Blijf binnen": the instruction after a condition that is written as a question. */
const INSTRUCTION =
	/^(?:dan\s+|u\s+|uw\s+|wij\s+|we\s+)*(?:bel|ga|blijf|sluit|kom|stuur|neem|meld|kijk|laat|rijd|volg|houd|zet|wacht|gebruik|doe|lees|mail|app|spoel|vermijd|deel|dan|uw kind|ook|call|stay|go|close)\b/;

/** "Kom je kijken dan sta je in de weg". */
const CONDITION =
	/\S+ \S+ .*\bdan (?:bel|belt|ga|gaat|sta|staat|is|ben|bent|heb|kun|kunt|kan|moet|mag|blijf|kom|komt|neem|word|wordt|zie|ziet)\b/;

interface Sentence {
	readonly words: readonly string[];
	readonly text: string;
	readonly hasQuestionMark: boolean;
}

function sentencesOf(tokens: readonly TextToken[]): Sentence[] {
	const sentences: { words: string[]; hasQuestionMark: boolean }[] = [];
	for (const token of tokens) {
		const sentence = (sentences[token.sentence] ??= { words: [], hasQuestionMark: false });
		if (token.kind === 'mark') sentence.hasQuestionMark ||= token.text.includes('?');
		else if (token.kind === 'word' || token.kind === 'number' || token.kind === 'hashtag')
			sentence.words.push(token.text);
	}
	return sentences
		.map(({ words, hasQuestionMark }) => ({ words, text: words.join(' '), hasQuestionMark }))
		.filter(({ text, hasQuestionMark }) => text !== '' || hasQuestionMark);
}

/**
 * Whether a post asks something, with or without a question mark. A condition with an instruction behind it ("Vragen?
 * Bel …") does not.
 */
export function asks(tokens: readonly TextToken[]): boolean {
	const sentences = sentencesOf(tokens);
	return sentences.some(({ words, text, hasQuestionMark }, index) => {
		const next = sentences[index + 1];
		// "De brug is dicht? Rijd om …" asks: a condition begins with its verb, or is a word or two.
		if (hasQuestionMark)
			return (
				!next || next.hasQuestionMark || !INSTRUCTION.test(next.text) || (words.length > 3 && !VERB_FIRST.test(text))
			);
		if (words.some((word) => ASKING_FIRST_WORDS.has(word)) && ASKING_PHRASE.test(text)) return true;
		if (words.includes('dan') && CONDITION.test(text)) return false;
		return (
			words.length > 2 && (VERB_FIRST.test(text) || (QUESTION_WORD.test(text) && !STATEMENT_AFTER_WORD.test(text)))
		);
	});
}

/** Opposites among the small words: two texts differ when each has a different one of a pair. */
export const opposites: readonly (readonly [string, string])[] = [
	['aan', 'uit'],
	['binnen', 'buiten'],
	['open', 'dicht'],
	['boven', 'onder'],
	['meer', 'minder'],
	['veel', 'weinig'],
	['toe', 'af'],
	['nog', 'op'],
	['links', 'rechts'],
	['wel', 'niet'],
	['mag', 'moet'],
	['kan', 'moet'],
	['is', 'was'],
	['heeft', 'had'],
	['tot', 'vanaf'],
	['voor', 'na'],
	['met', 'zonder'],
	['alleen', 'ook'],
	['iemand', 'niemand'],
	['iets', 'niets']
];
