import { join } from 'node:path';
import { emotionFigures } from './emotions';
import type { Figure } from './figures';
import type { Fold } from './folds';
import type { Incident } from './incidents';
import { modelFigures, type WorstError } from './models';
import { pickerFigures } from './picker';
import { callFigure, helpFigures, pairFigures, readingFigures } from './readings';
import { retellingFigures } from './retellings';

const FIXTURES = join('tests', 'fixtures', 'analysis');
/** Pairs and posts of many kinds of incident: the halves that no rule was chosen on. */
const MEASURING = { pairs: join(FIXTURES, 'pairs-measuring.jsonl'), help: join(FIXTURES, 'help-measuring.jsonl') };

/** What is read of texts by rules: nothing is trained for it, so that it takes a second. */
export const ruleFigures = (incidents: readonly Incident[], pairs = MEASURING.pairs): Figure[] => [
	...readingFigures(incidents),
	...retellingFigures(incidents),
	...helpFigures(MEASURING.help),
	callFigure(MEASURING.help, incidents),
	...pairFigures(pairs)
];

/** Every figure, and the errors that were surest. */
export function everyFigure(folds: readonly Fold[], pairs?: string): { figures: Figure[]; worst: WorstError[] } {
	const tested = folds.map(({ test }) => test);
	const models = modelFigures(folds);
	return {
		figures: [...models.figures, ...emotionFigures(folds), ...pickerFigures(folds), ...ruleFigures(tested, pairs)],
		worst: models.worst
	};
}
