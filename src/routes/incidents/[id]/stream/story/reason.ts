import * as m from '$lib/messages';
import type { MachineHint } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';

/** What the models name as a sign (stream.hints.signs); a sign that is not here says nothing to a person. */
const signs = [
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
const isSign = (code: string): code is (typeof signs)[number] => signs.some((known) => known === code);

/** Signals against danger: they are no reason to look at a story. */
const against: ReadonlySet<string> = new Set([
	'official',
	'offer',
	'report',
	'advice',
	'joke',
	'over',
	'calm',
	'laughs'
]);

/** The most words of the text that a reason names. */
const MOST_WORDS = 4;

const partsOf = (reason: string): { readonly code: string; readonly words: string }[] =>
	reason.split(';').map((part) => {
		const [code = '', ...rest] = part.split(':');
		return { code: code.trim(), words: rest.join(':').trim() };
	});

/** The words of the text that speak for a call for help, as they stand in it, between quotes. */
export function wordsFor({ reason }: Pick<MachineHint, 'reason'>, most = MOST_WORDS): string[] {
	const found = partsOf(reason).filter(({ code, words }) => words !== '' && !against.has(code));
	return [...new Set(found.map(({ words }) => `‘${words}’`))].slice(0, most);
}

/** A sign that the models name, with its words in the text; a word by itself has no sign. */
interface Said {
	readonly sign: (typeof signs)[number] | null;
	readonly words: readonly string[];
}
/** A shorter word by itself says nothing to a person. */
const LETTERS = 4;
/** More signs say nothing at a glance. */
const MOST_SIGNS = 2;

/** What the models say of a text: `looks: sign|word|word, word`; null for the reason of another method. */
function saidIn(reason: string): readonly Said[] | null {
	const looks = partsOf(reason).find(({ code }) => code === 'looks');
	if (!looks) return null;
	const said = looks.words.split(',').flatMap((entry): Said[] => {
		const [first = '', ...words] = entry.trim().split('|');
		if (isSign(first)) return [{ sign: first, words }];
		return words.length === 0 && first.length >= LETTERS ? [{ sign: null, words: [first] }] : [];
	});
	const shown = said.some(({ sign }) => sign) ? said.filter(({ sign }) => sign) : said;
	return shown.slice(0, MOST_SIGNS);
}

const saidInWords = (said: readonly Said[], t: Words['t']): string =>
	said
		.map(({ sign, words }) => {
			const [word] = words;
			return [sign && t(m.stream.hints.signs[sign]), word && `‘${word}’`].filter(Boolean).join(' ');
		})
		.join(', ');

/** The words of the text that a hint rests on, to mark them there. */
export function hintWords({ reason }: Pick<MachineHint, 'reason'>): readonly string[] {
	const said = saidIn(reason);
	if (said) return said.flatMap(({ words }) => words);
	return partsOf(reason).flatMap(({ code, words }) => (words === '' || against.has(code) ? [] : [words]));
}

/**
 * The machine's reason in one line of plain words. Its own format is `code: words; code: words`; an unknown code is
 * left out, the words found in the text are always shown.
 */
export function reasonOf(hint: Pick<MachineHint, 'reason'>, { t, list }: Words, most = MOST_WORDS): string {
	const parts = partsOf(hint.reason);
	const alike = parts.find(({ code }) => code === 'alike');
	if (alike) return t(m.stream.reasons.alike, { count: Number(alike.words) || 1 });
	const looks = saidIn(hint.reason);
	if (looks) return saidInWords(looks, t);
	const found = wordsFor(hint, most);
	return found.length > 0 ? t(m.stream.reasons.words, { words: list(found) }) : hint.reason;
}

/** For sentences that differ for a hint which is strong, from this score on. */
export const strengthOf = ({ score }: Pick<MachineHint, 'score'>, from: number): 'yes' | 'no' =>
	score >= from ? 'yes' : 'no';
