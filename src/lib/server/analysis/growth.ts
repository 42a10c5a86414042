import type { Method } from '$lib/domain/core/method';

/**
 * How much a story grows, and when one that was looked at comes back: the two rules of the queue that need figures
 * only.
 */

/** What counts of a story at one moment. `platforms` are on-line networks; phone and desks are none. */
interface Spread {
	readonly posts: number;
	readonly platforms: readonly string[];
}

/** The window over which growth is counted, in minutes. */
export const GROWTH_WINDOW_MINUTES = 30;

/** For the page of methods. */
export const method: Method = { key: 'growth', version: 1, figures: [] };

/** A story that was looked at comes back at this many times its posts… */
const TIMES = 3;
/** …and at least this many. */
const AT_LEAST = 10;

/**
 * The growth class of a story: the whole part of log₃ of its posts in the last thirty minutes; 0 for none.
 * Counted by multiplying, because Math.log(243) / Math.log(3) is 4.999… and would lose a class.
 * @param posts whole number of posts, 0 or more
 */
export function growthClass(posts: number): number {
	let growth = 0;
	for (let bound = TIMES; bound <= posts; bound *= TIMES) growth++;
	return growth;
}

/**
 * Whether a story that was looked at waits again: three times its posts and at least ten, or a platform that is new.
 */
export function comesBack(looked: Spread, now: Spread): boolean {
	if (now.posts >= AT_LEAST && now.posts >= TIMES * looked.posts) return true;
	return now.platforms.some((platform) => !looked.platforms.includes(platform));
}
