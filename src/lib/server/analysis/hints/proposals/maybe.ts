import type { MaybeKind } from '$lib/domain/stories/card';
import type { Hint } from '../hint';
import { chanceOf } from '../models/logistic';
import type { Models } from '../models/models';
import type { Scores, Task } from '../models/tasks';
import type { Traits } from '../models/traits';

/** What a story looks like to the models, whether or not anything was labelled: "lijkt een vraag". */
export interface Maybe extends Hint {
	readonly kind: MaybeKind;
}

const METHOD = 'models.linear';
/** So many signs and words are named in a reason. */
const REASONS = 4;

const kinds: readonly (readonly [MaybeKind, Task])[] = [
	['need', 'need'],
	['rumour', 'rumour'],
	['behaviour', 'behaviour'],
	['meaning', 'meaning'],
	['notRelevant', 'relevant']
];

/**
 * What a text looks like. What looks like a finding does not look like noise too.
 * @param named its traits by name, made only when there is something to explain
 */
export function maybesOf(
	scores: Scores,
	models: Models,
	shown: (task: Task) => boolean,
	named: () => Traits
): readonly Maybe[] {
	const isSomething = kinds.some(([kind, task]) => kind !== 'notRelevant' && scores[task] > 0);
	const found = kinds.filter(
		([kind, task]) => shown(task) && (kind === 'notRelevant' ? scores[task] < 0 && !isSomething : scores[task] > 0)
	);
	if (found.length === 0) return [];
	const traits = named();
	return found.map(([kind, task]) => {
		const sign = kind === 'notRelevant' ? -1 : 1;
		return {
			kind,
			method: METHOD,
			version: models.version,
			score: Math.round(100 * chanceOf(sign * scores[task])) / 100,
			reason: `looks: ${reasonsOf(models.reasons(task, traits, sign)).join(', ')}`
		};
	});
}

/** Signs by their code, words as they stand; pieces of words and pairs explain nothing to a person. */
const reasonsOf = (names: readonly string[]): string[] =>
	names
		.flatMap((name) => /^[cmw]:(?<said>[^&]+)$/.exec(name)?.groups?.['said'] ?? [])
		.filter((said, at, all) => all.indexOf(said) === at && !said.startsWith('<'))
		.slice(0, REASONS);
