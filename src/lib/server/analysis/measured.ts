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
const FIGURES: Readonly<Record<keyof typeof file.figures, Measured>> = file.figures;

/** A figure for the page of methods. */
export function methodFigure(name: MethodFigure['name'], figure: keyof typeof file.figures): MethodFigure {
	const { value, baseline, n } = FIGURES[figure];
	return { name, value, baseline, n };
}
