import type { ReportTrend, Tally } from '$lib/domain/report/content';
import { trendOf } from '$lib/domain/stories/trend';
import type { FactPost } from './report-facts';

/** The period that a trend compares with the one before it, in milliseconds. */
const HALF_HOUR = 30 * 60_000;

/** Counts in the half hour up to and including the moment, and in the half hour before. @param moment milliseconds */
export function trendLineOf(posts: Iterable<Pick<FactPost, 'at'>>, moment: number): ReportTrend {
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

/** Highest first, equal ones in alphabetical order, so that the same facts always give the same report. */
export const byCount =
	<T>(count: (of: T) => number, name: (of: T) => string) =>
	(a: T, b: T): number =>
		count(b) - count(a) || (name(a) < name(b) ? -1 : 1);
