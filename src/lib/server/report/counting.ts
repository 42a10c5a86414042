import type { Course, Tally, Trend } from '$lib/domain/report-content';
import type { FactPost } from './facts';

/** The period that a course compares with the one before it, in milliseconds. */
export const HALF_HOUR = 30 * 60_000;

/**
 * Whether two counts differ more than chance explains: |a − b| > 1.645·√(a + b), a one-sided test of two Poisson counts at 5 %
 * (domain.md §4; Przyborowski and Wilenski 1940, normal approximation).
 */
export const differs = (a: number, b: number): boolean => Math.abs(a - b) > 1.645 * Math.sqrt(a + b);

/** @param earlier posts before both periods */
export function trendOf(now: number, before: number, earlier: number): Trend {
	if (now === 0 && before === 0) return 'none';
	if (before === 0) return earlier === 0 ? 'new' : 'again';
	if (!differs(now, before)) return 'same';
	return now > before ? 'rises' : 'falls';
}

/** Counts in the half hour up to and with the moment, and in the half hour before. @param moment milliseconds */
export function courseOf(posts: Iterable<Pick<FactPost, 'at'>>, moment: number): Course {
	let now = 0;
	let before = 0;
	let earlier = 0;
	for (const { at } of posts) {
		if (at > moment) continue;
		if (at > moment - HALF_HOUR) now += 1;
		else if (at > moment - 2 * HALF_HOUR) before += 1;
		else earlier += 1;
	}
	return { now, before, trend: trendOf(now, before, earlier) };
}

/** By how many: each known author once, each post without author as one of its own. */
export function tallyOf(posts: readonly Pick<FactPost, 'author'>[]): Tally {
	const known = new Set<number>();
	let unnamed = 0;
	for (const { author } of posts) {
		if (author === null) unnamed += 1;
		else known.add(author);
	}
	return { posts: posts.length, authors: known.size + unnamed, unnamed };
}

/** Most first; what is equal stands in the order of the alphabet, so that the same facts always give the same report. */
export const byCount =
	<T>(count: (of: T) => number, name: (of: T) => string) =>
	(a: T, b: T): number =>
		count(b) - count(a) || (name(a) < name(b) ? -1 : 1);
