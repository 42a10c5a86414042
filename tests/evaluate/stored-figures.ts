import { tasks } from '$lib/server/analysis/hints/models/tasks';
import type { Figure } from './figures';

/** The figures that the program shows or decides by, and those with a stable name that an issue or a paper may quote. */
export const stableNames = [
	...[...tasks, 'emotion'].map((task) => `${task}.macroF1`),
	'rumour.precision20',
	'picker.firstRight',
	'keys.perStory',
	'help.recall',
	'help.flags',
	'language.accuracy',
	'language.frisian',
	'help.recall of other incidents',
	'help.precision of other incidents',
	'shown.need',
	'shown.rumour',
	'shown.notRelevant',
	'shown.call',
	'pairs.precision',
	'pairs.recall',
	'retelling.precision',
	'retelling.recall'
];

export interface StoredFigure {
	readonly value: number;
	readonly se: number | null;
	readonly baseline: number | null;
	readonly n: number;
}

/** As the program keeps them, rounded, under their stable names; those that are not among the figures are left out. */
export const storedFigures = (figures: readonly Figure[]): Record<string, StoredFigure> =>
	Object.fromEntries(
		stableNames.flatMap((name) => {
			const found = figures.find(({ figure }) => figure === name);
			if (!found) return [];
			const { value, se, baseline, n } = found;
			return [[name, { value: rounded(value), se: se && rounded(se), baseline: baseline && rounded(baseline), n }]];
		})
	);

const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;
