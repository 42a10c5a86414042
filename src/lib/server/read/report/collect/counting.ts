import type { Tally } from '$lib/domain/report/content';
import { courseOf, isComparable, type Course, type PeriodCount } from '$lib/domain/stories/trend';
import type { FactPost } from './report-facts';

/** The period that a trend compares with the one before it, in milliseconds. */
export const HALF_HOUR = 30 * 60_000;

/** The same in aftercare. */
export const WEEK = 7 * 24 * 60 * 60_000;

/** The moment that a report measures, and when the incident started, both in milliseconds. */
export interface Measured {
	readonly moment: number;
	readonly start: number;
}

/** Counts in the period up to and including the moment, half an hour, in the one before, and earlier. */
export function countPeriods(posts: Iterable<Pick<FactPost, 'at'>>, moment: number, span = HALF_HOUR) {
	let now = 0;
	let before = 0;
	let earlier = 0;
	for (const { at } of posts) {
		if (at > moment) continue;
		if (at > moment - span) now += 1;
		else if (at > moment - 2 * span) before += 1;
		else earlier += 1;
	}
	return { now, before, earlier };
}

/** All posts of the same two periods, and those in stories that somebody looked at or linked to a finding. */
export type PeriodTotals = Readonly<Record<'now' | 'before', Omit<PeriodCount, 'labelled'>>>;

/** The same with its trend. */
export function trendLineOf(
	posts: Iterable<Pick<FactPost, 'at'>>,
	{ moment, start }: Measured,
	totals: PeriodTotals,
	span = HALF_HOUR
): Course {
	const { now, before, earlier } = countPeriods(posts, moment, span);
	return courseOf(
		{ ...totals.now, labelled: now },
		{ ...totals.before, labelled: before },
		earlier,
		isComparable(start, moment, span)
	);
}

const TEN_MINUTES = 10 * 60_000;

interface CountedPeriod extends Measured {
	/** The maximum number of counts. */
	readonly maxLength: number;
}

/**
 * Counts posts in each ten minutes up to and including the moment, oldest first: at most `maxLength`, and only those in
 * which the incident had started. All in milliseconds.
 */
export class TenMinuteCounts {
	readonly counts: number[];
	readonly #moment: number;
	constructor({ start, moment, maxLength }: CountedPeriod) {
		const length = Math.min(maxLength, Math.max(1, Math.ceil((moment - start) / TEN_MINUTES)));
		this.counts = Array.from({ length }, () => 0);
		this.#moment = moment;
	}
	add(at: number): void {
		const slot = this.counts.length - 1 - Math.floor((this.#moment - at) / TEN_MINUTES);
		if (at <= this.#moment && slot >= 0) this.counts[slot] = (this.counts[slot] ?? 0) + 1;
	}
}

/** The same counts for these posts. */
export function perTenMinutes(posts: Iterable<Pick<FactPost, 'at'>>, period: CountedPeriod): number[] {
	const counted = new TenMinuteCounts(period);
	for (const { at } of posts) counted.add(at);
	return counted.counts;
}

/** The number of authors: each known author once, each post without author as one of its own. */
export function tallyOf(posts: readonly Pick<FactPost, 'author'>[]): Tally {
	const known = new Set<number>();
	let unnamed = 0;
	for (const { author } of posts) {
		if (author === null) unnamed += 1;
		else known.add(author);
	}
	return { posts: posts.length, authors: known.size + unnamed, unnamed };
}

/** Highest count first, equal ones in alphabetical order, so that the same facts always give the same report. */
export const byCount =
	<T>(count: (of: T) => number, name: (of: T) => string) =>
	(a: T, b: T): number =>
		count(b) - count(a) || (name(a) < name(b) ? -1 : 1);
