import * as m from '$lib/messages';
import type { MachineHint } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';

/** The signs of the models that have a text (stream.hints.signs); others are not shown. */
const knownSigns = [
	'asks',
	'hearsay',
	'doubt',
	'secrecy',
	'gravity',
	'rebuts',
	'denies',
	'safe',
	'authority',
	'company',
	'advice',
	'blame',
	'complaint',
	'anger',
	'thanks',
	'grief',
	'solidarity',
	'callToAct',
	'political',
	'watching',
	'hoarding',
	'ownAction',
	'sheltering',
	'fear',
	'unsure',
	'commerce',
	'sport',
	'leisure',
	'joke',
	'laughs',
	'weatherTalk',
	'mocks',
	'hedged'
] as const;
const isSign = (code: string): code is (typeof knownSigns)[number] => knownSigns.some((known) => known === code);

/** Signs of no danger: they are no reason to look at a story. */
const counterSigns: ReadonlySet<string> = new Set([
	'official',
	'offer',
	'report',
	'advice',
	'joke',
	'over',
	'calm',
	'laughs'
]);

/** The maximum number of words of the text in a reason. */
const MAX_WORDS = 4;

const partsOf = (reason: string): { readonly code: string; readonly words: string }[] =>
	reason.split(';').map((part) => {
		const [code = '', ...rest] = part.split(':');
		return { code: code.trim(), words: rest.join(':').trim() };
	});

/** The words of the text that indicate a call for help, literally and between quotes. */
export function wordsFor({ reason }: Pick<MachineHint, 'reason'>, maxWords = MAX_WORDS): string[] {
	const found = partsOf(reason).filter(({ code, words }) => words !== '' && !counterSigns.has(code));
	return [...new Set(found.map(({ words }) => `‘${words}’`))].slice(0, maxWords);
}

/** A sign found by the models, with its words in the text; `sign` is null for a word by itself. */
interface SignWords {
	readonly sign: (typeof knownSigns)[number] | null;
	readonly words: readonly string[];
}
/** The minimum length of a word without a sign. */
const MIN_LETTERS = 4;
/** The maximum number of signs shown. */
const MAX_SIGNS = 2;

/** Parses a reason of the models, `looks: sign|word|word, word`; null for the reason of another method. */
function signsIn(reason: string): readonly SignWords[] | null {
	const looks = partsOf(reason).find(({ code }) => code === 'looks');
	if (!looks) return null;
	const signs = looks.words.split(',').flatMap((entry): SignWords[] => {
		const [first = '', ...words] = entry.trim().split('|');
		if (isSign(first)) return [{ sign: first, words }];
		return words.length === 0 && first.length >= MIN_LETTERS ? [{ sign: null, words: [first] }] : [];
	});
	const shown = signs.some(({ sign }) => sign) ? signs.filter(({ sign }) => sign) : signs;
	return shown.slice(0, MAX_SIGNS);
}

const describeSigns = (signs: readonly SignWords[], t: Words['t']): string =>
	signs
		.map(({ sign, words }) => {
			const [word] = words;
			return [sign && t(m.stream.hints.signs[sign]), word && `‘${word}’`].filter(Boolean).join(' ');
		})
		.join(', ');

/** The words of the text on which a hint is based, to mark them. */
export function hintWords({ reason }: Pick<MachineHint, 'reason'>): readonly string[] {
	const signs = signsIn(reason);
	if (signs) return signs.flatMap(({ words }) => words);
	return partsOf(reason).flatMap(({ code, words }) => (words === '' || counterSigns.has(code) ? [] : [words]));
}

/**
 * The machine's reason as one readable line. The stored format is `code: words; code: words`. Unknown codes are left
 * out; the words found in the text are always shown.
 */
export function reasonOf(hint: Pick<MachineHint, 'reason'>, { t, list }: Words, maxWords = MAX_WORDS): string {
	const looks = signsIn(hint.reason);
	if (looks) return describeSigns(looks, t);
	const found = wordsFor(hint, maxWords);
	return found.length > 0 ? t(m.stream.reasons.words, { words: list(found) }) : hint.reason;
}

/** Whether a hint is strong (its score is at least `from`), as the selector of a message. */
export const strengthOf = ({ score }: Pick<MachineHint, 'score'>, from: number): 'yes' | 'no' =>
	score >= from ? 'yes' : 'no';
