import { momentOfStep, stepBegin, stepLength, stepOf } from '$lib/domain/core/local-steps';
import type { TimeSeries } from '$lib/domain/overview/figures';
import { momentOf, type FindingId, type Moment } from '$lib/domain/core/ids';

/** The counts of several consecutive steps, combined. */
export interface Period<Name extends string> {
	readonly from: Moment;
	readonly to: Moment;
	/**
	 * `short`: it lies partly before the first step, so its counts compare with no other. `unfinished`: it was not over
	 * at the last moment measured, so it is in no line, sentence or comparison.
	 */
	readonly extent: 'full' | 'short' | 'unfinished';
	/** All of its posts. */
	readonly n: number;
	/** Posts by name. */
	readonly posts: ReadonlyMap<Name, number>;
}

export { momentOfStep };

/** The length of a period in minutes: the shortest round length that needs at most `maxPeriods` periods. */
export const periodLength = ({ step, steps }: Pick<TimeSeries, 'step' | 'steps'>, maxPeriods: number): number =>
	stepLength(step * steps, maxPeriods, step, 10);

/** Groups steps into periods that begin at round times; the first and the last may be shorter. */
function periodsOf<Name extends string>(
	series: TimeSeries,
	rows: readonly { name: Name; posts: readonly number[] }[],
	maxPeriods: number
): Period<Name>[] {
	const step = periodLength(series, maxPeriods);
	const grid = { from: stepBegin(series.from, step), step };
	const placeOf = (index: number): number => stepOf(grid, momentOfStep(series, index));
	const places = Array.from({ length: series.steps }, (_, index) => placeOf(index));
	return Array.from({ length: (places.at(-1) ?? -1) + 1 }, (_, place) => {
		const sumOf = (posts: readonly number[]) =>
			posts.reduce((sum, count, index) => (places[index] === place ? sum + count : sum), 0);
		const posts = new Map(rows.map(({ name, posts: counts }) => [name, sumOf(counts)]));
		const n = [...posts.values()].reduce((sum, count) => sum + count, 0);
		const [begin, end] = [momentOfStep(grid, place), momentOfStep(grid, place + 1)];
		return {
			from: begin > series.from ? begin : series.from,
			to: end < series.until ? end : series.until,
			extent: end > series.until ? 'unfinished' : begin < series.from ? 'short' : 'full',
			n,
			posts
		};
	});
}
export const rumourPeriods = (series: TimeSeries, maxPeriods: number): Period<FindingId>[] =>
	periodsOf(
		series,
		series.rumours.map(({ rumour, posts }) => ({ name: rumour, posts })),
		maxPeriods
	);

/** The middle of a period: the position of its point on the axis. */
export const middleOf = ({ from, to }: Pick<Period<string>, 'from' | 'to'>): Moment =>
	momentOf((Date.parse(from) + Date.parse(to)) / 2);

/** The posts of a name in a period; null in one that is shorter than the others. */
export const countIn = <Name extends string>({ posts, extent }: Period<Name>, name: Name): number | null =>
	extent === 'full' ? (posts.get(name) ?? 0) : null;

/** The last period when it was not over at the last moment measured. */
export function unfinishedOf(periods: readonly Period<string>[]): { from: Moment; until: Moment } | null {
	const last = periods.at(-1);
	return last?.extent === 'unfinished' ? { from: last.from, until: last.to } : null;
}

/** Posts of all sources per step. */
export const allPosts = (series: TimeSeries): number[] =>
	Array.from({ length: series.steps }, (_, at) => series.sources.reduce((sum, { posts }) => sum + (posts[at] ?? 0), 0));

/** Where the last step ends. */
export const endOf = (series: TimeSeries): Moment => momentOfStep(series, series.steps);

/** The last step when it was not over at the last moment measured: how many posts it has, in how many minutes. */
export function lastUnfinished(series: TimeSeries): { count: number; minutes: number } | null {
	if (endOf(series) <= series.until) return null;
	const from = momentOfStep(series, series.steps - 1);
	return { count: allPosts(series).at(-1) ?? 0, minutes: (Date.parse(series.until) - Date.parse(from)) / 60_000 };
}

/** The busiest full step, and the last one; null without posts in a full step. */
export function busiest(series: TimeSeries): { at: Moment; to: Moment; peak: number; last: number } | null {
	const counts = allPosts(series).slice(0, lastUnfinished(series) ? -1 : undefined);
	const peak = Math.max(0, ...counts);
	if (peak === 0) return null;
	const place = counts.indexOf(peak);
	return {
		at: momentOfStep(series, place),
		to: momentOfStep(series, place + 1),
		peak,
		last: counts.at(-1) ?? 0
	};
}

/**
 * Counts per equal step up to `end`, in milliseconds; null for a step before the incident's start without posts: nobody
 * measured then.
 */
export function sinceStart(
	values: readonly number[],
	{ end, minutes, start }: { readonly end: number; readonly minutes: number; readonly start: string | undefined }
): (number | null)[] {
	if (start === undefined) return [...values];
	const stepEnd = (at: number): number => end - (values.length - 1 - at) * minutes * 60_000;
	return values.map((value, at) => (value === 0 && stepEnd(at) <= Date.parse(start) ? null : value));
}
