import type { Method } from '$lib/domain/core/method';
import type { MaybeKind } from '$lib/domain/stories/card';
import type { Hint } from '../../hint';
import { isWorthShowing, methodFigure } from '../../measured';
import { chanceOf } from '../models/logistic';
import { cueWordsIn } from '../models/cues';
import { MODELS_VERSION, type Models } from '../models/models';
import type { Scores, Task } from '../models/tasks';
import type { Traits } from '../models/traits';

/** What a story looks like to the models, whether or not anything was labelled: "lijkt een vraag". */
export interface Maybe extends Hint {
	readonly kind: MaybeKind;
}

const METHOD = 'models.linear';
/** So many signs and words are named in a reason. */
const REASONS = 4;
/** So many words of the text are named for a sign, behind it. */
const CUE_WORDS = 2;

const kinds: readonly (readonly [MaybeKind, Task])[] = [
	['need', 'need'],
	['rumour', 'rumour'],
	['behaviour', 'behaviour'],
	['meaning', 'meaning'],
	['notRelevant', 'relevant']
];

/** For the page of methods: those that are shown. */
export const method: Method = {
	key: 'looks',
	version: MODELS_VERSION,
	figures: [
		methodFigure('need', 'need.macroF1'),
		methodFigure('rumour', 'rumour.macroF1'),
		methodFigure('behaviour', 'behaviour.macroF1'),
		methodFigure('meaning', 'meaning.macroF1'),
		methodFigure('relevant', 'relevant.macroF1')
	].filter(({ name }) => isWorthShowing(name))
};

/**
 * What a text looks like. What looks like a finding does not look like noise too.
 * @param traits its traits, by name
 */
export function maybesOf(
	scores: Scores,
	models: Models,
	shown: (task: Task) => boolean,
	traits: Traits
): readonly Maybe[] {
	const isSomething = kinds.some(([kind, task]) => kind !== 'notRelevant' && scores[task] > 0);
	const found = kinds.filter(
		([kind, task]) => shown(task) && (kind === 'notRelevant' ? scores[task] < 0 && !isSomething : scores[task] > 0)
	);
	if (found.length === 0) return [];
	const cueWords = cueWordsIn(traits.reading.spoken);
	return found.map(([kind, task]) => {
		const sign = kind === 'notRelevant' ? -1 : 1;
		return {
			kind,
			method: METHOD,
			version: models.version,
			score: Math.round(100 * chanceOf(sign * scores[task])) / 100,
			reason: `looks: ${reasonsOf(models.reasons(task, traits, sign))
				.map((said) => [said, ...(cueWords.get(said) ?? []).slice(0, CUE_WORDS)].join('|'))
				.join(', ')}`
		};
	});
}

/** Of how a text speaks, what has a name for people; its length or a comma has none. */
const namedManners: ReadonlySet<string> = new Set(['asks', 'rebuts', 'denies', 'mocks', 'hedged', 'laughs']);

/** The first of them that say something to people: signs by their code, words as they stand. */
function reasonsOf(names: readonly string[]): string[] {
	const found = new Set<string>();
	for (const name of names) {
		const [group, said = ''] = name.split(':', 2);
		const isNamed = group === 'c' || group === 'w' || (group === 'm' && namedManners.has(said));
		if (isNamed && !said.startsWith('<')) found.add(said);
		if (found.size === REASONS) break;
	}
	return [...found];
}
