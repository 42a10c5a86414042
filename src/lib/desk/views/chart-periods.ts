import { addMinutes } from 'date-fns';
import type { TimeSeries } from '$lib/domain/overview/figures';
import { momentOf, type FindingId, type Moment } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';

/** With fewer posts a share is not shown (docs/domain.md, rule 12). */
const MIN_POSTS_FOR_SHARE = 20;

/** The counts of several consecutive steps, combined. */
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

/** The round lengths that a period may have, in minutes. */
const periodLengths = [10, 15, 30, 60, 120, 240, 720, 1440, 10_080] as const;

/** The length of a period in minutes: the shortest round length that needs at most `maxPeriods` periods. */
export function periodLength({ step, steps }: Pick<TimeSeries, 'step' | 'steps'>, maxPeriods: number): number {
	return (
		periodLengths.find((length) => length % step === 0 && (steps * step) / length <= maxPeriods) ??
		step * Math.ceil(steps / maxPeriods)
	);
}

/** Groups steps into periods of equal length that begin at round times; the first and the last may be shorter. */
function periodsOf<Name extends string>(
	series: TimeSeries,
	rows: readonly { name: Name; posts: readonly number[] }[],
	maxPeriods: number
): Period<Name>[] {
	const stepsPerPeriod = Math.max(1, Math.round(periodLength(series, maxPeriods) / series.step));
	const offset = Math.round(Date.parse(series.from) / (series.step * 60_000)) % stepsPerPeriod;
	const periods: Period<Name>[] = [];
	for (let start = -offset; start < series.steps; start += stepsPerPeriod) {
		const sumOf = (posts: readonly number[]) =>
			posts.slice(Math.max(0, start), start + stepsPerPeriod).reduce((sum, count) => sum + count, 0);
		const posts = new Map(rows.map(({ name, posts: counts }) => [name, sumOf(counts)]));
		const n = [...posts.values()].reduce((sum, count) => sum + count, 0);
		const end = momentOfStep(series, start + stepsPerPeriod);
		periods.push({
			from: momentOfStep(series, Math.max(0, start)),
			to: end < series.until ? end : series.until,
			n,
			posts
		});
	}
	return periods;
}
export const emotionPeriods = (series: TimeSeries, maxPeriods: number): Period<Emotion>[] =>
	periodsOf(
		series,
		series.emotions.map(({ emotion, posts }) => ({ name: emotion, posts })),
		maxPeriods
	);
export const attitudePeriods = (series: TimeSeries, maxPeriods: number): Period<Attitude>[] =>
	periodsOf(
		series,
		series.attitudes.map(({ attitude, posts }) => ({ name: attitude, posts })),
		maxPeriods
	);
export const rumourPeriods = (series: TimeSeries, maxPeriods: number): Period<FindingId>[] =>
	periodsOf(
		series,
		series.rumours.map(({ rumour, posts }) => ({ name: rumour, posts })),
		maxPeriods
	);

/** The middle of a period: where its point stands on the axis. */
export const middleOf = ({ from, to }: Pick<Period<string>, 'from' | 'to'>): Moment =>
	momentOf((Date.parse(from) + Date.parse(to)) / 2);

/** Whether two shares differ by more than chance: a one-sided test of two proportions. */
export function sharesDiffer(a: number, nA: number, b: number, nB: number): boolean {
	const pooled = (a * nA + b * nB) / Math.max(1, nA + nB);
	return Math.abs(a - b) > 1.645 * Math.sqrt(pooled * (1 - pooled) * (1 / Math.max(1, nA) + 1 / Math.max(1, nB)));
}

/** The share of a name in a period; null with too few posts. */
export const shareIn = <Name extends string>({ n, posts }: Period<Name>, name: Name): number | null =>
	n < MIN_POSTS_FOR_SHARE ? null : (posts.get(name) ?? 0) / n;

/**
 * For the sentence beside a chart of shares: the most frequent name in the last period with enough posts, with its
 * share then and in the previous such period.
 */
export function mostShown<Name extends string>(
	periods: readonly Period<Name>[]
): { name: Name; now: number; n: number; before: number | null; nBefore: number } | null {
	const countable = periods.filter(({ n }) => n >= MIN_POSTS_FOR_SHARE);
	const [last, previous] = [countable.at(-1), countable.at(-2)];
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

/** The busiest step and the last complete one; null without posts. */
export function busiest(series: TimeSeries): { at: Moment; peak: number; last: number | null } | null {
	const counts = allPosts(series);
	const peak = Math.max(0, ...counts);
	if (peak === 0) return null;
	return { at: momentOfStep(series, counts.indexOf(peak)), peak, last: counts.at(-2) ?? null };
}
