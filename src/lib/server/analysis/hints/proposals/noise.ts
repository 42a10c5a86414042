import { isOnLine } from '$lib/domain/posts/platform';
import { helpCertainty } from '../../help/calls-for-help';
import { languageOf } from '../../language';
import { Places } from '../../text/places';
import { isWeak } from '../../text/word-lists';
import { wordsOf } from '../../text/words';
import type { Utterance } from '../models/traits';

/** Above this certainty a text may be a call for help. */
const DANGER = 0.05;
/** In a text of so few words a name may be all that matters. */
const SHORT = 12;

/**
 * Whether a post may be called *waarschijnlijk niet van belang*. Never a post from a desk, a text that is not known to be
 * Dutch, a text that may be a call for help, or a short text that names a place or a person.
 */
export function mayBeNoise({ text, platform }: Utterance): boolean {
	if (platform !== null && !isOnLine(platform)) return false;
	const lang = languageOf(text)?.lang ?? null;
	return lang === 'nl' && helpCertainty(text, lang) <= DANGER && !isShortAndNames(text);
}

const places = new Places({ place: null, places: [] });

function isShortAndNames(text: string): boolean {
	const { tokens } = wordsOf(text);
	if (tokens.filter(({ kind }) => kind === 'word' || kind === 'hashtag').length > SHORT) return false;
	return tokens.some((token, at) => {
		const before = tokens[at - 1];
		const isInside = before?.kind === 'word' && before.sentence === token.sentence;
		return (
			token.kind === 'mention' ||
			(token.kind === 'word' && token.capital && isInside && !isWeak(token.text)) ||
			places.at(tokens, at) !== null
		);
	});
}
