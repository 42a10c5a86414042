import type { MethodFigure } from '$lib/domain/core/method';
import file from './figures.json';

/**
 * What `npm run train` measured, as `npm run evaluate` prints it: on incidents that the models were not trained on, and
 * for rules on texts that they were not chosen on. A test fails when they are older than what they measure.
 */

/** The best of the plain methods, on the same texts, as `baseline`. */
interface Measured {
	readonly value: number;
	readonly se: number | null;
	readonly baseline: number | null;
	readonly n: number;
}
const figures: Readonly<Record<keyof typeof file.figures, Measured>> = file.figures;
const byName: ReadonlyMap<string, Measured> = new Map(Object.entries(figures));

/** A figure for the page of methods. */
export function methodFigure(name: MethodFigure['name'], figure: keyof typeof file.figures): MethodFigure {
	const { value, baseline, n } = figures[figure];
	return { name, value, baseline, n };
}

/** Whether a hint is worth showing: its model beats plain methods by more than chance may have moved it. */
export function isWorthShowing(task: string): boolean {
	const { value, se, baseline } = byName.get(`${task}.macroF1`) ?? {};
	return value !== undefined && value - (se ?? 0) > (baseline ?? 0);
}
