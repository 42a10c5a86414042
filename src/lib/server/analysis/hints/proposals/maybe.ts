import type { Method } from '$lib/domain/core/method';
import type { MaybeKind } from '$lib/domain/stories/card';
import type { Hint } from '../../hint';
import { methodFigure } from '../../measured';
import { chanceOf } from '../models/logistic';
import { cueWordsIn } from '../models/cues';
import { MODELS_VERSION, type Models } from '../models/models';
import type { Task } from '../models/tasks';
import { isOfficial } from './noise';
import type { Considered } from './suggestions';

/** What a story looks like to the models, whether or not anything was labelled: "lijkt een vraag". */
export interface Maybe extends Hint {
	readonly kind: MaybeKind;
}

const METHOD = 'models.linear';
/** The most signs and words that a reason names. */
const MAX_REASONS = 4;
/** The most words of the text that are named for a sign. */
const MAX_CUE_WORDS = 2;

/**
 * Shown from this chance on: the lowest at which at least four of five shown hints are right on incidents that were not
 * trained on. Behaviour and meaning are right less often at every chance, so no hint of them is shown.
 */
const FROM = { need: 0.85, rumour: 0.9 } as const;

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
	{ scores, noise, traits, utterance }: Pick<Considered, 'scores' | 'noise' | 'traits' | 'utterance'>,
	models: Models
): readonly Maybe[] {
	if (isOfficial(utterance)) return [];
	const found = (['need', 'rumour'] as const).flatMap((kind): Found[] => {
		const chance = chanceOf(scores[kind]);
		return chance < FROM[kind] ? [] : [{ kind, task: kind, sign: 1, chance }];
	});
	if (noise !== null) found.push({ kind: 'notRelevant', task: 'relevant', sign: -1, chance: noise });
	if (found.length === 0) return [];
	const cueWords = cueWordsIn(traits.reading.spoken);
	return found.map(({ kind, task, sign, chance }) => ({
		kind,
		method: METHOD,
		version: models.version,
		score: Math.round(100 * chance) / 100,
		reason: `looks: ${reasonsOf(models.reasons(task, traits, sign))
			.map((reason) => [reason, ...(cueWords.get(reason) ?? []).slice(0, MAX_CUE_WORDS)].join('|'))
			.join(', ')}`
	}));
}
interface Found {
	readonly kind: MaybeKind;
	readonly task: Task;
	/** 1: the answer is yes; -1: no. */
	readonly sign: 1 | -1;
	readonly chance: number;
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
