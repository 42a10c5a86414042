import { isPublicKind } from '$lib/domain/posts/author';
import type { Method } from '$lib/domain/core/method';
import type { MaybeKind } from '$lib/domain/stories/card';
import type { Hint } from '../../hint';
import { methodFigure } from '../../measured';
import { chanceOf } from '../models/logistic';
import { cueWordsIn } from '../models/cues';
import { MODELS_VERSION, type Models } from '../models/models';
import type { Scores, Task } from '../models/tasks';
import type { Traits, Utterance } from '../models/traits';
import { isOnLine } from '$lib/domain/posts/platform';
import { helpCertainty } from '$lib/server/analysis/help/calls-for-help';
import { languageOf } from '$lib/server/analysis/language';
import { Places } from '$lib/server/analysis/text/places';
import { isWeak } from '$lib/server/analysis/text/word-lists';
import { wordsOf } from '$lib/server/analysis/text/words';

/** Above this certainty a text may be a call for help. */
const MAX_HELP_CERTAINTY = 0.05;
/** In a text with at most this many words, a name may be all that matters. */
const SHORT_TEXT_WORDS = 12;

/**
 * Whether a post may be called *waarschijnlijk niet van belang*. Never a post from a desk, a text that is not known to be
 * Dutch, a text that may be a call for help, or a short text that names a place or a person.
 */
export function mayBeNoise({ text, platform }: Utterance): boolean {
	if (platform !== null && !isOnLine(platform)) return false;
	const lang = languageOf(text)?.lang ?? null;
	return lang === 'nl' && helpCertainty(text, lang) <= MAX_HELP_CERTAINTY && !isShortAndNames(text);
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

/** What a story looks like to the models, whether or not anything was labelled: "lijkt een vraag". */
export interface Maybe extends Hint {
	readonly kind: MaybeKind;
}

const METHOD = 'models.linear';
/** The most signs and words that a reason names. */
const MAX_REASONS = 4;
/** The most words of the text that are named for a sign. */
const MAX_CUE_WORDS = 2;

interface Kind {
	readonly kind: MaybeKind;
	readonly task: Task;
	/** 1: the answer is yes; -1: no. */
	readonly sign: 1 | -1;
	/**
	 * Shown from this chance on: the lowest at which at least four of five shown hints are right on incidents that were not
	 * trained on. Behaviour and meaning are right less often at every chance, so no hint of them is shown.
	 */
	readonly from: number;
}
const KINDS: readonly Kind[] = [
	{ kind: 'need', task: 'need', sign: 1, from: 0.85 },
	{ kind: 'rumour', task: 'rumour', sign: 1, from: 0.9 },
	{ kind: 'notRelevant', task: 'relevant', sign: -1, from: 0.92 }
];
/** A text that looks like any of these is not noise. */
const NOT_NOISE: readonly Task[] = ['need', 'rumour', 'behaviour', 'meaning'];

/** For the page of methods. */
export const method: Method = {
	key: 'looks',
	version: MODELS_VERSION,
	figures: [
		methodFigure('need', 'shown.need'),
		methodFigure('rumour', 'shown.rumour'),
		methodFigure('notRelevant', 'shown.notRelevant')
	]
};

/**
 * What a text looks like. Empty when the author is known to be an authority, a company or a newspaper.
 * @param traits its traits, by name
 */
export function maybesOf(
	{ scores, traits, utterance }: { readonly scores: Scores; readonly traits: Traits; readonly utterance: Utterance },
	models: Models
): readonly Maybe[] {
	const { author, platform } = utterance;
	if ((author !== null && isPublicKind(author)) || platform === 'news' || platform === 'partner') return [];
	const found = KINDS.filter(({ kind, task, sign, from }) => {
		if (chanceOf(sign * scores[task]) < from) return false;
		return kind !== 'notRelevant' || (!NOT_NOISE.some((one) => scores[one] > 0) && mayBeNoise(utterance));
	});
	if (found.length === 0) return [];
	const cueWords = cueWordsIn(traits.reading.spoken);
	return found.map(({ kind, task, sign }) => ({
		kind,
		method: METHOD,
		version: models.version,
		score: Math.round(100 * chanceOf(sign * scores[task])) / 100,
		reason: `looks: ${reasonsOf(models.reasons(task, traits, sign))
			.map((reason) => [reason, ...(cueWords.get(reason) ?? []).slice(0, MAX_CUE_WORDS)].join('|'))
			.join(', ')}`
	}));
}

/** The manners that have a name for people; the length of a text or a comma has none. */
const NAMED_MANNERS: ReadonlySet<string> = new Set(['asks', 'rebuts', 'denies', 'mocks', 'hedged', 'laughs']);

/** The first traits that people understand: signs by their code, words as written. */
function reasonsOf(names: readonly string[]): string[] {
	const found = new Set<string>();
	for (const name of names) {
		const [group, reason = ''] = name.split(':', 2);
		const isNamed = group === 'c' || group === 'w' || (group === 'm' && NAMED_MANNERS.has(reason));
		if (isNamed && !reason.startsWith('<')) found.add(reason);
		if (found.size === MAX_REASONS) break;
	}
	return [...found];
}
