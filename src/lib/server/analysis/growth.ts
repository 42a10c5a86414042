import type { Method } from '$lib/domain/core/method';

/** The window over which growth is counted, in minutes. */
export const GROWTH_WINDOW_MINUTES = 30;

/** For the page of methods. */
export const method: Method = { key: 'growth', version: 1, figures: [] };

/** Each growth class has three times the posts of the previous one. */
const GROWTH_FACTOR = 3;

/**
 * The growth class of a story: the whole part of log₃ of its posts in the last thirty minutes; 0 for none.
 * Counted by multiplying, because Math.log(243) / Math.log(3) is 4.999… and would lose a class.
 * @param posts whole number of posts, 0 or more
 */
export function growthClass(posts: number): number {
	let growth = 0;
	for (let bound = GROWTH_FACTOR; bound <= posts; bound *= GROWTH_FACTOR) growth++;
	return growth;
}
