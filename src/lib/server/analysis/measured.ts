import type { MethodFigure } from '$lib/domain/core/method';
import file from './figures.json';

/**
 * The figures that `npm run train` measured, as `npm run evaluate` prints them: of models on incidents that they were not
 * trained on, of rules on texts that they were not chosen on. A test fails when they are outdated.
 */

/** A figure; `baseline` is that of the best simple method on the same texts. */
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
