import { isPublicKind } from '$lib/domain/posts/author';
import { isOnLine } from '$lib/domain/posts/platform';
import { CARD_TEXT } from '$lib/domain/stories/card';
import { helpCertainty } from '$lib/server/analysis/help/calls-for-help';
import { languageOf } from '$lib/server/analysis/language';
import { Places } from '$lib/server/analysis/text/places';
import { isWeak } from '$lib/server/analysis/text/word-lists';
import { wordsOf } from '$lib/server/analysis/text/words';
import { chanceOf } from '../models/logistic';
import type { Scores } from '../models/tasks';
import type { Utterance } from '../models/traits';
import { alarmIn } from './alarms';

/** The answers of the models that may be read; whether a text is relevant is not among them. */
export type LookScores = Omit<Scores, 'relevant'>;

/** At this chance 19 in 20 are noise on incidents that were not trained on. */
const FROM = 0.92;
/** Above this certainty a text may be a call for help. */
const MAX_HELP_CERTAINTY = 0.05;
/** In a text with at most this many words, a name may be all that matters. */
const SHORT_TEXT_WORDS = 12;
/** A text with at least this many letters, most of them capitals, is shouted. */
const SHOUTED_LETTERS = 12;

/**
 * The chance that a text is *waarschijnlijk niet van belang*; null where it is too low, where the text looks like anything
 * else, and for all that is never noise. The one decision: a hint, a view and a count read it, and nothing reads `relevant`.
 */
export function noiseChance(relevant: number, scores: LookScores, utterance: Utterance): number | null {
	const chance = chanceOf(-relevant);
	if (chance < FROM || Object.values(scores).some((score) => score > 0)) return null;
	return mayBeNoise(utterance) ? chance : null;
}

/** Whether the author is known to be an authority, a company or a newspaper, or posts where only those do. */
export const isOfficial = ({ author, platform }: Pick<Utterance, 'author' | 'platform'>): boolean =>
	(author !== null && isPublicKind(author)) || platform === 'news' || platform === 'partner';

/**
 * Never a story with a post from a desk or the press, an official voice, a text that was not read to its end or is not known
 * to be Dutch, a call for help, an alarm (see `alarmIn`), a shout, or a short text that names a place or a person.
 */
export function mayBeNoise(utterance: Utterance): boolean {
	const { text, author, platform, platforms = [] } = utterance;
	const isFromDesk = [platform, ...platforms].some(
		(each) => each === null || !isOnLine(each) || isOfficial({ author, platform: each })
	);
	if (isFromDesk || text.length >= CARD_TEXT) return false;
	const lang = languageOf(text)?.lang ?? null;
	return (
		lang === 'nl' &&
		!isShouted(text) &&
		alarmIn(text) === null &&
		helpCertainty(text, lang) <= MAX_HELP_CERTAINTY &&
		!isShortAndNames(text)
	);
}

function isShouted(text: string): boolean {
	const letters = text.match(/\p{L}/gu)?.length ?? 0;
	return letters >= SHOUTED_LETTERS && 2 * (text.match(/\p{Lu}/gu)?.length ?? 0) > letters;
}

const PLACES = new Places({ place: null, places: [] });

function isShortAndNames(text: string): boolean {
	const { tokens } = wordsOf(text);
	if (tokens.filter(({ kind }) => kind === 'word' || kind === 'hashtag').length > SHORT_TEXT_WORDS) return false;
	return tokens.some((token, at) => {
		const before = tokens[at - 1];
		const isInside = before?.kind === 'word' && before.sentence === token.sentence;
		return (
			token.kind === 'mention' ||
			(token.kind === 'word' && token.capital && isInside && !isWeak(token.text)) ||
			PLACES.at(tokens, at) !== null
		);
	});
}
