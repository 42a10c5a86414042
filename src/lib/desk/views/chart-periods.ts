import { addMinutes } from 'date-fns';
import type { TimeSeries } from '$lib/domain/overview/figures';
import { momentOf, type FindingId, type Moment } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';

/** Under this many posts a share says nothing (docs/domain.md, rule 12). */
const MIN_POSTS_FOR_SHARE = 20;

/** Shares of several steps together. */
export interface Period<Name extends string> {
	readonly from: Moment;
	readonly to: Moment;
	/** The number of reviewed posts that show a label. */
	readonly n: number;
	/** Posts by name; a share is one of these over `n`. */
	readonly posts: ReadonlyMap<Name, number>;
}

export const momentOfStep = ({ from, step }: Pick<TimeSeries, 'from' | 'step'>, index: number): Moment =>
	momentOf(addMinutes(from, index * step).getTime());

/** Lengths of a period in minutes. */
const lengths = [10, 15, 30, 60, 120, 240, 720, 1440, 10_080] as const;

/** The length of a period in minutes: the shortest round one of which at most `most` are needed. */
export function periodLength({ step, steps }: Pick<TimeSeries, 'step' | 'steps'>, most: number): number {
	return (
		lengths.find((length) => length % step === 0 && (steps * step) / length <= most) ?? step * Math.ceil(steps / most)
	);
}

/** Steps put together into periods of equal length that begin at round times; the first and the last may be shorter. */
function periodsOf<Name extends string>(
	series: TimeSeries,
	rows: readonly { name: Name; posts: readonly number[] }[],
	most: number
): Period<Name>[] {
	const width = Math.max(1, Math.round(periodLength(series, most) / series.step));
	const begun = Math.round(Date.parse(series.from) / (series.step * 60_000)) % width;
	const periods: Period<Name>[] = [];
	for (let start = -begun; start < series.steps; start += width) {
		const within = (posts: readonly number[]) =>
			posts.slice(Math.max(0, start), start + width).reduce((sum, count) => sum + count, 0);
		const posts = new Map(rows.map(({ name, posts: counts }) => [name, within(counts)]));
		const n = [...posts.values()].reduce((sum, count) => sum + count, 0);
		const end = momentOfStep(series, start + width);
		periods.push({
			from: momentOfStep(series, Math.max(0, start)),
			to: end < series.until ? end : series.until,
			n,
			posts
		});
	}
	return periods;
}
export const emotionPeriods = (series: TimeSeries, most: number): Period<Emotion>[] =>
	periodsOf(
		series,
		series.emotions.map(({ emotion, posts }) => ({ name: emotion, posts })),
		most
	);
export const attitudePeriods = (series: TimeSeries, most: number): Period<Attitude>[] =>
	periodsOf(
		series,
		series.attitudes.map(({ attitude, posts }) => ({ name: attitude, posts })),
		most
	);
export const rumourPeriods = (series: TimeSeries, most: number): Period<FindingId>[] =>
	periodsOf(
		series,
		series.rumours.map(({ rumour, posts }) => ({ name: rumour, posts })),
		most
	);

/** The middle of a period: where its point stands on the axis. */
export const middleOf = ({ from, to }: Pick<Period<string>, 'from' | 'to'>): Moment =>
	momentOf((Date.parse(from) + Date.parse(to)) / 2);

/** Whether two shares differ by more than chance: a one-sided test of two proportions. */
export function sharesDiffer(a: number, nA: number, b: number, nB: number): boolean {
	const both = (a * nA + b * nB) / Math.max(1, nA + nB);
	return Math.abs(a - b) > 1.645 * Math.sqrt(both * (1 - both) * (1 / Math.max(1, nA) + 1 / Math.max(1, nB)));
}

/** Null where there are too few posts to speak of shares. */
export const shareIn = <Name extends string>({ n, posts }: Period<Name>, name: Name): number | null =>
	n < MIN_POSTS_FOR_SHARE ? null : (posts.get(name) ?? 0) / n;

/**
 * For the sentence beside a chart of shares: the most frequent name in the last period with enough posts, now and in
 * the period before.
 */
export function mostShown<Name extends string>(
	periods: readonly Period<Name>[]
): { name: Name; now: number; n: number; before: number | null; nBefore: number } | null {
	const carrying = periods.filter(({ n }) => n >= MIN_POSTS_FOR_SHARE);
	const [last, previous] = [carrying.at(-1), carrying.at(-2)];
	if (!last) return null;
	const [top] = [...last.posts].sort(([, a], [, b]) => b - a);
	if (!top) return null;
	const [name] = top;
	return {
		name,
		now: shareIn(last, name) ?? 0,
		n: last.n,
		before: previous ? shareIn(previous, name) : null,
		nBefore: previous?.n ?? 0
	};
}

/** Posts of all sources per step. */
export const allPosts = (series: TimeSeries): number[] =>
	Array.from({ length: series.steps }, (_, at) => series.sources.reduce((sum, { posts }) => sum + (posts[at] ?? 0), 0));

/** The busiest step and the last whole one; null when there were no posts. */
export function busiest(series: TimeSeries): { at: Moment; peak: number; last: number | null } | null {
	const counts = allPosts(series);
	const peak = Math.max(0, ...counts);
	if (peak === 0) return null;
	return { at: momentOfStep(series, counts.indexOf(peak)), peak, last: counts.at(-2) ?? null };
}
