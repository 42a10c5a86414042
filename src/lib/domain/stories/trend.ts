import { z } from 'zod';

const Count = z.int().nonnegative();

/**
 * `new`: nothing before these thirty minutes; `again`: none in the thirty before, but earlier; `none`: in neither; `same`:
 * no clear difference, or nothing to compare with: it is never put into words. `unsure`: the posts that nobody looked at
 * could change the answer.
 */
export const Trend = z.enum(['new', 'again', 'rises', 'falls', 'same', 'none', 'unsure']);
export type Trend = z.infer<typeof Trend>;

/**
 * The posts of a finding in the last thirty minutes up to the moment measured, and in the thirty before; `before` is null
 * when the incident had not started by the beginning of those: time before the start is not zero. `courseOf` makes
 * them, so that nothing rises or falls without its check.
 */
export const Course = z.object({ now: Count, before: Count.nullable(), trend: Trend }).brand<'course'>();
export type Course = z.infer<typeof Course>;

/**
 * One period: all posts; those in stories that somebody looked at or linked to a finding; and those with the label that
 * is counted.
 */
export interface PeriodCount {
	readonly posts: number;
	readonly looked: number;
	readonly labelled: number;
}

/**
 * Whether two counts of posts differ more than chance explains: |a − b| > 1.645·√(a + b), a one-sided test of two Poisson
 * counts at 5 % (docs/domain.md, rule 12; Przyborowski and Wilenski 1940, normal approximation). Not for posts with a
 * label: see {@link differenceOf}.
 */
export const differs = (a: number, b: number): boolean => Math.abs(a - b) > 1.645 * Math.sqrt(a + b);

export type Difference = 'rises' | 'falls' | 'same' | 'unsure';
const compare = (now: number, before: number): Difference =>
	!differs(now, before) ? 'same' : now > before ? 'rises' : 'falls';

/** A post with the label is one that somebody judged. */
const seenIn = ({ looked, labelled }: PeriodCount): number => Math.max(looked, labelled);
const shareIn = (count: PeriodCount): number => (seenIn(count) === 0 ? 0 : count.labelled / seenIn(count));
const withUnseen = (count: PeriodCount, share: number): number =>
	count.labelled + share * Math.max(0, count.posts - seenIn(count));

/** How many posts have the label if those that nobody looked at have it as often as the others. */
export const estimateOf = (count: PeriodCount): number => withUnseen(count, shareIn(count));

/**
 * Whether posts with a label differ between two periods, as far as it can be claimed: the answer must stay the same when
 * the posts that nobody looked at, in both periods, have the label as often as the looked-at posts of the period in which
 * a larger share of them has it.
 */
export function differenceOf(now: PeriodCount, before: PeriodCount): Difference {
	const share = Math.max(shareIn(now), shareIn(before));
	const counted = compare(now.labelled, before.labelled);
	return counted === compare(withUnseen(now, share), withUnseen(before, share)) ? counted : 'unsure';
}

/**
 * Whether a period up to the moment can be compared with the one of the same length before it: only when the incident
 * had started by the beginning of that one. Time before the start is not zero. All in milliseconds.
 */
export const isComparable = (start: number, moment: number, span: number): boolean => start <= moment - 2 * span;

/**
 * Compares the posts of a finding in the last period with those in the one before, for desk and report.
 * @param earlier its posts before both periods
 * @param comparable see {@link isComparable}: nothing rises from a time that is not zero
 */
export function courseOf(now: PeriodCount, before: PeriodCount, earlier: number, comparable = true): Course {
	const trendOf = (): Trend => {
		if (now.labelled === 0 && before.labelled === 0) return 'none';
		if (!comparable) return before.labelled + earlier === 0 ? 'new' : 'same';
		if (before.labelled === 0) return earlier === 0 ? 'new' : 'again';
		return differenceOf(now, before);
	};
	return Course.parse({ now: now.labelled, before: comparable ? before.labelled : null, trend: trendOf() });
}
