import { z } from 'zod';

/**
 * `new`: nothing before these thirty minutes; `again`: none in the thirty before, but earlier; `none`: in neither; `same`:
 * no clear difference, or nothing to compare with. It is never put into words.
 */
export const Trend = z.enum(['new', 'again', 'rises', 'falls', 'same', 'none']);
export type Trend = z.infer<typeof Trend>;

/**
 * Whether two counts differ more than chance explains: |a − b| > 1.645·√(a + b), a one-sided test of two Poisson counts
 * at 5 % (docs/domain.md, rule 12; Przyborowski and Wilenski 1940, normal approximation).
 */
export const differs = (a: number, b: number): boolean => Math.abs(a - b) > 1.645 * Math.sqrt(a + b);

/**
 * Whether a period up to the moment can be compared with the one of the same length before it: only when the incident
 * had started by the beginning of that one. Time before the start is not zero. All in milliseconds.
 */
export const isComparable = (start: number, moment: number, span: number): boolean => start <= moment - 2 * span;

/**
 * Compares the last thirty minutes with the thirty before, for desk and report. @param earlier posts before both
 * periods @param comparable see {@link isComparable}: nothing rises from a time that is not zero
 */
export function trendOf(now: number, before: number, earlier: number, comparable = true): Trend {
	if (now === 0 && before === 0) return 'none';
	if (!comparable) return before + earlier === 0 ? 'new' : 'same';
	if (before === 0) return earlier === 0 ? 'new' : 'again';
	if (!differs(now, before)) return 'same';
	return now > before ? 'rises' : 'falls';
}
