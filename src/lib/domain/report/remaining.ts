import { plainLetters } from '../core/plain-letters';
import { sentencesOf } from '../core/texts/sentences';
import type { ReadState } from '../core/state';
import type { Fact } from '../findings/fact';
import { isOpen } from '../findings/finding';
import { needForOutside } from '../findings/need';
import { subjectOf } from '../official-text/basis';
import { currentPublications } from '../official-text/correction';
import { lacksSecondReader } from '../official-text/official-text';
import type { PromiseLine } from './content';

/** Patterns of a sentence that promises something, in plain letters. */
const promises: readonly RegExp[] = [
	/\b(wij|we) (laten|komen|houden|vertellen|melden|informeren|bellen|mailen|geven|delen|zoeken|onderzoeken)\b/,
	/\b(laten|komen|houden|vertellen|melden|informeren|bellen|mailen|geven|delen|zoeken|onderzoeken) (wij|we)\b/,
	/\b(volgende|nieuwe) (update|bericht|informatie)\b/,
	/\b(meer|nieuws|bericht|informatie|uitslag|duidelijkheid) (volgt|volgen)\b/,
	/\bmeer (nieuws|informatie|duidelijkheid)\b.*\b(morgen|later|binnenkort|straks|zodra|volgende week|om \d)/,
	/\b(morgen|later|binnenkort|straks|zodra|volgende week|om \d).*\bmeer (nieuws|informatie|duidelijkheid)\b/,
	/\b(we|wij) (will|are going to) (let|tell|come|keep|inform|give|call)\b/,
	/\bnext (update|news)\b/
];
/** The sentences of a text that promise something. */
export const promisesIn = (text: string): string[] =>
	sentencesOf(text).filter((sentence) => promises.some((pattern) => pattern.test(plainLetters(sentence))));

/**
 * The promises that still apply: of each subject only those in the text that was published last, because it replaced
 * earlier ones; and the questions with a moment at which more will be known. The nearest moment first.
 */
export function currentPromises(state: ReadState): PromiseLine[] {
	const bySubject = new Map<string, ReturnType<typeof currentPublications>>();
	for (const current of currentPublications(state)) {
		if (current.text.withdrawn) continue;
		const key = subjectOf(state, current.text)?.id ?? current.text.id;
		bySubject.set(key, [...(bySubject.get(key) ?? []), current]);
	}
	const published = [...bySubject.values()].flatMap((ofSubject): PromiseLine[] => {
		const [last] = [...ofSubject].sort((a, b) => b.publication.seq - a.publication.seq);
		if (!last) return [];
		const { text, publication } = last;
		const sameText = ofSubject.filter((each) => each.text.id === text.id);
		const sentences = new Set(sameText.flatMap((each) => promisesIn(each.publication.text)));
		const about = subjectOf(state, text)?.text ?? null;
		const alone = sameText.some((each) => lacksSecondReader(each.publication)) ? { alone: true as const } : {};
		return [...sentences].map((words) => ({ about, words, at: publication.at, due: null, ...alone }));
	});
	const returning = [...state.needs.values()].flatMap((need): PromiseLine[] =>
		isOpen(need) && need.returnsAt !== null
			? [
					{
						about: need.text,
						words: '',
						at: needForOutside(state, need).answer?.at ?? need.raised.at,
						due: need.returnsAt
					}
				]
			: []
	);
	return [...returning, ...published].sort(
		(a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || a.at.localeCompare(b.at) || a.words.localeCompare(b.words)
	);
}

/** Words of places and people that help, in plain letters. */
const help: readonly RegExp[] = [
	/\b(opvang\w*|slachtofferhulp|hulpverlen\w*|spreekuur|inloop\w*|informatiepunt\w*|steunpunt\w*|schadeloket)\b/,
	/\b(maatschappelijk werk|psychosociale hulp|huisarts\w*|ggd|nazorg\w*|lotgenoten\w*|rouw\w*)\b/,
	/\b(condoleance\w*|herdenking\w*|stille tocht)\b/,
	/\b(terecht (bij|in|op|kan|kunt|kunnen)|(kan|kunt|kunnen) (?:\w+ )?terecht|schade melden|telefoonnummer)\b/
];
/** Whether a fact says where people can go, or who helps them. */
export const isAboutHelp = (text: string): boolean => help.some((pattern) => pattern.test(plainLetters(text)));

/** The established facts that are valid and say where people can go, newest first. */
export const helpFacts = ({ facts }: Pick<ReadState, 'facts'>): Readonly<Fact>[] =>
	[...facts.values()]
		.filter(({ text, source, replacedBy }) => source !== null && replacedBy === null && isAboutHelp(text))
		.sort((a, b) => b.at.localeCompare(a.at) || (a.id < b.id ? -1 : 1));
